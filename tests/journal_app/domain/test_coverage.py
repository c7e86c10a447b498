"""The map of a topic: its places, the months they were met in, and their order."""

from datetime import date
from itertools import pairwise

import pytest

from content.library import Library
from db.records import Tally
from journal_app.domain.coverage import (
    Order,
    coverage,
    initials,
    last_months,
    ordered,
    places_of,
)

DAY = date(2026, 2, 23)


def test_sections_hold_their_questions_and_misconceptions_in_reading_order(
    library: Library,
) -> None:
    names = [passage.local for passage in places_of(library.topics[0])]
    at = names.index("misconceptions")
    assert names[at : at + 6] == ["misconceptions", "M1", "M2", "M3", "M4", "training"]
    assert names[-6:] == ["questions", "Q1", "Q2", "Q3", "Q4", "Q5"]
    assert len(names) == len(set(names))


def test_the_last_months_end_with_this_one_and_know_a_short_february() -> None:
    months = last_months(DAY)
    assert len(months) == 12
    assert months[0] == (date(2025, 3, 1), date(2025, 3, 31))
    assert months[-1] == (date(2026, 2, 1), date(2026, 2, 28))
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(months))
    assert initials(DAY) == "MAMJJASONDJF"


def test_a_place_was_met_in_each_month_in_which_anything_inside_it_was(library: Library) -> None:
    topic = library.topics[0]
    first = (True, *[False] * 11)
    last = (*[False] * 11, True)
    places = {
        place.passage.local: place
        for place in coverage(topic, {"Q1": Tally(2, DAY)}, {"Q1": first, "RQ-1": last})
    }
    assert places["Q1"].months == (True, *[False] * 10, True)
    assert places["questions"].months == places["Q1"].months
    assert places["Q2"].months == (False,) * 12
    assert places["Q1"].tally.count == 2
    assert places["Q2"].tally == Tally(0, None)
    assert places["Q1"].is_inside
    assert not places["questions"].is_inside


def test_longest_unmet_first_begins_with_what_was_never_met(library: Library) -> None:
    topic = library.topics[0]
    tallies = {
        "type": Tally(1, date(2026, 1, 1)),
        "creators": Tally(9, date(2020, 1, 1)),
        "Q3": Tally(1, date(2025, 1, 1)),
    }
    places = coverage(topic, tallies, {})
    text = [place.passage.local for place in ordered(places, Order.TEXT)]
    unmet = [place.passage.local for place in ordered(places, Order.UNMET)]
    assert text[:2] == ["type", "creators"]
    assert unmet[-3:] == ["creators", "Q3", "type"]
    assert unmet[:-3] == [name for name in text if name not in tallies]


@pytest.mark.parametrize("order", list(Order))
def test_the_other_order_of_the_other_is_the_same(order: Order) -> None:
    assert order.other is not order
    assert order.other.other is order
