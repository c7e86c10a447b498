"""Meetings: made, changed, found and counted."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, literal, literal_column, select, update

from db import ids, supervisors
from db.models import Moment
from db.supervision_models import ItemRow, MeetingRow, SupervisorRow
from db.supervision_records import (
    ItemState,
    Meeting,
    MeetingKind,
    MeetingState,
)
from db.transaction import Transaction

LISTED = (MeetingState.PLANNED, MeetingState.HELD)
"""The states of the meetings that lists show."""

_PLANNED = MeetingRow.state == literal_column(f"'{MeetingState.PLANNED}'")
"""Written out, for SQLite to see that the index of planned meetings will do."""


def create(
    tx: Transaction,
    *,
    day: date,
    supervisor: str,
    kind: MeetingKind,
    minutes: int,
    held: bool,
    now: datetime,
) -> str:
    """A new meeting, planned or held, and its id; JournalError for what can't be a label."""
    made = ids.new()
    tx.change(
        insert(MeetingRow).values(
            id=made,
            supervisor_pk=supervisors.known_or_new(tx, supervisor),
            day=day,
            kind=kind,
            state=MeetingState.HELD if held else MeetingState.PLANNED,
            minutes=minutes,
            held_minutes=minutes if held else None,
            held_at=now if held else None,
            note="",
            risk="",
            created_at=now,
            changed_at=now,
        )
    )
    return made


def get(tx: Transaction, id: str) -> Meeting:  # noqa: A002
    """The meeting with this id, or with the one id that begins so; NotFound."""
    (found,) = _meetings(tx, _select().where(MeetingRow.pk == ids.pk_of(tx, id, MeetingRow)))
    return found


def page(
    tx: Transaction,
    *,
    supervisor: str | None = None,
    states: Sequence[MeetingState] = LISTED,
    since: date | None = None,
    until: date | None = None,
    offset: int = 0,
    limit: int = 50,
) -> tuple[Meeting, ...]:
    """A stretch of the list, the latest day first; `since` and `until` are both included."""
    wanted = _wanted(tx, supervisor, states, since, until)
    return _meetings(
        tx,
        _select()
        .where(*wanted)
        .order_by(MeetingRow.day.desc(), MeetingRow.pk.desc())
        .offset(offset)
        .limit(limit),
    )


def count(
    tx: Transaction,
    *,
    supervisor: str | None = None,
    states: Sequence[MeetingState] = LISTED,
    since: date | None = None,
    until: date | None = None,
) -> int:
    """How many there are."""
    wanted = _wanted(tx, supervisor, states, since, until)
    return tx.value(select(func.count()).select_from(MeetingRow).where(*wanted)) or 0


def next_planned(
    tx: Transaction, today: date, *, supervisor: str | None = None, besides: str | None = None
) -> Meeting | None:
    """The first planned meeting from today on, with this supervisor or with anybody."""
    conditions = [_PLANNED, MeetingRow.day >= today]
    if supervisor is not None:
        conditions.append(MeetingRow.supervisor_pk == supervisors.known(tx, supervisor))
    if besides is not None:
        conditions.append(MeetingRow.id != besides)
    found = _meetings(
        tx, _select().where(*conditions).order_by(MeetingRow.day, MeetingRow.pk).limit(1)
    )
    return found[0] if found else None


def overdue(tx: Transaction, today: date, *, limit: int) -> tuple[Meeting, ...]:
    """Planned meetings whose day is past, the latest first."""
    return _meetings(
        tx,
        _select()
        .where(_PLANNED, MeetingRow.day < today)
        .order_by(MeetingRow.day.desc(), MeetingRow.pk.desc())
        .limit(limit),
    )


def last_held(tx: Transaction, supervisor: str) -> Meeting | None:
    """The latest meeting that was held with this supervisor."""
    found = page(tx, supervisor=supervisor, states=(MeetingState.HELD,), limit=1)
    return found[0] if found else None


