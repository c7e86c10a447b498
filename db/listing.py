"""The list: its pages, its months, and where in it something stands."""

from calendar import monthrange
from datetime import date

from sqlalchemy import func, select

from db import ids
from db.filters import Filter, newest_first, oldest_first, source
from db.records import DayCount, MonthCount, Row, State
from db.rows import rows_of
from db.tallies import DayTallyRow, MonthTallyRow
from db.transaction import Transaction


def page(tx: Transaction, wanted: Filter, *, offset: int = 0, limit: int = 50) -> tuple[Row, ...]:
    """A stretch of the list, newest first."""
    query = newest_first(source(wanted))
    if wanted.is_plain and offset:
        at = _day_at(tx, wanted.states, offset)
        if at is None:
            return ()
        day, offset = at
        query = newest_first(source(Filter(states=wanted.states, until=day)))
    found = tx.all(query.offset(offset).limit(limit))
    return rows_of(tx, [pk for _, pk in found])


def page_from_oldest(
    tx: Transaction, wanted: Filter, *, offset: int = 0, limit: int = 50
) -> tuple[Row, ...]:
    """A stretch of the list turned round, oldest first; meant for its first half."""
    found = tx.all(oldest_first(source(wanted)).offset(offset).limit(limit))
    return rows_of(tx, [pk for _, pk in found])


def months(tx: Transaction, wanted: Filter) -> tuple[MonthCount, ...]:
    """The months that hold any, newest first."""
    if wanted.is_plain:
        return _months_counted(tx, wanted.states)
    days = source(wanted).subquery()
    # Days are counted first, for they come in order from the index; months are few.
    each = (
        select(days.c.written_on, func.count().label("number"))
        .group_by(days.c.written_on)
        .subquery()
    )
    month = func.substr(each.c.written_on, 1, 7)
    counted = tx.all(select(month, func.sum(each.c.number)).group_by(month).order_by(month.desc()))
    return tuple(MonthCount(_first_day(when), number) for when, number in counted)


def days(tx: Transaction, first: date, last: date, state: State) -> tuple[DayCount, ...]:
    """The days from `first` to `last` on which any of this state was written, the oldest first."""
    row = DayTallyRow
    found = tx.all(
        select(row.written_on, row.number)
        .where(row.written_on.between(first, last), row.state == state)
        .order_by(row.written_on)
    )
    return tuple(DayCount(day, number) for day, number in found)


def years(tx: Transaction, state: State) -> tuple[int, int] | None:
    """The first and the last year with any of this state; None if there is none."""
    row = MonthTallyRow
    of_state = select(row.month).where(row.state == state)
    first = tx.value(of_state.order_by(row.month).limit(1))
    last = tx.value(of_state.order_by(row.month.desc()).limit(1))
    return None if first is None or last is None else (int(first[:4]), int(last[:4]))


def count(tx: Transaction, wanted: Filter) -> int:
    """How many fit."""
    if wanted.is_plain:
        return sum(month.count for month in _months_counted(tx, wanted.states))
    return tx.value(select(func.count()).select_from(source(wanted).subquery())) or 0


def position(tx: Transaction, wanted: Filter, id: str) -> int | None:  # noqa: A002
    """Where in the list it stands, from 0; None if it isn't in it. NotFound."""
    found = tx.first(source(wanted, only=ids.pk_of(tx, id)))
    if found is None:
        return None
    day, pk = found
    higher = Filter(states=wanted.states, until=day) if wanted.is_plain else wanted
    above = source(higher, above=(day, pk)).subquery()
    beside = tx.value(select(func.count()).select_from(above)) or 0
    return beside + (_after(tx, wanted.states, day) if wanted.is_plain else 0)


def _months_counted(tx: Transaction, states: tuple[State, ...]) -> tuple[MonthCount, ...]:
    row = MonthTallyRow
    counted = tx.all(
        select(row.month, func.sum(row.number))
        .where(row.state.in_(states))
        .group_by(row.month)
        .order_by(row.month.desc())
    )
    return tuple(MonthCount(_first_day(month), number) for month, number in counted)


def _day_at(tx: Transaction, states: tuple[State, ...], offset: int) -> tuple[date, int] | None:
    """The day on which the reflection at this place of the list stands, and its place in it.

    None if the list is shorter.
    """
    for month in _months_counted(tx, states):
        if offset < month.count:
            for day, number in _days_of(tx, states, month.month):
                if offset < number:
                    return day, offset
                offset -= number
        offset -= month.count
    return None


def _days_of(tx: Transaction, states: tuple[State, ...], month: date) -> list[tuple[date, int]]:
    row = DayTallyRow
    found = tx.all(
        select(row.written_on, func.sum(row.number))
        .where(
            row.written_on.between(month, _last_day(month)),
            row.state.in_(states),
        )
        .group_by(row.written_on)
        .order_by(row.written_on.desc())
    )
    return [(day, number) for day, number in found]


def _after(tx: Transaction, states: tuple[State, ...], day: date) -> int:
    """How many were written on later days than this one."""
    month = day.isoformat()[:7]
    later_months = tx.value(
        select(func.sum(MonthTallyRow.number)).where(
            MonthTallyRow.month > month, MonthTallyRow.state.in_(states)
        )
    )
    later_days = sum(n for when, n in _days_of(tx, states, day.replace(day=1)) if when > day)
    return (later_months or 0) + later_days


def _last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
