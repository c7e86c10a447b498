"""Days as options name them, each refused with a sentence if it can't be meant."""

from datetime import date

from journal_app.commands.output import Refusal
from journal_app.commands.shared import today
from journal_app.domain.dates import day_from
from journal_app.domain.visible import one_line
from journal_app.services import letting_go

_LONGEST_SHOWN = 40


def parse_date(text: str) -> date:
    """The day that `YYYY-MM-DD` names, from 1900 on; a Refusal for anything else."""
    day = day_from(text)
    if day is None:
        shown = one_line(text, _LONGEST_SHOWN)
        raise Refusal(f"{shown} is no date that can be used. Write it as YYYY-MM-DD.")
    return day


def day_written(text: str) -> date:
    """The day a reflection is about, which can't be still to come."""
    day = parse_date(text)
    if day > today():
        raise Refusal(f"{day} is still to come. Give today's date or an earlier one.")
    return day


def day_to_review(text: str) -> date:
    """The day to look again, today or still to come; else DayIsPast."""
    day = parse_date(text)
    letting_go.require_not_past(day, today())
    return day
