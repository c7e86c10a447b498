"""Dates in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.dates import (
    ago,
    ahead,
    day_and_date,
    day_and_month,
    long_date,
    months_before,
    short_date,
)

TODAY = date(2026, 11, 23)
ANY_DAY = st.dates(date(1900, 2, 1), date(2200, 1, 1))


def test_a_date_is_written_out_in_full() -> None:
    assert long_date(date(2026, 11, 3)) == "3 November 2026"
    assert day_and_date(date(2026, 11, 23)) == "Monday, 23 November 2026"


def test_a_list_names_the_year_only_when_it_is_another() -> None:
    assert short_date(date(2026, 1, 5), TODAY) == "5 Jan"
    assert short_date(date(2025, 12, 31), TODAY) == "31 Dec 2025"
    assert day_and_month(date(2026, 1, 5), TODAY) == "5 January"
    assert day_and_month(date(2027, 1, 5), TODAY) == "5 January 2027"


def test_a_day_to_come_is_told_by_how_far_ahead_it_is() -> None:
    told = [ahead(TODAY + timedelta(days=days), TODAY) for days in (-2, 0, 1, 13, 14, 41)]
    assert told == ["2 days ago", "today", "tomorrow", "in 13 days", "in 2 weeks", "in 5 weeks"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "today"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 20), "3 days ago"),
        (date(2026, 11, 10), "13 days ago"),
        (date(2026, 11, 9), "2 weeks ago"),
        (date(2026, 10, 19), "5 weeks ago"),
        (date(2026, 9, 24), "8 weeks ago"),
        (date(2026, 9, 23), "2 months ago"),
        (date(2026, 3, 23), "8 months ago"),
        (date(2025, 11, 24), "11 months ago"),
        (date(2025, 11, 23), "a year ago"),
        (date(2025, 10, 23), "13 months ago"),
        (date(2024, 11, 24), "23 months ago"),
        (date(2024, 11, 23), "2 years ago"),
        (date(2026, 11, 24), "on 24 November 2026"),
    ],
)
def test_how_long_ago_is_said_in_one_unit(day: date, words: str) -> None:
    assert ago(day, TODAY) == words


@given(ANY_DAY, st.integers(0, 40_000))
def test_how_long_ago_never_speaks_of_none_or_one_of_something(today: date, days: int) -> None:
    day = max(today - timedelta(days=days), date.min)
    said = ago(day, today)
    count = said.partition(" ")[0]
    assert not count.isdigit() or int(count) >= 2


@given(ANY_DAY, st.integers(0, 600))
def test_months_before_a_day_is_in_that_month(day: date, months: int) -> None:
    before = months_before(day, months)
    assert (before.year * 12 + before.month) == day.year * 12 + day.month - months
    assert before.day <= day.day


def test_a_month_before_the_last_of_a_long_month_is_the_last_of_the_short_one() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 1) == date(2025, 12, 15)
    assert months_before(date(2026, 5, 31), 3) == date(2026, 2, 28)
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)


def test_there_are_no_months_before_the_first_year() -> None:
    with pytest.raises(ValueError, match="year"):
        months_before(date(2026, 3, 31), 12 * 2026)
