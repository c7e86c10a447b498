"""Days on a sheet: each has one place, and the arrows go the way they point."""

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.calendar import (
    Form,
    Sheet,
    Span,
    Way,
    dots,
    in_month,
    in_year,
    month_sheet,
    step,
    year_sheet,
)

YEAR_80 = (76, 15)
YEAR_120 = (116, 31)
SPAN = Span(2019, 2026)

years = st.integers(1, 9999)
days = st.dates()
sizes = st.tuples(st.integers(0, 200), st.integers(0, 80))


def places(sheet: Sheet) -> dict[date, set[tuple[int, int]]]:
    """What each day of the sheet covers."""
    return {
        cell.day: {
            (x, y)
            for x in range(cell.x, cell.x + sheet.cell_width)
            for y in range(cell.y, cell.y + sheet.cell_height)
        }
        for cell in sheet.cells
    }


@given(years, sizes)
def test_a_year_has_each_of_its_days_once_and_apart_in_any_room(
    year: int, size: tuple[int, int]
) -> None:
    sheet = year_sheet(year, *size)
    covered = places(sheet)
    assert len(sheet.cells) == len(covered) == 366 if isleap(year) else 365
    assert {day.year for day in covered} == {year}
    assert len(set().union(*covered.values())) == sum(map(len, covered.values()))
    for day, places_of_day in covered.items():
        assert {sheet.at(*place) for place in places_of_day} == {day}


@given(days, sizes)
def test_a_month_has_each_of_its_days_once_and_stays_on_its_sheet(
    day: date, size: tuple[int, int]
) -> None:
    sheet = month_sheet(day, *size)
    covered = places(sheet)
    assert {(found.year, found.month) for found in covered} == {(day.year, day.month)}
    assert max(covered).day == len(covered) >= 28
    inside = {(x, y) for x in range(sheet.width) for y in range(sheet.height)}
    assert set().union(*covered.values()) <= inside
    weekdays = {cell.x // sheet.cell_width for cell in sheet.cells if cell.day.weekday() == 6}
    assert weekdays == {6}


def test_a_year_fits_80_by_24_as_rows_and_120_by_40_as_blocks() -> None:
    small, large = year_sheet(2026, *YEAR_80), year_sheet(2026, *YEAR_120)
    assert (small.form, large.form) == (Form.ROWS, Form.BLOCKS)
    for sheet, (width, height) in ((small, YEAR_80), (large, YEAR_120)):
        assert sheet.width <= width
        assert sheet.height <= height


def test_where_nothing_stands_there_is_no_day() -> None:
    sheet = year_sheet(2026, *YEAR_80)
    assert sheet.at(0, 0) is None
    assert sheet.at(1, 1) is None
    assert sheet.at(-1, -1) is None
    assert sheet.at(sheet.width, 2) is None
    # 29 February 2026 would stand here.
    twenty_eighth = next(cell for cell in sheet.cells if cell.day == date(2026, 2, 28))
    assert sheet.at(twenty_eighth.x + sheet.cell_width, twenty_eighth.y) is None


def test_the_name_of_a_month_is_told_from_its_days() -> None:
    for size in (YEAR_80, YEAR_120):
        sheet = year_sheet(2026, *size)
        name = next(label for label in sheet.labels if label.month == date(2026, 3, 1))
        assert sheet.month_at(name.x, name.y) == date(2026, 3, 1)
        assert sheet.at(name.x, name.y) is None
        assert sheet.month_at(sheet.width - 1, sheet.height - 1) is None


@given(st.dates(date(2019, 1, 1), date(2026, 12, 31)), st.sampled_from([YEAR_80, YEAR_120]))
def test_down_is_a_line_down_and_right_a_cell_on(day: date, size: tuple[int, int]) -> None:
    sheet = year_sheet(day.year, *size)
    at = {cell.day: cell for cell in sheet.cells}
    here = at[day]
    below, beside = (at.get(step(sheet.form, day, way, SPAN)) for way in (Way.DOWN, Way.RIGHT))
    # At the end of the span the step down stays where it is.
    below = None if below == here else below
    if below is not None and (sheet.form is Form.ROWS) is (below.day.month != day.month):
        assert below.y == here.y + 1
        assert below.x == here.x or below.day.day < day.day
    if beside is not None and beside.y == here.y:
        assert beside.x == here.x + sheet.cell_width


@pytest.mark.parametrize(
    ("form", "day", "way", "there"),
    [
        (Form.BLOCKS, date(2026, 11, 23), Way.DOWN, date(2026, 11, 30)),
        (Form.MONTH, date(2026, 11, 30), Way.DOWN, date(2026, 12, 7)),
        (Form.ROWS, date(2026, 11, 23), Way.DOWN, date(2026, 12, 23)),
        (Form.ROWS, date(2026, 3, 31), Way.UP, date(2026, 2, 28)),
        (Form.ROWS, date(2024, 3, 31), Way.UP, date(2024, 2, 29)),
        (Form.BLOCKS, date(2026, 1, 1), Way.LEFT, date(2025, 12, 31)),
        (Form.ROWS, date(2025, 12, 31), Way.RIGHT, date(2026, 1, 1)),
        (Form.BLOCKS, date(2026, 12, 31), Way.RIGHT, date(2026, 12, 31)),
        (Form.BLOCKS, date(2026, 12, 29), Way.DOWN, date(2026, 12, 29)),
        (Form.ROWS, date(2026, 12, 5), Way.DOWN, date(2026, 12, 5)),
        (Form.BLOCKS, date(2019, 1, 1), Way.LEFT, date(2019, 1, 1)),
        (Form.ROWS, date(2019, 1, 9), Way.UP, date(2019, 1, 9)),
    ],
)
def test_arrows_cross_months_and_years_and_stop_at_the_ends(
    form: Form, day: date, way: Way, there: date
) -> None:
    assert step(form, day, way, SPAN) == there


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("way", list(Way))
@pytest.mark.parametrize("form", list(Form))
def test_the_ends_of_all_time_are_no_fault(day: date, way: Way, form: Form) -> None:
    there = step(form, day, way, Span(1, 9999))
    assert abs(there - day) <= timedelta(days=31)
    assert in_year(date.max, 1, Span(1, 9999)) == date.max
    assert in_month(date.min, -1, Span(1, 9999)) == date.min


def test_the_same_day_of_another_year_or_month() -> None:
    assert in_year(date(2024, 2, 29), 1, SPAN) == date(2025, 2, 28)
    assert in_year(date(2026, 5, 5), 1, SPAN) == date(2026, 5, 5)
    assert in_year(date(2019, 5, 5), -1, SPAN) == date(2019, 5, 5)
    assert in_month(date(2026, 1, 31), 1, SPAN) == date(2026, 2, 28)
    assert in_month(date(2026, 1, 31), -1, SPAN) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("count", "room", "shown"),
    [
        (0, 8, ""),
        (1, 8, "●"),
        (7, 8, "●●●●●●●"),
        (8, 8, "● 8"),
        (3, 2, "●"),
        (1234, 8, "● 1234"),
        (1234, 4, "●"),
    ],
)
def test_a_few_are_dots_and_many_a_number(count: int, room: int, shown: str) -> None:
    assert dots(count, room) == shown
