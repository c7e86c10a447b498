"""Reflections: begun, found, and what is set on them."""

from calendar import isleap
from datetime import date, datetime
from typing import Any

from sqlalchemy import String, delete, func, insert, literal_column, select, update

from db import ids, later
from db.errors import JournalError
from db.filters import Filter
from db.models import (
    BodyRow,
    CaseCodeRow,
    DraftRow,
    LinkRow,
    ReflectionCaseRow,
    ReflectionRow,
    ReflectionTagRow,
    ReviewRow,
    TagRow,
)
from db.names import joined
from db.records import Draft, Kind, Link, Reflection, Row, State
from db.rows import opening_of, rows_of
from db.transaction import Transaction

__all__ = [
    "Filter",
    "bring",
    "create",
    "discard",
    "get",
    "on_this_day",
    "purge",
    "purge_trash",
    "restore",
    "rewrite",
    "set_frame",
    "set_own_state",
    "set_written_on",
    "trash",
]


def create(
    tx: Transaction,
    *,
    written_on: date,
    now: datetime,
    kind: Kind = Kind.REFLECTION,
    id: str | None = None,  # noqa: A002
) -> str:
    """A new reflection with no text yet; its id, random unless given. JournalError if taken."""
    given = ids.new() if id is None else ids.checked(id)
    if tx.value(select(ReflectionRow.pk).where(ReflectionRow.id == given)) is not None:
        raise JournalError("There is already a reflection with this id. Nothing was changed.")
    tx.change(
        insert(ReflectionRow).values(
            id=given,
            kind=kind,
            state=State.DRAFT,
            written_on=written_on,
            opening="",
            revision=0,
            created_at=now,
            changed_at=now,
        )
    )
    return given


def get(tx: Transaction, id: str) -> Reflection:  # noqa: A002
    """The whole reflection with this id, or with the one id that begins so; NotFound."""
    pk = ids.pk_of(tx, id)
    row = tx.one(
        select(
            ReflectionRow.id,
            ReflectionRow.kind,
            ReflectionRow.state,
            ReflectionRow.written_on,
            ReflectionRow.brought_at,
            ReflectionRow.frame,
            ReflectionRow.own_state,
            ReflectionRow.created_at,
            ReflectionRow.changed_at,
            CaseCodeRow.name.label("case_code"),
            ReviewRow.review_by,
            func.coalesce(ReviewRow.shedding, False).label("shedding"),
        )
        .outerjoin(ReflectionCaseRow, ReflectionCaseRow.reflection_pk == ReflectionRow.pk)
        .outerjoin(CaseCodeRow, CaseCodeRow.pk == ReflectionCaseRow.case_pk)
        .outerjoin(ReviewRow, ReviewRow.reflection_pk == ReflectionRow.pk)
        .where(ReflectionRow.pk == pk)
    )
    return Reflection(
        id=row.id,
        kind=Kind(row.kind),
        state=State(row.state),
        written_on=row.written_on,
        body=tx.value(select(BodyRow.body).where(BodyRow.reflection_pk == pk)) or "",
        links=_links(tx, pk),
        tags=_tags(tx, pk),
        brought_at=row.brought_at,
        frame=row.frame,
        own_state=row.own_state,
        created_at=row.created_at,
        changed_at=row.changed_at,
        draft=draft_of(tx, pk),
        case_code=row.case_code,
        review_by=row.review_by,
        shedding=row.shedding,
        later=later.kept(tx, pk),
    )


def on_this_day(tx: Transaction, today: date, *, limit: int | None = None) -> tuple[Row, ...]:
    """Kept reflections of this day in earlier years, newest first; at most `limit`.

    In a year without one, 29 February is remembered on the 28th.
    """
    days = [today.strftime("%m-%d")]
    if days == ["02-28"] and not isleap(today.year):
        days.append("02-29")
    pks = tx.values(
        select(ReflectionRow.pk)
        .where(
            literal_column("substr(written_on, 6)", String).in_(days),
            ReflectionRow.written_on < today,
            ReflectionRow.state == State.KEPT,
        )
        .order_by(ReflectionRow.written_on.desc(), ReflectionRow.pk.desc())
        .limit(limit)
    )
    return rows_of(tx, pks)


def trash(tx: Transaction, id: str) -> None:  # noqa: A002
    """Puts it into the trash with all that hangs on it; NotFound."""
    _set(tx, ids.pk_of(tx, id), state=State.TRASHED)


def restore(tx: Transaction, id: str) -> State:  # noqa: A002
    """Takes it out of the trash as it went in; the state it has now. NotFound."""
    pk = ids.pk_of(tx, id)
    row = tx.one(select(ReflectionRow.state, ReflectionRow.kept_at).where(ReflectionRow.pk == pk))
    if row.state != State.TRASHED:
        return State(row.state)
    state = State.DRAFT if row.kept_at is None else State.KEPT
    _set(tx, pk, state=state)
    return state


