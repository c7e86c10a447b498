"""Private files: only their owner reads them, and none ever replaces another."""

import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from db.engine import said
from db.errors import JournalError, JournalExists

FOLDER_MODE = 0o700
FILE_MODE = 0o600

_KEPT_OF_A_NAME = 40
_DAY_SECONDS = 24 * 60 * 60
_BESIDE = ("", "-wal", "-shm", "-journal")


def make_folder(folder: Path) -> None:
    """Makes the folder private, whatever the umask; one that is there stays as it is."""
    with said():
        if not folder.exists():
            # So are those above it that are missing: what is private has no open way to it.
            for missing in reversed([one for one in folder.parents if not one.exists()]):
                missing.mkdir(FOLDER_MODE, exist_ok=True)
                missing.chmod(FOLDER_MODE)
            folder.mkdir(FOLDER_MODE)
            folder.chmod(FOLDER_MODE)


def keep_private(path: Path) -> None:
    """Takes from all others what they may do with the file, and with what SQLite keeps beside it.

    A copy, a sync tool or an unpacked archive may have opened it up. Of a file that belongs to
    somebody else, or lies where modes can't be changed, nothing is changed.
    """
    real = path.resolve()
    for ending in _BESIDE:
        with suppress(OSError):
            file = Path(f"{real}{ending}")
            mode = file.stat().st_mode
            if mode & 0o077:
                file.chmod(mode & 0o700)


def write_new(path: Path, content: bytes) -> None:
    """Makes a private file that is whole or not there at all; JournalExists or a JournalError."""
    with said():
        if _write_nameless(path, content):
            return
        with unfinished_file(path) as new:
            with new.open("r+b") as file:
                _write_through(file, content)
            put_in_place(new, path)


@contextmanager
def unfinished_file(path: Path) -> Iterator[Path]:
    """An empty private file beside `path` to fill; gone at the end unless put in place."""
    new = path.with_name(_unfinished_name(path, f"{secrets.token_hex(4)}.new"))
    try:
        with said():
            os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE))
            # The umask may have taken away what the owner needs. Some file systems keep no modes.
            with suppress(PermissionError):
                new.chmod(FILE_MODE)
        yield new
    finally:
        for ending in _BESIDE:
            with suppress(OSError):
                Path(f"{new}{ending}").unlink(missing_ok=True)


def put_in_place(new: Path, path: Path) -> None:
    """Gives a finished file its name; JournalExists if there is anything of that name."""
    with said():
        try:
            # A link, for a rename would replace what came there in between.
            os.link(new, path, follow_symlinks=False)
        except FileExistsError:
            raise JournalExists from None
        except OSError:
            # Some file systems know no links.
            refuse_existing(path)
            new.rename(path)
        sync_folder(path.parent)


def put_over(new: Path, path: Path) -> None:
    """Puts a finished file in the place of the one at the path, in one step; a JournalError.

    After that step it fails no more.
    """
    with said():
        with new.open("rb") as file:
            os.fsync(file.fileno())
        new.replace(path)
    sync_folder(path.parent)


def unfinished_of(path: Path) -> Iterator[Path]:
    """What `unfinished_file` could not remove because its process was killed."""
    ending = re.compile(r"[0-9a-f]{8}\.new(-wal|-shm|-journal)?")
    begins = _unfinished_name(path, "")
    with said():
        for found in path.parent.iterdir():
            if found.name.startswith(begins) and ending.fullmatch(found.name[len(begins) :]):
                yield found


def clear_unfinished_of(path: Path, now: float) -> None:
    """Removes what was left there more than a day ago; younger, it may be another window's work.

    `now` is in seconds since 1970. What can't be removed stays, and nothing is said.
    """
    with suppress(OSError, JournalError):
        for left in list(unfinished_of(path)):
            found = left.lstat()
            if stat.S_ISREG(found.st_mode) and now - found.st_mtime > _DAY_SECONDS:
                left.unlink(missing_ok=True)


def refuse_existing(path: Path) -> None:
    """Raises JournalExists if anything is there, be it a link that leads nowhere."""
    if os.path.lexists(path):
        raise JournalExists


def _unfinished_name(path: Path, ending: str) -> str:
    # A name may be almost as long as names can be.
    return f".{path.name[:_KEPT_OF_A_NAME]}.{ending}"


def _write_nameless(path: Path, content: bytes) -> bool:
    """Writes a file that has no name until it is whole, so that nothing is left if we are killed.

    False where the system has no such files; then there is no file.
    """
    try:
        # Only Linux knows them, and not on every file system.
        handle = os.open(path.parent, os.O_TMPFILE | os.O_WRONLY, FILE_MODE)
    except (AttributeError, OSError):
        return False
    with os.fdopen(handle, "wb") as file:
        os.fchmod(handle, FILE_MODE)
        _write_through(file, content)
        try:
            # Naming the folder of the old name is what lets Python follow the link in /proc.
            os.link(f"/proc/self/fd/{handle}", path, src_dir_fd=handle, follow_symlinks=True)
        except FileExistsError:
            raise JournalExists from None
        except OSError:
            return False
    sync_folder(path.parent)
    return True


def _write_through(file: BinaryIO, content: bytes) -> None:
    file.write(content)
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Makes safe what was named, renamed or removed there; a power cut could take it back."""
    # Not every system can sync a folder.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
