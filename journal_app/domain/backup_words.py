"""What is said of backups: when the last good one was made, and that they fail."""

from datetime import datetime, timedelta

from journal_app.domain.dates import long_date

KIB = 1024
DAMAGED = "the journal's file is damaged"
_RESTORES = "Backups (ctrl+p) lists those that can be restored."
_ANOTHER_PLACE = "Backups (ctrl+p) makes one now, or chooses another place."
EVERY = timedelta(hours=1)
"""While the journal is written in, a backup of the day is made anew about so often."""


def is_due(last: datetime | None, now: datetime) -> bool:
    """Whether it is time for another, given that something was written since the last.

    A last one that is dated ahead, by a clock that was, holds nothing up.
    """
    if last is None or last > now:
        return True
    return last.astimezone().date() != now.astimezone().date() or now - last >= EVERY


def day_of(moment: datetime, now: datetime) -> str:
    """`today`, `yesterday`, `on 23 November 2026`, by the clock here."""
    day, today = moment.astimezone().date(), now.astimezone().date()
    days = (today - day).days
    return ("today", "yesterday")[days] if days in (0, 1) else f"on {long_date(day)}"


def backed_up(last: datetime, now: datetime) -> str:
    """`Backed up today at 14:03`; of a day that is past the time is nothing to know."""
    day = day_of(last, now)
    at = f" at {last.astimezone():%H:%M}" if day in {"today", "yesterday"} else ""
    return f"Backed up {day}{at}"


def failing(reason: str, last: datetime | None, now: datetime) -> str:
    """That they fail and why, since when there is none, and where to go with that."""
    since = (
        "There is no backup yet"
        if last is None
        else f"The last good one was made {day_of(last, now)}"
    )
    way = _RESTORES if reason == DAMAGED else _ANOTHER_PLACE
    return f"Backups fail: {reason}. {since}. {way}"


def elsewhere(reason: str, last: datetime, now: datetime) -> str:
    """That one was made, but not where it should be."""
    return f"{backed_up(last, now)}, but {reason}. {_ANOTHER_PLACE}"


def in_the_room(sentence: str) -> str:
    """The sentence without the way to where it is said anyhow."""
    return sentence.removesuffix(_RESTORES).removesuffix(_ANOTHER_PLACE).rstrip(" .") + "."


def short_folder(folder: str, width: int) -> str:
    """The folder, or the end of it, which is what differs most."""
    return folder if len(folder) <= width else f"…{folder[1 - width :]}"


def size_of(size: int) -> str:
    """`214 KiB`, `3.4 MiB`."""
    if size < KIB * KIB:
        return f"{max(1, round(size / KIB))} KiB"
    return f"{size / KIB / KIB:.1f} MiB"
