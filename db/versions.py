"""Versions: every text a reflection was kept with, none of them ever changed."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from db import ids
from db.errors import ChangedElsewhere, NotFound
from db.models import BodyRow, ReflectionRow, VersionRow
from db.records import State, Version
from db.reflections import draft_of, rewrite
from db.supervision_models import ExcerptRow
from db.transaction import Transaction


def versions(tx: Transaction, id: str) -> tuple[Version, ...]:  # noqa: A002
    """All of them, the oldest first; NotFound."""
    pk = ids.pk_of(tx, id)
    found = tx.all(
        select(VersionRow.body, VersionRow.kept_at)
        .where(VersionRow.reflection_pk == pk)
        .order_by(VersionRow.pk)
    )
    return tuple(Version(number, *row) for number, row in enumerate(found, 1))


def count(tx: Transaction, id: str) -> int:  # noqa: A002
    """How many there are; NotFound."""
    pk = ids.pk_of(tx, id)
    return tx.value(select(func.count()).where(VersionRow.reflection_pk == pk)) or 0


def bring_back(
    tx: Transaction,
    id: str,  # noqa: A002
    number: int,
    *,
    of: int,
    now: datetime,
) -> None:
    """Keeps the text of this version anew, as the newest; an unfinished rewriting stays.

    `of` is how many there were when they were looked at: ChangedElsewhere if there are others by
    now. NotFound.
    """
    pk = ids.pk_of(tx, id)
    there = versions(tx, id)
    if len(there) != of:
        raise ChangedElsewhere
    if not 1 <= number <= of:
        raise NotFound("There is no such version of this reflection.")
    body = there[number - 1].body
    row = tx.one(select(ReflectionRow.state, ReflectionRow.revision).where(ReflectionRow.pk == pk))
    put_body(tx, pk, body, now)
    state = row.state if row.state == State.TRASHED else State.KEPT
    draft = draft_of(tx, pk)
    begins = body if draft is None else draft.body
    rewrite(tx, pk, begins, now, state=state, kept_at=now, revision=row.revision)


def put_body(tx: Transaction, pk: int, body: str, now: datetime) -> None:
    """Makes this the kept text of a row, and a version of it; the same text changes nothing."""
    if body == tx.value(select(BodyRow.body).where(BodyRow.reflection_pk == pk)):
        return
    tx.change(
        upsert(BodyRow)
        .values(reflection_pk=pk, body=body)
        .on_conflict_do_update(index_elements=["reflection_pk"], set_={"body": body})
    )
    tx.change(insert(VersionRow).values(reflection_pk=pk, body=body, kept_at=now))


def purge_older(tx: Transaction, pk: int) -> None:
    """Removes all but the newest version of a row for ever, and passages brought from others."""
    newest = select(func.max(VersionRow.pk)).where(VersionRow.reflection_pk == pk).scalar_subquery()
    tx.change(delete(VersionRow).where(VersionRow.reflection_pk == pk, VersionRow.pk < newest))
    body = select(BodyRow.body).where(BodyRow.reflection_pk == pk).scalar_subquery()
    tx.change(
        delete(ExcerptRow).where(
            ExcerptRow.reflection_pk == pk, func.instr(body, ExcerptRow.text) == 0
        )
    )
    tx.leave_no_trace()
