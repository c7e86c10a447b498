"""The demo's supervision: made up and marked so, and something of everything there is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from content.library import Library
from db import actions, agenda, held_back, meetings
from db.store import Store
from db.supervision_records import (
    BroughtAnchor,
    BroughtExcerpt,
    BroughtReflection,
    Item,
    ItemState,
)
from db.transaction import Transaction
from journal_app import demo
from journal_app.services import coming, log, supervision, thread
from journal_app.services.agenda import next_agenda, parked
from journal_app.services.reviewing import anchors_within

TODAY = date(2025, 11, 20)
NOW = datetime(2025, 11, 20, 20, 0, tzinfo=UTC)


@pytest.fixture
def tx(tmp_path: Path, library: Library) -> Iterator[Transaction]:
    store = Store.create_with_key(tmp_path / "journal.db", bytes(32))
    with store.write() as transaction:
        demo.seed(transaction, library, TODAY, NOW)
        yield transaction
    store.close()


def items(tx: Transaction) -> list[Item]:
    found = [item for each in meetings.page(tx) for item in agenda.on_meeting(tx, each.id)]
    return [*found, *parked(tx).rows]


def test_every_text_is_marked_as_made_up(tx: Transaction) -> None:
    texts = [
        text
        for item in items(tx)
        for text in (
            item.question,
            item.surfaces,
            item.moment,
            item.reaction,
            item.context,
            item.went_well,
            item.heard,
        )
    ]
    texts += [each.text for each in held_back.page(tx)]
    texts += [each.risk for each in meetings.page(tx) if each.risk != "none"]
    for action in (*actions.still_open(tx), *actions.done(tx)):
        texts += [action.text, action.what_changed]
    assert len(texts) > 20
    assert all(text.startswith("[Made up] ") for text in texts if text)


def test_the_next_meeting_has_an_agenda_with_something_carried_over(tx: Transaction) -> None:
    found = next_agenda(tx, today=TODAY)
    assert found is not None
    assert len(found.items) == 3
    assert [item.carried_from is not None for item in found.items] == [True, False, False]
    assert parked(tx).count == 1
    assert {item.state for item in items(tx)} == {
        ItemState.OPEN,
        ItemState.HELD,
        ItemState.CARRIED,
        ItemState.PARKED,
    }


def test_there_is_something_to_do_to_ask_and_to_bring(tx: Transaction, library: Library) -> None:
    now = coming.coming(tx, today=TODAY, limit=5)
    assert (now.actions.still_open.count, len(now.actions.to_ask), now.overdue) == (1, 1, ())
    brought = {type(entry) for entry in supervision.inbox(tx).brought}
    assert brought == {BroughtReflection, BroughtExcerpt, BroughtAnchor}
    assert len(log.log(tx, date(2020, 1, 1), TODAY).meetings) == 5
    passage = library.passage("co-regulation/Q5")
    assert thread.on_anchor(tx, anchors_within(passage))


def test_a_passage_was_brought_from_where_it_stands(tx: Transaction) -> None:
    (excerpt,) = [
        entry for entry in supervision.inbox(tx).brought if isinstance(entry, BroughtExcerpt)
    ]
    steps = thread.supervision_thread(tx, excerpt.row.id)
    assert [step.text for step in steps] == [excerpt.text]
    line, column = excerpt.start
    assert (line > 0, column > 0) == (True, True)
