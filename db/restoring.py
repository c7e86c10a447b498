"""Puts a backup in the place of the journal; what was there is kept aside first.

Until the one step in which the new file takes its name the old one is there, and after it the new.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from db import backup, keys
from db.alone import have_to_oneself
from db.backup_names import CopyKind, aside_name
from db.copies import open_copy, prove
from db.engine import connect, look_at, said
from db.errors import Damaged, WrongKey
from db.files import FILE_MODE, make_folder, put_over, sync_folder, unfinished_file
from db.migrating import bring_up_to_date, is_up_to_date
from db.store import Store

Key: TypeAlias = tuple[bytes, bytes]
"""A key of 32 bytes, and the salt of the file that it opens."""

_LOG = "-wal"
_AT_ONCE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the journal that was there: where it lies now, and whether it was proven.

    Where it could not be read, or not be opened, it is kept as it is, byte for byte.
    """

    aside: Path | None
    proven: bool


def key_of(path: Path, secret: str) -> Key:
    """The key by which this passphrase, or these recovery words, open the copy.

    Raises WrongKey, WrongWords, NotAJournal, NoJournal or another JournalError. The copy must be no
    journal that is open here: closing a file lets go of all locks on it.
    """
    look_at(path)
    salt = salt_of(path)
    tried = [keys.key_of(secret)] if keys.looks_like_words(secret) else []
    tried.append(keys.derive(secret, salt))
    for key in tried:
        with suppress(WrongKey):
            open_copy(path, key, salt).close()
            return key, salt
    raise WrongKey("That doesn't open this backup. Use the passphrase it was made under.")


def key_that_opens(copy: Path, key: bytes) -> Key:
    """The key with the copy's own salt; raises WrongKey if it doesn't open it, or as key_of()."""
    look_at(copy)
    salt = salt_of(copy)
    open_copy(copy, key, salt).close()
    return key, salt


def salt_of(copy: Path) -> bytes:
    """What the copy's key was made with; a JournalError if it can't be read."""
    with said():
        return keys.salt_of(copy)


def reflections_in(path: Path, key: Key) -> int:
    """How many reflections are kept in the copy, whatever version made it."""
    raw = open_copy(path, *key)
    try:
        with said():
            (many,) = raw.execute("SELECT count(*) FROM reflection WHERE state = 'kept'").fetchone()
    finally:
        raw.close()
    return int(many)


@contextmanager
def opened(path: Path, key: Key, beside: Path) -> Iterator[Store]:
    """The copy, for reading; one of an earlier version is brought up to date on a copy of its own.

    `beside` is a folder for that, of which nothing stays. Raises Damaged, NewerJournal or another.
    """
    raw = open_copy(path, *key)
    try:
        is_ready = is_up_to_date(raw) and not _log_of(path).exists()
    except BaseException:
        raw.close()
        raise
    if is_ready:
        store = Store(raw, path, *key)
        try:
            yield store
        finally:
            store.close()
        return
    raw.close()
    make_folder(beside)
    with unfinished_file(beside / path.name) as own:
        _take_copy(path, own, key)
        store = Store(open_copy(own, *key), own, *key)
        try:
            yield store
        finally:
            store.close()


def restore(
    path: Path, copy: Path, key: Key, *, present: Key | None, folder: Path, now: datetime
) -> Restored:
    """Replaces the journal, which nobody may have open, with what the copy holds.

    The copy stays as it is. With the key of the `present` journal a proven copy of that goes into
    the folder first, else it is kept there as it is. Raises OpenElsewhere, Damaged if the copy is
    not sound, or another JournalError; then the journal is as it was.
    """
    # It goes where the journal really is, and not in the place of a link to it.
    path = path.resolve()
    make_folder(folder)
    make_folder(path.parent)
    with unfinished_file(path) as new:
        _take_copy(copy, new, key)
        prove(new, *key, whole=True)
        with _kept_aside(path, present, folder, now) as restored:
            put_over(new, path)
    return restored


@contextmanager
def _kept_aside(path: Path, present: Key | None, folder: Path, now: datetime) -> Iterator[Restored]:
    """While the block lasts, nobody else opens what was there, and no log lies beside it."""
    if not os.path.lexists(path):
        yield Restored(None, proven=False)
        return
    kind = CopyKind.UNOPENED
    if present is not None:
        try:
            with _proven_aside(path, present, folder, now) as aside:
                yield Restored(aside, proven=True)
            return
        except (Damaged, WrongKey):
            # What can't be read is kept as it is.
            kind = CopyKind.DAMAGED
    aside = _linked_aside(path, folder / aside_name(path, now, kind))
    with said():
        for ending in (_LOG, "-shm"):
            path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
    # A log that stayed would be taken for the log of the new file.
    sync_folder(path.parent)
    yield Restored(aside, proven=False)


@contextmanager
def _proven_aside(path: Path, present: Key, folder: Path, now: datetime) -> Iterator[Path]:
    source = connect(path, *present)
    store = Store(source, path, *present)
    try:
        have_to_oneself(source, path)
        name = folder / aside_name(path, now, CopyKind.BEFORE_RESTORE)
        aside = backup.make_aside(store, name, now=now).path
        yield aside
    finally:
        store.close()


def _linked_aside(path: Path, name: Path) -> Path:
    """Gives the file, and the log beside it, a second name; a copy where that can't be done."""
    taken = [name, _log_of(name)]
    for number in range(2, 1000):
        if not any(os.path.lexists(one) for one in taken):
            break
        numbered = name.with_stem(f"{name.stem}-{number}")
        taken = [numbered, _log_of(numbered)]
    aside, log = taken
    with said():
        # The log first: without the file it is nothing, but the file is less without its log.
        for old, new in ((_log_of(path), log), (path, aside)):
            if not old.exists():
                continue
            try:
                os.link(old, new, follow_symlinks=False)
            except FileExistsError:
                raise
            except OSError:
                _copy_bytes(old, new)
    sync_folder(aside.parent)
    return aside


def _take_copy(copy: Path, new: Path, key: Key) -> None:
    """The copy, byte for byte and with its log if there is one, brought up to date."""
    with said():
        _copy_bytes(copy, new, is_there=True)
        if _log_of(copy).exists():
            _copy_bytes(_log_of(copy), _log_of(new))
    try:
        raw = connect(new, *key)
        try:
            current = is_up_to_date(raw)
            with said():
                raw.execute("PRAGMA journal_mode = DELETE").fetchone()
        finally:
            raw.close()
        if not current:
            bring_up_to_date(new, *key, new.parent).unlink()
            raw = connect(new, *key)
            try:
                with said():
                    raw.execute("PRAGMA journal_mode = DELETE").fetchone()
            finally:
                raw.close()
    finally:
        with said():
            _log_of(new).unlink(missing_ok=True)


def _copy_bytes(old: Path, new: Path, *, is_there: bool = False) -> None:
    how = os.O_WRONLY | (os.O_TRUNC if is_there else os.O_CREAT | os.O_EXCL)
    with old.open("rb") as source, os.fdopen(os.open(new, how, FILE_MODE), "wb") as target:
        shutil.copyfileobj(source, target, _AT_ONCE)
        target.flush()
        os.fsync(target.fileno())


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}{_LOG}")
