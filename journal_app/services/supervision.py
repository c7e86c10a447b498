"""What goes to supervision: the deliberate act of bringing, and the inbox."""

from dataclasses import dataclass
from datetime import datetime

from db import listing, reflections
from db.inbox import waiting
from db.records import Row
from db.reflections import Filter
from db.transaction import Transaction

MOST = 500
"""How many the inbox shows."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A reflection in the inbox, and when it was brought."""

    row: Row
    at: datetime


@dataclass(frozen=True, slots=True)
class Inbox:
    """What was brought and has no meeting yet, the last brought first; `more` are not shown."""

    brought: tuple[Brought, ...]
    more: int


def inbox(tx: Transaction) -> Inbox:
    """The inbox as it is now."""
    brought = tuple(Brought(row, at) for at, row in waiting(tx, limit=MOST))
    more = 0 if len(brought) < MOST else listing.count(tx, Filter(brought=True)) - MOST
    return Inbox(brought, more)


def take_back(tx: Transaction, reflection_id: str) -> None:
    """Takes it out of the inbox; NotFound."""
    reflections.unbring(tx, reflection_id)


def bring_again(tx: Transaction, reflection_id: str, *, at: datetime) -> None:
    """Undoes a taking back: it stands in the inbox as if it had never left; NotFound."""
    reflections.bring(tx, reflection_id, at)


def bring_or_take_back(tx: Transaction, reflection_id: str, *, now: datetime) -> bool:
    """Brings the reflection, or takes it back if it is there; says whether it is brought now."""
    if reflections.get(tx, reflection_id).brought_at is None:
        reflections.bring(tx, reflection_id, now)
        return True
    reflections.unbring(tx, reflection_id)
    return False


def said(brought: bool) -> str:
    """What is said once a reflection was brought or taken back."""
    return "Brought to supervision." if brought else "Taken back. It is private again."
