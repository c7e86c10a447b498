"""The thread from a reflection to what changed, and what supervision said of a place."""

from datetime import timedelta

import pytest

from content.library import Library
from db.errors import NotFound
from db.supervision_records import BriefForm, Field
from db.transaction import Transaction
from journal_app.services import afterwards, agenda, left, meeting, supervision, thread, typed
from journal_app.services.reviewing import anchors_within
from journal_app.services.thread import StepKind
from tests.db.supervising import passage
from tests.journal_app.past import Past
from tests.journal_app.services.supervising import DAY, NOW, days, plan, whole


def at(number: int) -> timedelta:
    return timedelta(minutes=number)


def told(tx: Transaction, reflection_id: str) -> list[tuple[StepKind, str]]:
    return [(step.kind, step.text) for step in thread.supervision_thread(tx, reflection_id)]


def test_a_reflection_shows_all_that_supervision_made_of_it_in_order_of_time(
    tx: Transaction, library: Library
) -> None:
    past = Past(tx, library)
    made, other = past.kept("Words and more.", "Q1"), past.kept("Other.")
    planned = meeting.make(tx, plan(), today=DAY, now=NOW).meeting.id
    supervision.bring_or_take_back(tx, made, now=NOW)
    part = supervision.bring_excerpt(tx, made, "more", start=(0, 10), now=NOW + at(1))
    entries = [whole(made), passage(part)]
    item = agenda.add(tx, planned, "Why?", entries, now=NOW + at(2))
    apart = agenda.add(tx, planned, "Apart", [whole(other)], now=NOW)
    left.record(
        tx,
        planned,
        b"the page",
        form=BriefForm.PDF,
        place="/brief.pdf",
        item_ids=[item.id, apart.id],
        now=NOW + at(3),
    )
    left.record(
        tx,
        planned,
        b"the other",
        form=BriefForm.SCREEN,
        place=None,
        item_ids=[apart.id],
        now=NOW,
    )
    meeting.hold(tx, planned, minutes=60, today=DAY, now=NOW + at(4))
    typed.save(tx, Field.HEARD, item.id, "Slow down", was="", now=NOW + at(5))
    action = afterwards.add(tx, planned, "Breathe", item_id=item.id, now=NOW + at(6))
    afterwards.do(tx, action.id, today=DAY, now=NOW + days(1))
    typed.save(tx, Field.WHAT_CHANGED, action.id, "I stayed", was="", now=NOW + days(15))
    assert told(tx, made) == [
        (StepKind.BROUGHT, ""),
        (StepKind.EXCERPT_BROUGHT, "more"),
        (StepKind.ASKED, "Why?"),
        (StepKind.BRIEF_LEFT, "/brief.pdf"),
        (StepKind.HELD, ""),
        (StepKind.HEARD, "Slow down"),
        (StepKind.ACTION, "Breathe"),
        (StepKind.DONE, "Breathe"),
        (StepKind.CHANGED, "I stayed"),
    ]
    steps = thread.supervision_thread(tx, made)
    assert all(step.meeting and step.meeting.id == planned for step in steps[2:])
    assert [step.item.id for step in steps if step.item] == [item.id] * 5
    assert [step.action.id for step in steps if step.action] == [action.id] * 3
    (said,) = thread.said_of(tx, made)
    assert (said.question, said.heard, said.meeting_id) == ("Why?", "Slow down", planned)
    assert [one.what_changed for one in said.actions] == ["I stayed"]
    assert thread.said_of(tx, other) == ()


def test_what_was_carried_over_goes_on_in_the_next_meeting(tx: Transaction) -> None:
    made = Past(tx).kept("Words.")
    first = meeting.make(tx, plan(DAY - days(7)), today=DAY, now=NOW, held=True).meeting.id
    item = agenda.add(tx, first, "Why?", [whole(made)], now=NOW + at(1))
    agenda.carry(tx, item.id, today=DAY, now=NOW + at(2))
    asked = [
        step
        for step in thread.supervision_thread(tx, made)
        if step.kind is StepKind.ASKED and step.item
    ]
    assert [
        (step.meeting and step.meeting.day, step.item and step.item.carried_from) for step in asked
    ] == [(DAY - days(7), None), (None, DAY - days(7))]


def test_a_private_reflection_has_no_thread(tx: Transaction) -> None:
    assert told(tx, Past(tx).kept("Mine.")) == []
    with pytest.raises(NotFound):
        thread.supervision_thread(tx, "zzzz")


def test_a_passage_of_the_text_shows_what_supervision_said_of_it_and_of_what_is_in_it(
    tx: Transaction, library: Library
) -> None:
    made = Past(tx, library).kept("On a claim.", "CP-1")
    held = meeting.make(tx, plan(), today=DAY, now=NOW, held=True).meeting.id
    item = agenda.add(tx, held, "Why?", [whole(made)], now=NOW)
    within = anchors_within(library.passage("co-regulation/principles"))
    assert thread.on_anchor(tx, within) == ()
    afterwards.add(tx, held, "Read it", item_id=item.id, now=NOW)
    (said,) = thread.on_anchor(tx, within)
    assert (said.question, said.heard, said.day, said.supervisor) == ("Why?", "", DAY, "M.")
    assert [action.text for action in said.actions] == ["Read it"]
    assert thread.on_anchor(tx, anchors_within(library.passage("co-regulation/Q5"))) == ()


def test_each_step_names_the_screen_that_shows_it_whole(tx: Transaction, library: Library) -> None:
    made = Past(tx, library).kept("Words.", brought=True)
    held = meeting.make(tx, plan(), today=DAY, now=NOW, held=True).meeting.id
    item = agenda.add(tx, held, "Why?", [whole(made)], now=NOW)
    left.record(
        tx, held, b"", form=BriefForm.SCREEN, place=None, item_ids=[item.id], now=NOW + at(1)
    )
    typed.save(tx, Field.HEARD, item.id, "Slow down", was="", now=NOW + at(2))
    action = afterwards.add(tx, held, "Breathe", item_id=item.id, now=NOW + at(3))
    afterwards.do(tx, action.id, today=DAY, now=NOW + at(4))
    typed.save(tx, Field.WHAT_CHANGED, action.id, "I stayed", was="", now=NOW + at(5))
    found = {step.kind: thread.opens(step) for step in thread.supervision_thread(tx, made)}
    assert found == {
        StepKind.BROUGHT: None,
        StepKind.ASKED: ("item", item.id),
        StepKind.HELD: ("hold", held),
        StepKind.BRIEF_LEFT: ("brief", held),
        StepKind.HEARD: ("hold", held),
        StepKind.ACTION: ("actions", action.id),
        StepKind.DONE: ("actions", action.id),
        StepKind.CHANGED: ("actions", action.id),
    }
