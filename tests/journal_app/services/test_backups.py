"""Backups by themselves: when one is made, where it goes, what makes way, what is told."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.backup_names import backup_name
from db.errors import Damaged, Interrupted, JournalError, NoBackup
from db.store import Store
from journal_app.paths import Paths, paths
from journal_app.services import backup_notes, backup_places, backups, recovery, restoring
from journal_app.services.backups import Place
from journal_app.settings import Settings
from tests.db.writing import KEY, kept

NOW = datetime(2026, 11, 25, 14, 3, 12, tzinfo=UTC)


@pytest.fixture
def own(tmp_path: Path) -> Paths:
    """Where the journal and what belongs to it lie."""
    return paths(tmp_path / "journal.db")


@pytest.fixture
def store(own: Paths) -> Iterator[Store]:
    """The journal, open."""
    with closing(Store.create_with_key(own.journal, KEY)) as opened:
        yield opened


@pytest.fixture
def place(own: Paths) -> Place:
    """The usual place."""
    return backups.place_of(own, Settings())


def written(store: Store, text: str = "words") -> None:
    with store.write() as tx:
        kept(tx, text)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def said(place: Place, now: datetime = NOW) -> str:
    standing = backups.standing(place, now)
    return "" if standing is None else standing.sentence


def test_one_is_due_when_something_was_written_since_and_never_otherwise(
    store: Store, place: Place
) -> None:
    assert said(place) == ""
    assert backups.take_due(store, place, NOW) is not None
    assert said(place) == "Backed up today at 14:03"
    for later in (timedelta(minutes=5), timedelta(hours=3), timedelta(days=9)):
        assert backups.take_due(store, place, NOW + later) is None
    written(store)
    assert backups.take_due(store, place, NOW + timedelta(minutes=5)) is None
    assert backups.take_due(store, place, NOW + timedelta(hours=1)) is not None
    assert len(names(place.folder)) == 1


def test_after_a_change_of_the_passphrase_one_is_made_at_once(store: Store, place: Place) -> None:
    first = backups.take(store, place, NOW).path
    assert backups.take_of_the_day(store, place, NOW) is None
    store.change_passphrase("lantern gravel otter seventeen", note=recovery.note_new)
    later = NOW + timedelta(minutes=1)
    assert backups.needs_one(store, place, later)
    with store.write() as tx:
        recovery.set_due(tx, due=False)
    made = backups.take_of_the_day(store, place, later)
    assert made is not None
    assert made.path != first
    present = (store.key, store.salt)
    assert restoring.key_like(present, made.path) == present
    assert not backups.needs_one(store, place, later)


def test_what_another_window_or_session_wrote_counts_and_merely_opening_does_not(
    store: Store, own: Paths, place: Place
) -> None:
    written(store)
    backups.take(store, place, NOW)
    store.close()
    Store.open(own.journal, KEY).close()
    with closing(Store.open(own.journal, KEY)) as again:
        assert backups.take_due(again, place, NOW + timedelta(days=1)) is None
        with closing(Store.open(own.journal, KEY)) as other:
            written(other)
        assert backups.take_due(again, place, NOW + timedelta(days=1)) is not None


def test_a_clock_that_is_set_back_holds_no_backup_up_and_takes_none_away(
    store: Store, place: Place
) -> None:
    first = backups.take(store, place, NOW)
    written(store)
    back = NOW - timedelta(days=400)
    second = backups.take_due(store, place, back)
    assert second is not None
    written(store)
    third = backups.take_due(store, place, back + timedelta(days=1))
    assert third is not None
    assert {first.path, second.path, third.path} == set(place.folder.iterdir())


def test_a_hundred_days_leave_seven_days_four_weeks_and_the_months(
    store: Store, place: Place
) -> None:
    place.folder.mkdir()
    notes = backup_notes.read(place.journal)
    for back in range(1, 100):
        earlier = place.folder / backup_name(place.journal, NOW - timedelta(days=back))
        earlier.write_bytes(b"made on another day")
        notes = notes.with_made(earlier)
    backup_notes.write(place.journal, notes)
    backups.take(store, place, NOW)
    left = backups.listed(place)
    assert [one.copy.at.date() for one in left[:7]] == [
        (NOW - timedelta(days=back)).date() for back in range(7)
    ]
    assert len(left) <= 7 + 4 + 4
    assert {one.copy.at.month for one in left} == {8, 9, 10, 11}
    assert set(backup_notes.read(place.journal).made) == {str(one.copy.path) for one in left}


def test_of_two_in_one_second_the_latest_stays(store: Store, place: Place) -> None:
    backups.take(store, place, NOW)
    latest = backups.take(store, place, NOW + timedelta(milliseconds=300))
    assert [one.copy.path for one in backups.listed(place)] == [latest.path]


def test_those_of_one_minute_in_one_folder_are_told_apart_by_their_seconds(place: Place) -> None:
    place.folder.mkdir()
    moments = [NOW, NOW + timedelta(seconds=7), NOW + timedelta(minutes=1)]
    paths = [place.folder / backup_name(place.journal, moment) for moment in moments]
    for path in paths:
        path.touch()
    assert backups.in_one_minute(backups.listed(place)) == set(paths[:2])


def test_what_it_did_not_make_is_never_removed(store: Store, place: Place) -> None:
    foreign = [
        "journal-2020-01-01-000000+0000.db",
        "journal-2026-11-25-000000+0000.db",
        "journal-before-0003.db",
        "other-2026-11-25-000000+0000.db",
        "notes.txt",
    ]
    place.folder.mkdir()
    for name in foreign:
        (place.folder / name).write_bytes(b"x" * 4096)
    (place.folder / "journal-2026-11-24-000000+0000.db").mkdir()
    os.mkfifo(place.folder / "journal-2026-11-23-000000+0000.db")
    for day in range(20):
        backups.take(store, place, NOW + timedelta(days=day))
    assert {*foreign, *names(place.folder)} == set(names(place.folder))
    assert (place.folder / "journal-2026-11-24-000000+0000.db").is_dir()


def test_a_journal_in_which_nothing_is_written_is_read_through_once_a_week(
    store: Store, own: Paths, place: Place
) -> None:
    written(store)
    backups.take(store, place, NOW)
    (page,) = store.raw.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'reflection_body'"
    ).fetchone()
    store.close()
    content = bytearray(own.journal.read_bytes())
    status = own.journal.stat()
    content[(page - 1) * 4096 + 7] ^= 1
    own.journal.write_bytes(content)
    os.utime(own.journal, ns=(status.st_atime_ns, status.st_mtime_ns))
    with closing(Store.open(own.journal, KEY)) as damaged:
        assert backups.take_due(damaged, place, NOW + timedelta(days=6)) is None
        with pytest.raises(Damaged):
            backups.take_due(damaged, place, NOW + timedelta(days=8))
    assert "damaged" in said(place)


def test_a_failure_is_told_with_the_last_good_day_until_one_is_good_again(
    store: Store, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = backups.take(store, place, NOW)
    written(store)

    def full(*_: object, **__: object) -> None:
        raise NoBackup("The disk is full.", "the disk they are on is full")

    with monkeypatch.context() as patch:
        patch.setattr("db.backup.make", full)
        for hours in (24, 25):
            with pytest.raises(NoBackup):
                backups.take_due(store, place, NOW + timedelta(hours=hours))
    later = NOW + timedelta(days=1)
    assert said(place, later) == (
        "Backups fail: the disk they are on is full. The last good one was made yesterday. "
        "Backups (ctrl+p) makes one now, or chooses another place."
    )
    assert names(place.folder) == [good.path.name]
    backups.take_due(store, place, later)
    assert said(place, later) == "Backed up today at 14:03"


def test_being_broken_off_is_no_failure(store: Store, place: Place) -> None:
    with closing(store.beside()) as beside:
        beside.interrupt()
        with pytest.raises(Interrupted):
            backups.take(beside, place, NOW)
    assert said(place) == ""


def test_while_the_chosen_place_is_away_backups_go_to_the_usual_one_and_that_is_said(
    store: Store, own: Paths, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    place = backups.place_of(own, Settings(backups=str(disk)))
    made = backups.take_due(store, place, NOW)
    assert made is not None
    assert made.path.parent == own.backups
    assert not disk.exists()
    assert "their place is not there" in said(place)
    disk.mkdir()
    there = backups.take_due(store, place, NOW)
    assert there is not None
    assert there.path.parent == disk
    assert said(place) == "Backed up today at 14:03"
    assert [one.copy.path for one in backups.listed(place)] == [there.path, made.path]


def test_an_empty_folder_that_a_disk_left_behind_is_not_its_place(
    store: Store, own: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    place = backups.place_of(own, Settings(backups=str(disk)))
    with monkeypatch.context() as mounted:
        mounted.setattr(backups, "_disk_of", lambda folder: 2 if folder == disk else 1)
        made = backups.take(store, place, NOW)
        assert made.path.parent == disk
        made.path.unlink()
        assert place.is_there
    assert not place.is_there
    assert backups.take(store, place, NOW).path.parent == own.backups
    assert "their place is not there" in said(place)
    with monkeypatch.context() as mounted:
        mounted.setattr(backups, "_disk_of", lambda folder: 2 if folder == disk else 1)
        assert backups.take(store, place, NOW).path.parent == disk


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"made": [1]}',
        b"[" * 100_000,
        b'{"last": {"at": "2026-11-25T14:03:12", "path": "x", "seconds": 1, "stamp": null}}',
        b'{"failed": {"since": "yesterday", "reason": "x"}}',
    ],
)
def test_notes_that_are_none_are_as_if_there_were_none(
    store: Store, place: Place, content: bytes
) -> None:
    backup_notes.path_of(place.journal).write_bytes(content)
    assert said(place) == ""
    assert backups.take_due(store, place, NOW) is not None
    assert said(place) == "Backed up today at 14:03"


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_what_stands_in_the_place_of_the_notes_holds_nothing_up(
    store: Store, place: Place, make: Callable[[Path], object]
) -> None:
    make(backup_notes.path_of(place.journal))
    assert backups.take_due(store, place, NOW) is not None


def test_notes_that_name_a_file_elsewhere_remove_nothing_there(
    store: Store, place: Place, tmp_path: Path
) -> None:
    victim = tmp_path / "journal-2001-01-01-000000+0000.db"
    victim.write_bytes(b"x" * 4096)
    for day in range(12):
        notes = backup_notes.read(place.journal).with_made(victim)
        backup_notes.write(place.journal, notes)
        backups.take(store, place, NOW + timedelta(days=day))
    assert victim.exists()


def test_a_place_is_looked_at_before_anything_is_changed(tmp_path: Path) -> None:
    usual = tmp_path / "backups"
    assert backup_places.folder_from("  ", usual) == usual
    (tmp_path / "file").touch()
    with pytest.raises(NoBackup, match="a file"):
        backup_places.folder_from(str(tmp_path / "file"), usual)
    for odd in ("\0", "~nobody-of-this-name/x"):
        with pytest.raises(NoBackup):
            backup_places.folder_from(odd, usual)
    folder = backup_places.folder_from(str(tmp_path / "new" / ".." / "new"), usual)
    backup_places.prepare(folder)
    assert names(folder) == []
    with pytest.raises(NoBackup, match="stay where they were"):
        backup_places.prepare(tmp_path / "file" / "below")


def test_the_preview_tells_what_would_go_come_back_and_change(store: Store, place: Place) -> None:
    from db import drafts, reflections
    from tests.db.writing import typed

    with store.write() as tx:
        changed, purged = kept(tx, "as it was"), kept(tx, "to be purged")
    copy = backups.take(store, place, NOW).path
    key = restoring.key_like((store.key, store.salt), copy)
    assert restoring.preview(store, copy, key).changes_nothing
    with store.write() as tx:
        fresh = kept(tx, "written since")
        typed(tx, changed, "as it is")
        drafts.keep(tx, changed, NOW)
        reflections.trash(tx, purged)
        reflections.purge(tx, purged)
    preview = restoring.preview(store, copy, key)
    assert [one.id for one in preview.gone] == [fresh]
    assert [one.id for one in preview.earlier] == [changed]
    assert [one.id for one in preview.back] == [purged]
    assert preview.held.reflections == 2


@pytest.mark.parametrize(
    ("failure", "still"),
    [(Damaged(), ""), (NoBackup("It is full.", "the disk they are on is full"), "is full")],
)
def test_once_a_backup_is_restored_the_damage_is_not_told_of_any_more(
    store: Store,
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    failure: JournalError,
    still: str,
) -> None:
    copy = backups.take(store, place, NOW).path
    key = restoring.key_like((store.key, store.salt), copy)

    def fails(*_: object, **__: object) -> None:
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr("db.backup.make", fails)
        with pytest.raises(type(failure)):
            backups.take(store, place, NOW)
    assert "Backups fail" in said(place)
    store.close()
    restoring.restore(place, copy, key, key, NOW)
    assert ("Backups fail" in said(place)) == bool(still)
    assert still in said(place)


def test_another_window_that_has_the_journal_open_keeps_it_from_being_replaced(
    store: Store, place: Place
) -> None:
    from filelock import FileLock

    from db.errors import OpenElsewhere

    copy = backups.take(store, place, NOW).path
    key = restoring.key_like((store.key, store.salt), copy)
    store.close()
    with (
        FileLock(place.journal.with_name(".journal.db.window")),
        pytest.raises(OpenElsewhere, match="another window"),
    ):
        restoring.restore(place, copy, key, None, NOW)
