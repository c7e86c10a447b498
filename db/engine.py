"""The one connection to the encrypted file, and the one place that translates its errors."""

import errno
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

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

_CODE_OF = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "interrupted": 9,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
"""Of what fails in a backup of its own making, the driver gives the words and no code."""

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

    def execute(
        self, sql: str, parameters: tuple[object, ...] | Mapping[str, object] = ..., /
    ) -> Any: ...

    def executemany(self, sql: str, rows: Sequence[tuple[object, ...]], /) -> Any: ...

    def backup(
        self, target: Any, /, *, pages: int, progress: Callable[[int, int, int], None]
    ) -> None: ...

    @property
    def in_transaction(self) -> bool: ...

    def commit(self) -> None: ...

    def rollback(self) -> None: ...

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
        real = path.resolve()
        log = real.with_name(f"{real.name}-wal")
        _refuse_links_beside(real)
        if size == 0 or (size % PAGE_BYTES and not log.exists()):
            raise NotAJournal


def _refuse_links_beside(path: Path) -> None:
    """A journal may be reached by a link, but of what lies beside it none is a link.

    SQLite would write into what they lead to.
    """
    for ending in ("-wal", "-shm", "-journal"):
        if path.with_name(f"{path.name}{ending}").is_symlink():
            raise NotAJournal(
                f"Beside the journal, the file that ends in {ending} is a link to another place, "
                "and would be written to. Remove that link, then open the journal again."
            )


def connect(
    path: Path,
    key: bytes,
    salt: bytes,
    *,
    foreign_keys: bool = True,
    looking: bool = False,
    journal_mode: Literal["WAL", "DELETE"] = "WAL",
) -> RawConnection:
    """Opens the file, which must exist, with its raw key; `looking`, it can't be written.

    Raises WrongKey if its first page can't be read with it, else another JournalError.
    """
    at_first = _which(path)
    with said():
        raw: RawConnection = sqlcipher.connect(
            f"{path.absolute().as_uri()}?mode={'ro' if looking else 'rw'}",
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
            if not looking:
                raw.execute(f"PRAGMA journal_mode = {journal_mode}")
            raw.execute("PRAGMA secure_delete = ON")
            raw.execute("PRAGMA temp_store = MEMORY")
            raw.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
            # Without its schema nothing of it can be read.
            raw.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
        # From here on nothing takes its place: that asks for a lock that we are in the way of.
        _refuse_another(path, at_first)
    except JournalError:
        raw.close()
        _refuse_another(path, at_first)
        raise
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


class said:  # noqa: N801 - it is read as a verb: what fails within is said so
    """Turns errors of the driver and the file system into a JournalError.

    A class, since a generator takes as long as a short look.
    """

    __slots__ = ()

    def __enter__(self) -> None:
        """Nothing is needed before."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        if isinstance(error, sqlcipher.Error):
            raise _said_of(error) from None
        if isinstance(error, OSError):
            raise _BY_ERRNO.get(error.errno or 0, DiskFailed) from None


def _which(path: Path) -> tuple[int, int]:
    """Which file has this path now; it is never opened, or the locks on it would be let go."""
    with said():
        found = path.stat()
        return found.st_dev, found.st_ino


def _refuse_another(path: Path, at_first: tuple[int, int]) -> None:
    """Raises Busy if another file took the place of the one that was waited for."""
    if _which(path) != at_first:
        raise Busy


def _read_first_page(raw: RawConnection) -> None:
    try:
        raw.execute("PRAGMA schema_version").fetchall()
    except sqlcipher.Error as error:
        translated = _said_of(error)
        # Any other page that can't be read is damaged; of the first, only the key can be wrong.
        raise (WrongKey() if isinstance(translated, Damaged) else translated) from None


def _begin(connection: Connection) -> None:
    """Begins to write, unless a transaction has begun already, which SQLAlchemy then joins."""
    raw: Any = connection.connection.dbapi_connection
    if not raw.in_transaction:
        with said():
            raw.execute("BEGIN IMMEDIATE")


def _translate(context: ExceptionContext) -> JournalError | None:
    # What nobody outside can mend is a fault of ours, and stays as loud as SQLAlchemy made it.
    kind = kind_of(context.original_exception)
    return None if kind is None else kind()


def _said_of(error: BaseException) -> JournalError:
    return (kind_of(error) or JournalError)()


def kind_of(error: BaseException) -> type[JournalError] | None:
    """What an error of the driver is to a person; None where nobody outside can mend it."""
    code = getattr(error, "sqlite_errorcode", None) or _CODE_OF.get(str(error), 0)
    return _BY_RESULT_CODE.get(code & 0xFF)