def purge(tx: Transaction, id: str) -> None:  # noqa: A002
    """Removes it for ever with all that hangs on it; JournalError if it isn't in the trash.

    Nothing of it stays in the file or the log beside it. NotFound.
    """
    pk = ids.pk_of(tx, id)
    state = tx.value(select(ReflectionRow.state).where(ReflectionRow.pk == pk))
    if state != State.TRASHED:
        raise JournalError("Only what is in the trash can be removed for ever. Trash it first.")
    tx.change(delete(ReflectionRow).where(ReflectionRow.pk == pk))
    tx.leave_no_trace()


def purge_trash(tx: Transaction) -> int:
    """Removes all that is in the trash for ever; how many that were."""
    gone = tx.change(delete(ReflectionRow).where(ReflectionRow.state == State.TRASHED))
    tx.leave_no_trace()
    return gone.rowcount


def set_written_on(tx: Transaction, id: str, written_on: date) -> None:  # noqa: A002
    """Sets the day it is about; NotFound."""
    _set(tx, ids.pk_of(tx, id), written_on=written_on)


def set_own_state(tx: Transaction, id: str, own_state: int | None) -> None:  # noqa: A002
    """Sets the writer's own state, -2 to 2, or clears it; NotFound."""
    if own_state is not None and own_state not in range(-2, 3):
        raise JournalError("Your own state goes from -2 (far under) to 2 (far over).")
    _set(tx, ids.pk_of(tx, id), own_state=own_state)


def set_frame(tx: Transaction, id: str, frame: str | None) -> None:  # noqa: A002
    """Remembers the outline it is written along, or that there is none; NotFound."""
    _set(tx, ids.pk_of(tx, id), frame=frame)


def bring(tx: Transaction, id: str, now: datetime) -> None:  # noqa: A002
    """Marks it for supervision; what is marked already keeps its moment. NotFound."""
    pk = ids.pk_of(tx, id)
    tx.change(
        update(ReflectionRow)
        .where(ReflectionRow.pk == pk, ReflectionRow.brought_at.is_(None))
        .values(brought_at=now)
    )


def discard(tx: Transaction, id: str) -> None:  # noqa: A002
    """Removes, whole and for ever, one that was never kept; JournalError if it was. NotFound."""
    pk = ids.pk_of(tx, id)
    if tx.value(select(ReflectionRow.kept_at).where(ReflectionRow.pk == pk)) is not None:
        raise JournalError("This reflection was kept. Put it into the trash instead.")
    tx.change(delete(ReflectionRow).where(ReflectionRow.pk == pk))


def rewrite(tx: Transaction, pk: int, text: str, now: datetime, **values: Any) -> None:
    """The one place that notes when a text was last changed, and how it begins now."""
    _set(tx, pk, opening=opening_of(text), changed_at=now, **values)


def draft_of(tx: Transaction, pk: int) -> Draft | None:
    """The unfinished text of a row, if there is any."""
    row = tx.first(
        select(
            DraftRow.body,
            DraftRow.cursor_row,
            DraftRow.cursor_column,
            DraftRow.scroll,
            DraftRow.saved_at,
            ReflectionRow.revision,
        )
        .join(ReflectionRow, ReflectionRow.pk == DraftRow.reflection_pk)
        .where(DraftRow.reflection_pk == pk)
    )
    if row is None:
        return None
    return Draft(
        body=row.body,
        cursor=(row.cursor_row, row.cursor_column),
        scroll=row.scroll,
        revision=row.revision,
        saved_at=row.saved_at,
    )


def _set(tx: Transaction, pk: int, **values: Any) -> None:
    tx.change(update(ReflectionRow).where(ReflectionRow.pk == pk).values(**values))


def _links(tx: Transaction, pk: int) -> tuple[Link, ...]:
    found = tx.all(
        select(LinkRow.topic, LinkRow.local, LinkRow.label, LinkRow.wording, LinkRow.digest)
        .where(LinkRow.reflection_pk == pk)
        .order_by(LinkRow.position)
    )
    return tuple(
        Link(joined(topic, local), label, wording, digest)
        for topic, local, label, wording, digest in found
    )


def _tags(tx: Transaction, pk: int) -> tuple[str, ...]:
    return tuple(
        tx.values(
            select(TagRow.name)
            .join(ReflectionTagRow, ReflectionTagRow.tag_pk == TagRow.pk)
            .where(ReflectionTagRow.reflection_pk == pk)
            .order_by(TagRow.folded)
        )
    )
