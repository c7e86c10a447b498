"""What is gathered about a paragraph: all of it, each thing once, nothing made firmer."""

import pytest

from content.library import Library
from content.model import Standing, Topic
from journal_app.domain.details import Heading, Said, Way, details
from journal_app.domain.reading_order import TOP, reading_order


@pytest.fixture
def topic(library: Library) -> Topic:
    return library.topic("co-regulation")


def texts(topic: Topic, local: str) -> str:
    return "\n".join(
        f"{item.label}|{item.text}" if isinstance(item, Said) else item.text
        for item in details(topic, local)
        if not isinstance(item, Way)
    )


def test_every_paragraph_has_details(topic: Topic) -> None:
    for local in reading_order(topic):
        assert details(topic, local)


def test_a_cited_claim_tells_its_source_whole_with_how_far_it_was_checked(topic: Topic) -> None:
    told = texts(topic, "TP-4")
    source = topic.source(6)
    for field in (
        source.reference,
        source.link,
        source.says,
        f"Caution|{source.caution}",
        f"Checked|{source.checked}",
        f"Only second-hand|{source.weakly_checked}",
        f"Not checked|{source.unchecked}",
    ):
        assert field in told


def test_what_a_source_has_not_is_left_out(topic: Topic) -> None:
    claim = next(claim for claim in topic.claims() if claim.marker == 5 and claim.id[0] == "T")
    told = texts(topic, claim.id)
    assert "Only second-hand" not in told
    assert "\n|\n" not in told


def test_a_claim_beyond_its_source_says_why(topic: Topic) -> None:
    for claim in topic.claims():
        if claim.standing in {Standing.BEYOND, Standing.UNCHECKED} and claim.id[:2] != "CM":
            assert claim.fit in texts(topic, claim.id)


def test_an_unsourced_claim_names_no_source(topic: Topic) -> None:
    told = texts(topic, "TD-5")
    assert "machine-written, with no source" in told
    assert "Source" not in told.replace("source.", "")


def test_every_editors_note_of_a_claim_is_told_once_with_its_basis(topic: Topic) -> None:
    for claim in topic.claims():
        local = {"RQ": f"Q{claim.id[3:]}", "CM": f"M{claim.id[3:]}"}.get(claim.id[:2], claim.id)
        told = texts(topic, local)
        for note in map(topic.note, claim.notes):
            assert told.count(note.text) == 1
            assert note.basis in told


def test_the_vignette_says_that_it_is_made_up(topic: Topic) -> None:
    assert "made up" in texts(topic, "IT-7")


def test_a_question_leads_to_what_grounds_it_in_order(topic: Topic) -> None:
    question = next(topic.questions())
    ways = [item for item in details(topic, question.id) if isinstance(item, Way)]
    assert [way.passage.local for way in ways] == [ground.section for ground in question.grounds]
    assert [way.goal for way in ways] == [ground.claims[0] for ground in question.grounds]
    assert [way.reason for way in ways] == [ground.reason for ground in question.grounds]


def test_a_misconception_tells_its_three_sides_and_the_notes_it_leans_on(topic: Topic) -> None:
    told = texts(topic, "M2")
    misconception = next(m for m in topic.misconceptions() if m.id == "M2")
    assert f"Assumed|{misconception.assumed}" in told
    assert f"What the model says|{misconception.claim.text}" in told
    assert f"Keep beside it|{misconception.beside}" in told
    for note in misconception.beside_notes:
        assert topic.note(note).text in told
    goes_with = {item.passage.local for item in details(topic, "M2") if isinstance(item, Way)}
    assert {"Q2", "Q5"} <= goes_with


def test_the_title_explains_every_sign(topic: Topic) -> None:
    told = texts(topic, TOP)
    for sign in ("[3]|", "[3+]|", "[3?]|", "LLM|", "※B1|", "●2|"):
        assert sign in told
    assert "84 claims: 20 cited, 10 beyond the source, 8 cited but unchecked, 46 machine" in told


def test_a_heading_is_never_left_without_lines(topic: Topic) -> None:
    for local in reading_order(topic):
        items = details(topic, local)
        for heading, below in zip(items, (*items[1:], None), strict=True):
            assert not (isinstance(heading, Heading) and (not below or isinstance(below, Heading)))
