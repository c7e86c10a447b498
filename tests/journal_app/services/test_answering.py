"""Answers over time, a stretch at a time, however many there are."""

from datetime import timedelta

import pytest

from content.library import Library
from db import reflections
from db.records import Link
from db.transaction import Transaction
from journal_app.services import answering, places
from journal_app.services.answering import STRETCH, Answers, again, answers
from tests.journal_app.past import TODAY, Past

Q1 = "co-regulation/Q1"
SECTION = "co-regulation/questions"
MANY = 3 * STRETCH + 7
GONE = Link("co-regulation/Q9", "Q9 Old", "Was it asked?", "0" * 16)


def write(tx: Transaction, library: Library, number: int, *on: str | Link) -> list[str]:
    """Answers on days that follow each other, named by their place; their ids."""
    past = Past(tx, library)
    first = TODAY - timedelta(days=number)
    return [past.kept(f"{at}", *on, day=first + timedelta(days=at)) for at in range(number)]


def names(found: Answers) -> list[str]:
    return [row.opening for row in found.rows]


@pytest.mark.parametrize("learned", [False, True], ids=["counted", "learned"])
def test_only_a_stretch_of_many_is_loaded_and_every_place_can_be_gone_to(
    tx: Transaction, library: Library, learned: bool
) -> None:
    if learned:
        places.learn(tx, library.topics)
    write(tx, library, MANY, "Q1", "RQ-1")
    newest = answers(tx, library, SECTION)
    assert (newest.count, newest.place, len(newest.rows)) == (MANY, MANY - 1, STRETCH)
    assert newest.first is not None
    assert newest.first.opening == "0"
    assert names(newest)[-1] == f"{MANY - 1}"
    for place in (0, 1, STRETCH, MANY // 2, MANY - 2, MANY - 1):
        found = answers(tx, library, SECTION, place=place)
        row = found.row(place)
        assert row is not None
        assert row.opening == f"{place}"
        assert names(found) == [f"{found.offset + at}" for at in range(len(found.rows))]
        assert len(found.rows) == STRETCH


def test_places_beyond_the_ends_are_held_and_outside_the_stretch_there_is_no_row(
    tx: Transaction, library: Library
) -> None:
    write(tx, library, MANY, "Q1")
    assert answers(tx, library, Q1, place=-5).place == 0
    last = answers(tx, library, Q1, place=10**9)
    assert last.place == MANY - 1
    assert last.row(0) is None
    assert last.row(MANY) is None
    assert last.row(-1) is None


def test_looking_again_stays_on_the_same_answer(tx: Transaction, library: Library) -> None:
    ids = write(tx, library, MANY, "Q1")
    before = answers(tx, library, Q1, place=200)
    assert again(tx, library, before, 200) == before
    reflections.trash(tx, ids[3])
    found = again(tx, library, before, 200)
    assert (found.count, found.place) == (MANY - 1, 199)
    moved = found.row(found.place)
    assert moved is not None
    assert moved.id == ids[200]


def test_looking_again_goes_to_the_newest_if_one_came_and_near_if_it_is_gone(
    tx: Transaction, library: Library
) -> None:
    ids = write(tx, library, 3, "Q1")
    before = answers(tx, library, Q1, place=0)
    Past(tx, library).kept("new", "Q1")
    found = again(tx, library, before, 0)
    assert (found.place, names(found)[-1]) == (3, "new")
    reflections.trash(tx, ids[0])
    assert again(tx, library, found, 0).place == 0
    for gone in ids[1:]:
        reflections.trash(tx, gone)
    alone = again(tx, library, found, 2)
    assert (alone.place, alone.count, names(alone)) == (0, 1, ["new"])


def test_none_and_the_last_one_gone_are_no_fault(tx: Transaction, library: Library) -> None:
    empty = answers(tx, library, Q1)
    assert (empty.count, empty.place, empty.first, empty.rows) == (0, 0, None, ())
    assert empty.row(0) is None
    (only,) = write(tx, library, 1, "Q1")
    before = answers(tx, library, Q1)
    reflections.trash(tx, only)
    assert again(tx, library, before, 0).rows == ()


def test_what_left_the_text_is_read_in_stretches_too(tx: Transaction, library: Library) -> None:
    ids = write(tx, library, STRETCH + 20, GONE)
    found = answers(tx, library, GONE.anchor, place=3)
    assert found.passage is None
    assert (found.label, found.wording, found.count) == (GONE.label, GONE.wording, STRETCH + 20)
    row = found.row(3)
    assert row is not None
    assert row.id == ids[3]
    reflections.trash(tx, ids[0])
    assert again(tx, library, found, 3).place == 2


def test_texts_are_whole_and_leave_out_what_is_gone(tx: Transaction, library: Library) -> None:
    ids = write(tx, library, 2, "Q1")
    assert set(answering.texts(tx, [*ids, "zzzzzzzzzz"])) == set(ids)
