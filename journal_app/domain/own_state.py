"""The clinician's own arousal when writing, on five steps round the window of tolerance."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journal_app.domain.dates import MONTHS, months_before

OWN_STATES = {
    -2: "far under",
    -1: "under",
    0: "within",
    1: "over",
    2: "far over",
}
"""Each step in words, from far under the window of tolerance to far over it."""

MONTHS_SHOWN = 36
LEAST_SHOWN = 12
"""So many months are shown at a time, or fewer where in the oldest of them nothing was noted."""

LEAST = 6
LEAST_MONTHS = 3
"""So many notes it takes, in so many different months, before months are shown."""

LEAST_ON_QUESTION = 3
"""So many notes it takes on a question before it is shown."""


@dataclass(frozen=True, slots=True)
class Noted:
    """How often each step was noted in a month or on a question; steps never noted are left out."""

    label: str
    steps: Mapping[int, int]

    @property
    def total(self) -> int:
        """How often any was."""
        return sum(self.steps.values())


def months_until(last: date) -> tuple[date, ...]:
    """The first days of the months that are shown up to this one, the oldest first."""
    return tuple(months_before(last.replace(day=1), back) for back in reversed(range(MONTHS_SHOWN)))


def by_month(months: Sequence[date], found: Mapping[tuple[str, int], int]) -> tuple[Noted, ...]:
    """A column for each month, from the first with a note; `found` counts by `2026-11` and step."""
    columns = [_column(month, found) for month in months]
    first = next((at for at, column in enumerate(columns) if column.total), len(columns))
    return tuple(columns[min(first, max(0, len(columns) - LEAST_SHOWN)) :])


def _column(month: date, found: Mapping[tuple[str, int], int]) -> Noted:
    name = f"{month.year:04}-{month.month:02}"
    steps = {step: found[name, step] for step in OWN_STATES if (name, step) in found}
    return Noted(f"{MONTHS[month.month - 1][:3]} {month.year % 100:02}", steps)


def is_enough(months: Iterable[Noted]) -> bool:
    """Whether there is enough for a picture of the months."""
    totals = [month.total for month in months if month.total]
    return sum(totals) >= LEAST and len(totals) >= LEAST_MONTHS
