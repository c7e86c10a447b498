"""Rows of two journals: which are the same, and how they are put into one."""

# ruff: noqa: S608 - the statements are made of names that stand in the models

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from db.ids import ALPHABET, LENGTH
from db.models import Base
from db.transaction import Transaction

Raw = Any
"""A value as SQLite stores it."""


def columns(table: type[Base], *but: str) -> list[str]:
    """The names of its columns, without these."""
    return [column.name for column in table.__table__.columns if column.name not in but]


def listed(names: Sequence[str], of: str = "") -> str:
    """The names in a row, each of the table `of` if one is named."""
    return ", ".join(f"{of}.{name}" if of else name for name in names)


def text_of(value: Raw) -> str:
    """The text of a stored value, be it text or the blob of one that UTF-8 can't hold."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogatepass")
    return "" if value is None else str(value)


def stored(text: str) -> Raw:
    """The text as it is stored."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def derived_id(*parts: str) -> str:
    """An id that is the same whenever the same two texts part, so that nothing is added twice."""
    digest = hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])


def together(newer: Raw, older: Raw) -> Raw:
    """Both texts in one, the older above; where one holds the other, that one."""
    new, old = text_of(newer), text_of(older)
    if old.strip() in new:
        return newer
    if new.strip() in old:
        return older
    return stored(f"{old}\n\n{new}")


def map_rows(tx: Transaction, name: str, key: str = "id") -> None:
    """Notes in a temporary table which rows of the two have the same key."""
    tx.run(f"DROP TABLE IF EXISTS temp.same_{name}")
    tx.run(
        f"CREATE TEMP TABLE same_{name} "
        "(theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL, fresh INTEGER NOT NULL)"
    )
    tx.run(
        f"INSERT INTO temp.same_{name} SELECT their.pk, our.pk, 0 FROM other.{name} AS their "
        f"JOIN main.{name} AS our ON our.{key} = their.{key}"
    )


def map_fresh(tx: Transaction, name: str, key: str = "id") -> int:
    """Notes which rows have come in since; how many."""
    tx.run(
        f"INSERT INTO temp.same_{name} SELECT their.pk, our.pk, 1 FROM other.{name} AS their "
        f"JOIN main.{name} AS our ON our.{key} = their.{key} "
        f"WHERE their.pk NOT IN (SELECT theirs FROM temp.same_{name})"
    )
    return number(tx, f"SELECT count(*) FROM temp.same_{name} WHERE fresh")


def number(tx: Transaction, query: str, *values: object) -> int:
    """The one number a query finds, 0 for none."""
    found = tx.run(query, *values)
    return int(found[0][0] or 0) if found else 0


def row(tx: Transaction, schema: str, table: type[Base], pk: int) -> dict[str, Raw]:
    """A row by its columns."""
    names = columns(table)
    statement = f"SELECT {listed(names)} FROM {schema}.{table.__tablename__} WHERE pk = ?"
    (found,) = tx.run(statement, pk)
    return dict(zip(names, found, strict=True))


def set_row(tx: Transaction, table: type[Base], pk: int, values: Mapping[str, Raw]) -> None:
    """Changes these columns of a row of ours."""
    if values:
        assigned = ", ".join(f"{name} = ?" for name in values)
        tx.run(
            f"UPDATE main.{table.__tablename__} SET {assigned} WHERE pk = ?", *values.values(), pk
        )


def newer_first(
    ours: dict[str, Raw], theirs: dict[str, Raw], by: str = "changed_at"
) -> tuple[dict[str, Raw], dict[str, Raw]]:
    """The two rows, the later changed one first; the same whichever journal is ours."""

    def rank(found: dict[str, Raw]) -> tuple[str, str]:
        # Row numbers are each journal's own.
        rest = [(name, repr(found[name])) for name in sorted(found) if not name.endswith("pk")]
        return str(found[by]), repr(rest)

    return (ours, theirs) if rank(ours) >= rank(theirs) else (theirs, ours)


def filled(newer: Mapping[str, Raw], older: Mapping[str, Raw], names: Sequence[str]) -> Any:
    """These columns from the newer row, or the older one's where it has nothing.

    Of two changed at the same moment each column takes the greater value, so that what the other
    columns become has no say in it.
    """
    at_once = newer["changed_at"] == older["changed_at"]

    def one(new: Raw, old: Raw) -> Raw:
        if new is None or old is None:
            return old if new is None else new
        return max(new, old, key=repr) if at_once else new

    return {name: one(newer[name], older[name]) for name in names}
