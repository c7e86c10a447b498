"""Reflections counted on the passages of the text."""

from content.library import Library
from db.records import State
from db.supervision_records import Field
from db.transaction import Transaction
from journal_app.services import agenda, answering, reading, typed
from tests.journal_app.past import Past, days_ago
from tests.journal_app.services.supervising import NOW, held, whole


def test_an_empty_journal_counts_nothing(tx: Transaction, library: Library) -> None:
    counts = reading.count_topic(tx, library.topics[0])
    assert (dict(counts.on), dict(counts.within)) == ({}, {})


def test_one_reflection_on_two_claims_counts_once_for_their_section(
    tx: Transaction, library: Library
) -> None:
    past = Past(tx, library)
    past.kept("One.", "CP-1", "CP-2")
    past.kept("Two.", "CP-1")
    past.kept("Three.", "principles")
    past.kept("Four.", "CP-3a")
    counts = reading.count_topic(tx, library.topics[0])
    assert (counts.within["CP-1"], counts.within["CP-2"], counts.within["CP-3"]) == (2, 1, 1)
    assert (counts.on["principles"], counts.within["principles"]) == (1, 4)
    assert counts.within[""] == 4
    assert "evidence" not in counts.within


def test_what_stands_on_a_questions_claim_counts_for_the_question(
    tx: Transaction, library: Library
) -> None:
    past = Past(tx, library)
    past.kept("On the claim.", "RQ-1")
    past.kept("On both.", "RQ-1", "Q1")
    assert reading.count_topic(tx, library.topics[0]).within["Q1"] == 2


def test_drafts_are_not_counted_and_not_listed(tx: Transaction, library: Library) -> None:
    Past(tx, library).unfinished("Not yet.", "CP-1")
    topic = library.topics[0]
    assert not reading.count_topic(tx, topic).within
    assert reading.written_here(tx, topic, "CP-1", limit=5) == reading.Here((), 0)


def test_the_newest_on_a_passage_come_first_and_all_are_counted(
    tx: Transaction, library: Library
) -> None:
    past = Past(tx, library)
    for days in (9, 3, 7, 1):
        past.kept(f"{days} days.", "CP-3a" if days == 3 else "CP-3", day=days_ago(days))
    past.kept("Elsewhere.", "CP-4")
    here = reading.written_here(tx, library.topics[0], "CP-3", limit=3)
    assert [row.opening for row in here.rows] == ["1 days.", "3 days.", "7 days."]
    assert here.count == 4
    assert {row.state for row in here.rows} == {State.KEPT}


def test_what_supervision_said_is_found_from_the_passage_and_from_its_answers(
    tx: Transaction, library: Library
) -> None:
    made = Past(tx, library).kept("On a part.", "CP-3a")
    meeting = held(tx)
    item = agenda.add(tx, meeting, "Why?", [whole(made)], now=NOW).id
    typed.save(tx, Field.HEARD, item, "Slow down", was="", now=NOW)
    topic = library.topics[0]
    (on_claim,) = reading.said_here(tx, topic, "CP-3")
    assert (on_claim.heard, on_claim.meeting_id) == ("Slow down", meeting)
    assert reading.said_here(tx, topic, "principles") == (on_claim,)
    assert reading.said_here(tx, topic, "CP-4") == ()
    answers = answering.answers(tx, library, "co-regulation/CP-3")
    assert answering.said(tx, answers) == (on_claim,)
    gone = answering.answers(tx, library, "co-regulation/CP-99")
    assert answering.said(tx, gone) == ()
