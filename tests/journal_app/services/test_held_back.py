"""What is held back: noted, waited with, ready or let go; nothing of it goes anywhere else."""

import pytest

from db.errors import JournalError
from db.supervision_records import HeldBackState
from db.transaction import Transaction
from journal_app.services import agenda, coming, held_back, log
from tests.journal_app.services.supervising import DAY, NOW, days, held


def texts(tx: Transaction, *states: HeldBackState) -> list[str]:
    return [note.text for note in held_back.notes(tx, states or (HeldBackState.WAITING,))]


def test_it_waits_asks_and_waits_on(tx: Transaction) -> None:
    made = held_back.note(tx, "Ashamed", supervisor="M.", ask_after=1, today=DAY, now=NOW)
    assert texts(tx) == ["Ashamed"]
    assert held_back.to_ask(tx) == ()
    held(tx)
    assert held_back.to_ask(tx) == ()
    held_back.set_asking(tx, made.id, 1, today=DAY - days(1), now=NOW - days(1))
    assert [note.id for note in held_back.to_ask(tx)] == [made.id]
    assert coming.coming(tx, today=DAY, limit=5).held_back == 1
    held_back.not_yet(tx, made.id, today=DAY, now=NOW)
    assert held_back.to_ask(tx) == ()
    assert texts(tx) == ["Ashamed"]


def test_ready_and_let_go_leave_the_note_to_be_read_and_copy_nothing(tx: Transaction) -> None:
    ready, gone = (held_back.note(tx, text, today=DAY, now=NOW).id for text in ("one", "two"))
    held_back.ready(tx, ready, now=NOW)
    held_back.let_go(tx, gone, now=NOW)
    assert texts(tx) == []
    assert texts(tx, HeldBackState.READY) == ["one"]
    assert texts(tx, HeldBackState.LET_GO) == ["two"]
    assert agenda.unassigned(tx).count == 0
    held_back.not_yet(tx, ready, today=DAY, now=NOW)
    assert texts(tx) == ["one"]
    held_back.wait_on(tx, gone, now=NOW)
    assert texts(tx) == ["two", "one"]
    held_back.let_go(tx, gone, now=NOW)
    held_back.erase(tx, ready)
    assert texts(tx, *HeldBackState) == ["two"]


def test_a_note_is_safe_as_it_is_typed_and_not_lost_where_it_was_erased(tx: Transaction) -> None:
    def save(note_id: str | None, text: str, was: str) -> tuple[str | None, str]:
        id_, saved = held_back.save_as_typed(
            tx, note_id, text, was=was, supervisor=None, today=DAY, now=NOW
        )
        return id_, saved.above

    assert save(None, " ", "") == (None, "")
    made, _ = save(None, "Env", "")
    assert save(made, "Envy", "Env") == (made, "")
    assert [note.ask_after for note in held_back.notes(tx)] == [3]
    assert save(made, "Envy, here", "Env") == (made, "Envy\n\n")
    held_back.erase(tx, str(made))
    anew, _ = save(made, "Envy, gone", "Envy")
    assert anew not in {made, None}
    assert texts(tx) == ["Envy, gone"]


def test_what_can_not_be_is_said(tx: Transaction) -> None:
    with pytest.raises(JournalError, match="A word for the feeling"):
        held_back.note(tx, " \n", today=DAY, now=NOW)
    for number in (0, 25):
        with pytest.raises(JournalError, match="after 1 to 24 meetings"):
            held_back.note(tx, "x", ask_after=number, today=DAY, now=NOW)
    assert texts(tx, *HeldBackState) == []


def test_it_is_in_no_log(tx: Transaction) -> None:
    held(tx)
    held_back.note(tx, "Ashamed of that", supervisor="M.", today=DAY, now=NOW)
    assert "Ashamed" not in repr(log.log(tx, DAY - days(30), DAY))
