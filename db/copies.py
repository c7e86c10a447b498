"""Copies of a journal: looked at without a trace, and proven page by page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from db.content_of import Content, content_of, never
from db.engine import RawConnection, connect, look_at, said
from db.errors import Damaged, Interrupted, WrongKey

READ_WHOLE = 64 * 1024 * 1024
"""Bytes of a file of which every page is read in one go, in about a fifth of a second."""

_OPERATIONS = 20_000
"""SQLite's steps between two looks at whether the work is given up; some milliseconds."""

_PAGES = 100
"""The same while pages are checked, of which each is a step and takes as long as many others."""


def open_copy(path: Path, key: bytes, salt: bytes) -> RawConnection:
    """Opens a file that nobody writes, for reading alone; nothing is made or changed beside it.

    Raises WrongKey if its first page can't be read with the key, else a JournalError.
    """
    look_at(path)
    with said():
        raw: RawConnection = sqlcipher.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
        )
    try:
        with said():
            raw.execute("PRAGMA cipher_log_level = NONE")
            raw.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
            raw.execute("PRAGMA temp_store = MEMORY")
        try:
            with said():
                raw.execute("PRAGMA schema_version").fetchall()
        except Damaged:
            raise WrongKey from None
    except BaseException:
        raw.close()
        raise
    return raw


def open_backup(path: Path, key: bytes, salt: bytes) -> RawConnection:
    """The same for being shown as a journal; a log that lies beside it is read too."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        return connect(path, key, salt, looking=True)
    return open_copy(path, key, salt)


def prove(
    path: Path,
    key: bytes,
    salt: bytes,
    given_up: Callable[[], bool] = never,
    *,
    whole: bool = False,
) -> Content:
    """Reads a copy through and says what it holds; Damaged if a page or a table is not sound.

    Every page in use is read and its signature compared. Those that hold nothing are read too if
    it must be `whole`, or if the file is small: that can't be given up.
    """
    raw: Any = open_copy(path, key, salt)
    try:
        raw.set_progress_handler(given_up, _PAGES)
        with said():
            if whole or path.stat().st_size <= READ_WHOLE:
                _expect_none(raw.execute("PRAGMA cipher_integrity_check").fetchall())
            if given_up():
                raise Interrupted
            if raw.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
                raise Damaged
        raw.set_progress_handler(given_up, _OPERATIONS)
        return content_of(raw, given_up)
    finally:
        raw.close()


def _expect_none(faults: list[object]) -> None:
    if faults:
        raise Damaged
