"""Nothing of what was deleted is left in the file, nor in the log beside it."""

from db.engine import RawConnection, said
from db.errors import Busy, JournalError, TracesLeft
from db.triggers import INDEXES


def clear_traces(raw: RawConnection) -> None:
    """Writes the file anew without what was deleted; TracesLeft if that can't be done now.

    The indexes hold the words of a deleted text until they are merged, and a page from which rows
    have moved away holds them until the file is written anew.
    """
    try:
        with said():
            for index in INDEXES:
                raw.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608
            raw.execute("VACUUM")
        empty_log(raw)
    except JournalError as error:
        raise TracesLeft from error


def empty_log(raw: RawConnection) -> None:
    """Brings all that the log holds into the file; Busy if another window reads in it."""
    with said():
        (is_read_elsewhere, *_) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_read_elsewhere:
        raise Busy
