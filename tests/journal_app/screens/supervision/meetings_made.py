"""Meetings and questions for the stories, seen from today."""

from datetime import UTC, datetime, timedelta

from db.supervision_records import EntryKey, MeetingKind
from db.transaction import Transaction
from journal_app.services import agenda, meeting
from journal_app.services.meeting import Plan
from tests.journal_app.past import TODAY

NOW = datetime.now(UTC)


def planned(tx: Transaction, in_days: int = 7, supervisor: str = "M.", minutes: int = 60) -> str:
    """The id of a meeting planned for so many days from today, which may be past by now."""
    day = TODAY + timedelta(days=in_days)
    plan = Plan(day, supervisor, MeetingKind.INDIVIDUAL, minutes)
    return meeting.make(tx, plan, today=min(day, TODAY), now=NOW).meeting.id


def held(tx: Transaction, days_ago: int = 7, supervisor: str = "M.") -> str:
    """The id of a meeting held so many days ago."""
    plan = Plan(TODAY - timedelta(days=days_ago), supervisor, MeetingKind.INDIVIDUAL, 60)
    return meeting.make(tx, plan, today=TODAY, now=NOW, held=True).meeting.id


def asked(
    tx: Transaction,
    meeting_id: str | None,
    question: str,
    *behind: EntryKey,
    minutes: int | None = None,
) -> str:
    """The id of a question on this agenda, or on none."""
    made = agenda.add(tx, meeting_id, question, behind, now=NOW).id
    agenda.set_minutes(tx, made, minutes, now=NOW)
    return made
