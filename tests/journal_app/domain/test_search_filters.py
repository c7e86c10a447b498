"""The filters of the search box and what their values mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.search_box import parse
from journal_app.domain.search_filters import FILTERS, days, days_so_far, own_states

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-03-14", date(2025, 3, 14), date(2025, 3, 14)),
        ("today", TODAY, TODAY),
        ("Yesterday", date(2026, 11, 24), date(2026, 11, 24)),
        ("30d", date(2026, 10, 26), date(2026, 10, 26)),
        ("6W", date(2026, 10, 14), date(2026, 10, 14)),
        ("9m", date(2026, 2, 25), date(2026, 2, 25)),
        ("2y", date(2024, 11, 25), date(2024, 11, 25)),
    ],
)
def test_a_date_names_its_first_and_last_day(value: str, first: date, last: date) -> None:
    assert days(value, TODAY) == (first, last)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "20",
            "0000",
            "2025-13",
            "2025-00",
            "2025-02-30",
            "2025-3",
            "2025-03-14-",
            "20250314",
        ),
        *("tomorrow", "d", "-3d", "3 d", "999999d", "999999y", "3h", "２０２５", "²025", "2025\n"),
    ],
)
def test_what_is_no_date_names_no_day(value: str) -> None:
    assert days(value, TODAY) is None


@given(st.text(max_size=12))
def test_any_value_is_a_date_or_none(value: str) -> None:
    named = days(value, TODAY)
    assert named is None or named[0] <= named[1]


@pytest.mark.parametrize(
    ("value", "counts_as"),
    [("2025-", "2025"), ("2025-0", "2025"), ("2025-03-", "2025-03"), ("2025-03-1", "2025-03")],
)
def test_a_date_that_is_being_typed_counts_as_far_as_it_is_there(
    value: str, counts_as: str
) -> None:
    assert days_so_far(value, TODAY) == (days(counts_as, TODAY), True)


@pytest.mark.parametrize("value", ["2", "20", "202", "30", "t", "yester", "TOD"])
def test_the_beginning_of_a_date_counts_for_nothing_yet(value: str) -> None:
    assert days_so_far(value, TODAY) == (None, True)


@pytest.mark.parametrize("value", ["2025-13", "2025-13-", "2025-02-30", "x", "tomorrow", "1234567"])
def test_what_can_become_no_date_is_told_apart(value: str) -> None:
    assert days_so_far(value, TODAY) == (None, False)


@pytest.mark.parametrize(
    ("value", "steps"),
    [
        ("far-under", (-2,)),
        ("under", (-2, -1)),
        ("Within", (0,)),
        ("over", (1, 2)),
        ("far over", (2,)),
        ("far-over", (2,)),
        ("far", ()),
        ("", ()),
    ],
)
def test_a_state_takes_those_further_out_along(value: str, steps: tuple[int, ...]) -> None:
    assert own_states(value) == steps


def test_every_example_and_value_is_one_word_of_its_filter() -> None:
    for name, word in FILTERS.items():
        for value in (word.example, *(value for value, _ in word.values)):
            (condition,) = parse(f"{name}:{value} ").conditions
            assert (condition.name, condition.value) == (name, value)
    for name in ("since", "until"):
        word = FILTERS[name]
        assert all(days(v, TODAY) for v in (word.example, *(value for value, _ in word.values)))
    assert all(own_states(value) for value, _ in FILTERS["state"].values)
