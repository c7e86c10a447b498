"""Holding a meeting: what became of each question, changed back and forth, and what goes on."""

import pytest

from db.errors import JournalError
from db.supervision_records import Field, ItemState, MeetingState
from db.transaction import Transaction
from journal_app.services import afterwards, agenda, holding, meeting, typed
from journal_app.services.holding import Holding, Outcome
from tests.journal_app.services.supervising import DAY, NOW, planned


def three(tx: Transaction) -> tuple[str, list[str]]:
    """A meeting of today with three questions."""
    made = planned(tx)
    return made, [agenda.add(tx, made, question, now=NOW).id for question in ("A", "B", "C")]


def heard(tx: Transaction, item_id: str, text: str) -> None:
    typed.save(tx, Field.HEARD, item_id, text, was="", now=NOW)


def become(tx: Transaction, meeting_id: str, item_id: str, outcome: Outcome) -> holding.HeldItem:
    return holding.set_outcome(tx, meeting_id, item_id, outcome, at=1, today=DAY, now=NOW)


def finish(tx: Transaction, meeting_id: str, *, carry_untouched: bool = True) -> Holding:
    return holding.finish(
        tx, meeting_id, minutes=50, carry_untouched=carry_untouched, today=DAY, now=NOW
    )


def questions(tx: Transaction, meeting_id: str) -> list[str]:
    return [item.question for item in agenda.agenda_of(tx, meeting_id).items]


@pytest.mark.parametrize("first", list(Outcome))
@pytest.mark.parametrize("then", list(Outcome))
def test_what_became_of_a_question_can_be_said_otherwise(
    tx: Transaction, first: Outcome, then: Outcome
) -> None:
    made, (_, item, _) = three(tx)
    become(tx, made, item, first)
    now = become(tx, made, item, then)
    assert holding.outcome_of(now.item) is then
    become(tx, made, item, Outcome.DISCUSSED)
    assert questions(tx, made) == ["A", "B", "C"]
    assert agenda.unassigned(tx).count == 0
    assert agenda.parked(tx).count == 0


def test_what_is_carried_over_says_where_it_goes_on(tx: Transaction) -> None:
    made, (item, other, _) = three(tx)
    assert become(tx, made, item, Outcome.CARRIED).goes_on_with is None
    coming = planned(tx, in_days=14)
    assert questions(tx, coming) == ["A"]
    found = {each.item.id: each.goes_on_with for each in holding.holding(tx, made).items}
    assert (at := found[item]) is not None
    assert at.id == coming
    assert found[other] is None
    assert agenda.agenda_of(tx, coming).items[0].carried_from == DAY


def test_what_was_not_reached_is_carried_over_when_it_is_held(tx: Transaction) -> None:
    made, (said, led, blank) = three(tx)
    heard(tx, said, "Stay with it")
    afterwards.add(tx, made, "Ring", item_id=led, now=NOW)
    afterwards.add(tx, made, "Read", now=NOW)
    found = holding.holding(tx, made)
    assert [each.item.id for each in found.untouched] == [blank]
    assert [each.text for each in found.actions] == ["Read"]
    found = finish(tx, made)
    assert (found.meeting.state, found.meeting.held_minutes) == (MeetingState.HELD, 50)
    assert [each.item.state for each in found.items] == [
        ItemState.HELD,
        ItemState.HELD,
        ItemState.CARRIED,
    ]
    assert [item.question for item in agenda.unassigned(tx).rows] == ["C"]
    assert finish(tx, made, carry_untouched=True).untouched == ()


def test_all_of_it_may_have_been_discussed_with_nothing_to_note(tx: Transaction) -> None:
    made, _ = three(tx)
    found = finish(tx, made, carry_untouched=False)
    assert {each.item.state for each in found.items} == {ItemState.HELD}


def test_a_meeting_to_come_is_not_held_and_nothing_is_carried_over(tx: Transaction) -> None:
    made = planned(tx, in_days=2)
    agenda.add(tx, made, "A", now=NOW)
    with pytest.raises(JournalError, match="still to come"):
        finish(tx, made)


@pytest.mark.parametrize("outcome", [Outcome.PARKED, Outcome.DROPPED])
def test_a_question_that_something_came_of_stays_with_its_meeting(
    tx: Transaction, outcome: Outcome
) -> None:
    made, (item, led, _) = three(tx)
    heard(tx, item, "Stay with it")
    afterwards.add(tx, made, "Ring", item_id=led, now=NOW)
    for each in (item, led):
        with pytest.raises(JournalError, match="stays with its meeting"):
            become(tx, made, each, outcome)


def test_the_minutes_are_noted_before_it_is_held_and_corrected_after(tx: Transaction) -> None:
    made, _ = three(tx)
    meeting.note_minutes(tx, made, 45, now=NOW)
    noted = meeting.get(tx, made)
    assert (noted.state, noted.length, noted.minutes) == (MeetingState.PLANNED, 45, 60)
    finish(tx, made)
    meeting.note_minutes(tx, made, 55, now=NOW)
    assert meeting.get(tx, made).length == 55
    with pytest.raises(JournalError, match="minutes"):
        meeting.note_minutes(tx, made, 4, now=NOW)


def test_another_windows_moving_is_overcome(tx: Transaction) -> None:
    made, (_, item, _) = three(tx)
    become(tx, made, item, Outcome.PARKED)
    agenda.put_on(tx, item, planned(tx, in_days=7), now=NOW)
    become(tx, made, item, Outcome.DISCUSSED)
    assert questions(tx, made) == ["A", "B", "C"]
