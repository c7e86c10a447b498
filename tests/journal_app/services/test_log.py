"""The log over a period, what left for a meeting, and what comes."""

from hashlib import sha256

import pytest

from db.errors import JournalError
from db.supervision_records import BriefForm, Field
from db.transaction import Transaction
from journal_app.domain.log import Action, Log, Meeting
from journal_app.services import afterwards, agenda, coming, left, log, typed
from tests.journal_app.past import Past
from tests.journal_app.services.supervising import DAY, NOW, days, held, planned, whole


def test_the_log_has_what_was_held_in_the_period_and_what_it_changed(tx: Transaction) -> None:
    made = Past(tx).kept("A private thing.", brought=True)
    for ago, supervisor, minutes in ((40, "M.", 60), (31, "M.", 50), (3, "Peers", 90)):
        meeting = held(tx, ago, supervisor, minutes)
        agenda.add(tx, meeting, "Why?", [whole(made)], now=NOW)
        action = afterwards.add(tx, meeting, f"Read {ago}", now=NOW)
        typed.save(tx, Field.WHAT_CHANGED, action.id, f"Much {ago}", was="", now=NOW)
        afterwards.do(tx, action.id, today=DAY, now=NOW)
    planned(tx)
    found = log.log(tx, DAY - days(31), DAY)
    assert found == Log(
        DAY - days(31),
        DAY,
        (
            Meeting(DAY - days(31), 50, "M.", "individual"),
            Meeting(DAY - days(3), 90, "Peers", "individual"),
        ),
        (
            Action(DAY - days(31), "Read 31", "M.", None, DAY, "Much 31"),
            Action(DAY - days(3), "Read 3", "Peers", None, DAY, "Much 3"),
        ),
    )
    assert "private" not in repr(log.log(tx, DAY - days(31), DAY, with_questions=True))


def test_what_was_asked_is_in_the_log_only_if_it_is_wanted(tx: Transaction) -> None:
    meeting = held(tx)
    for question in ("Why?", "How?"):
        agenda.add(tx, meeting, question, now=NOW)
    agenda.begin(tx, meeting, now=NOW)
    agenda.carry(tx, agenda.add(tx, meeting, "Later?", now=NOW).id, today=DAY, now=NOW)
    assert log.log(tx, DAY, DAY).meetings[0].about == ()
    assert log.log(tx, DAY, DAY, with_questions=True).meetings[0].about == ("Why?", "How?")


def test_a_log_of_nothing_is_empty_and_one_that_ends_first_is_refused(tx: Transaction) -> None:
    found = log.log(tx, DAY, DAY)
    assert (found.meetings, found.actions) == ((), ())
    with pytest.raises(JournalError, match="ends before it begins"):
        log.log(tx, DAY, DAY - days(1))


def test_of_what_left_only_where_to_and_a_digest_are_kept(tx: Transaction) -> None:
    meeting = planned(tx)
    item = agenda.add(tx, meeting, "Why?", now=NOW)
    left.record(
        tx,
        meeting,
        b"the page",
        form=BriefForm.MARKDOWN,
        place="brief.md",
        item_ids=[item.id],
        now=NOW,
    )
    (found,) = left.left(tx, meeting)
    assert (found.form, found.place, found.left_at) == (BriefForm.MARKDOWN, "brief.md", NOW)
    assert (found.size, found.digest) == (8, sha256(b"the page").hexdigest())
    assert found.item_ids == (item.id,)


def test_what_comes_is_seen_at_one_look(tx: Transaction) -> None:
    nothing = coming.coming(tx, today=DAY, limit=3)
    assert (nothing.next, nothing.overdue, nothing.held_back) == (None, (), 0)
    late = planned(tx)
    agenda.add(tx, planned(tx, 5), "Why?", now=NOW)
    for text in "1234":
        afterwards.add(tx, held(tx), text, now=NOW)
    found = coming.coming(tx, today=DAY + days(1), limit=3)
    assert found.next is not None
    assert [item.question for item in found.next.items] == ["Why?"]
    assert [meeting.id for meeting in found.overdue] == [late]
    assert (len(found.actions.still_open.rows), found.actions.still_open.count) == (3, 4)
