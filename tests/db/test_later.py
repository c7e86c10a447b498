"""Later thoughts: beside the old text, saved as they are typed, never over another window's."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from db import later, reflections
from db.errors import ChangedElsewhere, NotFound
from db.store import Store
from db.transaction import Transaction
from tests.db.writing import NOW, kept


def save(tx: Transaction, thought_id: str, body: str, revision: int) -> int:
    return later.save(tx, thought_id, body=body, revision=revision, now=NOW)


def test_it_is_beside_the_text_once_it_is_kept_and_the_text_stays(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "The text")
        before = reflections.get(tx, made)
        for minutes, body in ((2, "second"), (1, "first")):
            thought = later.begin(tx, made, NOW)
            save(tx, thought.id, body, 0)
            assert later.unfinished(tx, 1) is not None
            later.keep(tx, thought.id, NOW + timedelta(minutes=minutes))
        found = reflections.get(tx, made)
        assert [thought.body for thought in found.later] == ["first", "second"]
        assert (found.body, found.changed_at) == (before.body, before.changed_at)
        assert later.unfinished(tx, 1) is None


def test_the_unfinished_one_is_opened_again_as_it_stands(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx)
        thought = later.open_(tx, made, NOW)
        save(tx, thought.id, "begun", 0)
        again = later.open_(tx, made, NOW)
        assert (again.id, again.body, again.revision) == (thought.id, "begun", 1)
        later.keep(tx, thought.id, NOW)
        assert later.open_(tx, made, NOW).id != thought.id


def test_a_save_over_another_windows_text_is_refused(store: Store, second: Store) -> None:
    with store.write() as tx:
        made = kept(tx)
        thought = later.begin(tx, made, NOW)
        save(tx, thought.id, "common", 0)
    with second.write() as tx:
        save(tx, thought.id, "theirs", 1)
    with pytest.raises(ChangedElsewhere), store.write() as tx:
        save(tx, thought.id, "mine", 1)
    with second.write() as tx:
        later.keep(tx, thought.id, NOW)
    for refused in (
        lambda tx: save(tx, thought.id, "mine", 2),
        lambda tx: later.keep(tx, thought.id, NOW),
    ):
        with pytest.raises(ChangedElsewhere), store.write() as tx:
            refused(tx)
    with store.read() as tx:
        assert [thought.body for thought in reflections.get(tx, made).later] == ["theirs"]


def test_dropping_one_leaves_what_another_window_wrote_or_kept(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx)
        gone, saved, done = (later.begin(tx, made, NOW) for _ in range(3))
        save(tx, saved.id, "theirs", 0)
        later.keep(tx, done.id, NOW)
        for thought in (gone, saved, done):
            later.drop(tx, thought.id, revision=0)
        with pytest.raises(ChangedElsewhere):
            save(tx, gone.id, "mine", 0)
        assert save(tx, saved.id, "theirs still", 1) == 2
        assert [thought.id for thought in reflections.get(tx, made).later] == [done.id]


def test_one_is_removed_for_ever_and_the_rest_stays(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "The text")
        first, other = (later.begin(tx, made, NOW) for _ in range(2))
        for thought in (first, other):
            later.keep(tx, thought.id, NOW)
        later.remove(tx, first.id)
        assert [thought.id for thought in reflections.get(tx, made).later] == [other.id]
        with pytest.raises(NotFound, match="later thought"):
            later.remove(tx, first.id)
        with pytest.raises(NotFound):
            later.begin(tx, "zzzz", NOW)
        assert reflections.get(tx, made).body == "The text"


def test_they_go_where_their_reflection_goes(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx)
        thought = later.begin(tx, made, NOW)
        later.keep(tx, thought.id, NOW)
        later.begin(tx, made, NOW)
        reflections.trash(tx, made)
        assert len(reflections.get(tx, made).later) == 1
        reflections.restore(tx, made)
        assert len(reflections.get(tx, made).later) == 1
        reflections.trash(tx, made)
        reflections.purge(tx, made)
        assert tx.in_memory("SELECT count(*) FROM later_thought") == [(0,)]


@given(st.text(st.characters(exclude_categories=())))
@example("a NUL \x00, a lone surrogate \ud83d, \x1b[31m, [/] and '; DROP TABLE later_thought; --")
@example("\r\n\r\v\x85\u2028 ends \t ")
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_comes_back_exactly_as_it_was_given(store: Store, text: str) -> None:
    with store.write() as tx:
        made = kept(tx)
        thought = later.begin(tx, made, NOW)
        save(tx, thought.id, text, 0)
        assert later.open_(tx, made, NOW).body == text
        later.keep(tx, thought.id, NOW)
        assert [thought.body for thought in reflections.get(tx, made).later] == [text]
