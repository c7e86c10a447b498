"""What looking back asks of the journal: months a place was met, own states, lists turned round."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from db import listing, own_states, reflections
from db.filters import Filter
from db.met import months_met
from db.records import State
from db.store import Store
from tests.db.writing import TODAY, begun, kept

Q1 = "co-regulation/Q1"
Q2 = "co-regulation/Q2"
JANUARY = (date(2026, 1, 1), date(2026, 1, 31))
FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))


def noted(store: Store, step: int, day: date, *on: str, state: State = State.KEPT) -> None:
    """A reflection of this state with this step noted."""
    with store.write() as tx:
        made = (begun if state is State.DRAFT else kept)(tx, on=on, written_on=day)
        reflections.set_own_state(tx, made, step)
        if state is State.TRASHED:
            reflections.trash(tx, made)


def test_a_month_was_met_from_its_first_day_to_its_last(store: Store) -> None:
    with store.write() as tx:
        kept(tx, on=(Q1,), written_on=date(2026, 1, 1))
        kept(tx, on=(Q2,), written_on=date(2026, 1, 31))
        kept(tx, on=(Q2,), written_on=date(2026, 2, 28))
        kept(tx, on=("co-regulation",), written_on=date(2026, 3, 1))
        kept(tx, on=("other/Q1",), written_on=date(2026, 1, 5))
        assert months_met(tx, "co-regulation", (JANUARY, FEBRUARY)) == {
            "Q1": (True, False),
            "Q2": (True, True),
            "": (False, False),
        }
        assert months_met(tx, "unknown", (JANUARY,)) == {}


def test_what_is_unfinished_or_thrown_away_meets_nothing(store: Store) -> None:
    with store.write() as tx:
        begun(tx, on=(Q1,), written_on=date(2026, 1, 5))
        kept(tx, on=(Q1,), written_on=date(2026, 2, 5))
        reflections.trash(tx, kept(tx, on=(Q1,), written_on=date(2026, 1, 6)))
        assert months_met(tx, "co-regulation", (JANUARY, FEBRUARY)) == {"Q1": (False, True)}


def test_months_are_looked_up_in_the_index_and_not_counted(store: Store) -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []
    event.listen(
        store._engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, values, *_: asked.append((statement, values)),
    )
    with store.read() as tx:
        months_met(tx, "co-regulation", (JANUARY,))
        ((statement, values),) = [one for one in asked if "anchor_tally" in one[0]]
        steps = tx._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert any(
        "ix_reflection_link_newest (topic=? AND local=? AND written_on>? AND written_on<?)"
        in step[3]
        for step in steps
    ), steps


def test_own_states_are_counted_by_month_and_step(store: Store) -> None:
    noted(store, 0, date(2026, 1, 1))
    noted(store, 0, date(2026, 1, 31))
    noted(store, -2, date(2026, 1, 15))
    noted(store, 2, date(2026, 2, 1))
    noted(store, 1, date(2025, 12, 31))
    noted(store, 1, date(2026, 1, 9), state=State.DRAFT)
    noted(store, 1, date(2026, 1, 9), state=State.TRASHED)
    with store.write() as tx:
        kept(tx, written_on=date(2026, 1, 9))
        assert own_states.by_month(tx, JANUARY[0], FEBRUARY[1]) == {
            ("2026-01", 0): 2,
            ("2026-01", -2): 1,
            ("2026-02", 2): 1,
        }


def test_own_states_on_anchors_count_a_reflection_once_and_only_the_latest(store: Store) -> None:
    for back in range(4):
        noted(store, 1, TODAY - timedelta(days=back), Q1)
    noted(store, 0, TODAY, Q1, Q2)
    noted(store, -1, TODAY - timedelta(days=90), Q1)
    noted(store, 2, TODAY, Q1, state=State.DRAFT)
    with store.read() as tx:
        assert own_states.on_anchors(tx, (Q1, Q2), latest=50) == {1: 4, 0: 1, -1: 1}
        assert own_states.on_anchors(tx, (Q1, Q2), latest=5) == {1: 4, 0: 1}
        assert own_states.on_anchors(tx, (), latest=5) == {}


@pytest.mark.parametrize("anchors", [(), (Q1,), (Q1, Q2)])
def test_a_list_turned_round_is_the_same_list(store: Store, anchors: tuple[str, ...]) -> None:
    with store.write() as tx:
        for number in range(9):
            day = date(2026, 1, 1 + number // 2)
            kept(tx, f"{number}", on=(Q1,) if number % 2 else (Q1, Q2), written_on=day)
        wanted = Filter(anchors=anchors)
        newest = [row.id for row in listing.page(tx, wanted)]
        assert [row.id for row in listing.page_from_oldest(tx, wanted)] == newest[::-1]
        part = listing.page_from_oldest(tx, wanted, offset=2, limit=3)
        assert [row.id for row in part] == newest[::-1][2:5]
        assert listing.page_from_oldest(tx, wanted, offset=99) == ()


def test_of_many_on_this_day_the_newest_are_enough(store: Store) -> None:
    with store.write() as tx:
        for year in (2020, 2022, 2024):
            kept(tx, f"{year}", written_on=TODAY.replace(year=year))
        found = reflections.on_this_day(tx, TODAY, limit=2)
    assert [row.opening for row in found] == ["2024", "2022"]
