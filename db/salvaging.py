"""A file that would not open again, while it is still open: all that can be read goes elsewhere."""

# ruff: noqa: S608 - the statements are made of names that stand in the models

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Integer, Table, insert, select

from db import checking, ids, places, settings
from db.checking import Fault, Finding
from db.engine import RawConnection, connect, said
from db.errors import Damaged, NotAJournal, WrongKey
from db.migrating import is_up_to_date
from db.models import Base, BodyRow, DraftRow, ReflectionRow
from db.records import Kind, State
from db.rows import opening_of
from db.store import Store
from db.transaction import Transaction
from db.triggers import TRIGGERS

_NEWEST = 50
"""So many of the newest drafts and texts are read before all else: no backup may hold them yet."""

_WRITTEN = ("draft", "reflection_body")
_LAST = ("reflection_body", "reflection_version")
"""The tables with the most pages, of which damage is likeliest to be met, and ends all reading."""

_COUNTED = ("anchor_tally", "day_tally", "month_tally", "place_tally", "place_within")
_IN_PART = "salvaged-in-part"
_TO_MEND = tuple(Finding(fault, "", True) for fault in (Fault.TRIGGERS, Fault.COPIES))


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The copy, open; `whole` says that every row could be read."""

    store: Store
    whole: bool


def is_within_reach(store: Store, read: Callable[[Transaction], object]) -> bool:
    """Whether a new connection opens the file and reads what the door reads, as after a lock.

    The open one has the schema in memory and may go on where no other could begin.
    """
    path, key = store.path, store.key
    try:
        # Without a salt it takes that from the file too, as whoever types a passphrase must.
        raw = connect(path, key, b"")
        with closing(Store(raw, path, key, store.salt)) as second, second.read() as tx:
            read(tx)
            return is_up_to_date(raw)
    except (Damaged, WrongKey, NotAJournal):
        return False


def salvage(store: Store, path: Path, now: datetime) -> Salvaged:
    """Makes a journal there, with the same key, of all that the store can still read.

    No page of the schema is read, since one that is damaged would end all reading. Raises Damaged
    if there is nothing it can read, JournalExists or another JournalError; then nothing is there.
    """
    whole = True

    def fill(copy: Store) -> None:
        nonlocal whole
        whole = _fill(store.raw, copy.raw)
        with copy.write() as tx:
            places.unlearn(tx)
            if not whole:
                _name_the_nameless(tx, now)
                settings.put(tx, _IN_PART, True)
        if not whole:
            _take_from_what_is_gone(copy.raw)
        # Counts and indexes are made anew, and so are the triggers.
        checking.mend(copy, _TO_MEND)

    return Salvaged(store.filled_at(path, fill), whole)


def is_in_part(tx: Transaction) -> bool:
    """Whether this is a copy for which not all could be read."""
    return settings.get(tx, _IN_PART) is True


def _fill(old: RawConnection, new: RawConnection) -> bool:
    """Whether all could be read; Damaged if nothing could."""
    whole, rows = True, 0
    with said():
        new.execute("PRAGMA foreign_keys = OFF")
        new.execute("BEGIN IMMEDIATE")
        for statement in TRIGGERS:
            new.execute(f"DROP TRIGGER {statement.split()[2]}")
    for table, most in _in_turn():
        try:
            for row in _newest_first(table, old, most):
                _put(table, row, new)
                rows += 1
        except Damaged:
            # Of the others, what is in memory can still be had.
            whole = False
    with said():
        new.execute("COMMIT")
    if not rows:
        raise Damaged
    return whole


def _in_turn() -> Iterator[tuple[Table, int]]:
    """Which tables to read, one after the other, and how many rows; what is counted is not read."""
    tables = Base.metadata.tables
    yield from ((tables[name], _NEWEST) for name in _WRITTEN)
    kept = [table for table in Base.metadata.sorted_tables if table.name not in _COUNTED]
    # Without a limit.
    yield from ((table, -1) for table in sorted(kept, key=lambda table: table.name in _LAST))


def _newest_first(table: Table, old: RawConnection, most: int) -> Iterator[tuple[object, ...]]:
    """What can be read until damage is met; a backup is likelier to hold what is older."""
    key, *_ = table.primary_key
    newest = f' ORDER BY "{key.name}" DESC' if isinstance(key.type, Integer) else ""
    with said():
        yield from old.execute(f'SELECT {_names(table)} FROM "{table.name}"{newest} LIMIT {most}')


def _put(table: Table, row: tuple[object, ...], new: RawConnection) -> None:
    marks = ", ".join("?" * len(table.columns))
    with said():
        new.execute(f'INSERT OR IGNORE INTO "{table.name}" ({_names(table)}) VALUES ({marks})', row)


def _names(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _name_the_nameless(tx: Transaction, now: datetime) -> None:
    """A text of which nothing else could be read stays, as one of today."""
    there = set(tx.values(select(ReflectionRow.pk)))
    for row, state in ((BodyRow, State.KEPT), (DraftRow, State.DRAFT)):
        for pk, body in tx.all(select(row.reflection_pk, row.body)):
            if pk in there:
                continue
            there.add(pk)
            tx.change(
                insert(ReflectionRow).values(
                    pk=pk,
                    id=ids.new(),
                    kind=Kind.REFLECTION,
                    state=state,
                    written_on=now.astimezone().date(),
                    opening=opening_of(body),
                    revision=1,
                    created_at=now,
                    changed_at=now,
                    kept_at=now if state is State.KEPT else None,
                )
            )


def _take_from_what_is_gone(new: RawConnection) -> None:
    """What belongs to something that could not be read stands alone, or goes where it can't."""
    tables = Base.metadata.tables
    with said():
        while orphans := new.execute("PRAGMA foreign_key_check").fetchall():
            for table, rowid, _, number in orphans:
                keys = new.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
                names = [key[3] for key in keys if key[0] == number]
                if all(tables[table].columns[name].nullable for name in names):
                    alone = ", ".join(f'"{name}" = NULL' for name in names)
                    new.execute(f'UPDATE OR IGNORE "{table}" SET {alone} WHERE rowid = ?', (rowid,))
                    if new.execute("SELECT changes()").fetchone() != (0,):
                        continue
                new.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))
