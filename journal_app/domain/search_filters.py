"""The filters of the search box: what each is called, what it takes, and what its values mean."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from journal_app.domain.dates import months_before
from journal_app.domain.own_state import OWN_STATES

Value = tuple[str, str]
"""A value that can be typed, and what it finds."""


@dataclass(frozen=True, slots=True)
class FilterWord:
    """A filter that is typed as `name:value`.

    `takes` names what the value may be and `says` what the filter finds, for help; `values` are
    the ones that can be offered without asking the journal or the text.
    """

    name: str
    takes: str
    example: str
    says: str
    values: tuple[Value, ...] = ()


_DATES = "a date (2025, 2025-03, 2025-03-14), today, yesterday, or a while back (30d, 6w, 3m, 2y)"

FILTERS: Mapping[str, FilterWord] = {
    word.name: word
    for word in (
        FilterWord(
            "on",
            "a place in the text",
            "Q2",
            "Written on this place in the text or on anything in it; given again, on any of them.",
        ),
        FilterWord("tag", "a tag", "shame", "With this tag; given again, with all of them."),
        FilterWord("case", "a case code", "K7", "With this case code."),
        FilterWord(
            "state",
            "far-under, under, within, over or far-over",
            "over",
            "Your own state when you wrote; under and over take far-under and far-over along.",
            (
                ("far-under", "far under the window of tolerance"),
                ("under", "under the window, or far under"),
                ("within", "within the window"),
                ("over", "over the window, or far over"),
                ("far-over", "far over the window"),
            ),
        ),
        FilterWord(
            "since",
            _DATES,
            "2025",
            "Written on this day or later.",
            (
                ("today", "written today"),
                ("yesterday", "written yesterday or today"),
                ("30d", "in the last 30 days"),
                ("6w", "in the last 6 weeks"),
                ("3m", "in the last 3 months"),
                ("2y", "in the last 2 years"),
            ),
        ),
        FilterWord(
            "until",
            _DATES,
            "2025-03",
            "Written on this day or earlier.",
            (
                ("yesterday", "written before today"),
                ("30d", "30 days ago or earlier"),
                ("6w", "6 weeks ago or earlier"),
                ("3m", "3 months ago or earlier"),
                ("2y", "2 years ago or earlier"),
            ),
        ),
        FilterWord(
            "brought",
            "yes or no",
            "yes",
            "Brought to supervision, or not.",
            (("yes", "brought to supervision"), ("no", "not brought")),
        ),
        FilterWord("topic", "a topic", "co-regulation", "Written on anything in this topic."),
        FilterWord(
            "is",
            "draft, kept, caught or trashed",
            "draft",
            "A draft, kept, or a line you caught yourself in; trashed looks into the trash, "
            "which is left out otherwise.",
            (
                ("draft", "begun and not kept yet"),
                ("kept", "kept"),
                ("caught", "one line: I caught myself in this"),
                ("trashed", "in the trash"),
            ),
        ),
    )
}
"""Every filter by its name, in the order in which they are offered."""

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_BACK = re.compile(r"([0-9]{1,6})([dwmy])")
_BEGUN_NUMBER = re.compile(r"[0-9]{1,6}")
_BEGUN_DATE = re.compile(r"([0-9]{4}(?:-[0-9]{2})?)-[0-9]?")
_NAMED_DAYS = {"today": 0, "yesterday": 1}


def own_states(value: str) -> tuple[int, ...]:
    """The steps of one's own state that a value names; none if it names none.

    A step on either side of the window takes those further out along.
    """
    wanted = "-".join(value.casefold().split())
    for step, name in OWN_STATES.items():
        if name.replace(" ", "-") == wanted:
            return tuple(s for s in OWN_STATES if s == step or 0 < step < s or s < step < 0)
    return ()


def days(value: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of the date that a value names; None if it names none."""
    wanted = value.casefold()
    try:
        if wanted in _NAMED_DAYS:
            day = today - timedelta(days=_NAMED_DAYS[wanted])
            return day, day
        if back := _BACK.fullmatch(wanted):
            day = _back(today, int(back[1]), back[2])
            return day, day
        if named := _DATE.fullmatch(wanted):
            year, month, day_of_month = (int(part) if part else None for part in named.groups())
            return _span(year or 0, month, day_of_month)
    except (ValueError, OverflowError):
        pass
    return None


def days_so_far(value: str, today: date) -> tuple[tuple[date, date] | None, bool]:
    """The days of a date that is still being typed, and whether it can become one.

    `2025-0` stands for 2025 until its month is there; `20` for nothing yet.
    """
    named = days(value, today)
    if named is not None:
        return named, True
    if begun := _BEGUN_DATE.fullmatch(value):
        named = days(begun[1], today)
        return named, named is not None
    wanted = value.casefold()
    begins = any(name.startswith(wanted) for name in _NAMED_DAYS)
    return None, begins or _BEGUN_NUMBER.fullmatch(value) is not None


def _back(today: date, count: int, unit: str) -> date:
    match unit:
        case "d":
            return today - timedelta(days=count)
        case "w":
            return today - timedelta(weeks=count)
        case "m":
            return months_before(today, count)
        case _:
            return months_before(today, 12 * count)


def _span(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        first = date(year, month, 1)
        return first, first.replace(day=monthrange(year, month)[1])
    only = date(year, month, day)
    return only, only
