"""Versions: every kept text stays, is brought back whole, and goes only where that was chosen."""

from datetime import timedelta

import pytest

from db import drafts, listing, reflections, reviews, versions
from db.errors import ChangedElsewhere, NotFound
from db.filters import Filter
from db.records import State
from db.store import Store
from db.transaction import Transaction
from tests.db.writing import NOW, TODAY, begun, kept, typed

LATER = NOW + timedelta(days=1)


def thrice(tx: Transaction) -> str:
    made = kept(tx, "first", on=("co-regulation/Q1",), tagged=("shame",))
    for body in ("second", "third"):
        typed(tx, made, body)
        drafts.keep(tx, made, NOW)
    return made


def texts(tx: Transaction, made: str) -> list[str]:
    return [version.body for version in versions.versions(tx, made)]


def test_versions_are_numbered_from_the_oldest_with_the_moment_they_were_kept(store: Store) -> None:
    with store.write() as tx:
        made = thrice(tx)
        typed(tx, made, "fourth, \ud800 and \x00")
        drafts.keep(tx, made, LATER)
        found = versions.versions(tx, made)
        assert versions.count(tx, made) == 4
        assert versions.versions(tx, begun(tx)) == ()
    assert [version.number for version in found] == [1, 2, 3, 4]
    assert [version.kept_at for version in found] == [NOW, NOW, NOW, LATER]
    assert found[3].body == "fourth, \ud800 and \x00"


def test_what_is_brought_back_is_the_newest_and_nothing_else_is_gone(store: Store) -> None:
    with store.write() as tx:
        made = thrice(tx)
        before = reflections.get(tx, made)
        versions.bring_back(tx, made, 1, of=3, now=LATER)
        found = reflections.get(tx, made)
        assert texts(tx, made) == ["first", "second", "third", "first"]
        assert (found.body, found.draft, found.state) == ("first", None, State.KEPT)
        assert (found.links, found.tags, found.written_on) == (
            before.links,
            before.tags,
            before.written_on,
        )
        assert found.changed_at == LATER
        assert [row.opening for row in listing.page(tx, Filter())] == ["first"]
        versions.bring_back(tx, made, 4, of=4, now=LATER)
        assert versions.count(tx, made) == 4


def test_an_unfinished_rewriting_stays_when_a_version_is_brought_back(store: Store) -> None:
    with store.write() as tx:
        made = thrice(tx)
        revision = typed(tx, made, "unfinished")
        versions.bring_back(tx, made, 2, of=3, now=LATER)
        found = reflections.get(tx, made)
        assert (found.body, found.text) == ("second", "unfinished")
        (row,) = listing.page(tx, Filter())
        assert (row.opening, row.unfinished) == ("unfinished", True)
        drafts.save(tx, made, body="more", cursor=(0, 0), scroll=0, revision=revision, now=LATER)
        drafts.discard(tx, made)
        assert reflections.get(tx, made).text == "second"
        assert [row.opening for row in listing.page(tx, Filter())] == ["second"]


def test_what_is_brought_back_in_the_trash_stays_there(store: Store) -> None:
    with store.write() as tx:
        made = thrice(tx)
        reflections.trash(tx, made)
        versions.bring_back(tx, made, 1, of=3, now=LATER)
        found = reflections.get(tx, made)
        assert (found.state, found.body) == (State.TRASHED, "first")
        assert reflections.restore(tx, made) is State.KEPT


@pytest.mark.parametrize("of", [2, 4])
def test_a_version_is_not_brought_back_where_others_are_there_by_now(
    store: Store, second: Store, of: int
) -> None:
    with store.write() as tx:
        made = thrice(tx)
    with pytest.raises(ChangedElsewhere), second.write() as tx:
        versions.bring_back(tx, made, 1, of=of, now=LATER)
    with store.read() as tx:
        assert texts(tx, made) == ["first", "second", "third"]
        assert reflections.get(tx, made).body == "third"


@pytest.mark.parametrize("number", [0, -1, 4])
def test_a_version_that_is_none_is_said(store: Store, number: int) -> None:
    with store.write() as tx:
        made = thrice(tx)
        with pytest.raises(NotFound, match="no such version"):
            versions.bring_back(tx, made, number, of=3, now=LATER)
        with pytest.raises(NotFound):
            versions.bring_back(tx, "zzzz", 1, of=0, now=LATER)
        assert reflections.get(tx, made).body == "third"


def test_shedding_goes_with_its_draft_whichever_way_that_ends(store: Store) -> None:
    with store.write() as tx:
        dropped, done, binned = thrice(tx), thrice(tx), thrice(tx)
        for made in (dropped, done, binned):
            reviews.set_review(tx, made, TODAY)
            reviews.set_shedding(tx, made, LATER.date())
            typed(tx, made, "What I learned")
            assert reflections.get(tx, made).shedding
            assert versions.count(tx, made) == 3
        drafts.discard(tx, dropped)
        drafts.keep(tx, done, LATER)
        reflections.trash(tx, binned)
        reflections.purge(tx, binned)
        assert texts(tx, dropped) == ["first", "second", "third"]
        assert texts(tx, done) == ["What I learned"]
        assert [reflections.get(tx, made).shedding for made in (dropped, done)] == [False, False]
        assert [reflections.get(tx, made).review_by for made in (dropped, done)] == [TODAY, None]
        assert tx.in_memory("SELECT count(*) FROM review WHERE shedding") == [(0,)]
        typed(tx, done, "And more")
        drafts.keep(tx, done, LATER)
        assert texts(tx, done) == ["What I learned", "And more"]


def test_a_day_to_look_again_may_move_while_it_is_cut_down(store: Store) -> None:
    with store.write() as tx:
        made = thrice(tx)
        reviews.set_shedding(tx, made, TODAY)
        typed(tx, made, "What I learned")
        reviews.set_review(tx, made, LATER.date())
        assert reflections.get(tx, made).shedding
        assert [day for day, _ in reviews.due(tx, LATER.date(), limit=9)] == [LATER.date()]
        reflections.trash(tx, made)
        assert reviews.due(tx, LATER.date(), limit=9) == ()
