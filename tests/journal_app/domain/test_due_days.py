"""A day is read as a person types it, and nothing else is taken for one."""

from datetime import date

import pytest

from journal_app.domain.due_days import offered, read_due

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-03", date(2026, 12, 3)),
        ("2025-01-01", date(2025, 1, 1)),
        ("today", MONDAY),
        ("Tomorrow", date(2026, 11, 24)),
        ("next week", date(2026, 11, 30)),
        ("in two weeks", date(2026, 12, 7)),
        ("  In  2 weeks ", date(2026, 12, 7)),
        ("in a month", date(2026, 12, 23)),
        ("in 3 days", date(2026, 11, 26)),
        ("in a year", date(2027, 11, 23)),
        ("2w", date(2026, 12, 7)),
        ("3m", date(2027, 2, 23)),
        ("3 December", date(2026, 12, 3)),
        ("3. dec 2027", date(2027, 12, 3)),
        ("3 march", date(2027, 3, 3)),
        ("23 november", MONDAY),
        ("29 feb", date(2028, 2, 29)),
        ("friday", date(2026, 11, 27)),
        ("next fri", date(2026, 11, 27)),
        ("monday", date(2026, 11, 30)),
    ],
)
def test_a_day_is_read(typed: str, day: date) -> None:
    assert read_due(typed, MONDAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "in many weeks",
        "2026-02-30",
        "2026-13-01",
        "31 november",
        "3 ju",
        "3 ma 2027",
        "t",
        "in 99999999999 weeks",
        "in 99999 years",
        "in 7973 years",
        "9999-12-31",
        "1 dec 1899",
        "١٢ december",
        "3 december,",
        "29 feb 2027",
        "1 dec 0000",
    ],
)
def test_what_names_no_day_is_none(typed: str) -> None:
    assert read_due(typed, MONDAY) is None


def test_the_days_on_offer_are_read_by_their_names() -> None:
    assert len(offered(MONDAY)) == 3
    assert all(read_due(name, MONDAY) == day for name, day in offered(MONDAY))
