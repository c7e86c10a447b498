"""A backup: an encrypted copy of one unchanging view, which is proven before it has a name."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any, TypeAlias

import sqlcipher3.dbapi2 as sqlcipher

from db.backup_names import backup_name, clear_unfinished
from db.content_of import Content, content_of
from db.copies import prove
from db.engine import kind_of, said
from db.errors import (
    BackupDiffers,
    Damaged,
    DiskFailed,
    DiskFull,
    Interrupted,
    JournalExists,
    NoBackup,
    ReadOnly,
)
from db.files import make_folder, put_in_place, refuse_existing, unfinished_file
from db.store import Store

_PAGES = 128
"""Pages that are copied in one step, half a MiB; between two steps it can be given up."""

_STEPS_TO_SYNC = 16
"""After so many steps, 8 MiB, the disk is waited for; all at the end can't be broken off."""

Stamp: TypeAlias = tuple[int, int, int]
"""The file a journal is in: its number, when it was changed last, in nanoseconds, its size."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is in its place, and what it holds; `at` is the moment of its view."""

    path: Path
    at: datetime
    size: int
    content: Content


def make(
    store: Store, folder: Path, *, now: datetime, placing: Callable[[Path], object] = Path
) -> Made:
    """Makes a backup in the folder, which is made if need be, and leaves all others as they are.

    `placing` hears its path just before it is there. The store is one beside the app's own;
    interrupting it ends this soon. Raises Damaged if the journal itself can't be read through,
    Interrupted, NoBackup, or another JournalError; then nothing is left of it.
    """
    with _about_the_folder(folder):
        make_folder(folder)
        if not folder.is_dir():
            raise NoBackup(
                f"{folder} is not a folder, so no backup was made. "
                "Move that file away, or choose another place for backups.",
                "a file is in their place",
            )
        for one in (folder, store.path.parent):
            clear_unfinished(one, store.path)
        path = folder / backup_name(store.path, now)
        with _proven(store, path) as (new, content):
            placed = place(new, path, placing)
            return Made(placed, now, placed.stat().st_size, content)


def make_at(store: Store, path: Path, *, now: datetime) -> Made:
    """Makes a backup at the path; raises JournalExists if anything is there, or as make() does."""
    refuse_existing(path)
    if not path.parent.is_dir():
        raise NoBackup(
            f"There is no folder {path.parent}, so no backup was made. Make it first, or name a "
            "file in another."
        )
    with _about_the_folder(path.parent), _proven(store, path) as (new, content):
        put_in_place(new, path)
        return Made(path, now, path.stat().st_size, content)


def make_aside(store: Store, path: Path, *, now: datetime) -> Made:
    """The same with a number added to a name that is taken."""
    with _about_the_folder(path.parent), _proven(store, path) as (new, content):
        placed = place(new, path)
        return Made(placed, now, placed.stat().st_size, content)


@contextmanager
def _freed_beside() -> Iterator[Callable[[Path], None]]:
    """Lets what is broken off go at once; that the disk takes a large file back is not waited for.

    A file that is still open loses its name in no time, and its room when it is closed.
    """
    held: list[int] = []
    try:
        yield lambda new: held.append(os.open(new, os.O_RDONLY | os.O_CLOEXEC))
    finally:
        for handle in held:
            Thread(target=os.close, args=(handle,), daemon=True).start()


@contextmanager
def _proven(store: Store, path: Path) -> Iterator[tuple[Path, Content]]:
    """A copy without its name yet, and what it holds."""
    with _freed_beside() as hold, unfinished_file(path) as new:
        hold(new)
        content = copy_view(store, new)
        if prove(new, store.key, store.salt, store.was_interrupted) != content:
            raise BackupDiffers
        if store.was_interrupted():
            raise Interrupted
        yield new, content


def stamp(store: Store) -> Stamp | None:
    """What differs once anything is written; None while the log can't be worked in.

    It costs next to nothing where nothing was written since it was asked last.
    """
    with said():
        (_, logged, in_the_file) = store.raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        if logged != in_the_file:
            return None
        found = store.path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def read_through(store: Store) -> None:
    """Reads every page that is in use; Damaged if one isn't as it was written, or Interrupted."""
    with said():
        if store.raw.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
            raise Damaged


def place(new: Path, path: Path, placing: Callable[[Path], object] = Path) -> Path:
    """Gives a finished copy the name, or the name and a number; which it is."""
    for number in count(1):
        tried = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        placing(tried)
        try:
            put_in_place(new, tried)
        except JournalExists:
            continue
        return tried
    raise AssertionError("unreachable: the numbers don't end")


def copy_view(store: Store, new: Path) -> Content:
    """Copies every page as it is now into the empty file; what the journal held at that moment.

    What is written meanwhile is in neither. A page that is read is proven by its signature, so
    damage is met here, or else when the copy is read back: a page of nothing is no table's.
    """
    raw: Any = store.raw
    with said(), new.open("rb") as file:
        content = _copied(store, raw, new, file.fileno())
        os.fsync(file.fileno())
    return content


def _copied(store: Store, raw: Any, new: Path, handle: int) -> Content:
    with said():
        copy = sqlcipher.connect(
            f"{new.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None
        )
    try:
        with said():
            copy.execute("PRAGMA cipher_log_level = NONE")
            copy.execute(f"PRAGMA key = \"x'{store.key.hex()}{store.salt.hex()}'\"")
            # What is broken off is thrown away, and what is whole is made safe once, below.
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            raw.execute("BEGIN")
        try:
            with said():
                # The view of a transaction begins with what it reads first.
                raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            with _copying_said():
                raw.backup(copy, pages=_PAGES, progress=_stops(store, handle), sleep=0)
            content = content_of(raw, store.was_interrupted)
        finally:
            with said():
                raw.execute("ROLLBACK")
        with said():
            # So that opening the copy makes no files beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
    return content


def _stops(store: Store, handle: int) -> Any:
    steps = count(1)

    def progress(_status: int, _remaining: int, _total: int) -> None:
        if store.was_interrupted():
            raise Interrupted
        if next(steps) % _STEPS_TO_SYNC == 0:
            with said():
                os.fsync(handle)

    return progress


@contextmanager
def _copying_said() -> Iterator[None]:
    """Copying fails without a result code; what it says is SQLite's own text for one."""
    try:
        yield
    except sqlcipher.Error as error:
        raise (kind_of(error) or DiskFailed)() from None


@contextmanager
def _about_the_folder(folder: Path) -> Iterator[None]:
    """Says of a failure that it is the backup's, and where."""
    try:
        yield
    except DiskFull:
        raise NoBackup(
            f"The disk with the backups is full, so none was made in {folder}. "
            "Make room there, or choose another place for backups.",
            "the disk they are on is full",
        ) from None
    except ReadOnly:
        raise NoBackup(
            f"Nothing can be written in {folder}, so no backup was made. "
            "Make it writable for you, or choose another place for backups.",
            "nothing can be written in their place",
        ) from None
    except DiskFailed:
        raise NoBackup(
            f"The disk with {folder} did not answer, so no backup was made. "
            "Check that it is there, or choose another place for backups.",
            "the disk they are on did not answer",
        ) from None
