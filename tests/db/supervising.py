"""Meetings and agendas for the tests of the journal to read back."""

from datetime import date, datetime

from db import agenda, behind, meetings
from db.supervision_records import EntryKey, EntryKind, ItemState, MeetingKind
from db.transaction import Transaction
from tests.db.writing import NOW, TODAY


def planned(
    tx: Transaction, day: date = TODAY, supervisor: str = "M.", *, minutes: int = 60
) -> str:
    """A planned meeting."""
    return meetings.create(
        tx,
        day=day,
        supervisor=supervisor,
        kind=MeetingKind.INDIVIDUAL,
        minutes=minutes,
        held=False,
        now=NOW,
    )


def held(
    tx: Transaction,
    day: date = TODAY,
    supervisor: str = "M.",
    *,
    minutes: int = 60,
    kind: MeetingKind = MeetingKind.INDIVIDUAL,
    now: datetime = NOW,
) -> str:
    """A meeting that was held."""
    return meetings.create(
        tx, day=day, supervisor=supervisor, kind=kind, minutes=minutes, held=True, now=now
    )


def asked(
    tx: Transaction,
    meeting_id: str | None,
    question: str = "What did I miss?",
    *behind_it: EntryKey,
    state: ItemState = ItemState.OPEN,
    now: datetime = NOW,
) -> str:
    """An agenda item, made from these."""
    made = agenda.create(tx, meeting_id, question=question, state=state, now=now)
    for key in behind_it:
        behind.put(tx, made, key, now)
    return made


def whole(reflection_id: str) -> EntryKey:
    """A reflection as an entry."""
    return EntryKey(EntryKind.REFLECTION, reflection_id)


def passage(excerpt_id: str) -> EntryKey:
    """A marked passage as an entry."""
    return EntryKey(EntryKind.EXCERPT, excerpt_id)


def anchored(anchor: str) -> EntryKey:
    """A place in a topic as an entry."""
    return EntryKey(EntryKind.ANCHOR, anchor)
