"""Lists touch only what they show: the indexes give their order, and nothing is sorted."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from db import searching
from db.filters import Source, newest_first, source
from db.records import Kind, State, Terms
from db.reflections import Filter
from db.store import Store
from db.transaction import Transaction
from tests.db.writing import kept

Q1 = "co-regulation/Q1"
Q2 = "co-regulation/Q2"


def plan(store: Store, query: Source) -> list[str]:
    sql = query.compile(dialect=store._engine.dialect, compile_kwargs={"literal_binds": True})
    with store.read() as tx:
        steps = tx._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").all()
    return [step[3] for step in steps]


@dataclass(frozen=True)
class Statement:
    sql: str
    steps: list[str]


def run(store: Store, read: Callable[[Transaction], object]) -> list[Statement]:
    """What this reads with, and how SQLite goes about each statement."""
    asked: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, sql: str, values: Any, ___: Any, ____: Any) -> None:
        asked.append((sql, values))

    event.listen(store._engine, "before_cursor_execute", note)
    with store.read() as tx:
        read(tx)
    event.remove(store._engine, "before_cursor_execute", note)
    found = []
    for sql, values in asked:
        if sql.startswith("SELECT"):
            with store.read() as tx:
                steps = tx._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
                found.append(Statement(sql, [step[3] for step in steps]))
    return found


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Filter(), "COVERING INDEX ix_reflection_newest"),
        (Filter(kinds=(Kind.CAUGHT,)), "COVERING INDEX ix_reflection_newest"),
        (Filter(since=date(2025, 1, 1)), "COVERING INDEX ix_reflection_newest (written_on>?)"),
        (Filter(states=(State.TRASHED,)), "COVERING INDEX ix_reflection_newest"),
        (Filter(brought=True), "COVERING INDEX ix_reflection_brought"),
        (Filter(brought=False), "COVERING INDEX ix_reflection_newest"),
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
        (Filter(tags=("a",), case="K7"), "COVERING INDEX ix_reflection_tag_newest (tag_pk=?)"),
        (Filter(case="K7"), "COVERING INDEX ix_reflection_case_newest (case_pk=?)"),
        (
            Filter(case="K7", since=date(2025, 1, 1)),
            "COVERING INDEX ix_reflection_case_newest (case_pk=? AND written_on>?)",
        ),
        (Filter(own_states=(1,)), "COVERING INDEX ix_reflection_own_state (own_state=?)"),
        (Filter(own_states=(-2, -1, 2)), "COVERING INDEX ix_reflection_own_state (own_state=?)"),
        (Filter(topic="co-regulation"), "COVERING INDEX ix_reflection_newest"),
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


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(anchors=(Q1, Q2)),
        Filter(tags=("a", "b")),
        Filter(case="K7"),
        Filter(own_states=(1, 2)),
        Filter(topic="co-regulation"),
        Filter(brought=True),
        Filter(brought=False),
        Filter(since=date(2025, 1, 1), kinds=(Kind.CAUGHT,)),
    ],
)
@pytest.mark.parametrize(
    "terms",
    [
        Terms(words=("heron", "reeds")),
        Terms(words=("heron",), begun="ree"),
        Terms(begun="ree", phrases=("the heron",)),
        Terms(words=("heron",), phrases=("the reeds",), without=("wren", "the wren")),
    ],
)
def test_hits_come_from_the_index_in_its_order_whatever_else_is_asked(
    store: Store, wanted: Filter, terms: Terms
) -> None:
    for statement in run(store, lambda tx: searching.search(tx, terms, wanted, limit=50)):
        if "snippet" in statement.sql:
            found, *others = statement.steps
            # With "=" behind the number it would look up rowids one by one, ranking all each time.
            assert re.fullmatch(r"SCAN reflection_\w+ VIRTUAL TABLE INDEX 32:M\d", found)
            assert "USE TEMP B-TREE FOR ORDER BY" not in others
            assert "SEARCH reflection USING INTEGER PRIMARY KEY (rowid=?)" in others


def test_this_day_is_looked_up(store: Store) -> None:
    with store.read() as tx:
        steps = tx._connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT pk FROM reflection WHERE substr(written_on, 6) = '03-02' "
            "AND written_on < '2026-03-02' AND state = 'kept' ORDER BY written_on DESC, pk DESC"
        ).all()
    assert [step[3] for step in steps] == [
        "SEARCH reflection USING COVERING INDEX ix_reflection_day (<expr>=? AND written_on<?)"
    ]
