"""What was brought and has no meeting yet, in the order of bringing, and how it leaves again."""

from datetime import datetime, timedelta

import pytest

from db import agenda, behind, drafts, inbox, reflections, reviews
from db.errors import JournalError, NotFound
from db.records import Link
from db.store import Store
from db.supervision_records import (
    BroughtAnchor,
    BroughtExcerpt,
    BroughtReflection,
    EntryKey,
    ItemState,
)
from db.transaction import Transaction
from tests.db.supervising import anchored, asked, passage, planned, whole
from tests.db.writing import NOW, TODAY, kept, link, typed

Q1 = "co-regulation/Q1"
LATER = NOW + timedelta(hours=1)


def keys(tx: Transaction, limit: int = 10) -> list[EntryKey]:
    found = [entry.key for entry in inbox.waiting(tx, limit=limit)]
    if limit == 10:
        assert inbox.count(tx) == len(found)
    return found


def brought(tx: Transaction, text: str = "Mine", at: datetime = NOW) -> str:
    made = kept(tx, text)
    reflections.bring(tx, made, at)
    return made


def test_the_last_brought_comes_first_with_its_moment(store: Store) -> None:
    with store.write() as tx:
        first, second, third = (kept(tx, text) for text in ("one", "two", "three"))
        reflections.bring(tx, second, NOW)
        reflections.bring(tx, first, LATER)
        assert [entry.at for entry in inbox.waiting(tx, limit=10)] == [LATER, NOW]
        assert keys(tx) == [whole(first), whole(second)]
        assert whole(third) not in keys(tx)
        assert keys(tx, limit=1) == [whole(first)]


def test_reflections_passages_and_places_stand_in_one_list(store: Store) -> None:
    with store.write() as tx:
        made = brought(tx, "A first line\nand a second")
        part = inbox.bring_excerpt(tx, made, "and a", (1, 0), NOW + timedelta(minutes=2))
        inbox.bring_anchor(tx, link(Q1), NOW + timedelta(minutes=1))
        found = inbox.waiting(tx, limit=10)
        assert [entry.key for entry in found] == [passage(part), anchored(Q1), whole(made)]
        assert keys(tx, limit=2) == [passage(part), anchored(Q1)]
    excerpt, anchor, reflection = found
    assert isinstance(excerpt, BroughtExcerpt)
    assert isinstance(anchor, BroughtAnchor)
    assert isinstance(reflection, BroughtReflection)
    assert (excerpt.text, excerpt.start, excerpt.row.id) == ("and a", (1, 0), made)
    assert anchor.link == link(Q1)
    assert reflection.row.brought


def test_what_was_brought_in_a_span_is_listed_and_counted(store: Store) -> None:
    with store.write() as tx:
        old, new = brought(tx, "old"), brought(tx, "new", LATER)
        inbox.bring_anchor(tx, link(Q1), LATER)
        for span, expected in (
            ({"before": LATER}, [whole(old)]),
            ({"since": LATER}, [whole(new), anchored(Q1)]),
        ):
            found = inbox.waiting(tx, limit=10, **span)
            assert [entry.key for entry in found] == expected
            assert inbox.count(tx, **span) == len(expected)


def test_a_passage_of_an_unbrought_reflection_leaves_the_rest_private(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "Some of it. The rest.")
        part = inbox.bring_excerpt(tx, made, "Some of it.", (0, 0), NOW)
        assert keys(tx) == [passage(part)]
        assert reflections.get(tx, made).brought_at is None


def test_bringing_the_same_twice_adds_nothing(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "Some of it.")
        part = inbox.bring_excerpt(tx, made, "Some", (0, 0), NOW)
        assert inbox.bring_excerpt(tx, made, "Some", (0, 0), LATER) == part
        inbox.bring_anchor(tx, link(Q1), NOW)
        inbox.bring_anchor(tx, Link(Q1, "Other label", "Other wording", "other"), LATER)
        assert keys(tx) == [passage(part), anchored(Q1)]
        anchor = inbox.waiting(tx, limit=10)[1]
        assert isinstance(anchor, BroughtAnchor)
        assert (anchor.at, anchor.link) == (NOW, link(Q1))


def test_what_is_in_the_trash_is_not_waiting_and_comes_back_with_it(store: Store) -> None:
    with store.write() as tx:
        made = brought(tx)
        part = inbox.bring_excerpt(tx, made, "Mine", (0, 0), LATER)
        reflections.trash(tx, made)
        assert keys(tx) == []
        reflections.restore(tx, made)
        assert keys(tx) == [passage(part), whole(made)]


