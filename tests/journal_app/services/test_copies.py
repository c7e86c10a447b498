"""Copies beside the journal: which files are taken for one, and the one made to save words."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.errors import Damaged, Replaced
from db.store import Store
from journal_app.domain.conflicted import Likeness, likeness
from journal_app.services import copies
from tests.journal_app.conftest import KEY
from tests.journal_app.past import Past

NOW = datetime(2026, 11, 25, 14, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    [
        "journal (conflicted copy 2026-11-25).db",
        "journal (Anna's conflicted copy 2026-11-25).db",
        "journal (ANNA-PC's conflicted copy 2026-11-25).db",
        "journal (conflicted copy 2026-11-25 140301).db",
        "journal.sync-conflict-20261125-140301-ABCDEFG.db",
        "journal (SFConflict anna@example.org 2026-11-25-14-03-01).db",
        "journal (Case Conflict).db",
        "journal.Conflict.db",
        "journal_conf(1).db",
        "journal (this computer, 2026-11-25 14.03).db",
    ],
)
def test_the_names_that_synchronising_gives_are_known(name: str) -> None:
    assert likeness(name, "journal.db") is Likeness.SURE


@pytest.mark.parametrize("name", ["journal 2.db", "journal (1).db", "journal-LAPTOP-7.db"])
def test_names_that_may_be_chance_need_a_file_that_has_the_same_beginning(name: str) -> None:
    assert likeness(name, "journal.db") is Likeness.MAYBE


@pytest.mark.parametrize(
    "name",
    [
        "journal.db",
        "journal.db-wal",
        "journal-before-0003.db",
        "journal-before-0003-2.db",
        "journal-2026-11-25.db",
        "journals.db",
        "my journal.db",
        "journal notes.db",
        "journal (1).txt",
        ".journal.db.a1b2c3d4.new",
    ],
)
def test_backups_and_other_files_are_not_taken_for_one(name: str) -> None:
    assert likeness(name, "journal.db") is None


def test_each_copy_is_said_once_and_only_what_has_the_shape_of_one(tmp_path: Path) -> None:
    store = Store.create_with_key(tmp_path / "journal.db", KEY)
    store.copy_to(tmp_path / "journal (conflicted copy 2026-11-25).db")
    store.copy_to(tmp_path / "journal-LAPTOP.db")
    Store.create_with_key(tmp_path / "journal 2.db", KEY).close()
    (tmp_path / "journal (1).db").write_bytes(b"half a page")
    (tmp_path / "journal.sync-conflict-1.db").symlink_to(tmp_path / "journal.db")
    found = copies.beside(store)
    assert [path.name for path in found] == [
        "journal (conflicted copy 2026-11-25).db",
        "journal-LAPTOP.db",
    ]
    assert "journal merge" in copies.said_of(found)
    with store.write() as tx:
        assert copies.unsaid(tx, found) == found
        copies.remember(tx, found[:1])
        assert copies.unsaid(tx, found) == found[1:]
    store.close()


@pytest.fixture
def open_one(tmp_path: Path) -> Store:
    """An open journal whose words are in the log only."""
    (tmp_path / "own").mkdir()
    store = Store.create_with_key(tmp_path / "own" / "journal.db", KEY)
    with store.write() as tx:
        Past(tx).kept("Mine")
    return store


@pytest.mark.parametrize("how", ["replaced", "deleted", "moved", "folder gone", "log gone"])
def test_a_file_that_is_taken_away_is_noticed_and_all_of_it_saved(
    open_one: Store, tmp_path: Path, how: str
) -> None:
    path, folder = open_one.path, open_one.path.parent
    assert not open_one.is_replaced
    match how:
        case "replaced":
            other = Store.create_with_key(tmp_path / "from-elsewhere.db", KEY)
            other.close()
            other.path.replace(path)
        case "deleted":
            path.unlink()
        case "moved":
            path.rename(folder / "elsewhere.db")
        case "folder gone":
            shutil.rmtree(folder)
        case "log gone":
            path.with_name("journal.db-wal").unlink()
            path.with_name("journal.db-shm").unlink()
    assert open_one.is_replaced
    with pytest.raises(Replaced), open_one.write() as tx:
        Past(tx).kept("Nowhere")
    moved = copies.move_beside(open_one, [folder, tmp_path / "backups"], NOW)
    expected = tmp_path / "backups" if how == "folder gone" else folder
    assert moved.path.parent == expected
    assert moved.path.name.startswith("journal (this computer, 2026-11-25 ")
    with moved.write() as tx:
        Past(tx).kept("Goes on")
        assert len(tx.in_memory("SELECT 1 FROM reflection_body")) == 2
    moved.close()
    # Or the next who opens what came in its place would read our log into it.
    assert not path.with_name("journal.db-wal").exists()
    assert not path.with_name("journal.db-shm").exists()


def test_two_moves_in_a_minute_keep_both_copies(open_one: Store) -> None:
    names = [open_one.path.parent]
    open_one.path.unlink()
    first = copies.move_beside(open_one, names, NOW)
    first.path.rename(first.path.with_name("kept.db"))
    first.path.write_bytes(b"in the way")
    second = copies.move_beside(first, names, NOW)
    assert second.path != first.path
    assert first.path.read_bytes() == b"in the way"
    second.close()


def test_where_no_copy_can_be_made_it_says_so_and_the_journal_stays_open(
    open_one: Store, tmp_path: Path
) -> None:
    open_one.path.unlink()
    in_the_way = tmp_path / "a file"
    in_the_way.write_bytes(b"")
    with pytest.raises(Replaced):
        copies.move_beside(open_one, [in_the_way], NOW)
    with open_one.read() as tx:
        assert tx.in_memory("SELECT body FROM reflection_body") == [("Mine",)]
    open_one.close()


def test_a_file_changed_in_place_is_said_to_be_damaged(open_one: Store) -> None:
    with open_one.write() as tx:
        Past(tx).kept("Something" * 5000)
    open_one._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with open_one.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\x00" * (open_one.path.stat().st_size - 4096))
    with pytest.raises(Damaged):
        open_one.at(open_one.path)
    open_one.close()
