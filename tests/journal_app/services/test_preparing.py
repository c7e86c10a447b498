"""Preparing: what Supervision shows, and what could be put on an agenda, in one read each."""

from content.library import Library
from db import reflections
from db.transaction import Transaction
from journal_app.services import afterwards, agenda, held_back, meeting, preparing
from tests.journal_app.past import Past
from tests.journal_app.services.supervising import DAY, NOW, days, held, plan, planned, whole


def test_an_empty_journal_is_known_as_one_until_anything_is_there(tx: Transaction) -> None:
    def is_empty() -> bool:
        return preparing.preparing(tx, today=DAY).is_empty

    assert is_empty()
    item = agenda.add(tx, None, "Why?", now=NOW)
    assert not is_empty()
    agenda.park(tx, item.id, now=NOW)
    assert not is_empty()
    agenda.drop(tx, item.id, now=NOW)
    assert is_empty()
    made = planned(tx, 1)
    assert not is_empty()
    meeting.cancel(tx, made, now=NOW)
    assert is_empty()


def test_the_next_meeting_with_each_supervisor_stands_first_things_first(tx: Transaction) -> None:
    later = planned(tx, 9)
    planned(tx, 20)
    sooner = planned(tx, 2, "Peers")
    held(tx, 3)
    missed = meeting.make(tx, plan(DAY - days(2)), today=DAY - days(2), now=NOW).meeting.id
    found = preparing.preparing(tx, today=DAY)
    assert [one.id for one in found.planned] == [sooner, later]
    assert found.coming.next is not None
    assert found.coming.next.meeting.id == sooner
    assert [one.id for one in found.coming.overdue] == [missed]
    assert (len(found.held.rows), found.held.count) == (1, 1)


def test_what_waits_for_a_meeting_is_told_apart_and_none_of_it_is_held_back(
    tx: Transaction, library: Library
) -> None:
    made = Past(tx, library).kept("Brought.")
    reflections.bring(tx, made, NOW)
    meeting_id = held(tx, 3)
    for text, due in (("Read", None), ("Ring", DAY + days(3))):
        afterwards.add(tx, meeting_id, text, due_on=due, now=NOW)
    waiting = agenda.add(tx, None, "Waits?", now=NOW)
    parked = agenda.add(tx, None, "Parked?", now=NOW)
    agenda.park(tx, parked.id, now=NOW)
    held_back.note(tx, "Ashamed", today=DAY, now=NOW)
    found = preparing.preparing(tx, today=DAY)
    assert [one.key for one in found.waiting.inbox.brought] == [whole(made)]
    assert [one.id for one in found.waiting.unassigned.rows] == [waiting.id]
    assert [one.id for one in found.waiting.parked.rows] == [parked.id]
    still_open = found.coming.actions.still_open
    assert ([one.text for one in still_open.rows], still_open.count) == (["Ring"], 2)
    assert "Ashamed" not in repr(found)
    assert preparing.table(tx, meeting_id)[1] == found.waiting
