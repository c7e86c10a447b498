"""Unfinished texts: saved exactly, kept once, never lost to another window."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from db import drafts, listing, reflections
from db.errors import ChangedElsewhere, NotFound
from db.records import Draft, State
from db.store import Store
from tests.db.writing import NOW, begun, kept, typed

Q1 = "co-regulation/Q1"
Q2 = "co-regulation/Q2"


def test_a_draft_comes_back_with_its_cursor(store: Store) -> None:
    with store.write() as tx:
        made = begun(tx)
        revision = reflections.get(tx, made).draft
        assert revision is not None
        drafts.save(
            tx,
            made,
            body="one\ntwo",
            cursor=(1, 3),
            scroll=1,
            revision=revision.revision,
            now=NOW,
        )
    with store.read() as tx:
        found = reflections.get(tx, made)
    assert found.draft == Draft("one\ntwo", (1, 3), 1, revision.revision + 1, NOW)
    assert (found.body, found.text, found.state) == ("", "one\ntwo", State.DRAFT)


def test_opening_again_changes_nothing(store: Store) -> None:
    with store.write() as tx:
        made = begun(tx, "as it was")
        before = reflections.get(tx, made).draft
        assert drafts.open(tx, made, NOW + timedelta(days=1)) == before


def test_a_kept_text_is_opened_as_it_stands_and_stays_until_kept_anew(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "the first")
        assert drafts.open(tx, made, NOW).body == "the first"
        typed(tx, made, "the second")
        found = reflections.get(tx, made)
        assert (found.body, found.text, found.state) == ("the first", "the second", State.KEPT)
        drafts.keep(tx, made, NOW)
        found = reflections.get(tx, made)
        assert (found.body, found.draft) == ("the second", None)


def versions(store: Store) -> list[str]:
    with store.read() as tx:
        found = tx._connection.exec_driver_sql("SELECT body FROM reflection_version ORDER BY pk")
        return list(found.scalars())


def test_every_kept_text_stays_as_a_version_and_an_unchanged_one_adds_none(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "the first")
        typed(tx, made, "the second")
        drafts.keep(tx, made, NOW)
        typed(tx, made, "the second")
        drafts.keep(tx, made, NOW)
    assert versions(store) == ["the first", "the second"]


def test_discarding_drops_the_unfinished_text_alone(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "the first")
        typed(tx, made, "the second")
        drafts.discard(tx, made)
        drafts.discard(tx, made)
        found = reflections.get(tx, made)
    assert (found.body, found.draft, found.state) == ("the first", None, State.KEPT)


def test_a_save_over_another_windows_text_is_refused_and_changes_nothing(
    store: Store, second: Store
) -> None:
    with store.write() as tx:
        made = begun(tx, "common")
        revision = drafts.open(tx, made, NOW).revision
    with second.write() as tx:
        drafts.save(tx, made, body="theirs", cursor=(0, 0), scroll=0, revision=revision, now=NOW)
    with pytest.raises(ChangedElsewhere), store.write() as tx:
        drafts.save(tx, made, body="mine", cursor=(0, 0), scroll=0, revision=revision, now=NOW)
    with store.read() as tx:
        assert reflections.get(tx, made).text == "theirs"


@pytest.mark.parametrize("ended_by", ["keeping", "discarding"])
def test_a_save_after_another_window_ended_and_reopened_the_draft_is_refused(
    store: Store, second: Store, ended_by: str
) -> None:
    with store.write() as tx:
        made = begun(tx, "common")
        revision = drafts.open(tx, made, NOW).revision
    with second.write() as tx:
        if ended_by == "keeping":
            drafts.keep(tx, made, NOW)
        else:
            drafts.discard(tx, made)
    for _ in range(3):
        with pytest.raises(ChangedElsewhere), store.write() as tx:
            drafts.save(tx, made, body="mine", cursor=(0, 0), scroll=0, revision=revision, now=NOW)
        with second.write() as tx:
            typed(tx, made, "theirs")


def test_keeping_what_another_window_kept_is_said(store: Store, second: Store) -> None:
    with store.write() as tx:
        made = begun(tx, "common")
    with second.write() as tx:
        drafts.keep(tx, made, NOW)
    with pytest.raises(ChangedElsewhere), store.write() as tx:
        drafts.keep(tx, made, NOW)
    assert versions(store) == ["common"]


def test_two_windows_keep_two_texts(store: Store, second: Store) -> None:
    with store.write() as tx:
        mine = kept(tx, "mine")
    with second.write() as tx:
        theirs = kept(tx, "theirs")
    with store.read() as tx:
        assert reflections.get(tx, mine).body == "mine"
        assert reflections.get(tx, theirs).body == "theirs"


def test_keeping_takes_a_text_out_of_the_trash(store: Store) -> None:
    with store.write() as tx:
        made = begun(tx, "thrown away")
        reflections.trash(tx, made)
        assert drafts.unfinished(tx) == ()
        drafts.keep(tx, made, NOW)
        assert reflections.get(tx, made).state is State.KEPT


def test_unfinished_texts_are_listed_by_their_last_save(store: Store) -> None:
    with store.write() as tx:
        first = begun(tx, "first")
        done = kept(tx, "done")
        again = kept(tx, "again")
        typed(tx, again, "again, changed", now=NOW + timedelta(minutes=1))
        typed(tx, first, "first, changed", now=NOW + timedelta(minutes=2))
        assert [row.id for row in drafts.unfinished(tx)] == [first, again]
        assert done not in [row.id for row in drafts.unfinished(tx)]


def test_what_was_begun_on_a_place_is_found_there(store: Store) -> None:
    with store.write() as tx:
        assert drafts.unfinished_on(tx, Q1) is None
        kept(tx, on=(Q1,))
        gone = begun(tx, on=(Q1,))
        reflections.trash(tx, gone)
        begun(tx, on=(Q2, Q1))
        assert drafts.unfinished_on(tx, Q1) is None
        begun(tx, on=(Q1,))
        newest = begun(tx, on=(Q1, Q2))
        assert drafts.unfinished_on(tx, Q1) == newest


def test_saving_what_is_not_there_is_said(store: Store) -> None:
    with store.write() as tx:
        made = reflections.create(tx, written_on=NOW.date(), now=NOW)
        with pytest.raises(ChangedElsewhere):
            drafts.save(tx, made, body="x", cursor=(0, 0), scroll=0, revision=0, now=NOW)
        with pytest.raises(NotFound):
            drafts.save(tx, "zzzz", body="x", cursor=(0, 0), scroll=0, revision=0, now=NOW)


ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
@example("")
@example("a NUL \x00 within")
@example("a lone surrogate \ud83d and another \udc00")
@example("\x1b[31mred\x1b]0;title\x07 [/] [bold]markup[/bold]")
@example("שלום \u202eمرحبا\u202c and 👩🏽‍👩🏽‍👧 e\u0301")
@example("\r\n\r\v\f\x85\u2028\u2029 ends \t ")
@example("\ufeff'; DROP TABLE reflection; --")
@example("x" * 100_000)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_comes_back_exactly_as_it_was_given(store: Store, text: str) -> None:
    with store.write() as tx:
        made = begun(tx, text)
        assert reflections.get(tx, made).text == text
        drafts.keep(tx, made, NOW)
        assert reflections.get(tx, made).body == text
        (row,) = listing.page(tx, reflections.Filter(), limit=1)
        assert len(row.opening) <= 200
        assert "\n" not in row.opening
        row.opening.encode()


def test_five_megabytes_come_back_exactly(store: Store) -> None:
    text = "Ein Reiher, reglos. 🪶\n" * 210_000
    assert len(text.encode()) > 5_000_000
    with store.write() as tx:
        made = kept(tx, text)
    with store.read() as tx:
        assert reflections.get(tx, made).body == text
