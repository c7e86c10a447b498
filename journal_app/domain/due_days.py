"""Days by which something is to be done, as a person types them."""

import re
from datetime import date, timedelta

from journal_app.domain.dates import MONTHS, WEEKDAYS, day_from, months_before, usable
from journal_app.domain.review_days import read_day

NOT_A_DAY = "This is no day yet. Type it as 2026-12-03, 3 December, Friday, or in two weeks."

_COUNTS = {
    word: count
    for count, words in enumerate(
        ("", "a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
    for word in words.split()
}
_AWAY = {"today": 0, "tomorrow": 1, "next week": 7}
_IN = re.compile(r"in (\w+) (day|week|month|year)s?")
_SHORT = re.compile(r"([0-9]{1,3})([dwmy])")
_NAMED = re.compile(r"([0-9]{1,2})\.? ([a-z]{3,})\.?")
_WEEKDAY = re.compile(r"(?:(?:next|on) )?([a-z]{3,})")
_OFFERED = (("In a week", 1, "w"), ("In two weeks", 2, "w"), ("In a month", 1, "m"))
_MONTHS_IN = {"m": 1, "y": 12}
_DAYS_IN = {"d": 1, "w": 7}


def offered(today: date) -> tuple[tuple[str, date], ...]:
    """Each day on offer after its name."""
    return tuple((name, _later(today, count, unit)) for name, count, unit in _OFFERED)


def read_due(typed: str, today: date) -> date | None:
    """The day that is meant, seen from today; None if there is no such day.

    A weekday is the next one to come, and so is a day and month with no year.
    """
    tidy = " ".join(typed.casefold().split())
    if (day := read_day(tidy)) is not None:
        return day
    try:
        if tidy in _AWAY:
            return today + timedelta(days=_AWAY[tidy])
        if found := _IN.fullmatch(tidy):
            return usable(_later(today, _count(found[1]), found[2][0]))
        if found := _SHORT.fullmatch(tidy):
            return usable(_later(today, int(found[1]), found[2]))
        if found := _NAMED.fullmatch(tidy):
            return _named(int(found[1]), found[2], today)
        if found := _WEEKDAY.fullmatch(tidy):
            return _weekday(found[1], today)
    except (ValueError, OverflowError):
        return None
    return None


def _count(word: str) -> int:
    return _COUNTS[word] if word in _COUNTS else int(word)


def _later(today: date, count: int, unit: str) -> date:
    if unit in _DAYS_IN:
        return today + timedelta(days=count * _DAYS_IN[unit])
    return months_before(today, -count * _MONTHS_IN[unit])


def _named(day: int, month_name: str, today: date) -> date | None:
    months = [at for at, name in enumerate(MONTHS, 1) if name.casefold().startswith(month_name)]
    if len(months) != 1:
        return None
    # A 29 February may have to wait for its year.
    years = range(today.year, today.year + 9)
    found = (day_from(f"{year}-{months[0]:02}-{day:02}") for year in years)
    return next((each for each in found if each is not None and each >= today), None)


def _weekday(name: str, today: date) -> date | None:
    days = [at for at, full in enumerate(WEEKDAYS) if full.casefold().startswith(name)]
    if len(days) != 1:
        return None
    return today + timedelta(days=(days[0] - today.weekday() - 1) % 7 + 1)
