"""What is removed for ever is gone from the file, looked at as bytes that are not encrypted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from db import cases, drafts, later, links, reflections, reviews, schema, searching, tags, versions
from db.engine import engine_over
from db.errors import JournalError, NotFound, TracesLeft
from db.filters import Filter
from db.records import Link, Terms
from db.store import Store
from db.transaction import Transaction
from tests.db.writing import NOW, TODAY, kept, no_file_over, typed

CANARY = ("zanzibarine", "quixotically", "wolverhampton", "jabberwocky", "xylophonist")


@contextmanager
def plain(path: Path) -> Iterator[Store]:
    """A journal in the clear, kept in every other way as an encrypted one is."""
    raw = sqlcipher.connect(str(path), isolation_level=None)
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "secure_delete = ON"):
        raw.execute(f"PRAGMA {pragma}")
    raw.execute("PRAGMA temp_store = MEMORY")
    engine = engine_over(raw)
    with engine.connect() as connection, connection.begin():
        schema.create(connection)
    store = Store(raw, path, b"", b"")
    yield store
    store.close()


def left_of(path: Path, words: tuple[str, ...] = CANARY) -> list[str]:
    """The words of which the file, or the log beside it, still holds the beginning."""
    raw = b"".join(
        file.read_bytes().lower()
        for file in path.parent.iterdir()
        if file.name.startswith(path.name)
    )
    return [word for word in words if word[:6].encode() in raw]


def others(tx: Transaction, many: int) -> None:
    """Neighbours in every page."""
    for number in range(many):
        kept(
            tx,
            f"Neighbour {number} wrote of weather, tea and the waiting room " * 3,
            on=("co-regulation/Q1",),
            tagged=(f"tag{number % 7}",),
        )


def canary(tx: Transaction) -> str:
    """A reflection with the words in every part of it."""
    made = kept(tx, f"Opening with {CANARY[0]}. " + "And so on. " * 300, tagged=(CANARY[1],))
    links.add(tx, made, Link("own/X1", f"Label {CANARY[2]}", f"Wording {CANARY[2]}", "digest"))
    thought = later.begin(tx, made, NOW)
    later.save(tx, thought.id, body=f"Later {CANARY[3]}", revision=0, now=NOW)
    later.keep(tx, thought.id, NOW)
    cases.set_case(tx, made, CANARY[4])
    typed(tx, made, f"Rewriting {CANARY[0]} and {CANARY[3]}")
    return made


def by_one(tx: Transaction, made: str) -> None:
    reflections.trash(tx, made)
    reflections.purge(tx, made)


def with_the_trash(tx: Transaction, made: str) -> None:
    reflections.trash(tx, made)
    assert reflections.purge_trash(tx) == 1


@pytest.mark.parametrize("remove", [by_one, with_the_trash])
def test_nothing_of_a_purged_reflection_stays_in_the_file(
    tmp_path: Path, remove: Callable[[Transaction, str], None]
) -> None:
    path = tmp_path / "journal.db"
    with plain(path) as store:
        with store.write() as tx:
            others(tx, 60)
            made = canary(tx)
            others(tx, 60)
        with store.read() as tx:
            assert searching.search(tx, Terms(words=(CANARY[0],)), Filter(), limit=9)
        assert left_of(path) == list(CANARY)
        with store.write() as tx:
            remove(tx, made)
        assert left_of(path) == []
        with store.read() as tx:
            for word in CANARY:
                assert not searching.search(tx, Terms(words=(word,)), Filter(), limit=9)
                assert not searching.search(tx, Terms(begun=word[:4]), Filter(), limit=9)


def test_of_many_purged_at_once_nothing_stays(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    secrets = tuple(f"{'qzxvj'[n % 5]}{'kwyfp'[n // 5 % 5]}{n:03}secretly" for n in range(200))
    with plain(path) as store:
        with store.write() as tx:
            for secret in secrets:
                others(tx, 4)
                reflections.trash(tx, kept(tx, f"{secret} was all I wrote", tagged=(secret,)))
        assert left_of(path, secrets) == list(secrets)
        with store.write() as tx:
            assert reflections.purge_trash(tx) == len(secrets)
        assert left_of(path, secrets) == []


def test_traces_that_another_window_holds_are_said_and_cleared_once_it_is_done(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal.db"
    with plain(path) as store:
        with store.write() as tx:
            others(tx, 30)
            made = canary(tx)
        other = sqlcipher.connect(str(path), isolation_level=None)
        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM reflection").fetchone() == (31,)
        store._raw.execute("PRAGMA busy_timeout = 20")
        with pytest.raises(TracesLeft, match="once more"), store.write() as tx:
            with_the_trash(tx, made)
        with store.read() as tx, pytest.raises(NotFound):
            reflections.get(tx, made)
        assert left_of(path) != []
        other.execute("COMMIT")
        with store.write() as tx:
            assert reflections.purge_trash(tx) == 0
        assert left_of(path) == []
        other.close()


def test_traces_that_a_full_disk_leaves_are_said_and_cleared_once_there_is_room(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal.db"
    with plain(path) as store:
        with store.write() as tx:
            others(tx, 300)
            made = canary(tx)
            reflections.trash(tx, made)
        store._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        room = path.stat().st_size * 2 // 3
        with no_file_over(room), pytest.raises(TracesLeft, match="Make room"), store.write() as tx:
            reflections.purge(tx, made)
        with store.write() as tx:
            others(tx, 1)
            assert reflections.purge_trash(tx) == 0
        assert left_of(path) == []


def test_a_later_thought_that_is_removed_is_gone_and_the_rest_stays(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with plain(path) as store:
        with store.write() as tx:
            others(tx, 30)
            made = kept(tx, "The text itself")
            thought = later.begin(tx, made, NOW)
            later.save(tx, thought.id, body=f"Then {CANARY[0]}", revision=0, now=NOW)
            later.keep(tx, thought.id, NOW)
        with store.write() as tx:
            later.remove(tx, thought.id)
        assert left_of(path) == []
        with store.read() as tx:
            assert reflections.get(tx, made).later == ()


def test_cut_down_to_its_learning_a_reflection_keeps_nothing_of_before(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with plain(path) as store:
        with store.write() as tx:
            others(tx, 30)
            made = kept(tx, f"All about {CANARY[0]}, at length")
            typed(tx, made, f"Again about {CANARY[1]}")
            drafts.keep(tx, made, NOW)
            reviews.set_shedding(tx, made, TODAY)
            typed(tx, made, "What I learned: to wait")
        assert left_of(path) == [CANARY[0], CANARY[1]]
        with store.write() as tx:
            drafts.keep(tx, made, NOW)
            assert [version.body for version in versions.versions(tx, made)] == [
                "What I learned: to wait"
            ]
        assert left_of(path) == []


def test_shedding_that_is_given_up_keeps_every_version(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "The first")
        reviews.set_shedding(tx, made, TODAY)
        typed(tx, made, "A beginning")
        drafts.discard(tx, made)
        assert not reflections.get(tx, made).shedding
        typed(tx, made, "The second")
        drafts.keep(tx, made, NOW)
        assert versions.count(tx, made) == 2


def test_only_what_is_in_the_trash_can_be_removed_for_ever(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "Still wanted", tagged=("kept",))
        with pytest.raises(JournalError, match="Trash it first"):
            reflections.purge(tx, made)
        assert reflections.get(tx, made).body == "Still wanted"
        assert tags.names(tx) == ("kept",)
