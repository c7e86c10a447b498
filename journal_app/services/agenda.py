"""Agendas: questions for a meeting, built, ordered, parked, and carried to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from content.library import Library
from db import actions, agenda, behind, briefs, meetings
from db.errors import JournalError
from db.names import case_name
from db.supervision_records import (
    EntryKey,
    Eye,
    Item,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    Wants,
)
from db.transaction import Transaction
from journal_app.domain.agenda_words import minutes_of
from journal_app.services.linking import link_to
from journal_app.services.listed import Listed

LONGEST = 480
"""Minutes one item can take."""

PAGE = 50


class NoQuestion(JournalError):
    """An agenda item was to be done without its question."""

    sentence = (
        "There is no question yet. Write what you want to ask, or leave it; what you wrote stays."
    )


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting and its items in their order."""

    meeting: Meeting
    items: tuple[Item, ...]

    @property
    def minutes(self) -> int:
        """What the items take together; one whose minutes are not set takes none."""
        return minutes_of(self.items)

    @property
    def over_by(self) -> int:
        """By how many minutes the items are longer than the meeting, 0 if they are not."""
        return max(0, self.minutes - self.meeting.length)


def agenda_of(tx: Transaction, meeting_id: str) -> Agenda:
    """The agenda of this meeting; NotFound."""
    return Agenda(meetings.get(tx, meeting_id), agenda.on_meeting(tx, meeting_id))


def next_agenda(tx: Transaction, *, today: date, supervisor: str | None = None) -> Agenda | None:
    """The agenda of the next meeting, if one is planned."""
    meeting = meetings.next_planned(tx, today, supervisor=supervisor)
    return None if meeting is None else Agenda(meeting, agenda.on_meeting(tx, meeting.id))


def item(tx: Transaction, item_id: str) -> Item:
    """The item with this id, or the beginning of it (four characters or more); NotFound."""
    return agenda.get(tx, item_id)


def begin(
    tx: Transaction, meeting_id: str | None, entries: Sequence[EntryKey] = (), *, now: datetime
) -> Item:
    """An item made from what was brought, whose question is still to be found.

    It goes to the end of the meeting's agenda, or waits for one. NotFound.
    """
    return _make(tx, meeting_id, "", entries, now)


def add(
    tx: Transaction,
    meeting_id: str | None,
    question: str,
    entries: Sequence[EntryKey] = (),
    *,
    now: datetime,
) -> Item:
    """An item with its question, made in one go; NoQuestion if that is empty, NotFound."""
    if not question.strip():
        raise NoQuestion
    return _make(tx, meeting_id, question, entries, now)


def finish(tx: Transaction, item_id: str) -> Item:
    """The item, which is done being built; NoQuestion if it has none. NotFound."""
    found = agenda.get(tx, item_id)
    if not found.question.strip():
        raise NoQuestion
    return found


def leave(tx: Transaction, item_id: str) -> None:
    """Clears away an item in which nothing is written or chosen; any other waits. NotFound.

    What it was made from is in the inbox again.
    """
    found = agenda.get(tx, item_id)
    led_to = actions.of_items(tx, [found.id])[found.id]
    if _is_blank(found) and not led_to and not briefs.holds(tx, found.id):
        agenda.remove(tx, item_id)


# --- what is chosen for an item, and what it is made from ------------------------------------


def set_kind(tx: Transaction, item_id: str, kind: ItemKind | None, *, now: datetime) -> None:
    """Sets what it is about; NotFound."""
    agenda.set_values(tx, item_id, now, kind=kind)


def set_wants(tx: Transaction, item_id: str, wants: Wants | None, *, now: datetime) -> None:
    """Sets what I want back; NotFound."""
    agenda.set_values(tx, item_id, now, wants=wants)


def set_view(tx: Transaction, item_id: str, view: Eye | None, *, now: datetime) -> None:
    """Sets which of the seven eyes it was found through; NotFound."""
    agenda.set_values(tx, item_id, now, view=view)


def set_minutes(tx: Transaction, item_id: str, minutes: int | None, *, now: datetime) -> None:
    """Sets how many minutes it may take; a JournalError for what can't be. NotFound."""
    _check_minutes(minutes)
    agenda.set_values(tx, item_id, now, minutes=minutes)


