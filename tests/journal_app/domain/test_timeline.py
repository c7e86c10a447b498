"""The lines of the list: each belongs to one row, one heading or one gap, and back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import MonthCount
from journal_app.domain.timeline import Gap, Heading, RowLine, Timeline

counts = st.lists(st.integers(0, 40), max_size=30)
tall = st.integers(1, 3)


def timeline(counts: list[int], tall: int) -> Timeline:
    """Months going back from November 2026 with so many rows each."""
    return Timeline(
        [
            MonthCount(date(2026 - (back + 1) // 12, 12 - (back + 1) % 12, 1), count)
            for back, count in enumerate(counts)
        ],
        tall,
    )


@given(counts, tall)
def test_every_line_is_one_place_and_every_place_one_line(counts: list[int], tall: int) -> None:
    lines = timeline(counts, tall)
    places = [lines.at(line) for line in range(lines.lines)]
    assert [lines.line_of(place) for place in places] == list(range(lines.lines))
    assert len(set(places)) == len(places)


@given(counts, tall)
def test_every_row_has_all_its_lines_in_order(counts: list[int], tall: int) -> None:
    lines = timeline(counts, tall)
    places = [lines.at(line) for line in range(lines.lines)]
    expected = [RowLine(row, part) for row in range(sum(counts)) for part in range(tall)]
    assert [place for place in places if isinstance(place, RowLine)] == expected


@given(counts, tall, st.integers(-5, 200), st.integers(-5, 200))
def test_the_rows_between_two_lines_are_those_with_a_line_there(
    counts: list[int], tall: int, first: int, last: int
) -> None:
    lines = timeline(counts, tall)
    seen = {
        place.row
        for line in range(max(first, 0), min(last, lines.lines))
        if isinstance(place := lines.at(line), RowLine)
    }
    assert set(lines.rows_between(first, last)) == seen


@given(counts, tall)
def test_a_row_is_in_the_month_whose_heading_stands_last_before_it(
    counts: list[int], tall: int
) -> None:
    lines = timeline(counts, tall)
    heading = -1
    for line in range(lines.lines):
        match lines.at(line):
            case Heading(month):
                heading = month
            case RowLine(row):
                assert lines.month_of(row) == heading
            case Gap(month):
                assert month == heading


def test_months_without_rows_have_no_heading() -> None:
    lines = timeline([0, 2, 0, 1], 2)
    headings = [p for line in range(lines.lines) if isinstance(p := lines.at(line), Heading)]
    assert headings == [Heading(0), Heading(1)]
    assert [month.count for month in lines.months] == [2, 1]


def test_the_first_row_of_a_month_brings_its_heading_into_sight() -> None:
    lines = timeline([2, 1], 2)
    assert list(lines.block(0)) == [0, 1, 2]
    assert list(lines.block(1)) == [3, 4]
    assert list(lines.block(2)) == [6, 7, 8]


def test_an_empty_list_has_no_lines() -> None:
    lines = timeline([], 2)
    assert (lines.rows, lines.lines, lines.rows_between(0, 20)) == (0, 0, range(0))


@pytest.mark.parametrize("beyond", [-1, 8])
def test_beyond_the_list_there_is_nothing(beyond: int) -> None:
    lines = timeline([2], 3)
    with pytest.raises(IndexError):
        lines.at(beyond)
    with pytest.raises(IndexError):
        lines.month_of(beyond)
    with pytest.raises(IndexError):
        lines.line_of(Heading(beyond))
