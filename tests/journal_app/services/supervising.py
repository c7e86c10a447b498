"""Meetings made for the tests of supervision, seen from one day."""

from datetime import UTC, date, datetime, timedelta

from db.supervision_records import EntryKey, EntryKind, MeetingKind
from db.transaction import Transaction
from journal_app.services import meeting
from journal_app.services.meeting import Plan

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)


def plan(day: date = DAY, supervisor: str = "M.", minutes: int = 60) -> Plan:
    """An individual meeting."""
    return Plan(day, supervisor, MeetingKind.INDIVIDUAL, minutes)


def planned(tx: Transaction, in_days: int = 0, supervisor: str = "M.", minutes: int = 60) -> str:
    """The id of a meeting planned for so many days from DAY."""
    wanted = plan(DAY + days(in_days), supervisor, minutes)
    return meeting.make(tx, wanted, today=DAY, now=NOW).meeting.id


def held(tx: Transaction, days_ago: int = 0, supervisor: str = "M.", minutes: int = 60) -> str:
    """The id of a meeting held so many days before DAY."""
    wanted = plan(DAY - days(days_ago), supervisor, minutes)
    return meeting.make(tx, wanted, today=DAY, now=NOW, held=True).meeting.id


def whole(reflection_id: str) -> EntryKey:
    """A reflection as an entry."""
    return EntryKey(EntryKind.REFLECTION, reflection_id)
