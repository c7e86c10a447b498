"""Every page of a backup, and every step of making one; a part of it is tried in every run."""

import signal
from contextlib import closing
from pathlib import Path

import pytest

from db import backup, copies
from db.backup_names import copies as listed
from db.content_of import content_of
from db.errors import Damaged, WrongKey
from db.keys import salt_of
from db.store import Store
from tests.db.test_backup import fill, killed, names, spoil
from tests.db.writing import KEY, NOW

pytestmark = pytest.mark.torture


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with texts, its pages all in use."""
    path = tmp_path / "journal.db"
    with closing(Store.create_with_key(path, KEY)) as store:
        fill(store)
        store.raw.execute("VACUUM")
    return path


def pages(whole: bytes) -> range:
    return range(len(whole) // 4096)


@pytest.mark.parametrize("whole_at_once", [True, False])
def test_a_bit_flipped_in_any_page_of_a_backup(
    path: Path, monkeypatch: pytest.MonkeyPatch, whole_at_once: bool
) -> None:
    with closing(Store.open(path, KEY)) as store:
        copy = backup.make(store, path.parent / "backups", now=NOW).path
    whole = copy.read_bytes()
    if not whole_at_once:
        monkeypatch.setattr("db.copies.READ_WHOLE", 0)
    for page in pages(whole):
        spoil(copy, page, whole)
        with pytest.raises(WrongKey if page == 0 else Damaged):
            copies.prove(copy, KEY, salt_of(path))


def test_a_bit_flipped_in_any_page_that_is_backed_up(path: Path) -> None:
    whole, folder = path.read_bytes(), path.parent / "backups"
    for page in pages(whole)[1:]:
        spoil(path, page, whole)
        with pytest.raises(Damaged), closing(Store.open(path, KEY)) as damaged:
            backup.make(damaged, folder, now=NOW)
        assert not folder.exists() or names(folder) == []


@pytest.mark.parametrize("where", ["step", "prove", "link", "0", "1"])
def test_killed_at_any_point_of_a_backup(path: Path, where: str) -> None:
    with closing(Store.open(path, KEY)) as store:
        content = content_of(store.raw)
    assert killed(path, where) == -signal.SIGKILL
    for copy in listed(path.parent / "backups", path):
        assert copies.prove(copy.path, KEY, salt_of(copy.path)) == content
    with closing(Store.open(path, KEY)) as again:
        assert content_of(again.raw) == content
