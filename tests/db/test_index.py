"""Whatever is done to a journal, its indexes hold its texts and its tallies its numbers."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import cases, drafts, later, links, listing, places, reflections, reviews, searching, tags
from db import versions as versions_
from db.errors import JournalError
from db.filters import Filter
from db.records import State, Terms
from db.store import Store
from db.transaction import Transaction
from db.triggers import INDEXES
from tests.db.writing import KEY, NOW, TODAY, begun, kept, link, typed

ANCHORS = ("co-regulation/Q1", "co-regulation/CP-1", "co-regulation/CP-2", "other/A")
WITHIN = {"principles": ("principles", "CP-1", "CP-2"), "Q1": ("Q1",), "CP-1": ("CP-1",)}
WORDS = ("tender", "Café", "waiting", "self-harm", "über", "late", "\ud800", "naïve", "\x00")

OPERATIONS = st.tuples(
    st.sampled_from(
        (
            "write", "begin", "rewrite", "keep", "discard", "link", "unlink", "later", "drop later",
            "tag", "case", "trash", "restore", "purge", "move", "bring back", "shed", "learn",
        )
    ),
    st.integers(0, 9),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
)  # fmt: skip


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One journal for all examples; each begins by emptying it."""
    path = tmp_path_factory.mktemp("index") / "journal.db"
    store = Store.create_with_key(path, KEY)
    yield store
    store.close()


def do(tx: Transaction, what: str, which: int, text: str) -> None:
    """One operation on one of the reflections there are; what can't be done is refused."""
    rows = listing.page(tx, Filter(states=tuple(State)), limit=50)
    if what == "write":
        kept(tx, text, on=ANCHORS[which % 4 :][:2], tagged=(f"t{which % 3}",),
             written_on=TODAY - timedelta(days=which * 20))  # fmt: skip
        return
    if what == "begin":
        begun(tx, text, on=(ANCHORS[which % 4],))
        return
    if what == "learn":
        places.learn(tx, "co-regulation", WITHIN if which % 2 else {"Q1": ("Q1",)}, str(which))
        return
    if not rows:
        return
    made = rows[which % len(rows)].id
    reflection = reflections.get(tx, made)
    match what:
        case "rewrite":
            typed(tx, made, text)
        case "keep" if reflection.draft is not None:
            drafts.keep(tx, made, NOW)
        case "discard" if reflection.body:
            drafts.discard(tx, made)
        case "link":
            links.add(tx, made, link(ANCHORS[which % 4]))
        case "unlink":
            links.remove(tx, made, ANCHORS[which % 4])
        case "later":
            thought = later.open_(tx, made, NOW)
            later.save(tx, thought.id, body=text, revision=thought.revision, now=NOW)
            if which % 2:
                later.keep(tx, thought.id, NOW)
        case "drop later" if reflection.later:
            later.remove(tx, reflection.later[0].id)
        case "tag":
            tags.set_tags(tx, made, (f"t{which % 3}",))
        case "case":
            cases.set_case(tx, made, f"k{which % 3}" if which % 4 else None)
        case "trash":
            reflections.trash(tx, made)
        case "restore":
            reflections.restore(tx, made)
        case "purge":
            reflections.purge(tx, made)
        case "move":
            reflections.set_written_on(tx, made, date(2024, 1 + which, 1))
        case "bring back" if reflection.body:
            versions_.bring_back(tx, made, 1, of=versions_.count(tx, made), now=NOW)
        case "shed" if reflection.draft is not None and reflection.body:
            reviews.set_shedding(tx, made, TODAY)


def check(store: Store) -> None:
    """The indexes against the texts, and every tally against a fresh count."""
    with store.write() as tx:
        for index in INDEXES:
            check = f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
            tx.in_memory(check)
    with store.read() as tx:
        everything = [
            reflections.get(tx, row.id)
            for row in listing.page(tx, Filter(states=tuple(State)), limit=500)
        ]
        tables = {
            "day_tally": Counter((str(r.written_on), str(r.state)) for r in everything),
            "month_tally": Counter((f"{r.written_on:%Y-%m}", str(r.state)) for r in everything),
        }
        for table, expected in tables.items():
            found = tx.in_memory(f"SELECT * FROM {table}")  # noqa: S608
            assert {(key, state): number for key, state, number in found} == expected, table
        counted = tx.in_memory(
            "SELECT w.topic, w.place, l.state, count(DISTINCT l.reflection_pk) "
            "FROM reflection_link l JOIN place_within w ON w.topic = l.topic AND w.part = l.local "
            "GROUP BY 1, 2, 3"
        )
        assert set(tx.in_memory("SELECT * FROM place_tally")) == set(counted)
        for reflection in everything:
            if reflection.body.isalpha() and reflection.state is State.KEPT:
                hits = searching.search(tx, Terms(words=(reflection.body,)), Filter(), limit=500)
                assert reflection.id in {hit.id for hit in hits}


@given(st.lists(OPERATIONS, max_size=14))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_indexes_and_tallies_are_right_after_anything(
    shared: Store, operations: list[tuple[str, int, str]]
) -> None:
    with shared.write() as tx:
        for row in listing.page(tx, Filter(states=tuple(State)), limit=500):
            reflections.trash(tx, row.id)
        reflections.purge_trash(tx)
    for what, which, text in operations:
        try:
            with shared.write() as tx:
                do(tx, what, which, text)
        except JournalError:
            continue
    check(shared)
