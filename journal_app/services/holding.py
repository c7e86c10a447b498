"""Holding a meeting: what became of each question on its agenda, while and after it was held."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from db import actions, agenda, meetings
from db.supervision_records import Action, Item, ItemState, Meeting
from db.transaction import Transaction
from journal_app.services.agenda import carry, carry_no_more, drop, park, place, put_on
from journal_app.services.meeting import hold


class Outcome(Enum):
    """What became of a question in its meeting."""

    DISCUSSED = "discussed"
    CARRIED = "carried over"
    PARKED = "parked"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class HeldItem:
    """A question with what it led to; once it is carried over, where it goes on.

    `goes_on_with` is the meeting that has it now, None while it waits for one.
    """

    item: Item
    actions: tuple[Action, ...]
    goes_on_with: Meeting | None

    @property
    def untouched(self) -> bool:
        """Whether it still stands open and nothing is noted on it."""
        noted = self.item.heard.strip() or self.actions
        return self.item.state is ItemState.OPEN and not noted


@dataclass(frozen=True, slots=True)
class Holding:
    """A meeting with its questions in their order; `actions` are those of no question."""

    meeting: Meeting
    items: tuple[HeldItem, ...]
    actions: tuple[Action, ...]

    @property
    def untouched(self) -> tuple[HeldItem, ...]:
        """The questions that were not reached, as far as can be told."""
        return tuple(held for held in self.items if held.untouched)


def holding(tx: Transaction, meeting_id: str) -> Holding:
    """The meeting with all that is noted of it so far; NotFound."""
    meeting = meetings.get(tx, meeting_id)
    items = agenda.on_meeting(tx, meeting_id)
    led_to = actions.of_items(tx, [item.id for item in items])
    return Holding(
        meeting,
        tuple(HeldItem(item, led_to[item.id], _goes_on_with(tx, item)) for item in items),
        tuple(each for each in actions.of_meeting(tx, meeting_id) if each.item_id is None),
    )


def held_item(tx: Transaction, item_id: str) -> HeldItem:
    """One question, wherever it stands now; NotFound."""
    item = agenda.get(tx, item_id)
    return HeldItem(item, actions.of_items(tx, [item.id])[item.id], _goes_on_with(tx, item))


def outcome_of(item: Item) -> Outcome:
    """What became of it so far; what is still open counts as discussed."""
    match item.state:
        case ItemState.CARRIED:
            return Outcome.CARRIED
        case ItemState.PARKED:
            return Outcome.PARKED
        case ItemState.DROPPED:
            return Outcome.DROPPED
        case _:
            return Outcome.DISCUSSED


def set_outcome(
    tx: Transaction,
    meeting_id: str,
    item_id: str,
    outcome: Outcome,
    *,
    at: int,
    today: date,
    now: datetime,
) -> HeldItem:
    """Says what became of the question, whatever was said before; it as it is then.

    Back on the agenda it stands at the place `at`. A JournalError for what can't be, NotFound.
    """
    _put_back(tx, meeting_id, item_id, at, now)
    match outcome:
        case Outcome.CARRIED:
            carry(tx, item_id, today=today, now=now)
        case Outcome.PARKED:
            park(tx, item_id, now=now)
        case Outcome.DROPPED:
            drop(tx, item_id, now=now)
        case Outcome.DISCUSSED:
            pass
    return held_item(tx, item_id)


def finish(
    tx: Transaction,
    meeting_id: str,
    *,
    minutes: int,
    carry_untouched: bool,
    today: date,
    now: datetime,
) -> Holding:
    """Notes that the meeting was held, and carries over what was not reached if so wanted.

    Raises as meeting.hold() does, and then nothing is carried over either.
    """
    if carry_untouched:
        for held in holding(tx, meeting_id).untouched:
            carry(tx, held.item.id, today=today, now=now)
    hold(tx, meeting_id, minutes=minutes, today=today, now=now)
    return holding(tx, meeting_id)


def _put_back(tx: Transaction, meeting_id: str, item_id: str, at: int, now: datetime) -> None:
    item = agenda.get(tx, item_id)
    if item.state is ItemState.CARRIED:
        carry_no_more(tx, item_id, now=now)
    elif item.state is ItemState.DROPPED or item.meeting_id != meeting_id:
        put_on(tx, item_id, meeting_id, now=now)
        place(tx, item_id, at)


def _goes_on_with(tx: Transaction, item: Item) -> Meeting | None:
    next_id = agenda.carried_on(tx, item.id) if item.state is ItemState.CARRIED else None
    meeting_id = None if next_id is None else agenda.get(tx, next_id).meeting_id
    return None if meeting_id is None else meetings.get(tx, meeting_id)
