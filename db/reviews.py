"""Days to look at a reflection again, so that it is kept, cut to its learning, or let go."""

from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from db import ids
from db.models import ReflectionRow, ReviewRow
from db.records import Row, State
from db.rows import rows_of
from db.transaction import Transaction


def set_review(tx: Transaction, id: str, day: date | None) -> None:  # noqa: A002
    """Notes the day by which to look at it again, or that there is none; NotFound."""
    pk = ids.pk_of(tx, id)
    if day is None:
        forget(tx, pk)
        return
    tx.change(
        insert(ReviewRow)
        .values(reflection_pk=pk, review_by=day, shedding=False)
        .on_conflict_do_update(index_elements=["reflection_pk"], set_={"review_by": day})
    )


def set_shedding(tx: Transaction, id: str, day: date) -> None:  # noqa: A002
    """Notes that its draft cuts it down: once kept, its older versions go. NotFound."""
    pk = ids.pk_of(tx, id)
    tx.change(
        insert(ReviewRow)
        .values(reflection_pk=pk, review_by=day, shedding=True)
        .on_conflict_do_update(index_elements=["reflection_pk"], set_={"shedding": True})
    )


def end_shedding(tx: Transaction, pk: int) -> None:
    """Notes that a row's draft is a draft like any other; the day stays."""
    tx.change(update(ReviewRow).where(ReviewRow.reflection_pk == pk).values(shedding=False))


def forget(tx: Transaction, pk: int) -> None:
    """Notes that a row need not be looked at again, and is not being cut down."""
    tx.change(delete(ReviewRow).where(ReviewRow.reflection_pk == pk))


def is_shedding(tx: Transaction, pk: int) -> bool:
    """Whether a row's draft cuts it down."""
    return bool(tx.value(select(ReviewRow.shedding).where(ReviewRow.reflection_pk == pk)))


def due(tx: Transaction, day: date, *, limit: int) -> tuple[tuple[date, Row], ...]:
    """The kept reflections to look at by this day, the longest due first."""
    found = tx.all(
        select(ReviewRow.reflection_pk, ReviewRow.review_by)
        .join(ReflectionRow, ReflectionRow.pk == ReviewRow.reflection_pk)
        .where(ReviewRow.review_by <= day, ReflectionRow.state == State.KEPT)
        .order_by(ReviewRow.review_by, ReviewRow.reflection_pk)
        .limit(limit)
    )
    rows = rows_of(tx, [pk for pk, _ in found])
    return tuple(zip((when for _, when in found), rows, strict=True))
