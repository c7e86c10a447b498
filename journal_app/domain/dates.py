"""Dates in words: the same on every machine, whatever its language."""

import re
from calendar import monthrange
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

EARLIEST = date(1900, 1, 1)
"""The first day that can be written down."""

LATEST = date(9998, 12, 31)
"""The last one; of a later one no copy or file would be brought in again."""

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def long_date(day: date) -> str:
    """`23 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_and_date(day: date) -> str:
    """`Monday, 23 November 2026`."""
    return f"{WEEKDAYS[day.weekday()]}, {long_date(day)}"


def day_and_month(day: date, today: date) -> str:
    """`23 November`, and `23 November 2024` in any year but this one."""
    return long_date(day).removesuffix(f" {day.year}") if day.year == today.year else long_date(day)


def short_date(day: date, today: date) -> str:
    """`23 Nov`, and `23 Nov 2024` in any year but this one."""
    name = short_date_and_year(day)
    return name.removesuffix(f" {day.year}") if day.year == today.year else name


def short_date_and_year(day: date) -> str:
    """`23 Nov 2024`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def ago(day: date, today: date) -> str:
    """How long ago in one unit: `yesterday`, `5 weeks ago`; a day to come is named instead."""
    days = (today - day).days
    if days < 0:
        return f"on {long_date(day)}"
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 14:
        return f"{days} days ago"
    months = _whole_months(day, today)
    if months < 2:
        return f"{days // 7} weeks ago"
    if months == 12:
        return "a year ago"
    if months < 24:
        return f"{months} months ago"
    return f"{months // 12} years ago"


def ahead(day: date, today: date) -> str:
    """How far ahead in one unit: `tomorrow`, `in 5 weeks`; a day that is past, how long ago."""
    days = (day - today).days
    if days < 1:
        return ago(day, today)
    if days == 1:
        return "tomorrow"
    return f"in {days} days" if days < 14 else f"in {days // 7} weeks"


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month where it is shorter.

    Months below zero are months later. ValueError before the year 1.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def day_from(text: str) -> date | None:
    """The day that `YYYY-MM-DD` names, if it is usable; None for anything else."""
    if not _ISO.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return usable(day)


def usable(day: date) -> date | None:
    """The day, or None if it is one that can't be written down."""
    return day if EARLIEST <= day <= LATEST else None


def _whole_months(day: date, today: date) -> int:
    months = (today.year - day.year) * 12 + today.month - day.month
    return months - (today.day < day.day)