def days(tx: Transaction, supervisor: str, *, limit: int) -> tuple[date, ...]:
    """The latest days there is a meeting with this supervisor on, the latest first."""
    return tuple(
        tx.values(
            select(MeetingRow.day)
            .where(*_wanted(tx, supervisor, LISTED, None, None))
            .distinct()
            .order_by(MeetingRow.day.desc())
            .limit(limit)
        )
    )


def change(
    tx: Transaction,
    id: str,  # noqa: A002
    *,
    day: date,
    supervisor: str,
    kind: MeetingKind,
    minutes: int,
    now: datetime,
) -> None:
    """Sets when, with whom and for how long it is planned; NotFound, JournalError."""
    tx.change(
        update(MeetingRow)
        .where(MeetingRow.pk == ids.pk_of(tx, id, MeetingRow))
        .values(
            day=day,
            supervisor_pk=supervisors.known_or_new(tx, supervisor),
            kind=kind,
            minutes=minutes,
            changed_at=now,
        )
    )


def set_held(tx: Transaction, id: str, minutes: int, now: datetime) -> None:  # noqa: A002
    """Notes that it was held, and for how long; NotFound."""
    held_at = func.coalesce(MeetingRow.held_at, literal(now, Moment()))
    tx.change(
        update(MeetingRow)
        .where(MeetingRow.pk == ids.pk_of(tx, id, MeetingRow))
        .values(state=MeetingState.HELD, held_minutes=minutes, held_at=held_at, changed_at=now)
    )


def set_held_minutes(tx: Transaction, id: str, minutes: int, now: datetime) -> None:  # noqa: A002
    """Notes how long it was, held or not yet noted as held; NotFound."""
    tx.change(
        update(MeetingRow)
        .where(MeetingRow.pk == ids.pk_of(tx, id, MeetingRow))
        .values(held_minutes=minutes, changed_at=now)
    )


def set_not_held(tx: Transaction, id: str, state: MeetingState, now: datetime) -> None:  # noqa: A002
    """Makes it planned or cancelled; NotFound."""
    tx.change(
        update(MeetingRow)
        .where(MeetingRow.pk == ids.pk_of(tx, id, MeetingRow))
        .values(state=state, held_minutes=None, held_at=None, changed_at=now)
    )


def _wanted(
    tx: Transaction,
    supervisor: str | None,
    states: Sequence[MeetingState],
    since: date | None,
    until: date | None,
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [MeetingRow.state.in_(states)]
    if supervisor is not None:
        conditions.append(MeetingRow.supervisor_pk == supervisors.known(tx, supervisor))
    if since is not None:
        conditions.append(MeetingRow.day >= since)
    if until is not None:
        conditions.append(MeetingRow.day <= until)
    return conditions


def _select() -> Select[*tuple[Any, ...]]:
    row = MeetingRow
    items = (
        select(func.count())
        .where(ItemRow.meeting_pk == row.pk, ItemRow.state != ItemState.DROPPED)
        .correlate(row)
        .scalar_subquery()
    )
    return select(
        row.id,
        row.day,
        SupervisorRow.name,
        row.kind,
        row.state,
        row.minutes,
        row.held_minutes,
        row.held_at,
        row.note,
        row.risk,
        row.risk_answered_at,
        items.label("items"),
    ).join(SupervisorRow, SupervisorRow.pk == row.supervisor_pk)


def _meetings(tx: Transaction, query: Select[*tuple[Any, ...]]) -> tuple[Meeting, ...]:
    return tuple(
        Meeting(
            id=row.id,
            day=row.day,
            supervisor=row.name,
            kind=MeetingKind(row.kind),
            state=MeetingState(row.state),
            minutes=row.minutes,
            held_minutes=row.held_minutes,
            held_at=row.held_at,
            note=row.note,
            risk=row.risk,
            risk_answered_at=row.risk_answered_at,
            items=row.items,
        )
        for row in tx.all(query)
    )
