"""Meetings: made, made from the last, moved, held and cancelled; and what can't be."""

from datetime import date

import pytest

from db.errors import JournalError
from db.supervision_records import ItemState, MeetingKind, MeetingState
from db.transaction import Transaction
from journal_app.services import agenda, meeting
from journal_app.services.meeting import PastDay, Plan
from tests.journal_app.services.supervising import DAY, NOW, days, held, plan, planned


def test_a_day_that_is_past_is_asked_about_and_taken_as_held(tx: Transaction) -> None:
    yesterday = plan(DAY - days(1))
    with pytest.raises(PastDay, match="Is it a meeting that was held"):
        meeting.make(tx, yesterday, today=DAY, now=NOW)
    assert meeting.listed(tx).count == 0
    made = meeting.make(tx, yesterday, today=DAY, now=NOW, held=True).meeting
    assert (made.state, made.held_minutes) == (MeetingState.HELD, 60)


def test_today_can_be_planned_and_can_have_been_held(tx: Transaction) -> None:
    assert meeting.get(tx, planned(tx)).state is MeetingState.PLANNED
    assert meeting.get(tx, held(tx)).state is MeetingState.HELD


@pytest.mark.parametrize(
    ("wrong", "held_already", "said"),
    [
        (plan(DAY + days(1)), True, "still to come"),
        (plan(minutes=4), False, "from 5 to 480 minutes"),
        (plan(minutes=481), True, "from 5 to 480 minutes"),
        (plan(supervisor="  "), False, "needs a word for whom"),
        (plan(supervisor="x" * 61), False, "at most 60"),
        (plan(supervisor="a\x07"), False, "control characters"),
    ],
)
def test_what_can_not_be_is_said_and_nothing_is_made(
    tx: Transaction, wrong: Plan, held_already: bool, said: str
) -> None:
    with pytest.raises(JournalError, match=said):
        meeting.make(tx, wrong, today=DAY, now=NOW, held=held_already)
    assert meeting.listed(tx).count == 0


@pytest.mark.parametrize("text", ["", "2026-02-29", "23.11.2026", "1899-12-31", "2026-11-23 "])
def test_a_day_that_is_none_is_said(text: str) -> None:
    with pytest.raises(JournalError, match="no such day"):
        meeting.read_day(text)


def test_a_day_is_read_as_it_is_written_everywhere() -> None:
    assert meeting.read_day("2028-02-29") == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        ((3,), DAY + days(11)),
        ((31, 3), DAY + days(25)),
        ((10, 3), DAY + days(4)),
        ((100, 93), DAY + days(5)),
        ((14, 7), DAY),
        ((10, 3, 3), DAY + days(4)),
    ],
    ids=["first", "four weeks", "a week", "long ago", "just today", "twice a day"],
)
def test_the_next_is_as_far_from_the_last_as_that_was_from_the_one_before(
    tx: Transaction, ago: tuple[int, ...], expected: date
) -> None:
    for days_ago in ago:
        held(tx, days_ago, "m.", minutes=50)
    held(tx, 1, "Other")
    proposed = meeting.proposed(tx, "M.", today=DAY)
    assert proposed == Plan(expected, "m.", MeetingKind.INDIVIDUAL, 50)
    meeting.make(tx, proposed, today=DAY, now=NOW)


def test_the_next_after_a_planned_one_is_after_that(tx: Transaction) -> None:
    held(tx, 7)
    planned(tx, 7)
    assert meeting.proposed(tx, "M.", today=DAY).day == DAY + days(21)


def test_there_is_no_next_where_there_was_none(tx: Transaction) -> None:
    with pytest.raises(JournalError, match="no meeting with this supervisor yet"):
        meeting.proposed(tx, "Nobody", today=DAY)


def test_a_new_meeting_has_what_was_carried_over_from_the_same_supervisor(
    tx: Transaction,
) -> None:
    last = held(tx, 14)
    for question in ("one", "two"):
        item = agenda.add(tx, last, question, now=NOW)
        agenda.carry(tx, item.id, today=DAY, now=NOW)
    agenda.add(tx, None, "never carried", now=NOW)
    assert meeting.make(tx, plan(supervisor="Other"), today=DAY, now=NOW).carried == 0
    made = meeting.make(tx, plan(DAY + days(7), "m."), today=DAY, now=NOW)
    assert made.carried == 2
    items = agenda.agenda_of(tx, made.meeting.id).items
    assert [(item.question, item.carried_from) for item in items] == [
        ("one", DAY - days(14)),
        ("two", DAY - days(14)),
    ]
    assert [item.question for item in agenda.unassigned(tx).rows] == ["never carried"]


def test_a_meeting_can_be_moved_to_any_day_that_fits_it(tx: Transaction) -> None:
    made = planned(tx)
    moved = meeting.change(tx, made, plan(DAY + days(3), "Peers", 90), today=DAY, now=NOW)
    assert (moved.day, moved.supervisor, moved.minutes) == (DAY + days(3), "Peers", 90)
    with pytest.raises(PastDay):
        meeting.change(tx, made, plan(DAY - days(1)), today=DAY, now=NOW)
    was = held(tx, 2)
    with pytest.raises(JournalError, match="still to come"):
        meeting.change(tx, was, plan(DAY + days(1)), today=DAY, now=NOW)
    assert meeting.change(tx, was, plan(DAY - days(3)), today=DAY, now=NOW).day == DAY - days(3)


