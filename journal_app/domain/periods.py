"""Stretches of days as they are typed: a date, or two with "to" between them."""

import re
from datetime import date

from journal_app.domain.search_filters import days

_TO = re.compile(r"\s+to\s+|\s*(?:\.\.|–)\s*")


def period(typed: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of `2025`, `2025-03 to 2025-06` or `2y to today`; None for others.

    Which comes first is left as it was typed.
    """
    named = [days(part, today) for part in _TO.split(typed.strip())]
    if len(named) > 2 or None in named:
        return None
    (first, _), (_, last) = (each for each in (named[0], named[-1]) if each is not None)
    return first, last
