"""Reflections since a meeting: those still to be looked at, and those put aside."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, exists, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from db import ids, supervisors
from db.models import ReflectionRow
from db.records import Row, State
from db.rows import rows_of
from db.supervision_models import SetAsideRow
from db.supervision_records import SetAside
from db.transaction import Transaction

_LISTED = (State.DRAFT, State.KEPT)


def put(tx: Transaction, reflection_id: str, supervisor: str, now: datetime) -> None:
    """Puts it aside for this supervisor; NotFound for the reflection."""
    tx.change(
        insert(SetAsideRow)
        .values(
            supervisor_pk=supervisors.known_or_new(tx, supervisor),
            reflection_pk=ids.pk_of(tx, reflection_id),
            set_aside_at=now,
        )
        .on_conflict_do_update(
            index_elements=["supervisor_pk", "reflection_pk"], set_={"set_aside_at": now}
        )
    )


def take_back(tx: Transaction, reflection_id: str, supervisor: str) -> None:
    """Undoes that, if it was; NotFound for the reflection."""
    tx.change(
        delete(SetAsideRow).where(
            SetAsideRow.supervisor_pk == supervisors.known(tx, supervisor),
            SetAsideRow.reflection_pk == ids.pk_of(tx, reflection_id),
        )
    )


def page(
    tx: Transaction, supervisor: str, *, offset: int = 0, limit: int = 50
) -> tuple[SetAside, ...]:
    """What was put aside for this supervisor and not brought since, the last first."""
    found = tx.all(
        select(SetAsideRow.reflection_pk, SetAsideRow.set_aside_at)
        .join(ReflectionRow, ReflectionRow.pk == SetAsideRow.reflection_pk)
        .where(*_aside(tx, supervisor))
        .order_by(SetAsideRow.set_aside_at.desc(), SetAsideRow.reflection_pk.desc())
        .offset(offset)
        .limit(limit)
    )
    rows = rows_of(tx, [pk for pk, _ in found])
    return tuple(SetAside(row, at) for row, (_, at) in zip(rows, found, strict=True))


def count(tx: Transaction, supervisor: str, *, since: date | None = None) -> int:
    """How many of these there are, or how many written since that day."""
    query = (
        select(func.count())
        .select_from(SetAsideRow)
        .join(ReflectionRow, ReflectionRow.pk == SetAsideRow.reflection_pk)
        .where(*_aside(tx, supervisor))
    )
    if since is not None:
        query = query.where(ReflectionRow.written_on >= since)
    return tx.value(query) or 0


def written_since(
    tx: Transaction, supervisor: str, since: date | None, *, offset: int = 0, limit: int = 50
) -> tuple[Row, ...]:
    """The reflections of that day and after, or all, but for those put aside; newest first."""
    row = ReflectionRow
    query = select(row.pk).where(
        row.state.in_(_LISTED),
        ~exists().where(SetAsideRow.reflection_pk == row.pk, *_aside(tx, supervisor)),
    )
    if since is not None:
        query = query.where(row.written_on >= since)
    pks = tx.values(
        query.order_by(row.written_on.desc(), row.pk.desc()).offset(offset).limit(limit)
    )
    return rows_of(tx, pks)


def _aside(tx: Transaction, supervisor: str) -> tuple[ColumnElement[bool], ...]:
    return (
        SetAsideRow.supervisor_pk == supervisors.known(tx, supervisor),
        ReflectionRow.state.in_(_LISTED),
        or_(
            ReflectionRow.brought_at.is_(None),
            ReflectionRow.brought_at <= SetAsideRow.set_aside_at,
        ),
    )