def test_one_whose_day_has_passed_can_still_be_changed_otherwise(tx: Transaction) -> None:
    made = planned(tx)
    changed = meeting.change(tx, made, plan(minutes=45), today=DAY + days(2), now=NOW)
    assert (changed.day, changed.minutes) == (DAY, 45)


def test_holding_says_what_was_discussed_and_how_long_it_took(tx: Transaction) -> None:
    made = planned(tx)
    reached = agenda.add(tx, made, "reached", now=NOW)
    missed = agenda.add(tx, made, "missed", now=NOW)
    agenda.carry(tx, missed.id, today=DAY, now=NOW)
    found = meeting.hold(tx, made, minutes=40, today=DAY, now=NOW)
    assert (found.state, found.minutes, found.held_minutes) == (MeetingState.HELD, 60, 40)
    assert agenda.item(tx, reached.id).state is ItemState.HELD
    assert agenda.item(tx, missed.id).state is ItemState.CARRIED
    assert meeting.hold(tx, made, minutes=55, today=DAY, now=NOW).held_minutes == 55
    undone = meeting.hold_no_more(tx, made, today=DAY, now=NOW)
    assert (undone.state, undone.held_minutes) == (MeetingState.PLANNED, None)
    assert agenda.item(tx, reached.id).state is ItemState.OPEN


def test_a_meeting_to_come_is_not_held_and_a_past_one_not_planned_again(tx: Transaction) -> None:
    made = planned(tx, 1)
    with pytest.raises(JournalError, match="still to come"):
        meeting.hold(tx, made, minutes=60, today=DAY, now=NOW)
    with pytest.raises(JournalError, match="minutes"):
        meeting.hold(tx, held(tx), minutes=0, today=DAY, now=NOW)
    with pytest.raises(PastDay):
        meeting.hold_no_more(tx, held(tx, 2), today=DAY, now=NOW)


def test_cancelling_lets_its_items_wait_for_another(tx: Transaction) -> None:
    made = planned(tx)
    item = agenda.add(tx, made, "waits", now=NOW)
    dropped = agenda.add(tx, made, "gone", now=NOW)
    agenda.drop(tx, dropped.id, now=NOW)
    assert meeting.cancel(tx, made, now=NOW) == (item.id,)
    assert [each.id for each in agenda.unassigned(tx).rows] == [item.id]
    assert meeting.listed(tx).rows == ()
    assert meeting.get(tx, made).state is MeetingState.CANCELLED
    for refused in (
        lambda: meeting.change(tx, made, plan(), today=DAY, now=NOW),
        lambda: meeting.hold(tx, made, minutes=60, today=DAY, now=NOW),
        lambda: agenda.add(tx, made, "new", now=NOW),
        lambda: agenda.put_on(tx, item.id, made, now=NOW),
    ):
        with pytest.raises(JournalError, match="was cancelled"):
            refused()
    agenda.restore(tx, dropped.id, now=NOW)
    assert agenda.unassigned(tx).count == 2


def test_a_cancelling_undone_puts_back_what_still_waits(tx: Transaction) -> None:
    made = planned(tx)
    items = [agenda.add(tx, made, text, now=NOW).id for text in ("one", "two", "three")]
    waiting = meeting.cancel(tx, made, now=NOW)
    agenda.park(tx, items[1], now=NOW)
    meeting.cancel_no_more(tx, made, waiting, now=NOW)
    assert [item.question for item in agenda.agenda_of(tx, made).items] == ["one", "three"]
    assert meeting.get(tx, made).state is MeetingState.PLANNED
    meeting.cancel_no_more(tx, made, waiting, now=NOW)
    assert len(agenda.agenda_of(tx, made).items) == 2


@pytest.mark.parametrize("text", ["", "x", "4", "481", "5.5", "-50", "9" * 5000, "5 0"])
def test_minutes_that_can_not_be_are_said(text: str) -> None:
    with pytest.raises(JournalError, match="from 5 to 480 minutes"):
        meeting.read_minutes(text)


def test_what_is_typed_of_a_meeting_is_read(tx: Transaction) -> None:
    assert meeting.read_minutes(" 050 ") == 50
    assert meeting.read_supervisor("  Peer   group ") == "Peer group"
    with pytest.raises(JournalError, match="whom it is with"):
        meeting.read_supervisor(" ")


def test_each_supervisor_has_a_next_meeting_of_its_own(tx: Transaction) -> None:
    held(tx, 7)
    held(tx, 3, "Peers", 90)
    proposals = meeting.proposals(tx, today=DAY)
    assert [(name, plan.minutes) for name, plan in proposals.items()] == [("Peers", 90), ("M.", 60)]


def test_what_was_held_is_not_cancelled(tx: Transaction) -> None:
    with pytest.raises(JournalError, match="was held"):
        meeting.cancel(tx, held(tx), now=NOW)


def test_meetings_are_listed_for_all_or_for_one(tx: Transaction) -> None:
    held(tx, 3)
    next_ = planned(tx, 3, "Other")
    assert [each.supervisor for each in meeting.listed(tx).rows] == ["Other", "M."]
    assert meeting.listed(tx, supervisor="m.", limit=1).count == 1
    assert meeting.known_supervisors(tx) == ("Other", "M.")
    found = meeting.next_meeting(tx, today=DAY)
    assert found is not None
    assert found.id == next_
    assert meeting.next_meeting(tx, today=DAY, supervisor="M.") is None
