"""Letting go: a day to look at a reflection again, and what can be done with it then."""

from dataclasses import dataclass
from datetime import date, datetime

from db import reviews
from db.errors import JournalError
from db.records import Row
from db.transaction import Transaction
from journal_app.services.writing import Desktop, open_for_writing


class DayIsPast(JournalError):
    """A day to look again that has been."""

    sentence = "This day is past. Choose today, or one that is still to come."


@dataclass(frozen=True, slots=True)
class Due:
    """A reflection to look at again, and since when."""

    day: date
    row: Row


def due(tx: Transaction, today: date, *, limit: int) -> tuple[Due, ...]:
    """What is due by today, the longest due first."""
    return tuple(Due(day, row) for day, row in reviews.due(tx, today, limit=limit))


def require_not_past(day: date, today: date) -> None:
    """DayIsPast unless the day is today or still to come."""
    if day < today:
        raise DayIsPast


def set_day(tx: Transaction, reflection_id: str, day: date | None, *, today: date) -> None:
    """Notes the day to look at it again; DayIsPast, NotFound.

    None keeps it without such a day, and its versions too if it was being cut down.
    """
    if day is not None:
        require_not_past(day, today)
    reviews.set_review(tx, reflection_id, day)


def begin_to_shed(tx: Transaction, reflection_id: str, *, today: date, now: datetime) -> Desktop:
    """Opens it to be cut down to what was learned; once kept, its older versions are gone."""
    reviews.set_shedding(tx, reflection_id, today)
    return open_for_writing(tx, reflection_id, now=now)
