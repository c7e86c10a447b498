"""Bringing and taking back, as one key does it from anywhere."""

import pytest

from content.library import Library, UnknownAnchor
from db import reflections
from db.errors import JournalError
from db.supervision_records import Brought, EntryKey, EntryKind
from db.transaction import Transaction
from journal_app.services import agenda, overview, supervision
from journal_app.services.supervision import Moved
from tests.journal_app.past import Past
from tests.journal_app.services.supervising import DAY, NOW, days, whole

Q1 = "co-regulation/Q1"


def inbox(tx: Transaction) -> tuple[Brought, ...]:
    return supervision.inbox(tx).brought


def test_the_key_brings_and_takes_back(tx: Transaction, library: Library) -> None:
    made = Past(tx, library).kept("One.")
    assert supervision.bring_or_take_back(tx, made, now=NOW) is Moved.BROUGHT
    assert overview.today(tx, library, DAY).inbox == 1
    assert supervision.bring_or_take_back(tx, made, now=NOW) is Moved.TAKEN_BACK
    assert inbox(tx) == ()
    assert not reflections.get(tx, made).brought_at


def test_what_is_on_an_agenda_is_brought_anew_and_taken_back_to_it(
    tx: Transaction, library: Library
) -> None:
    made = Past(tx, library).kept("One.", brought=True)
    agenda.begin(tx, None, [whole(made)], now=NOW + days(1))
    assert overview.today(tx, library, DAY).inbox == 0
    later = NOW + days(2)
    assert supervision.bring_or_take_back(tx, made, now=later) is Moved.BROUGHT
    assert [entry.at for entry in inbox(tx)] == [later]
    assert supervision.bring_or_take_back(tx, made, now=later) is Moved.STAYS_ON_AGENDA
    assert inbox(tx) == ()
    assert reflections.get(tx, made).brought_at


def test_whatever_was_taken_back_is_put_back_just_as_it_was(
    tx: Transaction, library: Library
) -> None:
    made = Past(tx, library).kept("One.")
    supervision.bring_or_take_back(tx, made, now=NOW)
    supervision.bring_excerpt(tx, made, "One", start=(0, 0), now=NOW + days(1))
    supervision.bring_anchor(tx, library, "co-regulation/M1", now=NOW + days(2))
    before = inbox(tx)
    assert len(before) == 3
    for entry in before:
        supervision.take_back(tx, entry.key)
    assert inbox(tx) == ()
    for entry in before:
        supervision.bring_again(tx, entry)
    assert inbox(tx) == before


def test_the_key_brings_a_question_itself_and_takes_it_out(
    tx: Transaction, library: Library
) -> None:
    def press() -> Moved:
        return supervision.bring_or_take_back_anchor(tx, library, Q1, now=NOW)

    assert press() is Moved.BROUGHT
    assert [one.key.id for one in inbox(tx)] == [Q1]
    assert press() is Moved.TAKEN_OUT
    assert inbox(tx) == ()
    press()
    made = agenda.add(tx, None, "Why?", [EntryKey(EntryKind.ANCHOR, Q1)], now=NOW)
    assert press() is Moved.BROUGHT
    assert [one.key.id for one in inbox(tx)] == [Q1]
    assert press() is Moved.TAKEN_OUT
    assert [link.anchor for link in agenda.item(tx, made.id).behind.anchors] == [Q1]


def test_nothing_marked_and_no_such_place_is_said(tx: Transaction, library: Library) -> None:
    made = Past(tx, library).kept("One.")
    with pytest.raises(JournalError, match="Nothing is marked"):
        supervision.bring_excerpt(tx, made, " \n", start=(0, 0), now=NOW)
    with pytest.raises(UnknownAnchor):
        supervision.bring_anchor(tx, library, "co-regulation/none", now=NOW)
    assert inbox(tx) == ()
