"""Notes that something is held back. They stay in the journal: nothing else may read them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, or_, select, update

from db import ids, supervisors
from db.supervision_models import HeldBackRow, MeetingRow, SupervisorRow
from db.supervision_records import HeldBack, HeldBackState, MeetingState
from db.transaction import Transaction


def create(
    tx: Transaction,
    *,
    text: str,
    supervisor: str | None,
    ask_after: int | None,
    today: date,
    now: datetime,
) -> str:
    """A new note and its id; `ask_after` is a number of meetings, with this supervisor if named."""
    made = ids.new()
    tx.change(
        insert(HeldBackRow).values(
            id=made,
            text=text,
            noted_at=now,
            supervisor_pk=None if supervisor is None else supervisors.known_or_new(tx, supervisor),
            ask_after=ask_after,
            since=today,
            state=HeldBackState.WAITING,
            changed_at=now,
        )
    )
    return made


def get(tx: Transaction, id: str) -> HeldBack:  # noqa: A002
    """The note with this id, or with the one id that begins so; NotFound."""
    (found,) = _notes(tx, _select().where(HeldBackRow.pk == ids.pk_of(tx, id, HeldBackRow)))
    return found


def page(
    tx: Transaction,
    states: Sequence[HeldBackState] = (HeldBackState.WAITING,),
    *,
    offset: int = 0,
    limit: int = 50,
) -> tuple[HeldBack, ...]:
    """Notes in these states, the newest first."""
    return _notes(
        tx,
        _select()
        .where(HeldBackRow.state.in_(states))
        .order_by(HeldBackRow.noted_at.desc(), HeldBackRow.pk.desc())
        .offset(offset)
        .limit(limit),
    )


def to_ask(tx: Transaction, *, limit: int) -> tuple[HeldBack, ...]:
    """Those that have waited for as many meetings as were named, the oldest first."""
    row, meeting = HeldBackRow, MeetingRow
    # By the day, or an old meeting that is entered late would count; by the moment, or one of
    # earlier the same day.
    held = (
        select(func.count())
        .where(
            meeting.state == MeetingState.HELD,
            meeting.day >= row.since,
            meeting.held_at > func.coalesce(row.asked_at, row.noted_at),
            or_(row.supervisor_pk.is_(None), meeting.supervisor_pk == row.supervisor_pk),
        )
        .correlate(row)
        .scalar_subquery()
    )
    return _notes(
        tx,
        _select()
        .where(row.state == HeldBackState.WAITING, row.ask_after <= held)
        .order_by(row.noted_at, row.pk)
        .limit(limit),
    )


def set_state(tx: Transaction, id: str, state: HeldBackState, now: datetime) -> None:  # noqa: A002
    """Sets whether it still waits; NotFound."""
    _set(tx, id, now, state=state)


def set_asking(
    tx: Transaction,
    id: str,  # noqa: A002
    ask_after: int | None,
    *,
    today: date,
    now: datetime,
) -> None:
    """Asks after so many meetings from today on, or never; NotFound."""
    _set(tx, id, now, ask_after=ask_after, asked_at=now, since=today)


def erase(tx: Transaction, id: str) -> None:  # noqa: A002
    """Removes the note for ever; nothing of it stays in the file. NotFound."""
    tx.change(delete(HeldBackRow).where(HeldBackRow.pk == ids.pk_of(tx, id, HeldBackRow)))
    tx.leave_no_trace()


def _set(tx: Transaction, id: str, now: datetime, **values: Any) -> None:  # noqa: A002
    pk = ids.pk_of(tx, id, HeldBackRow)
    tx.change(update(HeldBackRow).where(HeldBackRow.pk == pk).values(changed_at=now, **values))


def _select() -> Select[*tuple[Any, ...]]:
    row = HeldBackRow
    return select(
        row.id,
        row.text,
        row.noted_at,
        SupervisorRow.name,
        row.ask_after,
        row.asked_at,
        row.state,
    ).outerjoin(SupervisorRow, SupervisorRow.pk == row.supervisor_pk)


def _notes(tx: Transaction, query: Select[*tuple[Any, ...]]) -> tuple[HeldBack, ...]:
    return tuple(
        HeldBack(
            id=row.id,
            text=row.text,
            noted_at=row.noted_at,
            supervisor=row.name,
            ask_after=row.ask_after,
            asked_at=row.asked_at,
            state=HeldBackState(row.state),
        )
        for row in tx.all(query)
    )
