"""Days to look again, as they are offered and typed."""

from datetime import date

import pytest

from journal_app.domain.review_days import offered, read_day

THIRD_OF_MAY = date(2030, 5, 3)


@pytest.mark.parametrize(
    "typed", ["2030-05-03", "2030-5-3", " 3 May 2030 ", "3 may 2030", "3. May 2030", "03 MAY 2030"]
)
def test_a_day_is_read_as_it_is_written(typed: str) -> None:
    assert read_day(typed) == THIRD_OF_MAY


def test_a_month_may_be_shortened_as_long_as_it_is_one() -> None:
    assert read_day("1 sept 2030") == date(2030, 9, 1)
    assert read_day("1 ju 2030") is None


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "2030-02-30", "31 June 2030", "0000-01-01", "3/5/2030", "3 Mayday 2030", "9" * 99],
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed) is None


def test_the_days_on_offer_exist_in_every_month() -> None:
    days = [day for _, day in offered(date(2027, 8, 31))]
    assert days == [date(2028, 2, 29), date(2028, 8, 31), date(2030, 8, 31), date(2027, 8, 31)]
