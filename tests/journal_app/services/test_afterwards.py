"""Afterwards: what I would do, what I did, and when it is asked what that changed."""

import pytest

from db.errors import JournalError, NotFound
from db.supervision_records import Action, Field
from db.transaction import Transaction
from journal_app.services import afterwards, agenda, typed
from tests.journal_app.services.supervising import DAY, NOW, days, held, planned


def open_texts(tx: Transaction) -> list[str]:
    return [one.text for one in afterwards.of_today(tx, today=DAY).still_open.rows]


def to_ask(tx: Transaction, in_days: int, supervisor: str | None = None) -> tuple[Action, ...]:
    return afterwards.of_today(tx, today=DAY + days(in_days), supervisor=supervisor).to_ask


def test_an_action_is_open_until_it_is_done_and_again_when_that_is_undone(tx: Transaction) -> None:
    meeting = held(tx)
    item = agenda.add(tx, meeting, "Why?", now=NOW)
    made = afterwards.add(tx, meeting, "Ring", item_id=item.id, due_on=DAY + days(7), now=NOW)
    assert (made.item_id, made.due_on, made.supervisor) == (item.id, DAY + days(7), "M.")
    afterwards.add(tx, meeting, "Read", now=NOW)
    afterwards.set_due(tx, made.id, DAY + days(1), now=NOW)
    assert open_texts(tx) == ["Ring", "Read"]
    afterwards.do(tx, made.id, today=DAY, now=NOW)
    assert open_texts(tx) == ["Read"]
    assert [one.text for one in afterwards.done(tx)] == ["Ring"]
    afterwards.do_no_more(tx, made.id, now=NOW)
    assert open_texts(tx) == ["Ring", "Read"]
    assert to_ask(tx, 99) == ()


def test_what_changed_is_asked_in_two_weeks_unless_it_is_said_now(tx: Transaction) -> None:
    meeting = held(tx)
    now_said, later = (afterwards.add(tx, meeting, text, now=NOW).id for text in ("one", "two"))
    for each in (now_said, later):
        afterwards.do(tx, each, today=DAY, now=NOW)
    typed.save(tx, Field.WHAT_CHANGED, now_said, "Everything", was="", now=NOW)
    assert to_ask(tx, 13) == ()
    assert [one.id for one in to_ask(tx, 14)] == [later]
    assert [one.id for one in to_ask(tx, 14, "m.")] == [later]
    assert to_ask(tx, 14, "Other") == ()
    afterwards.ask_later(tx, later, today=DAY + days(14), now=NOW)
    assert to_ask(tx, 27) == ()
    assert [one.id for one in to_ask(tx, 28)] == [later]
    afterwards.ask_no_more(tx, later, now=NOW)
    assert to_ask(tx, 99) == ()
    assert afterwards.get(tx, now_said).what_changed == "Everything"


def test_dropping_takes_it_off_and_is_undone(tx: Transaction) -> None:
    meeting = held(tx)
    made = afterwards.add(tx, meeting, "Ring", now=NOW)
    afterwards.drop(tx, made.id, now=NOW)
    assert open_texts(tx) == []
    assert afterwards.of_meeting(tx, meeting) == ()
    afterwards.restore(tx, made.id, now=NOW)
    assert open_texts(tx) == ["Ring"]


def test_nothing_to_do_and_things_of_other_meetings_are_refused(tx: Transaction) -> None:
    meeting = held(tx)
    elsewhere = agenda.add(tx, planned(tx), "Why?", now=NOW)
    with pytest.raises(JournalError, match="nothing to do yet"):
        afterwards.add(tx, meeting, " \n", now=NOW)
    with pytest.raises(JournalError, match="not on the agenda of this meeting"):
        afterwards.add(tx, meeting, "Ring", item_id=elsewhere.id, now=NOW)
    with pytest.raises(NotFound):
        afterwards.add(tx, "zzzz", "Ring", now=NOW)
    assert open_texts(tx) == []


def test_an_action_is_begun_with_its_first_word_and_dropped_when_it_is_emptied(
    tx: Transaction,
) -> None:
    meeting = held(tx)

    def save(action_id: str | None, text: str, was: str) -> str | None:
        made, saved = afterwards.save_as_typed(tx, meeting, action_id, text, was=was, now=NOW)
        assert saved.text == text
        return made

    assert save(None, " ", "") is None
    made = save(None, "Ring", "")
    assert save(made, "", "Ring") == made
    assert open_texts(tx) == []
    assert save(made, "Write", "") == made
    assert open_texts(tx) == ["Write"]
    assert made is not None
    afterwards.do(tx, made, today=DAY, now=NOW)
    assert save(made, "", "Write") == made
    assert afterwards.done(tx) == ()


def test_all_actions_stand_each_in_one_place(tx: Transaction) -> None:
    meeting = held(tx)
    item = agenda.add(tx, meeting, "Why?", now=NOW)
    undone, asked, *rest = (
        afterwards.add(tx, meeting, text, item_id=item.id, now=NOW).id
        for text in ("open", "asked", "one", "two")
    )
    for each in (asked, *rest):
        afterwards.do(tx, each, today=DAY, now=NOW)
    afterwards.ask_on(tx, asked, DAY, now=NOW)
    found = afterwards.all_actions(tx, today=DAY)
    assert [one.id for one in found.still_open.rows] == [undone]
    assert [one.id for one in found.to_ask] == [asked]
    assert [one.id for one in found.done] == rest[::-1]
    assert not found.more
    assert afterwards.all_actions(tx, today=DAY, limit=2).more
    whence = afterwards.origin(tx, asked)
    assert whence.item is not None
    assert (whence.action.id, whence.item.question) == (asked, "Why?")
    assert afterwards.origin(tx, afterwards.add(tx, meeting, "x", now=NOW).id).item is None
