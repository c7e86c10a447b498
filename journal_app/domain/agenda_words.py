"""What is said of meetings, agendas and actions, in whole sentences and the same everywhere."""

from datetime import date

from db.supervision_records import NONE, Action, Item, ItemState, Meeting, MeetingState
from journal_app.domain.dates import WEEKDAYS, ahead, day_and_month
from journal_app.domain.visible import one_line

NOT_ANSWERED = "Risk and ethics is still to be answered, on the agenda."
TO_ANSWER = "Risk and ethics: r answers whether there is anything; it may be none."


def when(meeting: Meeting, today: date) -> str:
    """`Thursday, 3 December, in 10 days`."""
    day = meeting.day
    name = f"{WEEKDAYS[day.weekday()]}, {day_and_month(day, today)}"
    return f"{name}, {ahead(day, today)}"


def with_whom(meeting: Meeting) -> str:
    """`with M., individual`."""
    return f"with {one_line(meeting.supervisor, 60)}, {meeting.kind}"


def brought_when(day: date, today: date) -> str:
    """`today`, or about how long ago: what heads a part of the inbox."""
    days = (today - day).days
    return "today" if days < 1 else "in the last 4 weeks" if days < 29 else "longer ago"


def questions(number: int) -> str:
    """`1 question`, `3 questions`."""
    return "1 question" if number == 1 else f"{number} questions"


def in_minutes(minutes: int) -> str:
    """`1 minute`, `12 minutes`."""
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def asked(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items that a meeting is to take time for: what was carried on from it is not."""
    return tuple(item for item in items if item.state is not ItemState.CARRIED)


def minutes_of(items: tuple[Item, ...]) -> int:
    """What the items take together; one whose minutes are not set takes none."""
    return sum(item.minutes or 0 for item in asked(items))


def time_used(meeting: Meeting, items: tuple[Item, ...]) -> str:
    """`3 questions, 45 of 60 minutes`, and what of it has no minutes."""
    counted = asked(items)
    if not counted:
        return f"Nothing is on it yet; it has {in_minutes(meeting.length)}"
    said = f"{questions(len(counted))}, {minutes_of(items)} of {in_minutes(meeting.length)}"
    unset = sum(item.minutes is None for item in counted)
    if not unset:
        return said
    none = "without minutes" if unset == len(counted) else f"{unset} without minutes"
    return f"{said}, {none}"


def over(minutes: int) -> str:
    """`12 minutes over`; empty if it is not."""
    return f"{in_minutes(minutes)} over" if minutes else ""


def carried(day: date, today: date) -> str:
    """`carried from 2 November`."""
    return f"carried from {day_and_month(day, today)}"


def actions_open(count: int, first: Action | None, today: date) -> str:
    """`2 open; the first is due 3 December`, or was due."""
    said = f"{count} open" if count else "None open"
    if first is None or first.due_on is None:
        return said
    which = "it" if count == 1 else "the first"
    verb = "was" if first.due_on < today else "is"
    return f"{said}; {which} {verb} due {day_and_month(first.due_on, today)}"


def risk_line(meeting: Meeting) -> str:
    """What was answered about risk and ethics, on one line; else that it is to be answered."""
    if meeting.risk_answered_at is None:
        return NOT_ANSWERED
    return f"Risk and ethics: {one_line(meeting.risk, 200)}"


def risk_is_none(meeting: Meeting) -> bool:
    """Whether the answer is that there is nothing."""
    return meeting.risk.strip().casefold() == NONE


def held_back(to_ask: int) -> str:
    """The one quiet line; never what is held back."""
    if not to_ask:
        return "h  notes that something is held back; it never leaves the journal"
    one = "One note" if to_ask == 1 else "Some notes"
    return f"h  {one} of what is held back may be ready. Or not yet."


def length(meeting: Meeting) -> str:
    """`50 minutes`, `planned`; what a list of meetings says of each."""
    if meeting.state is MeetingState.HELD:
        return in_minutes(meeting.length)
    return "planned"
