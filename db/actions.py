"""Actions: what was said that would be done, done or not, and what it changed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, select, text, update

from db import ids, supervisors
from db.supervision_models import ActionRow, ItemRow, MeetingRow, SupervisorRow
from db.supervision_records import Action, MeetingState
from db.transaction import Transaction

_OPEN = ActionRow.done_at.is_(None), ActionRow.dropped_at.is_(None)


def create(
    tx: Transaction,
    meeting_id: str,
    *,
    text: str,
    item_id: str | None,
    due_on: date | None,
    now: datetime,
) -> str:
    """A new action from a meeting, from one of its items or from none; its id. NotFound."""
    made = ids.new()
    tx.change(
        insert(ActionRow).values(
            id=made,
            meeting_pk=ids.pk_of(tx, meeting_id, MeetingRow),
            item_pk=None if item_id is None else ids.pk_of(tx, item_id, ItemRow),
            text=text,
            due_on=due_on,
            what_changed="",
            created_at=now,
            changed_at=now,
        )
    )
    return made


def get(tx: Transaction, id: str) -> Action:  # noqa: A002
    """The action with this id, or with the one id that begins so; NotFound."""
    (found,) = _actions(tx, _select().where(ActionRow.pk == ids.pk_of(tx, id, ActionRow)))
    return found


def still_open(
    tx: Transaction, *, supervisor: str | None = None, offset: int = 0, limit: int = 50
) -> tuple[Action, ...]:
    """Those not done yet, from this supervisor's meetings or from all: the first due first.

    What has no day it is due comes last, in the order it was said.
    """
    return _actions(
        tx,
        _select()
        .where(*_OPEN, *_with(tx, supervisor))
        .order_by(text("due_on IS NULL"), ActionRow.due_on, ActionRow.pk)
        .offset(offset)
        .limit(limit),
    )


def count_open(tx: Transaction, *, supervisor: str | None = None) -> int:
    """How many are not done yet."""
    query = select(func.count()).select_from(ActionRow)
    if supervisor is not None:
        query = query.join(MeetingRow, MeetingRow.pk == ActionRow.meeting_pk)
    return tx.value(query.where(*_OPEN, *_with(tx, supervisor))) or 0


def to_ask(
    tx: Transaction, today: date, *, supervisor: str | None = None, limit: int
) -> tuple[Action, ...]:
    """Those done, of which it is to be asked by today what changed; the longest due first."""
    return _actions(
        tx,
        _select()
        .where(
            ActionRow.ask_on.is_not(None),
            ActionRow.what_changed_at.is_(None),
            ActionRow.ask_on <= today,
            *_with(tx, supervisor),
        )
        .order_by(ActionRow.ask_on, ActionRow.pk)
        .limit(limit),
    )


def done(tx: Transaction, *, offset: int = 0, limit: int = 50) -> tuple[Action, ...]:
    """Those done, the last done first; dropped ones left out."""
    return _actions(
        tx,
        _select()
        .where(ActionRow.done_at.is_not(None), ActionRow.dropped_at.is_(None))
        .order_by(ActionRow.done_at.desc(), ActionRow.pk.desc())
        .offset(offset)
        .limit(limit),
    )


def of_meeting(tx: Transaction, meeting_id: str) -> tuple[Action, ...]:
    """All that a meeting led to, dropped ones left out, in the order it was said; NotFound."""
    meeting_pk = ids.pk_of(tx, meeting_id, MeetingRow)
    return _actions(
        tx,
        _select()
        .where(ActionRow.meeting_pk == meeting_pk, ActionRow.dropped_at.is_(None))
        .order_by(ActionRow.pk),
    )


def of_items(tx: Transaction, item_ids: Sequence[str]) -> dict[str, tuple[Action, ...]]:
    """What each of these items led to, dropped ones left out; the ids must be whole."""
    found = defaultdict(list)
    for action in _actions(
        tx,
        _select()
        .where(ItemRow.id.in_(item_ids), ActionRow.dropped_at.is_(None))
        .order_by(ActionRow.pk),
    ):
        found[action.item_id or ""].append(action)
    return {item_id: tuple(found[item_id]) for item_id in item_ids}


def of_days(tx: Transaction, since: date, until: date) -> tuple[Action, ...]:
    """What the meetings held on these days led to, in order; dropped ones left out."""
    return _actions(
        tx,
        _select()
        .where(
            MeetingRow.state == MeetingState.HELD,
            MeetingRow.day >= since,
            MeetingRow.day <= until,
            ActionRow.dropped_at.is_(None),
        )
        .order_by(MeetingRow.day, MeetingRow.pk, ActionRow.pk),
    )


def set_values(
    tx: Transaction,
    id: str,  # noqa: A002
    now: datetime,
    **values: date | datetime | None,
) -> None:
    """Sets days and moments; NotFound."""
    tx.change(
        update(ActionRow)
        .where(ActionRow.pk == ids.pk_of(tx, id, ActionRow))
        .values(changed_at=now, **values)
    )


def _with(tx: Transaction, supervisor: str | None) -> list[ColumnElement[bool]]:
    if supervisor is None:
        return []
    return [MeetingRow.supervisor_pk == supervisors.known(tx, supervisor)]


def _select() -> Select[*tuple[Any, ...]]:
    row = ActionRow
    return (
        select(
            row.id,
            row.text,
            MeetingRow.id.label("meeting_id"),
            MeetingRow.day,
            SupervisorRow.name,
            ItemRow.id.label("item_id"),
            row.due_on,
            row.done_at,
            row.what_changed,
            row.what_changed_at,
            row.ask_on,
            row.dropped_at,
            row.created_at,
        )
        .join(MeetingRow, MeetingRow.pk == row.meeting_pk)
        .join(SupervisorRow, SupervisorRow.pk == MeetingRow.supervisor_pk)
        .outerjoin(ItemRow, ItemRow.pk == row.item_pk)
    )


def _actions(tx: Transaction, query: Select[*tuple[Any, ...]]) -> tuple[Action, ...]:
    return tuple(
        Action(
            id=row.id,
            text=row.text,
            meeting_id=row.meeting_id,
            meeting_day=row.day,
            supervisor=row.name,
            item_id=row.item_id,
            due_on=row.due_on,
            done_at=row.done_at,
            what_changed=row.what_changed,
            what_changed_at=row.what_changed_at,
            ask_on=row.ask_on,
            dropped_at=row.dropped_at,
            created_at=row.created_at,
        )
        for row in tx.all(query)
    )
