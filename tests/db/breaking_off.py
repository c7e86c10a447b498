"""Breaks a deed off at one of its writes, and looks at what is left of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.errors import DiskFailed, DiskFull, JournalError, ReadOnly, TracesLeft
from db.migrating import MaybeUpgraded
from db.schema import HEAD
from db.store import Store
from tests.db.deeds import the_same_ids
from tests.db.soundness import check_sound, everything, revision_of
from tests.db.writing import KEY
from tests.faults import Disk, files_beside

Deed = Callable[[Store], None]
Tables = dict[str, list[tuple[object, ...]]]

TOLD = (DiskFull, DiskFailed, ReadOnly)
"""What is said of a disk. A file that can't be made is the same to SQLite, whatever the reason."""


@dataclass(frozen=True)
class Known:
    """The tables before and after a deed, and how many writes it takes on a disk that works."""

    before: Tables
    after: Tables
    writes: int


def done(path: Path, journal: bytes, deed: Deed, disk: Disk) -> Known:
    """Does the deed undisturbed."""
    laid(path, journal)
    store = Store.open(path, KEY)
    before = everything(path)
    disk.fail(0, 0)
    again(deed, store)
    writes = disk.writes
    after = everything(path)
    store.close()
    assert before != after
    return Known(before, after, writes)


def break_off_in_an_open_journal(
    path: Path,
    journal: bytes,
    deed: Deed,
    disk: Disk,
    known: Known,
    *,
    at: int,
    number: int,
    for_good: bool,
) -> bool:
    """Said, nothing half done, and the same store goes on; False if nothing was heard of it."""
    laid(path, journal)
    store = Store.open(path, KEY)
    disk.fail(at, number, for_good=for_good)
    error = tried(deed, store)
    disk.mend()
    now = everything(path)
    if error is None:
        assert now == known.after
    elif isinstance(error, TracesLeft):
        assert now == known.after
        # What has gone is gone; emptying the trash once more clears what is left of it.
        again(deed, store)
    else:
        assert isinstance(error, TOLD), repr(error)
        assert now == known.before
        again(deed, store)
    assert everything(path) == known.after
    store.close()
    check_sound(path)
    assert everything(path) == known.after
    return error is not None


def break_off_from_the_opening_on(
    path: Path,
    journal: bytes,
    deed: Deed,
    disk: Disk,
    known: Known,
    *,
    at: int,
    number: int,
) -> bool:
    """The disk fails for good anywhere between opening and closing; later it works again."""
    laid(path, journal)
    disk.fail(at, number, for_good=True)
    error = None
    try:
        store = Store.open(path, KEY)
        try:
            again(deed, store)
        finally:
            store.close()
    except JournalError as said:
        error = said
        assert isinstance(error, (*TOLD, TracesLeft)), repr(error)
    disk.mend()
    check_sound(path)
    now = everything(path)
    assert now in (known.before, known.after)
    assert error is not None or now == known.after
    if now == known.before:
        store = Store.open(path, KEY)
        again(deed, store)
        store.close()
        assert everything(path) == known.after
        check_sound(path)
    return disk.failed > 0


def break_off_the_creation(
    path: Path, whole: Tables, disk: Disk, *, at: int, number: int, for_good: bool
) -> bool:
    """There is a whole journal afterwards, or nothing at all."""
    path.unlink(missing_ok=True)
    disk.fail(at, number, for_good=for_good)
    try:
        Store.create_with_key(path, KEY).close()
    except JournalError as error:
        assert isinstance(error, TOLD), repr(error)  # noqa: PT017 - there may be none
    disk.mend()
    assert files_beside(path) == set(), (at, files_beside(path))
    if not path.exists():
        assert disk.failed, at
        Store.create_with_key(path, KEY).close()
    check_sound(path)
    assert everything(path) == whole, at
    return disk.failed > 0


def break_off_the_upgrade(
    path: Path, journal: bytes, disk: Disk, *, at: int, number: int, for_good: bool
) -> bool:
    """Opening a journal of an earlier version brings it up to date whole or leaves it as it was."""
    laid(path, journal)
    before, earlier = everything(path), revision_of(path)
    disk.fail(at, number, for_good=for_good)
    error = None
    try:
        Store.open(path, KEY).close()
    except JournalError as said:
        error = said
        assert isinstance(error, TOLD), repr(error)
    disk.mend()
    check_sound(path)
    if error is not None and revision_of(path) == earlier:
        assert everything(path) == before
        # The copy stays where it could not be told whether anything was changed.
        assert files_beside(path) == set() or isinstance(error, MaybeUpgraded), at
    else:
        assert revision_of(path) == HEAD
        assert error is None or isinstance(error, MaybeUpgraded), (at, repr(error))
        assert {f"journal-before-{HEAD}.db"} == files_beside(path), (at, files_beside(path), error)
    if error is not None:
        for copy in files_beside(path):
            # It may have been made and not taken away; then it is whole.
            assert everything(path.with_name(copy)) == before
    Store.open(path, KEY).close()
    check_sound(path)
    assert revision_of(path) == HEAD
    return disk.failed > 0


def laid(path: Path, journal: bytes) -> None:
    """Puts the journal there and nothing beside it."""
    for file in path.parent.iterdir():
        if file.is_file():
            file.unlink()
    path.write_bytes(journal)


def tried(deed: Deed, store: Store) -> JournalError | None:
    """What the deed said if it did not work; any other error fails the test."""
    try:
        again(deed, store)
    except JournalError as error:
        sentence = str(error)
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        return error
    return None


def again(deed: Deed, store: Store) -> None:
    """Does it with the ids that it took the first time."""
    with pytest.MonkeyPatch.context() as patch:
        the_same_ids(patch)
        deed(store)
