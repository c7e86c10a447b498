"""Whether the clock or the time zone of the computer changed since the journal was last used."""

from datetime import datetime, timedelta

from db import latest, settings
from db.transaction import Transaction
from journal_app.domain.dates import long_date

BACK = timedelta(minutes=10)
"""Computers set their clocks right by less than this all the time."""
AHEAD = timedelta(days=366)

_KEY = "last-used"


def notice(tx: Transaction, now: datetime) -> str | None:
    """One sentence if the clock stands oddly or the zone is another one, else None."""
    before = _before(tx)
    last = latest.moment(tx)
    used = before.get("at")
    if isinstance(used, str):
        at = datetime.fromisoformat(used)
        last = at if last is None else max(last, at)
    if last is None:
        return None
    if now < last - BACK and before.get("said") != last.isoformat():
        return (
            f"This computer's clock is behind: the journal was last used on {_said(last)}. Nothing "
            "is lost. Look at the clock, for what you write is dated by it."
        )
    if isinstance(used, str):
        at = datetime.fromisoformat(used)
        if now > at + AHEAD:
            return (
                "By this computer's clock the journal was last used more than a year ago, on "
                f"{_said(at)}. If that is wrong, look at the clock: what you write is dated by it."
            )
        # Held against the zone's own rules for that day, so that summer time is no other zone.
        if before.get("offset") not in (None, _offset(at)):
            return (
                "The time zone is another one than when the journal was last used. Times are shown "
                "as they are here; the days you wrote on stay as they were."
            )
    return None


def remember(tx: Transaction, now: datetime) -> None:
    """Notes that the journal is used now and here."""
    last = latest.moment(tx)
    said = last.isoformat() if last is not None and now < last - BACK else None
    value: settings.Json = {"at": now.isoformat(), "offset": _offset(now), "said": said}
    settings.put(tx, _KEY, value)


def _before(tx: Transaction) -> dict[str, settings.Json]:
    found = settings.get(tx, _KEY)
    return found if isinstance(found, dict) else {}


def _offset(moment: datetime) -> float:
    offset = moment.astimezone().utcoffset()
    return 0.0 if offset is None else offset.total_seconds()


def _said(moment: datetime) -> str:
    here = moment.astimezone()
    return f"{long_date(here.date())} at {here:%H:%M}"
