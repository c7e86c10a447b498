"""Texts about supervision, saved as they are typed; none is ever saved over another window's."""

from datetime import datetime

from sqlalchemy import select, update

from db import ids
from db.errors import ChangedElsewhere
from db.supervision_models import ActionRow, HeldBackRow, Identified, ItemRow, MeetingRow
from db.supervision_records import Field
from db.transaction import Transaction

_TABLES: dict[str, type[Identified]] = {
    table.__tablename__: table for table in (ItemRow, MeetingRow, ActionRow, HeldBackRow)
}

_STAMPS = {
    Field.HEARD: "heard_at",
    Field.RISK: "risk_answered_at",
    Field.WHAT_CHANGED: "what_changed_at",
}
"""The columns that say when a text was last written, NULL while there is none."""


def read(tx: Transaction, field: Field, id: str) -> str:  # noqa: A002
    """The text as it stands; NotFound."""
    table, column = _place(field)
    pk = ids.pk_of(tx, id, table)
    return str(tx.one(select(table.__table__.c[column]).where(table.pk == pk))[0])


def save(
    tx: Transaction,
    field: Field,
    id: str,  # noqa: A002
    text: str,
    *,
    was: str,
    now: datetime,
) -> None:
    """Makes the text safe, `was` being what this window last read or saved there.

    Raises ChangedElsewhere if something else stands there; NotFound.
    """
    if read(tx, field, id) != was:
        raise ChangedElsewhere
    table, column = _place(field)
    values: dict[str, object] = {column: text, "changed_at": now}
    if field in _STAMPS:
        values[_STAMPS[field]] = now if text.strip() else None
    tx.change(update(table).where(table.pk == ids.pk_of(tx, id, table)).values(**values))


def _place(field: Field) -> tuple[type[Identified], str]:
    table, _, column = field.partition(".")
    return _TABLES[table], column
