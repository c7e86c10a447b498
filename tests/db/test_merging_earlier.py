"""A copy made by an earlier version is merged through a private copy brought up to date."""

from pathlib import Path

import pytest

from db import keys, reflections
from db.errors import NewerJournal
from db.merging.merge import merge
from db.store import Store
from tests.db.merging import sound
from tests.db.test_upgrading import EARLIER, made_at
from tests.db.writing import KEY


@pytest.mark.parametrize("revision", EARLIER)
def test_a_copy_of_every_earlier_version_comes_in_and_stays_as_it_was(
    store: Store, tmp_path: Path, revision: str
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    made_at(folder / "old.db", revision)
    before = (folder / "old.db").read_bytes()
    assert merge(store, folder / "old.db", [keys.words_of(KEY)]).came == 1
    with store.read() as tx:
        found = reflections.get(tx, "abcdefghjk")
    assert (found.body, found.text) == ("Then and there", "Then, and there")
    assert (folder / "old.db").read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["old.db"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "journal.db",
        "journal.db-shm",
        "journal.db-wal",
    ]
    sound(store)


def test_a_copy_from_a_newer_version_is_refused(store: Store, tmp_path: Path) -> None:
    store.copy_to(tmp_path / "newer.db")
    newer = store.at(tmp_path / "newer.db")
    newer._raw.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    with pytest.raises(NewerJournal):
        merge(store, tmp_path / "newer.db")
