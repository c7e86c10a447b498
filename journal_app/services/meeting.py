"""Meetings: planned, made from the last, moved, held, and listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db import agenda, meetings, supervisors
from db.errors import JournalError
from db.names import supervisor_name
from db.supervision_records import ItemState, Meeting, MeetingKind, MeetingState
from db.transaction import Transaction
from journal_app.domain.dates import day_from
from journal_app.services.listed import Listed

SHORTEST = 5
LONGEST = 480
"""Minutes."""

USUAL_DISTANCE = timedelta(weeks=2)
"""From a first meeting to the second."""

PAGE = 50


class PastDay(JournalError):
    """A meeting was planned for a day that is past; it may be one that was held."""

    sentence = "This day is past. Is it a meeting that was held?"


class StillToCome(JournalError):
    """A meeting was to be held before its day."""

    sentence = "This meeting is still to come. Hold it on its day, or move it to the day it was."


@dataclass(frozen=True, slots=True)
class Plan:
    """When a meeting is, whom it is with (a label), what kind it is and how many minutes it has."""

    day: date
    supervisor: str
    kind: MeetingKind
    minutes: int


@dataclass(frozen=True, slots=True)
class Made:
    """A new meeting; `carried` counts the items that waited for it and are on its agenda now."""

    meeting: Meeting
    carried: int


def read_day(text: str) -> date:
    """The day that `YYYY-MM-DD` names; a JournalError if there is none."""
    day = day_from(text)
    if day is None:
        raise JournalError("There is no such day. Write it as YYYY-MM-DD, as in 2026-11-23.")
    return day


def read_minutes(text: str) -> int:
    """The minutes of a meeting as they are typed; a JournalError if there can't be so many."""
    tidy = text.strip()
    minutes = int(tidy) if tidy.isdecimal() and len(tidy) <= 4 else 0
    _check_minutes(minutes)
    return minutes


def read_supervisor(text: str) -> str:
    """The label of a supervisor as it is kept; a JournalError if it can't be one."""
    return supervisor_name(text)


def make(tx: Transaction, plan: Plan, *, today: date, now: datetime, held: bool = False) -> Made:
    """Makes the meeting: planned, or one that was held already.

    Raises PastDay for a planned one in the past, else JournalError for what can't be.
    """
    _check_minutes(plan.minutes)
    _check_day(plan.day, today, held=held)
    made = meetings.create(
        tx,
        day=plan.day,
        supervisor=plan.supervisor,
        kind=plan.kind,
        minutes=plan.minutes,
        held=held,
        now=now,
    )
    carried = () if held else agenda.waiting_for(tx, plan.supervisor)
    for item_id in carried:
        agenda.put_on(tx, item_id, made, ItemState.OPEN, now)
    return Made(meetings.get(tx, made), len(carried))


