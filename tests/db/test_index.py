"""Whatever is done to a journal, its indexes hold its texts and its tallies its numbers."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from db import (
    cases,
    drafts,
    later,
    links,
    places,
    reflections,
    reviews,
    searching,
    tags,
    versions,
)
from db.filters import Filter
from db.records import State, Terms
from db.store import Store
from db.transaction import Transaction
from db.triggers import INDEXES
from tests.db.writing import KEY, NOW, TODAY, begun, link, typed

TOPICS = ("co-regulation", "other")
LOCALS = ("", "a", "b", "c", "unknown")
ANCHORS = tuple(f"{topic}/{local}".rstrip("/") for topic in TOPICS for local in LOCALS)
SHAPES: tuple[dict[str, tuple[str, ...]], ...] = (
    {"": ("", "a", "b", "c"), "a": ("a", "b"), "b": ("b",)},
    {"": ("", "a"), "c": ("c", "b", "a", "b"), "a": ("a",)},
    {},
)
TEXTS = ("heron", "heron heron wren", "half \ud83d a pair", "a\x00b", "", "Kö\u0308rper 漢字 שלום")

Deed = Callable[[Transaction, list[str]], object]


class TakenBack(Exception):
    """Ends a transaction without keeping it."""


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.create_with_key(tmp_path_factory.mktemp("any") / "journal.db", KEY)
    yield opened
    opened.close()


def one(made: list[str], at: int) -> str:
    return made[at % len(made)]


def write(body: str, on: list[str], day: date, tx: Transaction, made: list[str]) -> None:
    made.append(begun(tx, body, on=tuple(on), tagged=("first",), written_on=day))


def keep(at: int, body: str, tx: Transaction, made: list[str]) -> None:
    typed(tx, one(made, at), body)
    drafts.keep(tx, one(made, at), NOW)


def shed(at: int, tx: Transaction, made: list[str]) -> None:
    reviews.set_shedding(tx, one(made, at), TODAY)
    drafts.open(tx, one(made, at), NOW)


def discard(at: int, tx: Transaction, made: list[str]) -> None:
    chosen = reflections.get(tx, one(made, at))
    if chosen.body or chosen.state is not State.DRAFT:
        drafts.discard(tx, chosen.id)
    elif not versions.count(tx, chosen.id):
        reflections.discard(tx, chosen.id)
        made.remove(chosen.id)


def add_link(at: int, anchor: str, tx: Transaction, made: list[str]) -> None:
    links.add(tx, one(made, at), link(anchor))


def remove_link(at: int, anchor: str, tx: Transaction, made: list[str]) -> None:
    links.remove(tx, one(made, at), anchor)


def think(at: int, body: str, kept: bool, tx: Transaction, made: list[str]) -> None:
    thought = later.open_(tx, one(made, at), NOW)
    later.save(tx, thought.id, body=body, revision=thought.revision, now=NOW)
    if kept:
        later.keep(tx, thought.id, NOW)


def forget_thought(at: int, tx: Transaction, made: list[str]) -> None:
    thoughts = reflections.get(tx, one(made, at)).later
    if thoughts:
        later.remove(tx, thoughts[0].id)


def trash(at: int, tx: Transaction, made: list[str]) -> None:
    reflections.trash(tx, one(made, at))


def restore(at: int, tx: Transaction, made: list[str]) -> None:
    reflections.restore(tx, one(made, at))


def bring_back(at: int, tx: Transaction, made: list[str]) -> None:
    there = versions.count(tx, one(made, at))
    if there:
        versions.bring_back(tx, one(made, at), 1, of=there, now=NOW)


def purge(at: int, tx: Transaction, made: list[str]) -> None:
    chosen = one(made, at)
    if reflections.get(tx, chosen).state is State.TRASHED:
        reflections.purge(tx, chosen)
        made.remove(chosen)


def purge_trash(tx: Transaction, made: list[str]) -> None:
    made[:] = [each for each in made if reflections.get(tx, each).state is not State.TRASHED]
    reflections.purge_trash(tx)


def name(at: int, tag: str, tx: Transaction, made: list[str]) -> None:
    tags.set_tags(tx, one(made, at), [tag])
    cases.set_case(tx, one(made, at), tag)


def rename(old: str, new: str, tx: Transaction, made: list[str]) -> None:
    if old in dict(tags.all_tags(tx)):
        tags.rename(tx, old, new)
    if old in dict(cases.all_cases(tx)):
        cases.rename(tx, old, new)


def move(at: int, day: date, tx: Transaction, made: list[str]) -> None:
    reflections.set_written_on(tx, one(made, at), day)


def learn(topic: str, shape: int, tx: Transaction, made: list[str]) -> None:
    places.learn(tx, topic, SHAPES[shape], str(shape))


AT = st.integers(0, 5)
DAYS = st.integers(0, 70).map(lambda days: date(2024, 12, 1) + timedelta(days=days))
BODIES = st.sampled_from(TEXTS)
NAMES = st.sampled_from(["first", "second", "third"])
SOME = st.sampled_from(ANCHORS)
DEEDS: st.SearchStrategy[Deed] = st.one_of(
    st.builds(partial, st.just(write), BODIES, st.lists(SOME, max_size=3), DAYS),
    st.builds(partial, st.just(keep), AT, BODIES),
    st.builds(partial, st.just(add_link), AT, SOME),
    st.builds(partial, st.just(remove_link), AT, SOME),
    st.builds(partial, st.just(think), AT, BODIES, st.booleans()),
    st.builds(partial, st.just(name), AT, NAMES),
    st.builds(partial, st.just(rename), NAMES, NAMES),
    st.builds(partial, st.just(move), AT, DAYS),
    st.builds(partial, st.just(learn), st.sampled_from(TOPICS), st.integers(0, 2)),
    st.just(purge_trash),
    *(
        st.builds(partial, st.just(deed), AT)
        for deed in (shed, discard, forget_thought, trash, restore, bring_back, purge)
    ),
)


@given(st.lists(DEEDS, min_size=3, max_size=25))
@settings(max_examples=80, deadline=None)
def test_indexes_and_tallies_are_true_after_any_sequence(journal: Store, deeds: list[Deed]) -> None:
    made: list[str] = []
    with suppress(TakenBack), journal.write() as tx:
        for first in (0, 1):
            learn(TOPICS[first], first, tx, made)
            write("heron", ["co-regulation/b", "other/a"], TODAY, tx, made)
            keep(first, "heron", tx, made)
        for deed in deeds:
            if made:
                deed(tx, made)
            # A savepoint is where an index writes down what it has gathered, as at a commit.
            tx.in_memory("SAVEPOINT done")
            tx.in_memory("RELEASE done")
        check_indexes(tx)
        check_tallies(tx)
        check_names(tx)
        check_found(tx, made)
        raise TakenBack


def check_indexes(tx: Transaction) -> None:
    for index in INDEXES:
        tx._connection.exec_driver_sql(
            f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
        )


def check_tallies(tx: Transaction) -> None:
    for tally, counted in {
        "day_tally": "SELECT written_on, state, count(*) FROM reflection GROUP BY 1, 2",
        "month_tally": "SELECT substr(written_on, 1, 7), state, count(*) FROM reflection "
        "GROUP BY 1, 2",
        "anchor_tally": "SELECT topic, local, state, count(*) FROM reflection_link "
        "GROUP BY 1, 2, 3",
        "place_tally": "SELECT link.topic, place, state, count(DISTINCT reflection_pk) "
        "FROM reflection_link AS link JOIN place_within AS its "
        "ON its.topic = link.topic AND its.part = link.local GROUP BY 1, 2, 3",
    }.items():
        held = tx._connection.execute(text(f"SELECT * FROM {tally}")).all()  # noqa: S608
        fresh = tx._connection.execute(text(counted)).all()
        assert sorted(map(tuple, held)) == sorted(map(tuple, fresh)), tally


def check_found(tx: Transaction, made: list[str]) -> None:
    wrens = {
        reflection.id
        for reflection in (reflections.get(tx, each) for each in made)
        if reflection.state is not State.TRASHED
        # A thought on what was never kept is found once that is kept.
        and "wren"
        in f"{reflection.text} {reflection.body}"
        + (f"{reflection.later}" if reflection.state is State.KEPT else "")
    }
    hits = searching.search(tx, Terms(words=("wren",)), Filter(), limit=500)
    assert {hit.id for hit in hits} == wrens


def check_names(tx: Transaction) -> None:
    for names, uses, key in (
        ("tag", "reflection_tag", "tag_pk"),
        ("case_code", "reflection_case", "case_pk"),
    ):
        unused = f"SELECT name FROM {names} WHERE pk NOT IN (SELECT {key} FROM {uses})"  # noqa: S608
        assert tx._connection.execute(text(unused)).all() == []
