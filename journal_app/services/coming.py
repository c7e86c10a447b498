"""What comes: the next meeting with its agenda, meetings not yet noted as held, what to do."""

from dataclasses import dataclass
from datetime import date

from db import meetings
from db.supervision_records import Meeting
from db.transaction import Transaction
from journal_app.services import afterwards, held_back
from journal_app.services.afterwards import Actions
from journal_app.services.agenda import Agenda, next_agenda

OVERDUE = 5


@dataclass(frozen=True, slots=True)
class Coming:
    """The next meeting, if any; those planned for a day that is past; what there is to do.

    `held_back` counts the notes of which it may now be asked whether they are ready.
    """

    next: Agenda | None
    overdue: tuple[Meeting, ...]
    actions: Actions
    held_back: int


def coming(tx: Transaction, *, today: date, limit: int) -> Coming:
    """What comes as seen from this day, with at most `limit` actions."""
    return Coming(
        next=next_agenda(tx, today=today),
        overdue=meetings.overdue(tx, today, limit=OVERDUE),
        actions=afterwards.of_today(tx, today=today, limit=limit),
        held_back=len(held_back.to_ask(tx)),
    )