def read_minutes(text: str) -> int | None:
    """The minutes that are typed, None for none; a JournalError for what can't be."""
    tidy = text.strip()
    if not tidy:
        return None
    if not (tidy.isascii() and tidy.isdigit() and len(tidy) < 5):
        raise _no_minutes()
    _check_minutes(int(tidy))
    return int(tidy)


def lengthen(tx: Transaction, item_id: str, by: int, *, now: datetime) -> None:
    """Gives it so many minutes more, or fewer; none are set where nothing is left.

    A JournalError for what can't be, NotFound.
    """
    minutes = max(0, (agenda.get(tx, item_id).minutes or 0) + by)
    set_minutes(tx, item_id, minutes or None, now=now)


def set_case_code(tx: Transaction, item_id: str, code: str, *, now: datetime) -> None:
    """Sets the case code, none if it is empty; BadCaseCode for what can't be. NotFound."""
    given = case_name(code) if code.strip() else None
    agenda.set_values(tx, item_id, now, case_code=given)


def put_behind(
    tx: Transaction, item_id: str, entries: Sequence[EntryKey], *, now: datetime
) -> None:
    """Puts more of what was brought behind the item; NotFound."""
    for key in entries:
        behind.put(tx, item_id, key, now)


def take_off(tx: Transaction, item_id: str, key: EntryKey) -> None:
    """Takes one from behind the item: what was brought is in the inbox again. NotFound."""
    behind.take_off(tx, item_id, key)


def bear(tx: Transaction, library: Library, item_id: str, anchor: str, *, now: datetime) -> None:
    """Lets the item bear a place in the text; UnknownAnchor, NotFound."""
    behind.put_link(tx, item_id, link_to(library, anchor), now)


# --- where an item stands --------------------------------------------------------------------


def move(tx: Transaction, item_id: str, step: int) -> None:
    """Moves it down its agenda by so many places, or up; at either end it stays. NotFound."""
    found = agenda.get(tx, item_id)
    if found.meeting_id is None:
        return
    order = [each.id for each in agenda.on_meeting(tx, found.meeting_id)]
    if found.id in order:
        agenda.place(tx, item_id, max(0, order.index(found.id) + step))


def place(tx: Transaction, item_id: str, index: int) -> None:
    """Moves it to this place on its agenda, from 0; NotFound."""
    agenda.place(tx, item_id, index)


def park(tx: Transaction, item_id: str, *, now: datetime) -> None:
    """Puts it into the parking lot, where it waits for no meeting; NotFound.

    A JournalError if it was discussed, or something came of it already.
    """
    found = agenda.get(tx, item_id)
    _refuse_discussed(found)
    _refuse_fruitful(tx, found)
    agenda.take_off(tx, item_id, ItemState.PARKED, now)
    _take_up(tx, found, now)


def put_on(tx: Transaction, item_id: str, meeting_id: str, *, now: datetime) -> None:
    """Puts it at the end of this meeting's agenda, wherever it was, dropped ones too; NotFound.

    A JournalError if it was discussed already, or the meeting was cancelled.
    """
    found = agenda.get(tx, item_id)
    _refuse_discussed(found)
    agenda.put_on(tx, item_id, meeting_id, _state_on(tx, meeting_id), now)
    _take_up(tx, found, now)


def drop(tx: Transaction, item_id: str, *, now: datetime) -> None:
    """Takes it off every list; what it was made from is in the inbox again. NotFound.

    A JournalError if something came of it already.
    """
    found = agenda.get(tx, item_id)
    _refuse_fruitful(tx, found)
    agenda.set_values(tx, item_id, now, state=ItemState.DROPPED)


def restore(tx: Transaction, item_id: str, *, now: datetime) -> None:
    """Undoes a dropping: it is at the end of its agenda again, or waits for one. NotFound."""
    found = agenda.get(tx, item_id)
    if found.state is not ItemState.DROPPED:
        return
    meeting = None if found.meeting_id is None else meetings.get(tx, found.meeting_id)
    if meeting is None or meeting.state is MeetingState.CANCELLED:
        agenda.take_off(tx, item_id, ItemState.OPEN, now)
    else:
        agenda.put_on(tx, item_id, meeting.id, _state_on(tx, meeting.id), now)
    _take_up(tx, found, now)


