"""A file that no longer opens, while it is still open here: all that can be read is kept."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db import checking, drafts, keys, reflections, salvaging
from db.errors import Damaged, JournalError
from db.salvaging import Salvaged
from db.store import Store
from db.transaction import Transaction
from tests.db.spoiling import KEY, page_of, schema_pages, spoil_open

NOW = datetime(2026, 11, 25, 14, 3, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with some reflections and a draft, closed."""
    path = tmp_path / "journal.db"
    with closing(Store.create_with_key(path, KEY)) as store, store.write() as tx:
        for number in range(3):
            written(tx, f"Kept words {number}.")
        reflection_id = reflections.create(tx, written_on=NOW.date(), now=NOW)
        revision = drafts.open(tx, reflection_id, NOW).revision
        saved(tx, reflection_id, "Half a sen", revision)
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The same, open, with nothing of the file in memory but its schema."""
    with closing(Store.open(path, KEY)) as store:
        yield store


def written(tx: Transaction, body: str) -> None:
    reflection_id = reflections.create(tx, written_on=NOW.date(), now=NOW)
    saved(tx, reflection_id, body, drafts.open(tx, reflection_id, NOW).revision)
    drafts.keep(tx, reflection_id, NOW)


def saved(tx: Transaction, reflection_id: str, body: str, revision: int) -> None:
    drafts.save(tx, reflection_id, body=body, cursor=(0, 0), scroll=0, revision=revision, now=NOW)


def nothing(_: Transaction) -> None:
    return


def salvaged(store: Store) -> Salvaged:
    return salvaging.salvage(store, store.path.with_name("copy.db"), NOW)


def column(store: Store, query: str) -> list[object]:
    return [value for (value,) in store.raw.execute(query).fetchall()]


def test_a_sound_file_is_within_reach(store: Store) -> None:
    assert salvaging.is_within_reach(store, nothing)


def test_where_the_schema_is_damaged_all_is_read_through_what_is_open(store: Store) -> None:
    spoil_open(store, *schema_pages(store))
    assert not salvaging.is_within_reach(store, nothing)
    found = salvaged(store)
    assert found.whole
    with closing(found.store) as copy:
        assert sorted(map(str, column(copy, "SELECT body FROM reflection_body"))) == [
            f"Kept words {number}." for number in range(3)
        ]
        assert column(copy, "SELECT body FROM draft") == ["Half a sen"]
        assert checking.check(copy) == ()
        path = copy.path
    with closing(Store.open(path, KEY)) as again, again.write() as tx:
        written(tx, "Words of later.")
        assert tx.swiftly("SELECT number FROM day_tally WHERE state = 'kept'") == [(4,)]


def test_where_the_file_begins_otherwise_its_passphrase_would_not_open_it(store: Store) -> None:
    spoil_open(store, 1)
    store.beside().close()
    assert not salvaging.is_within_reach(store, nothing)
    found = salvaged(store)
    assert found.whole
    path = found.store.path
    found.store.close()
    Store.unlock(path, keys.words_of(KEY)).close()


def test_the_open_connection_stays_where_none_can_be_opened_anew(store: Store) -> None:
    spoil_open(store, *schema_pages(store))
    with pytest.raises(Damaged):
        store.open_anew()
    with store.read() as tx:
        assert tx.swiftly("SELECT body FROM draft") == [("Half a sen",)]


def test_the_text_stays_of_a_reflection_that_can_not_be_read(store: Store) -> None:
    spoil_open(store, page_of(store, "reflection"))
    found = salvaged(store)
    assert not found.whole
    with closing(found.store) as copy:
        assert checking.check(copy) == ()
        assert len(column(copy, "SELECT id FROM reflection")) == len(
            column(
                copy,
                "SELECT reflection_pk FROM reflection_body UNION SELECT reflection_pk FROM draft",
            )
        )


def test_where_nothing_can_be_read_there_is_no_copy(store: Store) -> None:
    spoil_open(store, *range(2, store.path.stat().st_size // 4096 + 1))
    with pytest.raises(JournalError):
        salvaged(store)
    assert not list(store.path.parent.glob("*copy*"))
