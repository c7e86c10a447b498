"""The log: meetings and minutes, actions and what changed in a period; no reflection is in it."""

from dataclasses import dataclass
from datetime import date

from db import actions, meetings
from db.errors import JournalError
from db.supervision_records import Action, Meeting, MeetingState
from db.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Log:
    """What was held from `since` to `until`, both included, the first day first."""

    since: date
    until: date
    meetings: tuple[Meeting, ...]
    actions: tuple[Action, ...]

    @property
    def minutes(self) -> int:
        """All minutes together."""
        return sum(meeting.length for meeting in self.meetings)


def log(tx: Transaction, since: date, until: date) -> Log:
    """The log of this period; a JournalError if it ends before it begins."""
    if until < since:
        raise JournalError("This period ends before it begins. Give the earlier day first.")
    held = (MeetingState.HELD,)
    number = meetings.count(tx, states=held, since=since, until=until)
    latest_first = meetings.page(tx, states=held, since=since, until=until, limit=number)
    return Log(
        since=since,
        until=until,
        meetings=tuple(reversed(latest_first)),
        actions=actions.of_days(tx, since, until),
    )
