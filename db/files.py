"""Private files: only their owner reads them, and none ever replaces another."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db.engine import said
from db.errors import JournalExists

FOLDER_MODE = 0o700
FILE_MODE = 0o600

_BESIDE = ("", "-wal", "-shm", "-journal")


def make_folder(folder: Path) -> None:
    """Makes the folder private, whatever the umask; one that is there stays as it is."""
    with said():
        if not folder.exists():
            folder.mkdir(parents=True)
            folder.chmod(FOLDER_MODE)


@contextmanager
def unfinished_file(path: Path) -> Iterator[Path]:
    """An empty private file beside `path` to fill; gone at the end unless put in place."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with said():
            os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE))
            # The umask may have taken away what the owner needs.
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
        _sync_folder(path.parent)


def refuse_existing(path: Path) -> None:
    """Raises JournalExists if anything is there, be it a link that leads nowhere."""
    if os.path.lexists(path):
        raise JournalExists


def _sync_folder(folder: Path) -> None:
    # Without it a power cut could take the new name back. Not every system can sync a folder.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
