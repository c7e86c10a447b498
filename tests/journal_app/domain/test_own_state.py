"""The own state by month: which months, and when there is enough to show."""

from datetime import date

import pytest

from journal_app.domain.own_state import Noted, by_month, is_enough, months_until

DAY = date(2026, 2, 23)


def test_three_years_of_months_end_with_the_one_asked_for() -> None:
    months = months_until(DAY)
    assert len(months) == 36
    assert (months[0], months[-1]) == (date(2023, 3, 1), date(2026, 2, 1))


def test_months_before_the_first_note_are_left_out_but_a_year_is_always_shown() -> None:
    months = months_until(DAY)
    columns = by_month(months, {("2024-03", -1): 2, ("2024-03", 2): 1, ("2026-02", 0): 4})
    assert columns[0] == Noted("Mar 24", {-1: 2, 2: 1})
    assert columns[0].total == 3
    assert columns[1] == Noted("Apr 24", {})
    assert columns[-1] == Noted("Feb 26", {0: 4})
    late = by_month(months, {("2026-01", 0): 1})
    assert (len(late), late[0].label) == (12, "Mar 25")
    assert len(by_month(months, {})) == 12


@pytest.mark.parametrize(
    ("numbers", "enough"),
    [
        ([], False),
        ([0, 0, 0], False),
        ([6], False),
        ([3, 3], False),
        ([2, 2, 1], False),
        ([2, 2, 2], True),
        ([0, 4, 0, 1, 1], True),
    ],
)
def test_a_few_notes_in_few_months_are_no_picture(numbers: list[int], enough: bool) -> None:
    assert is_enough(Noted("", {0: number}) for number in numbers) is enough
