"""Dates, periods and values of filters, as they may be typed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from journal_app.domain import (
    case_codes,
    dates,
    due_days,
    periods,
    review_days,
    search_filters,
    visible,
)

TODAYS = (date(2024, 2, 29), date(1900, 1, 1), date(9999, 12, 31))


def words() -> list[str]:
    """What dates are made of."""
    return [*dates.MONTHS, *dates.WEEKDAYS, "today", "in ", " weeks", "30d", "2024-02-29", "9999"]


def seeds() -> list[bytes]:
    """Days in every way they can be said."""
    given = [
        "2024-02-29",
        "2024-02",
        "2024",
        "today",
        "30d",
        "999999y",
        "in 3 weeks",
        "next monday",
    ]
    given += ["3 June", "june 3", "2024-01-01 - 2024-02-01", "2024-2025", "slightly-above", "A17"]
    return [each.encode() for each in given]


def prepare(folder: Path) -> Callable[[bytes], None]:
    """Every reader of a day has an answer, or None."""

    # The lists of names are loaded at the first question.
    for code in ("Anna", "Wednesdayay", "zorblat", "Paris X"):
        case_codes.looks_like_person(code)

    def feed(content: bytes) -> None:
        text = content.decode("utf-8", "surrogateescape")
        for today in TODAYS:
            search_filters.days(text, today)
            search_filters.days_so_far(text, today)
            due_days.read_due(text, today)
            periods.period(text, today)
            found = dates.day_from(text)
            if found is not None:
                for say in (dates.ago, dates.ahead, dates.short_date, dates.day_and_month):
                    assert say(found, today)
        review_days.read_day(text)
        search_filters.own_states(text)
        case_codes.looks_like_person(text)
        visible.one_line(visible.visible(text), 20)

    return feed
