"""The calendar: on which days of a year something was written, and what on one of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db import listing
from db.filters import Filter
from db.records import Row, State
from db.transaction import Transaction

SHOWN = (State.DRAFT, State.KEPT)
"""All but the trash, as in the Journal."""


@dataclass(frozen=True, slots=True)
class Year:
    """How many reflections each day of a year holds; `first` and `last` are the years with any.

    They are None in an empty journal.
    """

    year: int
    counts: Mapping[date, int]
    first: int | None
    last: int | None


def year(tx: Transaction, number: int) -> Year:
    """The days of this year."""
    counts: Counter[date] = Counter()
    spans = []
    for state in SHOWN:
        for found in listing.days(tx, date(number, 1, 1), date(number, 12, 31), state):
            counts[found.day] += found.count
        span = listing.years(tx, state)
        if span is not None:
            spans.append(span)
    return Year(
        number,
        counts,
        min((first for first, _ in spans), default=None),
        max((last for _, last in spans), default=None),
    )


def day(tx: Transaction, on: date, *, offset: int, limit: int) -> tuple[Row, ...]:
    """A page of what was written on this day, the last begun first."""
    return listing.page(tx, Filter(states=SHOWN, since=on, until=on), offset=offset, limit=limit)
