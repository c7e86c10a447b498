"""The strands of a thread: in order of time, days among moments."""

from datetime import UTC, date, datetime

from journal_app.domain.thread import Strand, in_order

EARLY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LATE = datetime(2026, 3, 2, 23, 59, tzinfo=UTC)


def test_strands_are_in_order_of_time_and_of_one_moment_as_given() -> None:
    strands = [
        Strand(LATE, "late"),
        Strand(EARLY, "begun"),
        Strand(EARLY, "a passage"),
        Strand(EARLY, "another passage"),
        Strand(date(2026, 3, 3), "the day after"),
        Strand(date(2026, 3, 1), "the day before"),
    ]
    assert [strand.label for strand in in_order(strands)] == [
        "the day before",
        "begun",
        "a passage",
        "another passage",
        "late",
        "the day after",
    ]


def test_a_bare_day_stands_after_the_moments_of_that_day() -> None:
    strands = [Strand(date(2026, 3, 2), "that day"), Strand(LATE, "late")]
    assert [strand.label for strand in in_order(strands)] == ["late", "that day"]
    assert [strand.day for strand in strands] == [date(2026, 3, 2)] * 2
