"""Days to cover, as they are typed."""

from datetime import date

import pytest

from journal_app.domain.periods import period

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        (" 2025-03 to 2025-06 ", date(2025, 3, 1), date(2025, 6, 30)),
        ("2025-03-14 – 2026-03-13", date(2025, 3, 14), date(2026, 3, 13)),
        ("2025..today", date(2025, 1, 1), TODAY),
        ("2y to yesterday", date(2024, 11, 23), date(2026, 11, 22)),
        ("2026 to 2025", date(2026, 1, 1), date(2025, 12, 31)),
    ],
)
def test_days_are_read_as_they_are_typed(typed: str, first: date, last: date) -> None:
    assert period(typed, TODAY) == (first, last)


@pytest.mark.parametrize("typed", ["", "to", "2025-13", "2025 to", "2025 to 2026 to 2027", "soon"])
def test_what_names_no_days_is_no_period(typed: str) -> None:
    assert period(typed, TODAY) is None
