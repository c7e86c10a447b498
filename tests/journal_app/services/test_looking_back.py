"""What comes up from before: an old one on what was read last, the same all day."""

from datetime import date, timedelta

import pytest

from content.library import Library
from db import reflections, settings
from db.transaction import Transaction
from journal_app.services import overview
from journal_app.services.looking_back import OLD, from_before, last_passage, remember
from tests.journal_app.past import Past

DAY = date(2026, 11, 23)
LAST_OLD = DAY - OLD


def test_the_passage_read_last_is_remembered(tx: Transaction) -> None:
    assert last_passage(tx) is None
    remember(tx, "co-regulation/Q1")
    remember(tx, "co-regulation/M1")
    remember(tx, "co-regulation/M1")
    assert last_passage(tx) == "co-regulation/M1"


def test_nothing_comes_up_before_anything_was_read_or_where_nothing_old_stands(
    tx: Transaction, library: Library
) -> None:
    past = Past(tx, library)
    past.kept("On another.", "Q2", day=date(2025, 1, 1))
    assert from_before(tx, library, DAY) is None
    remember(tx, "co-regulation/Q1")
    assert from_before(tx, library, DAY) is None
    past.kept("Too new.", "Q1", day=LAST_OLD + timedelta(days=1))
    past.unfinished("Not kept.", "Q1", day=date(2025, 1, 1))
    reflections.trash(tx, past.kept("Thrown away.", "Q1", day=date(2025, 1, 1)))
    assert from_before(tx, library, DAY) is None
    past.kept("Old enough.", "Q1", day=LAST_OLD)
    found = from_before(tx, library, DAY)
    assert found is not None
    assert found.opening == "Old enough."


def test_it_stays_all_day_whatever_is_written_and_changes_with_the_days(
    tx: Transaction, library: Library
) -> None:
    past = Past(tx, library)
    for number in range(40):
        past.kept(f"{number}", "Q1" if number % 2 else "Q2", day=date(2025, 1, 1 + number % 28))
    remember(tx, "co-regulation/questions")
    first = from_before(tx, library, DAY)
    assert first is not None
    for local in ("Q1", "Q2", "Q3", "questions", "RQ-4"):
        past.kept("Written today.", local, day=DAY)
        assert from_before(tx, library, DAY) == first
    days = [from_before(tx, library, DAY + timedelta(days=number)) for number in range(20)]
    assert len({row.id for row in days if row is not None}) > 5


def test_what_is_shown_already_does_not_come_up_again(tx: Transaction, library: Library) -> None:
    past = Past(tx, library)
    ids = [past.kept("Old.", "Q1", day=date(2025, 1, 1)) for _ in range(3)]
    remember(tx, "co-regulation/Q1")
    for number in range(3):
        shown = frozenset(ids[:number])
        found = from_before(tx, library, DAY, besides=shown)
        assert found is None or found.id not in shown
    assert from_before(tx, library, DAY, besides=frozenset(ids)) is None


@pytest.mark.parametrize("anchor", ["co-regulation/Q9", "gone", ""])
def test_a_passage_that_is_gone_is_no_fault(tx: Transaction, library: Library, anchor: str) -> None:
    remember(tx, anchor)
    assert from_before(tx, library, DAY) is None


def test_a_value_that_no_anchor_could_be_is_no_fault(tx: Transaction, library: Library) -> None:
    settings.put(tx, "last-passage", 7)
    assert last_passage(tx) is None
    assert from_before(tx, library, DAY) is None


def test_without_looking_back_today_shows_nothing_from_before(
    tx: Transaction, library: Library
) -> None:
    past = Past(tx, library)
    for number in range(6):
        past.kept("New.", "Q2", day=DAY - timedelta(days=number))
    past.kept("On this day.", "Q3", day=DAY.replace(year=2024))
    past.kept("From before.", "Q1", day=date(2025, 1, 1))
    remember(tx, "co-regulation/Q1")
    on = overview.today(tx, library, DAY)
    assert [row.opening for row in on.earlier] == ["On this day."]
    assert on.before is not None
    assert on.before.opening == "From before."
    off = overview.today(tx, library, DAY, looking_back=False)
    assert (off.earlier, off.before) == ((), None)
    assert (off.latest, off.questions) == (on.latest, on.questions)


def test_without_looking_back_a_month_ago_does_not_come_up_either(
    tx: Transaction, library: Library
) -> None:
    Past(tx, library).kept("A month ago.", day=date(2026, 10, 23))
    assert overview.today(tx, library, DAY).earlier
    assert not overview.today(tx, library, DAY, looking_back=False).earlier
