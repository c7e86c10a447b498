"""Which backups stay as days go by."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.backup_days import DAYS, MONTHS, WEEKS, staying

NOW = datetime(2026, 11, 25, 14, 3, tzinfo=UTC)

zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 - the zone is drawn apart
    datetime(2027, 6, 1),  # noqa: DTZ001
    timezones=zones,
)


def day(back: int, hour: int = 12) -> datetime:
    return (NOW - timedelta(days=back)).replace(hour=hour)


def test_a_later_backup_of_the_day_takes_the_place_of_an_earlier_one() -> None:
    assert staying([day(0, 9), day(0, 12), day(1, 9)], NOW) == {day(0, 12), day(1, 9)}


def test_of_every_day_for_two_years_seven_days_four_weeks_and_twelve_months_are_left() -> None:
    held: set[datetime] = set()
    for back in reversed(range(730)):
        held.add(day(back))
        held = set(staying(held, day(back)))
    newest_first = sorted(held, reverse=True)
    assert newest_first[:DAYS] == [day(back) for back in range(DAYS)]
    assert len({moment.isocalendar()[:2] for moment in held}) >= WEEKS
    assert len({(moment.year, moment.month) for moment in held}) == MONTHS
    assert len(held) <= DAYS + WEEKS + MONTHS


def test_days_are_counted_that_have_a_backup_however_long_ago() -> None:
    held = [day(back) for back in range(0, 400, 50)]
    assert staying(held, NOW) == set(held)


def test_what_the_clock_dated_ahead_stays_and_takes_no_place() -> None:
    ahead = [NOW + timedelta(days=400 + many) for many in range(30)]
    held = [day(back) for back in range(DAYS)]
    assert staying([*ahead, *held], NOW) == {*ahead, *held}


@given(st.lists(moments, max_size=60), moments)
def test_the_newest_stays_none_is_made_up_and_asking_again_changes_nothing(
    made: list[datetime], now: datetime
) -> None:
    kept = staying(made, now)
    assert kept <= set(made)
    assert not made or max(made) in kept
    past = [moment for moment in made if moment <= now + timedelta(days=1)]
    assert not past or max(past) in kept
    assert staying(kept, now) == kept


@given(st.lists(moments, min_size=1, max_size=60), moments)
def test_a_day_that_has_backups_loses_the_last_only_to_seven_later_ones(
    made: list[datetime], now: datetime
) -> None:
    kept = staying(made, now)
    for moment in made:
        day_of = moment.date()
        if not any(one.date() == day_of for one in kept):
            later = {one.date() for one in kept if one > moment}
            assert len(later) >= DAYS
