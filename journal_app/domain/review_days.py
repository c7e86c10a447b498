"""Days to look at a reflection again: those on offer, and those that are typed."""

import re
from contextlib import suppress
from datetime import date

from journal_app.domain.dates import MONTHS, months_before, usable

NOT_A_DAY = "This is not a day. Type it as 2030-05-03 or 3 May 2030."

_NUMBERS = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})\.?\s+([a-z]{3,})\.?\s+(\d{4})")


def offered(today: date) -> tuple[tuple[str, date], ...]:
    """Each day on offer after its name."""
    return (
        ("In 6 months", months_before(today, -6)),
        ("In a year", months_before(today, -12)),
        ("In 3 years", months_before(today, -36)),
        ("Today", today),
    )


def read_day(typed: str) -> date | None:
    """The day that is meant, `2030-05-03` or `3 May 2030`; None if there is no such day."""
    tidy = typed.strip().casefold()
    with suppress(ValueError):
        if found := _NUMBERS.fullmatch(tidy):
            year, month, day = map(int, found.groups())
            return usable(date(year, month, day))
        if found := _NAMED.fullmatch(tidy):
            name = found[2]
            months = [at for at, full in enumerate(MONTHS, 1) if full.casefold().startswith(name)]
            if len(months) == 1:
                return usable(date(int(found[3]), months[0], int(found[1])))
    return None