def carry(tx: Transaction, item_id: str, *, today: date, now: datetime) -> Item:
    """Carries over what a meeting did not reach; the item that continues it.

    That is on the agenda of the next meeting with the same supervisor, or waits for one. Carrying
    twice makes no second. A JournalError if it is on no meeting's agenda, NotFound.
    """
    found = agenda.get(tx, item_id)
    if found.meeting_id is None or found.state is ItemState.DROPPED:
        raise JournalError("This is on no agenda, so there is nothing to carry it over from.")
    agenda.set_values(tx, item_id, now, state=ItemState.CARRIED)
    next_id = agenda.carried_on(tx, item_id)
    if next_id is None:
        meeting = meetings.get(tx, found.meeting_id)
        coming = meetings.next_planned(
            tx, max(today, meeting.day), supervisor=meeting.supervisor, besides=meeting.id
        )
        next_id = agenda.carry(tx, item_id, None if coming is None else coming.id, now)
    return agenda.get(tx, next_id)


def carry_no_more(tx: Transaction, item_id: str, *, now: datetime) -> None:
    """Undoes a carrying over; what continues it is dropped, unless it was worked on. NotFound."""
    found = agenda.get(tx, item_id)
    if found.state is not ItemState.CARRIED or found.meeting_id is None:
        return
    agenda.set_values(tx, item_id, now, state=_state_on(tx, found.meeting_id))
    next_id = agenda.carried_on(tx, item_id)
    if next_id is not None and _taken_along(agenda.get(tx, next_id)) == _taken_along(found):
        agenda.set_values(tx, next_id, now, state=ItemState.DROPPED)


def unassigned(tx: Transaction, *, offset: int = 0, limit: int = PAGE) -> Listed[Item]:
    """Items that wait for a meeting to be put on, the newest first."""
    rows = agenda.loose(tx, ItemState.OPEN, offset=offset, limit=limit)
    return Listed(rows, agenda.count_loose(tx, ItemState.OPEN))


def parked(tx: Transaction, *, offset: int = 0, limit: int = PAGE) -> Listed[Item]:
    """The parking lot, the newest first."""
    rows = agenda.loose(tx, ItemState.PARKED, offset=offset, limit=limit)
    return Listed(rows, agenda.count_loose(tx, ItemState.PARKED))


def _make(
    tx: Transaction,
    meeting_id: str | None,
    question: str,
    entries: Sequence[EntryKey],
    now: datetime,
) -> Item:
    state = ItemState.OPEN if meeting_id is None else _state_on(tx, meeting_id)
    made = agenda.create(tx, meeting_id, question=question, state=state, now=now)
    put_behind(tx, made, entries, now=now)
    return agenda.get(tx, made)


def _state_on(tx: Transaction, meeting_id: str) -> ItemState:
    state = meetings.get(tx, meeting_id).state
    if state is MeetingState.CANCELLED:
        raise JournalError("This meeting was cancelled. Choose another one.")
    return ItemState.HELD if state is MeetingState.HELD else ItemState.OPEN


def _check_minutes(minutes: int | None) -> None:
    if minutes is not None and not 1 <= minutes <= LONGEST:
        raise _no_minutes()


def _no_minutes() -> JournalError:
    return JournalError(f"An item takes from 1 to {LONGEST} minutes, or leave them out.")


def _refuse_discussed(found: Item) -> None:
    if found.state in {ItemState.HELD, ItemState.CARRIED}:
        raise JournalError("This stands with a meeting that was held. Carry it over instead.")


def _take_up(tx: Transaction, found: Item, now: datetime) -> None:
    """Takes back out of the inbox what went there when the item was dropped."""
    if found.state is ItemState.DROPPED:
        behind.put_again(tx, found.id, now)


def _refuse_fruitful(tx: Transaction, found: Item) -> None:
    carried = found.state is ItemState.CARRIED
    if carried or found.heard.strip() or actions.of_items(tx, [found.id])[found.id]:
        raise JournalError("Something came of this already, so it stays with its meeting.")


def _taken_along(found: Item) -> tuple[object, ...]:
    return (*(getattr(found, name) for name in agenda.COPIED), found.behind, found.heard)


def _is_blank(found: Item) -> bool:
    written = (
        found.question,
        found.surfaces,
        found.moment,
        found.reaction,
        found.context,
        found.went_well,
        found.heard,
    )
    chosen = (found.kind, found.wants, found.case_code, found.minutes, found.view)
    return (
        not any(text.strip() for text in written)
        and all(value is None for value in chosen)
        and found.carried_from is None
    )