def test_what_is_put_on_an_agenda_leaves_and_comes_back_when_dropped_or_taken_off(
    store: Store,
) -> None:
    with store.write() as tx:
        made = brought(tx)
        part = inbox.bring_excerpt(tx, made, "Mi", (0, 0), NOW)
        inbox.bring_anchor(tx, link(Q1), NOW)
        everything = {whole(made), passage(part), anchored(Q1)}
        item = asked(tx, planned(tx), "Why?", *everything)
        assert keys(tx) == []
        agenda.set_values(tx, item, NOW, state=ItemState.DROPPED)
        assert set(keys(tx)) == everything
        agenda.set_values(tx, item, NOW, state=ItemState.OPEN)
        for key in everything:
            behind.take_off(tx, item, key)
        assert set(keys(tx)) == everything


def test_putting_a_passage_on_an_agenda_leaves_the_whole_reflection_waiting(store: Store) -> None:
    with store.write() as tx:
        made = brought(tx)
        part = inbox.bring_excerpt(tx, made, "Mi", (0, 0), NOW)
        asked(tx, None, "Why?", passage(part))
        assert keys(tx) == [whole(made)]


def test_what_was_on_an_agenda_can_be_brought_anew(store: Store) -> None:
    with store.write() as tx:
        made = brought(tx)
        inbox.bring_anchor(tx, link(Q1), NOW)
        asked(tx, None, "Why?", whole(made), anchored(Q1))
        assert inbox.is_placed(tx, made)
        inbox.bring_anew(tx, made, LATER)
        inbox.bring_anchor(tx, Link(Q1, "Label now", "Wording now", "now"), LATER)
        again = inbox.bring_excerpt(tx, made, "Mine", (0, 0), LATER)
        assert set(keys(tx)) == {whole(made), passage(again), anchored(Q1)}
        assert not inbox.is_placed(tx, made)
        anchor = inbox.waiting(tx, limit=10)[-1]
        assert isinstance(anchor, BroughtAnchor)
        assert anchor.link.wording == "Wording now"
        asked(tx, None, "And now?", whole(made), now=LATER)
        assert whole(made) not in keys(tx)


def test_taking_back_makes_it_private_again(store: Store) -> None:
    with store.write() as tx:
        made = brought(tx)
        part = inbox.bring_excerpt(tx, made, "Mi", (0, 0), NOW)
        inbox.bring_anchor(tx, link(Q1), NOW)
        for key in keys(tx):
            inbox.take_back(tx, key)
        assert keys(tx) == []
        assert reflections.get(tx, made).brought_at is None
        for key in (passage(part), anchored(Q1), whole("zzzz")):
            with pytest.raises(NotFound):
                inbox.take_back(tx, key)


def test_taking_back_one_brought_anew_leaves_it_on_its_agenda(store: Store) -> None:
    with store.write() as tx:
        made = brought(tx)
        asked(tx, None, "Why?", whole(made))
        inbox.bring_anew(tx, made, LATER)
        inbox.take_back(tx, whole(made))
        assert keys(tx) == []
        assert reflections.get(tx, made).brought_at == NOW
        assert inbox.is_placed(tx, made)


def test_a_passage_on_an_agenda_is_not_taken_back_from_under_it(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx)
        part = inbox.bring_excerpt(tx, made, "What", (0, 0), NOW)
        item = asked(tx, None, "Why?", passage(part))
        with pytest.raises(JournalError, match="on an agenda"):
            inbox.take_back(tx, passage(part))
        assert len(agenda.get(tx, item).behind.excerpts) == 1


def test_putting_an_unbrought_reflection_on_an_agenda_is_bringing_it(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx)
        asked(tx, None, "Why?", whole(made))
        assert reflections.get(tx, made).brought_at == NOW
        assert keys(tx) == []


def test_cutting_a_text_down_takes_passages_that_are_no_longer_in_it_along(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "What happened. What I learned.")
        gone = inbox.bring_excerpt(tx, made, "What happened.", (0, 0), NOW)
        stays = inbox.bring_excerpt(tx, made, "What I learned.", (0, 15), NOW)
        item = asked(tx, None, "Why?", passage(gone), passage(stays))
        reviews.set_shedding(tx, made, TODAY)
        typed(tx, made, "What I learned.")
        drafts.keep(tx, made, NOW)
        assert [each.id for each in agenda.get(tx, item).behind.excerpts] == [stays]
        assert inbox.excerpts(tx, made) == ((NOW, "What I learned."),)


def test_every_passage_brought_of_a_reflection_is_found_in_order(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "one two")
        inbox.bring_excerpt(tx, made, "two", (0, 4), LATER)
        asked(tx, None, "Why?", passage(inbox.bring_excerpt(tx, made, "one", (0, 0), NOW)))
        assert inbox.excerpts(tx, made) == ((NOW, "one"), (LATER, "two"))
