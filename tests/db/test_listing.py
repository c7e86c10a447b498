"""The list in any order of days: far pages, places, months and days are as counted by hand."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db import listing, reflections
from db.filters import Filter
from db.records import DayCount, Kind, State
from db.store import Store
from tests.db.writing import KEY, NOW, kept


class TakenBack(Exception):
    """Ends a transaction without keeping it."""


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.create_with_key(tmp_path_factory.mktemp("listing") / "journal.db", KEY)
    yield opened
    opened.close()


def test_a_list_of_states_alone_is_told_from_all_that_ask_for_more() -> None:
    more: dict[str, Any] = {
        "anchors": ("co-regulation/Q1",),
        "tags": ("a",),
        "case": "K7",
        "own_states": (0,),
        "topic": "co-regulation",
        "brought": False,
        "since": date.min,
        "until": date.max,
        "kinds": (Kind.CAUGHT,),
    }
    assert Filter(states=tuple(State)).is_plain
    assert {"states", *more} == {field.name for field in fields(Filter)}
    assert not [name for name in more if Filter(**{name: more[name]}).is_plain]


DAYS = st.one_of(
    st.dates(),
    st.dates(date(2024, 1, 28), date(2024, 3, 3)),
    st.sampled_from([date.min, date(999, 12, 31), date(1000, 1, 1), date(9999, 12, 1), date.max]),
)


@given(st.lists(st.tuples(DAYS, st.sampled_from(list(State))), max_size=12), st.integers(1, 4))
@example([(date.max, State.KEPT), (date(9999, 12, 1), State.KEPT), (date.min, State.KEPT)], 1)
@settings(max_examples=40, deadline=None)
def test_pages_places_months_and_days_are_as_counted_by_hand(
    journal: Store, written: list[tuple[date, State]], size: int
) -> None:
    with suppress(TakenBack), journal.write() as tx:
        made: list[tuple[date, int, str]] = []
        for number, (day, state) in enumerate(written):
            if state is State.DRAFT:
                each = reflections.create(tx, written_on=day, now=NOW)
            else:
                each = kept(tx, written_on=day)
            if state is State.TRASHED:
                reflections.trash(tx, each)
            made.append((day, number, each))
        for states in ((State.DRAFT, State.KEPT), (State.KEPT,), (State.TRASHED,), tuple(State)):
            wanted = Filter(states=states)
            by_hand = [
                (day, each)
                for day, number, each in sorted(made, reverse=True)
                if written[number][1] in states
            ]
            ids = [each for _, each in by_hand]
            for offset in range(0, len(ids) + 2, size):
                page = listing.page(tx, wanted, offset=offset, limit=size)
                assert [row.id for row in page] == ids[offset : offset + size]
            assert [listing.position(tx, wanted, each) for each in ids] == list(range(len(ids)))
            months = Counter(day.replace(day=1) for day, _ in by_hand)
            assert [(m.month, m.count) for m in listing.months(tx, wanted)] == sorted(
                months.items(), reverse=True
            )
            assert listing.count(tx, wanted) == len(ids)
        days = Counter(day for day, number, _ in made if written[number][1] is State.KEPT)
        assert listing.days(tx, date.min, date.max, State.KEPT) == tuple(
            DayCount(*each) for each in sorted(days.items())
        )
        assert listing.years(tx, State.KEPT) == ((min(days).year, max(days).year) if days else None)
        raise TakenBack
