"""Lists touch only what they show: the indexes give their order, and nothing is sorted."""

from datetime import date

import pytest

from db.filters import Source, newest_first, source
from db.records import Kind, State
from db.reflections import Filter
from db.store import Store
from tests.db.writing import kept

Q1 = "co-regulation/Q1"
Q2 = "co-regulation/Q2"


def plan(store: Store, query: Source) -> list[str]:
    sql = query.compile(dialect=store._engine.dialect, compile_kwargs={"literal_binds": True})
    with store.read() as tx:
        steps = tx._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").all()
    return [step[3] for step in steps]


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Filter(), "COVERING INDEX ix_reflection_newest"),
        (Filter(kinds=(Kind.CAUGHT,)), "COVERING INDEX ix_reflection_newest"),
        (Filter(since=date(2025, 1, 1)), "COVERING INDEX ix_reflection_newest (written_on>?)"),
        (Filter(states=(State.TRASHED,)), "COVERING INDEX ix_reflection_newest"),
        (Filter(brought=True), "COVERING INDEX ix_reflection_brought"),
        (Filter(anchors=(Q1,)), "COVERING INDEX ix_reflection_link_newest (topic=? AND local=?)"),
        (
            Filter(anchors=(Q1, Q2, "co-regulation")),
            "COVERING INDEX ix_reflection_link_newest (topic=? AND local=?)",
        ),
        (
            Filter(anchors=(Q1,), tags=("a",), brought=True),
            "COVERING INDEX ix_reflection_link_newest",
        ),
        (Filter(tags=("a",)), "COVERING INDEX ix_reflection_tag_newest (tag_pk=?)"),
    ],
)
def test_a_page_is_read_from_an_index_in_its_order(
    store: Store, wanted: Filter, index: str
) -> None:
    with store.write() as tx:
        kept(tx, on=(Q1,), tagged=("a",))
    steps = plan(store, newest_first(source(wanted)).limit(50))
    assert any(index in step for step in steps), steps
    assert not [step for step in steps if "TEMP B-TREE" in step]


def test_the_place_in_a_list_is_counted_from_the_index(store: Store) -> None:
    steps = plan(store, source(Filter(), above=(date(2025, 1, 1), 7)))
    assert steps == ["SEARCH reflection USING COVERING INDEX ix_reflection_newest (written_on>?)"]


def test_this_day_is_looked_up(store: Store) -> None:
    with store.read() as tx:
        steps = tx._connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT pk FROM reflection WHERE substr(written_on, 6) = '03-02' "
            "AND written_on < '2026-03-02' AND state = 'kept' ORDER BY written_on DESC, pk DESC"
        ).all()
    assert [step[3] for step in steps] == [
        "SEARCH reflection USING COVERING INDEX ix_reflection_day (<expr>=? AND written_on<?)"
    ]
