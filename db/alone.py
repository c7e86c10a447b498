"""A file that nobody else has open: its log is ended, and all others are locked out of it."""

from contextlib import suppress
from pathlib import Path

from db.engine import RawConnection, said
from db.errors import Busy, OpenElsewhere
from db.files import sync_folder


def have_to_oneself(source: RawConnection, path: Path) -> None:
    """Ends the log and locks all others out of the file until the connection is closed.

    A log that stayed beside a file that takes its place would be taken for the log of that. Raises
    OpenElsewhere or another JournalError.
    """
    try:
        with said():
            source.execute("PRAGMA locking_mode = EXCLUSIVE")
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            (mode,) = source.execute("PRAGMA journal_mode = DELETE").fetchone()
            if mode != "delete":
                raise OpenElsewhere
            # From here on this connection makes, and at its end removes, nothing beside the file.
            source.execute("PRAGMA journal_mode = MEMORY")
            # Locked as we are it was not removed, only made void.
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
            _remove_empty(path.with_name(f"{path.name}-wal"))
    except Busy:
        raise OpenElsewhere from None
    sync_folder(path.parent)
    refuse_company(path)


def _remove_empty(log: Path) -> None:
    """Removes the ended log where SQLite could not, for it says nothing of that; an OSError."""
    with suppress(FileNotFoundError):
        if log.stat().st_size == 0:
            log.unlink()


def refuse_company(path: Path) -> None:
    """Raises OpenElsewhere if there is a log beside the file, without which it may not be whole."""
    if any(path.with_name(f"{path.name}{ending}").exists() for ending in ("-wal", "-journal")):
        raise OpenElsewhere