def proposed(tx: Transaction, supervisor: str, *, today: date) -> Plan:
    """The next meeting as the last one with this supervisor suggests it.

    Its day is as far from the last as that was from the one before, or as many times as far as
    it takes to be to come. A JournalError if there was no meeting yet.
    """
    last = meetings.page(tx, supervisor=supervisor, limit=1)
    if not last:
        raise JournalError("There is no meeting with this supervisor yet. Make the first one.")
    days = meetings.days(tx, supervisor, limit=2)
    distance = days[0] - days[1] if len(days) > 1 else USUAL_DISTANCE
    day = days[0] + distance
    if day < today:
        day += -(-(today - day) // distance) * distance
    return Plan(day, last[0].supervisor, last[0].kind, last[0].minutes)


def proposals(tx: Transaction, *, today: date) -> Mapping[str, Plan]:
    """The next meeting with each supervisor, the one of the latest meeting first."""
    return {name: proposed(tx, name, today=today) for name in supervisors.names(tx)}


def change(tx: Transaction, meeting_id: str, plan: Plan, *, today: date, now: datetime) -> Meeting:
    """Moves the meeting, or sets what else is planned; raises as make() does, and NotFound."""
    meeting = _standing(tx, meeting_id)
    _check_minutes(plan.minutes)
    if plan.day != meeting.day:
        _check_day(plan.day, today, held=meeting.state is MeetingState.HELD)
    meetings.change(
        tx,
        meeting_id,
        day=plan.day,
        supervisor=plan.supervisor,
        kind=plan.kind,
        minutes=plan.minutes,
        now=now,
    )
    return meetings.get(tx, meeting_id)


def hold(tx: Transaction, meeting_id: str, *, minutes: int, today: date, now: datetime) -> Meeting:
    """Notes that it was held and how long it really was; what is on its agenda was discussed.

    What was not reached is carried over before or after, item by item. Holding it again corrects
    the minutes. A JournalError for a meeting to come, NotFound.
    """
    meeting = _standing(tx, meeting_id)
    _check_minutes(minutes)
    if meeting.day > today:
        raise StillToCome
    meetings.set_held(tx, meeting_id, minutes, now)
    agenda.change_all(tx, meeting_id, ItemState.OPEN, ItemState.HELD, now)
    return meetings.get(tx, meeting_id)


def note_minutes(tx: Transaction, meeting_id: str, minutes: int, *, now: datetime) -> None:
    """Notes how long it really was, before or after it is noted as held; JournalError, NotFound."""
    _standing(tx, meeting_id)
    _check_minutes(minutes)
    meetings.set_held_minutes(tx, meeting_id, minutes, now)


def hold_no_more(tx: Transaction, meeting_id: str, *, today: date, now: datetime) -> Meeting:
    """Undoes a holding by mistake: it is planned again, with all that was typed; NotFound.

    Raises PastDay if its day is past.
    """
    _check_day(meetings.get(tx, meeting_id).day, today, held=False)
    meetings.set_not_held(tx, meeting_id, MeetingState.PLANNED, now)
    agenda.change_all(tx, meeting_id, ItemState.HELD, ItemState.OPEN, now)
    return meetings.get(tx, meeting_id)


def cancel(tx: Transaction, meeting_id: str, *, now: datetime) -> tuple[str, ...]:
    """Cancels a planned meeting; the items that wait for another now, in their order. NotFound.

    It leaves the lists, and stays in the journal for what is tied to it. A JournalError if it was
    held.
    """
    if _standing(tx, meeting_id).state is MeetingState.HELD:
        raise JournalError("This meeting was held, so it can't be cancelled.")
    waiting = tuple(
        item.id for item in agenda.on_meeting(tx, meeting_id) if item.state is ItemState.OPEN
    )
    for item_id in waiting:
        agenda.take_off(tx, item_id, ItemState.OPEN, now)
    meetings.set_not_held(tx, meeting_id, MeetingState.CANCELLED, now)
    return waiting


def cancel_no_more(
    tx: Transaction, meeting_id: str, item_ids: Sequence[str], *, now: datetime
) -> None:
    """Undoes a cancelling: those of its items that still wait are on its agenda again. NotFound."""
    if meetings.get(tx, meeting_id).state is not MeetingState.CANCELLED:
        return
    meetings.set_not_held(tx, meeting_id, MeetingState.PLANNED, now)
    for item_id in item_ids:
        item = agenda.get(tx, item_id)
        if item.state is ItemState.OPEN and item.meeting_id is None:
            agenda.put_on(tx, item_id, meeting_id, ItemState.OPEN, now)


def get(tx: Transaction, meeting_id: str) -> Meeting:
    """The meeting with this id, or the beginning of it (four characters or more); NotFound."""
    return meetings.get(tx, meeting_id)


def next_meeting(tx: Transaction, *, today: date, supervisor: str | None = None) -> Meeting | None:
    """The first planned meeting from today on, with this supervisor or with anybody."""
    return meetings.next_planned(tx, today, supervisor=supervisor)


def listed(
    tx: Transaction, *, supervisor: str | None = None, offset: int = 0, limit: int = PAGE
) -> Listed[Meeting]:
    """Meetings planned and held, the latest first."""
    rows = meetings.page(tx, supervisor=supervisor, offset=offset, limit=limit)
    return Listed(rows, meetings.count(tx, supervisor=supervisor))


def known_supervisors(tx: Transaction) -> tuple[str, ...]:
    """Everybody there is a meeting with, the latest meeting first."""
    return supervisors.names(tx)


def _standing(tx: Transaction, meeting_id: str) -> Meeting:
    meeting = meetings.get(tx, meeting_id)
    if meeting.state is MeetingState.CANCELLED:
        raise JournalError("This meeting was cancelled. Make another one.")
    return meeting


def _check_minutes(minutes: int) -> None:
    if not SHORTEST <= minutes <= LONGEST:
        raise JournalError(f"A meeting has from {SHORTEST} to {LONGEST} minutes.")


def _check_day(day: date, today: date, *, held: bool) -> None:
    if held and day > today:
        raise JournalError("This day is still to come. Plan the meeting, and hold it on its day.")
    if not held and day < today:
        raise PastDay
