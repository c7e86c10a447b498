"""Preparing: all that stands in Supervision, and all there is to put on an agenda, in one read."""

from dataclasses import dataclass
from datetime import date

from db import meetings
from db.supervision_records import Item, Meeting, MeetingState
from db.transaction import Transaction
from journal_app.services import agenda, coming, meeting, supervision
from journal_app.services.agenda import Agenda
from journal_app.services.coming import Coming
from journal_app.services.listed import Listed
from journal_app.services.supervision import Inbox

PAST = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """What has no meeting yet: what was brought, questions that wait for one, and those parked."""

    inbox: Inbox
    unassigned: Listed[Item]
    parked: Listed[Item]


@dataclass(frozen=True, slots=True)
class Preparing:
    """What comes, what waits, and the last meetings held.

    `planned` is the next meeting with each supervisor, the first one first.
    """

    coming: Coming
    planned: tuple[Meeting, ...]
    waiting: Waiting
    held: Listed[Meeting]

    @property
    def is_empty(self) -> bool:
        """Whether no meeting was ever made, and nothing waits."""
        meetings_made = self.planned or self.coming.overdue or self.held.count
        waiting = self.waiting
        return not (
            meetings_made
            or waiting.inbox.brought
            or waiting.unassigned.count
            or waiting.parked.count
        )


def preparing(tx: Transaction, *, today: date) -> Preparing:
    """All of it as seen from this day, with the first of the open actions."""
    held = (MeetingState.HELD,)
    return Preparing(
        coming=coming.coming(tx, today=today, limit=1),
        planned=_planned(tx, today),
        waiting=waiting(tx),
        held=Listed(meetings.page(tx, states=held, limit=PAST), meetings.count(tx, states=held)),
    )


def waiting(tx: Transaction) -> Waiting:
    """What has no meeting yet."""
    return Waiting(supervision.inbox(tx), agenda.unassigned(tx), agenda.parked(tx))


def table(tx: Transaction, meeting_id: str) -> tuple[Agenda, Waiting]:
    """The agenda of a meeting, and what could be put on it; NotFound."""
    return agenda.agenda_of(tx, meeting_id), waiting(tx)


def _planned(tx: Transaction, today: date) -> tuple[Meeting, ...]:
    each = (
        meeting.next_meeting(tx, today=today, supervisor=name)
        for name in meeting.known_supervisors(tx)
    )
    return tuple(sorted((one for one in each if one is not None), key=lambda one: one.day))
