"""Afterwards: what I said I would do, whether it is done, and what it changed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db import actions, agenda, meetings
from db.errors import JournalError
from db.supervision_records import Action, Field, Item
from db.transaction import Transaction
from journal_app.services import typed
from journal_app.services.listed import Listed
from journal_app.services.typed import Saved

ASKED_AGAIN = timedelta(weeks=2)
"""After doing an action, until it is asked what changed."""

PAGE = 50


@dataclass(frozen=True, slots=True)
class Actions:
    """The open ones, the first due first, and those of which it is to be asked what changed."""

    still_open: Listed[Action]
    to_ask: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class All:
    """All actions but those dropped: the open, those to ask about, and the others done.

    `more` says that there are more done ones than these.
    """

    still_open: Listed[Action]
    to_ask: tuple[Action, ...]
    done: tuple[Action, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """An action and the question it came from, if it came from one."""

    action: Action
    item: Item | None


def of_today(
    tx: Transaction, *, today: date, supervisor: str | None = None, limit: int = PAGE
) -> Actions:
    """What there is to do and to ask today, from this supervisor's meetings or from all."""
    return Actions(
        Listed(
            actions.still_open(tx, supervisor=supervisor, limit=limit),
            actions.count_open(tx, supervisor=supervisor),
        ),
        actions.to_ask(tx, today, supervisor=supervisor, limit=limit),
    )


def all_actions(tx: Transaction, *, today: date, limit: int = PAGE) -> All:
    """At most `limit` of each kind; the open first due first, the done last done first."""
    found = of_today(tx, today=today, limit=limit)
    asked = {action.id for action in found.to_ask}
    last_done = actions.done(tx, limit=limit + 1)
    rest = tuple(action for action in last_done[:limit] if action.id not in asked)
    return All(found.still_open, found.to_ask, rest, len(last_done) > limit)


def origin(tx: Transaction, action_id: str) -> Origin:
    """The action with what it came from; NotFound."""
    action = actions.get(tx, action_id)
    return Origin(action, None if action.item_id is None else agenda.get(tx, action.item_id))


def done(tx: Transaction, *, offset: int = 0, limit: int = PAGE) -> tuple[Action, ...]:
    """Those done, the last done first."""
    return actions.done(tx, offset=offset, limit=limit)


def of_meeting(tx: Transaction, meeting_id: str) -> tuple[Action, ...]:
    """All that a meeting led to, in the order it was said; NotFound."""
    return actions.of_meeting(tx, meeting_id)


def get(tx: Transaction, action_id: str) -> Action:
    """The action with this id, or the beginning of it (four characters or more); NotFound."""
    return actions.get(tx, action_id)


def add(
    tx: Transaction,
    meeting_id: str,
    text: str,
    *,
    item_id: str | None = None,
    due_on: date | None = None,
    now: datetime,
) -> Action:
    """Notes what I said I would do, about an item of this meeting or about none; NotFound.

    A JournalError if it is empty, or the item is of another meeting.
    """
    if not text.strip():
        raise JournalError("There is nothing to do yet. Write what you said you would do.")
    meeting = meetings.get(tx, meeting_id)
    if item_id is not None and agenda.get(tx, item_id).meeting_id != meeting.id:
        raise JournalError("This item is not on the agenda of this meeting.")
    made = actions.create(tx, meeting_id, text=text, item_id=item_id, due_on=due_on, now=now)
    return actions.get(tx, made)


def save_as_typed(
    tx: Transaction,
    meeting_id: str,
    action_id: str | None,
    text: str,
    *,
    item_id: str | None = None,
    was: str,
    now: datetime,
) -> tuple[str | None, Saved]:
    """Makes an action safe as it is typed, as typed.save() does; its id, None while it has none.

    The first word begins it, an emptied one is dropped, and with a new word it is there again.
    """
    if action_id is None:
        if not text.strip():
            return None, Saved(text, "")
        return add(tx, meeting_id, text, item_id=item_id, now=now).id, Saved(text, "")
    saved = typed.save(tx, Field.ACTION, action_id, text, was=was, now=now)
    dropped = actions.get(tx, action_id).dropped_at is not None
    if not saved.text.strip():
        drop(tx, action_id, now=now)
    elif dropped:
        restore(tx, action_id, now=now)
    return action_id, saved


def set_due(tx: Transaction, action_id: str, due_on: date | None, *, now: datetime) -> None:
    """Sets the day it is due, or none; NotFound."""
    actions.set_values(tx, action_id, now, due_on=due_on)


def do(tx: Transaction, action_id: str, *, today: date, now: datetime) -> None:
    """Notes that it is done; what changed is asked in two weeks unless it is said before.

    NotFound.
    """
    actions.set_values(tx, action_id, now, done_at=now, ask_on=today + ASKED_AGAIN)


def do_no_more(tx: Transaction, action_id: str, *, now: datetime) -> None:
    """Undoes that; what was said to have changed stays. NotFound."""
    actions.set_values(tx, action_id, now, done_at=None, ask_on=None)


def ask_later(tx: Transaction, action_id: str, *, today: date, now: datetime) -> None:
    """Asks what changed in two weeks; NotFound."""
    ask_on(tx, action_id, today + ASKED_AGAIN, now=now)


def ask_on(tx: Transaction, action_id: str, day: date, *, now: datetime) -> None:
    """Asks what changed on this day; NotFound."""
    actions.set_values(tx, action_id, now, ask_on=day)


def ask_no_more(tx: Transaction, action_id: str, *, now: datetime) -> None:
    """Never asks again what this one changed; NotFound."""
    actions.set_values(tx, action_id, now, ask_on=None)


def drop(tx: Transaction, action_id: str, *, now: datetime) -> None:
    """Takes it off the lists without being done; NotFound."""
    actions.set_values(tx, action_id, now, dropped_at=now, ask_on=None)


def restore(tx: Transaction, action_id: str, *, now: datetime) -> None:
    """Undoes a dropping; NotFound."""
    actions.set_values(tx, action_id, now, dropped_at=None)
