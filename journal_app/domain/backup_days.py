"""Which backups stay: the latest of so many days, weeks and months that have any."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta

DAYS = 7
WEEKS = 4
MONTHS = 12
_AHEAD = timedelta(days=1)
"""So far a moment may lie ahead, for clocks differ."""


def staying(made: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Those of the moments whose backups stay; days are those of the clock a moment was told by.

    Of a day, a week or a month it is the latest. What was made while the clock was ahead, and so
    lies in the future, stays and takes the place of nothing else.
    """
    moments = sorted(made, reverse=True)
    past = [moment for moment in moments if moment <= now + _AHEAD]
    kept = {moment for moment in moments if moment > now + _AHEAD}
    for period, many in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        kept.update(_latest(past, period, many))
    return frozenset(kept)


def _latest(
    newest_first: list[datetime], period: Callable[[datetime], Hashable], many: int
) -> Iterable[datetime]:
    latest: dict[Hashable, datetime] = {}
    for moment in newest_first:
        latest.setdefault(period(moment), moment)
    return list(latest.values())[:many]


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month
