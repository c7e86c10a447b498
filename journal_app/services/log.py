"""The log of supervision over a period: meetings and minutes, actions and what they changed."""

from datetime import date

from db import actions, agenda, meetings
from db.errors import JournalError
from db.supervision_records import Action as Said
from db.supervision_records import Meeting as Held
from db.supervision_records import MeetingState
from db.transaction import Transaction
from journal_app.domain.log import Action, Log, Meeting


def log(tx: Transaction, first: date, last: date, *, with_questions: bool = False) -> Log:
    """What was held on these days, both included, the first day first.

    What was asked in a meeting is left out unless it is wanted. A JournalError if the period ends
    before it begins.
    """
    if last < first:
        raise JournalError("This period ends before it begins. Give the earlier day first.")
    held = (MeetingState.HELD,)
    number = meetings.count(tx, states=held, since=first, until=last)
    latest_first = meetings.page(tx, states=held, since=first, until=last, limit=number)
    asked = agenda.questions(tx, first, last) if with_questions else {}
    return Log(
        first=first,
        last=last,
        meetings=tuple(_meeting(each, asked.get(each.id, ())) for each in reversed(latest_first)),
        actions=tuple(_action(each) for each in actions.of_days(tx, first, last)),
    )


def whole(tx: Transaction, *, today: date) -> tuple[date, date]:
    """From the day of the first meeting that was held to this day."""
    held = (MeetingState.HELD,)
    count = meetings.count(tx, states=held)
    first = meetings.page(tx, states=held, offset=max(0, count - 1), limit=1)
    return (first[0].day if first else today), today


def text_of(log: Log) -> str:
    """All that people wrote of it, to be looked through for identifiers."""
    texts = [text for each in log.meetings for text in each.about]
    for each in log.actions:
        texts += [each.text, each.changed]
    return "\n\n".join(text for text in dict.fromkeys(texts) if text.strip())


def _meeting(held: Held, asked: tuple[str, ...]) -> Meeting:
    return Meeting(
        on=held.day,
        minutes=held.length,
        supervisor=held.supervisor,
        kind=held.kind.value,
        about=asked,
    )


def _action(said: Said) -> Action:
    return Action(
        agreed_on=said.meeting_day,
        text=said.text,
        supervisor=said.supervisor,
        due=said.due_on,
        done_on=None if said.done_at is None else said.done_at.astimezone().date(),
        changed=said.what_changed,
    )
