"""The one connection to the encrypted file, and the one place that translates its errors."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import StaticPool

from db.errors import (
    Busy,
    Damaged,
    DiskFailed,
    DiskFull,
    Interrupted,
    JournalError,
    NoJournal,
    NotAJournal,
    ReadOnly,
    WrongKey,
)

PAGE_BYTES = 4096
BUSY_MILLISECONDS = 2000
PLAIN_HEADER = b"SQLite format 3\x00"
BEGIN = "journal_begin"
"""The key in `Connection.info` of the statement its transactions begin with."""

_BY_RESULT_CODE: dict[int, type[JournalError]] = {
    5: Busy,
    6: Busy,
    8: ReadOnly,
    9: Interrupted,
    10: DiskFailed,
    11: Damaged,
    13: DiskFull,
    14: ReadOnly,
    23: ReadOnly,
    26: Damaged,
}
"""SQLite's primary result codes (sqlite.org/rescode.html) that a person can do something about."""

_BY_ERRNO: dict[int, type[JournalError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EACCES: ReadOnly,
    errno.EPERM: ReadOnly,
    errno.EROFS: ReadOnly,
}


class RawConnection(Protocol):
    """What is used of the driver's connection before SQLAlchemy holds it."""

    def execute(self, sql: str, parameters: tuple[object, ...] = ..., /) -> Any: ...

    def interrupt(self) -> None: ...

    def close(self) -> None: ...


def look_at(path: Path) -> None:
    """Raises NoJournal or NotAJournal if the file can't be a journal, whatever the key."""
    with said():
        if not path.exists():
            raise NoJournal
        if not path.is_file():
            raise NotAJournal("This is not a file, so it is not a journal. Choose another.")
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(len(PLAIN_HEADER))
        if header == PLAIN_HEADER:
            raise NotAJournal("This is a database that is not encrypted, not a journal.")
        # A crash can leave half a page at the end; the log beside the file then holds it whole.
        log = path.with_name(f"{path.name}-wal")
        if size == 0 or (size % PAGE_BYTES and not log.exists()):
            raise NotAJournal


def connect(path: Path, key: bytes, salt: bytes, *, foreign_keys: bool = True) -> RawConnection:
    """Opens the file, which must exist, with its raw key.

    Raises WrongKey if its first page can't be read with it, else another JournalError.
    """
    with said():
        raw: RawConnection = sqlcipher.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            isolation_level=None,
            timeout=BUSY_MILLISECONDS / 1000,
        )
    try:
        with said():
            # First of all, or a wrong key is reported on stderr, over the screen.
            raw.execute("PRAGMA cipher_log_level = NONE")
            raw.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
        _read_first_page(raw)
        with said():
            raw.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute("PRAGMA secure_delete = ON")
            raw.execute("PRAGMA temp_store = MEMORY")
            raw.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    except BaseException:
        raw.close()
        raise
    return raw


def engine_over(raw: RawConnection) -> Engine:
    """An engine that has this connection and makes no other, so that it needs no key."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=lambda: raw,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _translate)
    return engine


@contextmanager
def said() -> Iterator[None]:
    """Turns errors of the driver and the file system into a JournalError."""
    try:
        yield
    except sqlcipher.Error as error:
        raise _said_of(error) from None
    except OSError as error:
        kind = _BY_ERRNO.get(error.errno or 0, DiskFailed)
        raise kind from None


def _read_first_page(raw: RawConnection) -> None:
    try:
        raw.execute("PRAGMA schema_version").fetchall()
    except sqlcipher.Error as error:
        translated = _said_of(error)
        # Any other page that can't be read is damaged; of the first, only the key can be wrong.
        raise (WrongKey() if isinstance(translated, Damaged) else translated) from None


def _begin(connection: Connection) -> None:
    raw = connection.connection.dbapi_connection
    assert raw is not None  # noqa: S101 - the engine has this one connection
    with said():
        raw.cursor().execute(connection.info.get(BEGIN, "BEGIN"))


def _translate(context: ExceptionContext) -> JournalError | None:
    # What nobody outside can mend is a fault of ours, and stays as loud as SQLAlchemy made it.
    kind = _kind_of(context.original_exception)
    return None if kind is None else kind()


def _said_of(error: BaseException) -> JournalError:
    return (_kind_of(error) or JournalError)()


def _kind_of(error: BaseException) -> type[JournalError] | None:
    code = getattr(error, "sqlite_errorcode", None) or 0
    return _BY_RESULT_CODE.get(code & 0xFF)
