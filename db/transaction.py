"""A unit of reading or writing: all of it happens, or none."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar, TypeVarTuple

from sqlalchemy import Connection, CursorResult, Row
from sqlalchemy.sql.dml import Delete, Insert, Update
from sqlalchemy.sql.selectable import TypedReturnsRows

from db.engine import RawConnection, said
from db.errors import JournalError

Ts = TypeVarTuple("Ts")
T = TypeVar("T")


class Transaction:
    """What the query modules work on; only an open Store makes one."""

    __slots__ = ("_connection", "_raw", "_traceless", "_writing")

    _connection: Connection
    _raw: RawConnection
    _traceless: bool
    _writing: bool

    def __init__(self) -> None:
        raise TypeError("A transaction comes from Store.read() or Store.write().")

    @classmethod
    def over(cls, connection: Connection, raw: RawConnection, *, writing: bool) -> "Transaction":
        """For the Store alone: a transaction that has begun, by SQLAlchemy and beneath it."""
        made = object.__new__(cls)
        made._connection = connection
        made._raw = raw
        made._traceless = False
        made._writing = writing
        return made

    @property
    def is_traceless(self) -> bool:
        """Whether `leave_no_trace` was asked for."""
        return self._traceless

    def all(
        self, query: TypedReturnsRows[*Ts], values: Mapping[str, object] | None = None
    ) -> list[Row[*Ts]]:
        """Every row the query finds, `values` being those of its named parameters."""
        return list(self._connection.execute(query, values).all())

    def first(self, query: TypedReturnsRows[*Ts]) -> Row[*Ts] | None:
        """The first row, or None."""
        return self._connection.execute(query).first()

    def one(self, query: TypedReturnsRows[*Ts]) -> Row[*Ts]:
        """The only row there is."""
        return self._connection.execute(query).one()

    def values(self, query: TypedReturnsRows[T]) -> list[T]:
        """The first column of every row."""
        return list(self._connection.execute(query).scalars())

    def value(self, query: TypedReturnsRows[T]) -> T | None:
        """The first column of the first row, or None."""
        return self._connection.execute(query).scalar()

    def swiftly(
        self, statement: str, values: Mapping[str, object] | None = None
    ) -> list[tuple[Any, ...]]:
        """What SQL that never changes reads, past SQLAlchemy, which can take longer than SQLite.

        Values go in and come out as SQLite stores them.
        """
        with said():
            found: list[tuple[Any, ...]] = self._raw.execute(statement, values or {}).fetchall()
            return found

    def in_memory(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Runs SQL on temporary tables, which live in memory and only as long as the Store."""
        result = self._connection.exec_driver_sql(statement, values)
        return [tuple(row) for row in result.all()] if result.returns_rows else []

    def run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Runs SQL that reads another journal along with this one; what it finds, as stored."""
        if not self._writing:
            raise RuntimeError("This transaction only reads.")
        return self.in_memory(statement, *values)

    def leave_no_trace(self) -> None:
        """Once this is committed, nothing of what it deletes is left in the file or its log."""
        self._traceless = True

    def change(self, statement: Insert | Update | Delete) -> CursorResult[Any]:
        """Runs a statement that writes; RuntimeError in a reading transaction."""
        if not self._writing:
            raise RuntimeError("This transaction only reads.")
        return self._connection.execute(statement)


class Reading:
    """One unchanging view of the journal, for the Store alone.

    SQLAlchemy joins in when a query of its own comes; its own way to begin and to end takes longer
    than a short look takes SQLite.
    """

    __slots__ = ("_connection", "_ended", "_raw")

    def __init__(
        self, connection: Connection, raw: RawConnection, ended: Callable[[], None]
    ) -> None:
        self._connection = connection
        self._raw = raw
        self._ended = ended

    def __enter__(self) -> Transaction:
        """Begins it."""
        with said():
            self._raw.execute("BEGIN")
        return Transaction.over(self._connection, self._raw, writing=False)

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        """Ends it; what was put into temporary tables stays, unless something failed."""
        if kind is not None:
            self._take_back()
            return
        try:
            self._connection.commit()
            if self._raw.in_transaction:
                with said():
                    self._raw.execute("COMMIT")
        except BaseException:
            self._take_back()
            raise
        self._ended()

    def _take_back(self) -> None:
        # What ended it is what is said, also where the connection went with it.
        for take_back in (self._raw.rollback, self._connection.rollback):
            with suppress(JournalError), said():
                take_back()
