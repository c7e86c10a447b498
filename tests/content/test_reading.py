"""A well-written topic file becomes the values that the rest of the program relies on."""

import time

import pytest

from content.model import (
    Claim,
    Kind,
    Misconception,
    Objective,
    Prose,
    Question,
    Standing,
    Topic,
)
from content.reading import read_bytes, read_topic


def claim(topic: Topic, local: str) -> Claim:
    return next(claim for claim in topic.claims() if claim.id == local)


def read(text: str) -> Topic:
    outcome = read_topic(text, "pacing.md")
    assert isinstance(outcome, Topic), "\n".join(map(str, outcome))
    return outcome


def test_the_guides_example_is_read_without_a_fault(topic: Topic) -> None:
    assert (topic.id, topic.title, topic.also_known_as) == (
        "pacing",
        "Pacing a session",
        ("Tempo",),
    )
    assert [section.id for section in topic.sections] == [
        "principles",
        "plan",
        "terms",
        "misconceptions",
        "questions",
    ]
    assert [c.id for c in topic.claims()] == [
        "CP-1",
        "CP-2",
        "CP-3",
        "TP-1",
        "TP-2",
        "KT-1",
        "CM-1",
        "RQ-1",
    ]
    assert topic.source(1).unchecked == "The page numbers."


def test_a_claim_has_its_title_its_plain_wording_and_where_it_stands(topic: Topic) -> None:
    cited, beyond, machine = (claim(topic, name) for name in ("CP-1", "CP-2", "CP-3"))
    assert (cited.label, cited.text, cited.marker, cited.standing, cited.fit) == (
        "Two speeds",
        "Each person brings a speed of their own to the session.",
        1,
        Standing.CITED,
        "",
    )
    assert (beyond.standing, beyond.notes) == (Standing.BEYOND, ("A1",))
    assert (machine.marker, machine.standing) == ("LLM", Standing.UNSOURCED)


def test_a_reason_that_runs_over_a_lines_end_is_kept_whole(topic: Topic) -> None:
    assert claim(topic, "CP-2").fit == "The book describes three cases; it doesn't say how often."


def test_parts_keep_their_own_notes_and_the_claim_holds_them_all(topic: Topic) -> None:
    whole = claim(topic, "CP-3")
    assert whole.text == "A quick pace can be a sign of alarm. A slow one can be too."
    assert [(part.id, part.notes) for part in whole.parts] == [("CP-3a", ()), ("CP-3b", ("B1",))]
    assert whole.notes == ("B1",)


def test_terms_objectives_and_their_mechanisms_have_kinds_of_their_own(topic: Topic) -> None:
    row = next(block for block in topic.section("plan").blocks if isinstance(block, Objective))
    assert (row.goal, row.objective.kind, row.mechanism.kind) == (
        "Pace",
        Kind.OBJECTIVE,
        Kind.CLAIM,
    )
    assert claim(topic, "KT-1").kind is Kind.TERM


def test_a_question_has_its_headings_title_its_remark_and_its_grounds_in_order(
    topic: Topic,
) -> None:
    (question,) = topic.questions()
    assert isinstance(question, Question)
    assert question.claim.label == question.title == "My own speed"
    assert question.remark == "It helps to think of one session rather than of all of them."
    assert [(g.section, g.claims, g.primary) for g in question.grounds] == [
        ("principles", ("CP-1", "CP-3"), True),
        ("plan", ("TP-2",), False),
    ]
    assert question.grounds[1].reason == "naming it is the first step."


def test_a_misconception_has_all_it_leans_on(topic: Topic) -> None:
    (found,) = topic.misconceptions()
    assert isinstance(found, Misconception)
    assert found.assumed == "A slow session is a safe one."
    assert found.claim.text == "Slowness can also be a shutting down."
    assert found.beside == "For some clients slow is safe (CP-2)."
    assert (found.beside_claims, found.beside_notes, found.questions) == (
        ("CP-2",),
        ("B1",),
        ("Q1",),
    )


def test_an_editors_note_is_split_into_its_text_and_its_basis(topic: Topic) -> None:
    note = topic.note("A1")
    assert (note.grade, note.text, note.basis) == (
        "A",
        "“Often” is more than three cases can show.",
        "Example, 2001 (author and year checked).",
    )


def test_wording_is_plain_and_punctuation_stays_as_written(example: str) -> None:
    written = '*Each* `person` [brings](https://example.org) a “speed” -- "their" own... \\*1\\*'
    topic = read(
        example.replace("Each person brings a speed of their own to the session.", written)
    )
    assert claim(topic, "CP-1").text == 'Each person brings a “speed” -- "their" own... *1*'


def test_html_and_entities_are_only_text(example: str) -> None:
    written = "A <b>bold</b> &amp; <script>x</script> &#27; word."
    topic = read(example.replace("Slowing down often lets a client notice more.", written))
    assert claim(topic, "CP-2").text == written


def test_a_plain_list_keeps_its_bullets_and_numbers(example: str) -> None:
    topic = read(example.replace("This is an example.", "- One [^B1].\n- Two\n\n3. Three\n\nIt."))
    texts = [(b.text, b.notes) for b in topic.section("principles").blocks if isinstance(b, Prose)]
    assert texts[:3] == [("• One.", ("B1",)), ("• Two", ()), ("3. Three", ())]


def test_a_file_from_a_windows_editor_is_read_alike(example: str, topic: Topic) -> None:
    data = "\ufeff".encode() + example.replace("\n", "\r\n").encode()
    assert read_bytes(data, "pacing.md") == topic


def test_a_note_may_have_several_paragraphs(example: str) -> None:
    topic = read(example.replace(" *Basis:* general", "\n\n    And more.\n\n    *Basis:* general"))
    assert topic.note("B1").text.endswith("pace means.\n\nAnd more.")
    assert topic.note("B1").basis == "general knowledge; not checked."


def test_other_names_may_be_left_out(example: str) -> None:
    assert read(example.replace('also_known_as = ["Tempo"]\n', "")).also_known_as == ()


def test_every_id_is_an_anchor(topic: Topic) -> None:
    assert topic.passage("CP-3b").wording == "A slow one can be too."
    assert topic.passage("Q1").within == ("Q1", "RQ-1")
    assert topic.passage("M1").wording == "A slow session is a safe one."


@pytest.mark.parametrize(
    "piece",
    ["[", "[a", "[^a", "![a", "*a ", "`a``", "<a ", "[a](", '[a]{b="c ', "> ", "- ", "a\n", "|"],
)
def test_no_text_takes_the_reader_long(piece: str, example: str) -> None:
    """The bound is far above what a reader that grows in step with the text needs."""
    text = example.replace("This is an example.", piece * (300_000 // len(piece)))
    started = time.perf_counter()
    read_topic(text, "pacing.md")
    assert time.perf_counter() - started < 10
