"""What a journal holds, as counts and one digest: equal for two files with the same rows."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from db.engine import RawConnection, said
from db.errors import Interrupted

_AT_ONCE = 64
"""Rows that are read in one go, which bounds what is held in memory."""


@dataclass(frozen=True, slots=True)
class Content:
    """How many rows each table has, and a digest over all rows in the order of their keys."""

    rows: tuple[tuple[str, int], ...]
    digest: str

    def count(self, table: str) -> int:
        """The rows of this table; 0 where there is no such table."""
        return dict(self.rows).get(table, 0)


def never() -> bool:
    """Nobody gives it up."""
    return False


def content_of(raw: RawConnection, given_up: Callable[[], bool] = never) -> Content:
    """All tables but the indexes, wherever their rows lie in the file.

    In a transaction it is that of its view. Raises Interrupted soon after it is given up.
    """
    total = hashlib.blake2b(digest_size=32)
    rows = []
    for table in tables(raw):
        digest = hashlib.blake2b(digest_size=32)
        count = 0
        for many, lines in _batches(raw, table):
            if given_up():
                raise Interrupted
            count += many
            digest.update(lines)
        rows.append((table, count))
        total.update(f"{table} {count} {digest.hexdigest()}\n".encode())
    return Content(tuple(rows), total.hexdigest())


def tables(raw: RawConnection) -> tuple[str, ...]:
    """The tables that hold what was written; not what the indexes are kept in."""
    with said():
        found = raw.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
            "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        ).fetchall()
    return tuple(name for (name,) in found)


def _batches(raw: RawConnection, table: str) -> Iterator[tuple[int, bytes]]:
    """Some rows at a time, one line each, made by SQLite so that Python touches no single value."""
    with said():
        found = raw.execute(
            "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (table,)
        ).fetchall()
    columns = [_quoted(name) for name, _ in found]
    by_place = sorted((place, name) for name, place in found if place)
    keys = [_quoted(name) for _, name in by_place] or ["rowid"]
    # The sort of a value tells an empty text from nothing, and 1 from '1'.
    line = " || ',' || ".join(f"substr(typeof({name}), 1, 1) || hex({name})" for name in columns)
    listed = ", ".join(keys)
    after: tuple[Any, ...] = ()
    while True:
        where = f"WHERE ({listed}) > ({', '.join('?' * len(keys))})" if after else ""
        some = f"FROM {_quoted(table)} {where} ORDER BY {listed} LIMIT {_AT_ONCE}"
        query = (
            f"SELECT count(*), cast(group_concat({line}, char(10) ORDER BY {listed}) AS blob) "  # noqa: S608
            f"FROM (SELECT {'rowid, ' if keys == ['rowid'] else ''}* {some})"
        )
        with said():
            many, lines = raw.execute(query, after).fetchone()
        if not many:
            return
        yield many, lines + b"\n"
        if many < _AT_ONCE:
            return
        with said():
            last = f"SELECT {listed} {some} OFFSET {_AT_ONCE - 1}"
            after = raw.execute(last, after).fetchone()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
