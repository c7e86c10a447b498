"""The shipped topic says what its reference says: every claim, marker, note and link of it."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from content.library import load_library
from content.model import Claim, Ground, Kind, Misconception, Prose, Question, Standing, Topic

CLAIMS = {
    "type": "TD-1:LLM TD-2:LLM TD-3:LLM TD-4:3 TD-5:LLM TD-6:LLM",
    "creators": "CL-1:2 CL-2:3 CL-3:LLM CL-4:LLM CL-5:LLM CL-6:LLM CL-7:LLM CL-8:6",
    "principles": "CP-1:3 CP-2:3 CP-3:6 CP-4:6 CP-5:LLM CP-6:LLM CP-7:4>",
    "interventions": "IT-1:LLM IT-2:6 IT-3:5? IT-4:LLM IT-5:LLM IT-6:LLM IT-7:LLM",
    "evidence": "EB-1:LLM EB-2:1 EB-3:1> EB-4:4 EB-5:4> EB-6:LLM EB-7:LLM",
    "populations": "PI-1:3> PI-2:6? PI-3:LLM PI-4:LLM PI-5:LLM",
    "problems": "PW-1:LLM PW-2:LLM PW-3:LLM PW-4:LLM PW-5:LLM PW-6:5?",
    "cautions": "CC-1:LLM CC-2:LLM CC-3:3> CC-4:1> CC-5:LLM CC-6:LLM CC-7:6?",
    "plan": "TP-3:LLM TP-4:6 TP-5:LLM TP-6:3> TP-7:LLM TP-8:4> TP-9:LLM TP-10:5? TP-11:LLM"
    " TP-12:6? TP-13:LLM TP-14:6?",
    "misconceptions": "CM-1:3 CM-2:6 CM-3:4 CM-4:5?",
    "training": "TC-1:LLM TC-2:2> TC-3:LLM TC-4:3",
    "terms": "KT-1:3 KT-2:2> KT-3:6 KT-4:3 KT-5:4 KT-6:LLM",
    "resources": "",
    "questions": "RQ-1:LLM RQ-2:LLM RQ-3:LLM RQ-4:LLM RQ-5:LLM",
}
"""Every claim with its marker, by section; > goes beyond its source, ? could not be checked."""

COUNTS = {
    "type": (5, 1),
    "creators": (5, 3),
    "principles": (2, 5),
    "interventions": (5, 2),
    "evidence": (3, 4),
    "populations": (3, 2),
    "problems": (5, 1),
    "cautions": (4, 3),
    "plan": (6, 6),
    "misconceptions": (0, 4),
    "training": (2, 2),
    "terms": (1, 5),
    "resources": (0, 0),
    "questions": (5, 0),
}
"""How many claims of each section are machine-written, and how many bear a source's number."""

IN_PARTS = {"TD-1", "TD-3", "CL-8", "CP-3", "CP-7", "IT-2", "EB-3", "EB-4", "EB-7", "CC-7"}

NOTES = {
    "A1": "EB-3a CC-4",
    "A2": "EB-3b",
    "A3": "CP-7a EB-5 CM-3",
    "A4": "TP-8 KT-6",
    "A5": "EB-4b",
    "B1": "CL-7 IT-4",
    "B2": "CP-3a CM-2",
    "B3": "CP-4 CL-8b CM-2 KT-3 TP-4",
    "B4": "CM-2 TP-6",
    "B5": "CM-1",
    "B6": "CC-3 CC-4",
    "B7": "EB-4a KT-5",
    "B8": "CP-5 CP-6",
    "B9": "TD-1b EB-7a",
    "B10": "TD-2 IT-5 RQ-1",
    "B11": "CM-4 IT-6 PI-4 TP-10",
    "B12": "CC-5 CC-6 RQ-3",
    "B13": "CL-5",
    "B14": "CL-6",
    "B15": "PW-4",
    "B16": "PW-5",
    "B17": "PI-3 TD-6",
    "B18": "RQ-5",
    "B19": "CC-7a TP-7 RQ-4",
    "B20": "PI-1",
    "C1": "CL-2",
    "C2": "CL-2",
    "C3": "CL-2",
    "C4": "CL-1",
    "C5": "CL-1 TC-2",
    "C6": "KT-6",
    "C7": "CL-7",
    "C8": "IT-7 TP-3 TP-5 TP-7 TP-9 TP-11 TP-13",
}
"""Every editor's note with the claims it concerns, or the part of a claim where it is only that."""

GROUNDS = {
    "Q1": "*interventions IT-4 IT-5 IT-7 / *principles CP-1 CP-7a / type TD-2 / evidence EB-4 EB-5"
    " / creators CL-6 CL-7 / problems PW-2 PW-3 / populations PI-2 / plan TP-11 TP-12"
    " / terms KT-2 KT-5 KT-6 / misconceptions CM-3",
    "Q2": "*principles CP-3 CP-4 / *misconceptions CM-2 / *cautions CC-7b / interventions IT-2b"
    " / plan TP-13 TP-14 / creators CL-8b / terms KT-3 / problems PW-6 / populations PI-2",
    "Q3": "*cautions CC-4 CC-5 CC-6 / evidence EB-3 EB-4b / interventions IT-2a / terms KT-4"
    " / plan TP-5",
    "Q4": "*cautions CC-7a CC-1 / *principles CP-5 CP-6 / evidence EB-6 EB-7b / plan TP-7 TP-8"
    " / problems PW-2 PW-3 PW-4 / populations PI-3 PI-5 / type TD-5 TD-6 / terms KT-6"
    " / interventions IT-5 / misconceptions CM-4",
    "Q5": "*principles CP-3b CP-4 / *interventions IT-3 / plan TP-3 TP-4 TP-9 TP-10"
    " / creators CL-8b / terms KT-3 / misconceptions CM-2 / problems PW-5 PW-6"
    " / populations PI-4 / cautions CC-3 CC-7b",
    "M1": "*misconceptions CM-1 / *cautions CC-2 CC-3 CC-4 / evidence EB-2 EB-3"
    " / principles CP-2 CP-3 CP-4 / type TD-4 / terms KT-1 / creators CL-2 CL-5 / problems PW-6"
    " / training TC-4",
    "M2": "*misconceptions CM-2 / *principles CP-3 CP-4 / creators CL-3 CL-8b"
    " / interventions IT-2b IT-3 / plan TP-3 TP-4 TP-13 TP-14 / cautions CC-6 CC-7b / terms KT-3",
    "M3": "*misconceptions CM-3 / *principles CP-1 CP-7 / *evidence EB-4 EB-5 / type TD-1a TD-2"
    " / interventions IT-1 IT-2a IT-4 IT-5 / terms KT-4 KT-5 / plan TP-5 TP-6"
    " / creators CL-6 CL-7 / cautions CC-1 / problems PW-3",
    "M4": "*misconceptions CM-4 / *populations PI-3 PI-4 PI-5 / interventions IT-4 IT-6 IT-7"
    " / creators CL-8a / problems PW-2 PW-4 / plan TP-7 TP-9 TP-10 / evidence EB-1 EB-6 EB-7b"
    " / type TD-3 TD-5 / training TC-3 / principles CP-5",
}
"""The sections and claims that ground each question and misconception; * stands at a primary."""

GOALS = ("Repair", "Responsiveness", "Arousal", "Couple", "Caregiver-self", "Imperfection")


@pytest.fixture(scope="module")
def topic() -> Topic:
    """The topic as it is shipped."""
    library = load_library(None)
    assert not library.faults
    return library.topic("co-regulation")


def written(claim: Claim) -> str:
    """A claim as `CLAIMS` writes it."""
    ending = {Standing.BEYOND: ">", Standing.UNCHECKED: "?"}.get(claim.standing, "")
    return f"{claim.id}:{claim.marker}{ending}"


def grounded(topic: Topic) -> Iterator[Question | Misconception]:
    yield from topic.questions()
    yield from topic.misconceptions()


def ground(ground: Ground) -> str:
    """A ground as `GROUNDS` writes it."""
    return " ".join(("*" * ground.primary + ground.section, *ground.claims))


def words(topic: Topic) -> Iterator[tuple[str, str]]:
    """Every text of the topic that a reader sees, with the place where it stands."""
    for local, passage in topic.passages.items():
        yield local, passage.wording
        yield local, passage.label
    for claim in topic.claims():
        yield claim.id, claim.fit
    for note in topic.notes:
        yield note.id, note.text
        yield note.id, note.basis
    for source in topic.sources:
        place = f"source {source.number}"
        for text in (source.reference, source.says, source.caution):
            yield place, text
        for text in (source.checked, source.weakly_checked, source.unchecked):
            yield place, text
    for target in grounded(topic):
        for reason in target.grounds:
            yield target.id, reason.reason
        yield target.id, target.remark if isinstance(target, Question) else target.beside
    for section in topic.sections:
        for block in section.blocks:
            if isinstance(block, Prose):
                yield section.id, block.text


def test_every_claim_stands_in_its_section_with_its_marker_and_standing(topic: Topic) -> None:
    found = {s.id: " ".join(written(claim) for claim in s.claims()) for s in topic.sections}
    assert list(found.items()) == list(CLAIMS.items())


def test_84_claims_stand_as_the_reference_counts_them(topic: Topic) -> None:
    standings = Counter(claim.standing for claim in topic.claims())
    assert standings == {
        Standing.UNSOURCED: 46,
        Standing.CITED: 20,
        Standing.BEYOND: 10,
        Standing.UNCHECKED: 8,
    }
    counts = {}
    for section in topic.sections:
        machine = [claim.marker == "LLM" for claim in section.claims()]
        counts[section.id] = (sum(machine), len(machine) - sum(machine))
    assert counts == COUNTS


def test_a_number_that_is_no_proof_says_why(topic: Topic) -> None:
    for claim in topic.claims():
        doubtful = claim.standing in (Standing.BEYOND, Standing.UNCHECKED)
        assert bool(claim.fit) == doubtful, claim.id
        assert (claim.standing is Standing.UNSOURCED) == (claim.marker == "LLM"), claim.id


def test_claims_that_say_two_things_have_two_parts(topic: Topic) -> None:
    parts = {claim.id: [part.id for part in claim.parts] for claim in topic.claims()}
    assert {claim for claim, found in parts.items() if found} == IN_PARTS
    for claim in IN_PARTS:
        assert parts[claim] == [f"{claim}a", f"{claim}b"]


def test_every_note_stands_at_the_claims_it_concerns_and_at_no_other(topic: Topic) -> None:
    found: dict[str, set[str]] = {note.id: set() for note in topic.notes}
    for claim in topic.claims():
        on_parts = {note for part in claim.parts for note in part.notes}
        for note in set(claim.notes) - on_parts:
            found[note].add(claim.id)
        for part in claim.parts:
            for note in part.notes:
                found[note].add(part.id)
    assert found == {note: set(places.split()) for note, places in NOTES.items()}


def test_every_note_says_how_far_its_basis_was_checked(topic: Topic) -> None:
    assert [note.id for note in topic.notes] == list(NOTES)
    for note in topic.notes:
        assert note.grade == note.id[0]
        if note.id not in ("B17", "B19", "C8"):
            assert re.search(r"\((weakly )?checked", note.basis), note.id
    for reference in ("10.2307/1131074", "February 2026", "Siegel"):
        bases = [note.basis for note in topic.notes if reference in note.basis]
        assert bases, reference
        assert all("weakly checked" in basis for basis in bases), reference
    for reference in ("r = .29", "S0002-7138", "The earliest studies", "The name in 1978"):
        bases = [note.basis for note in topic.notes if reference in note.basis]
        assert bases, reference
        assert all("general knowledge, unchecked" in basis for basis in bases), reference


def test_questions_and_misconceptions_lead_to_the_sections_that_ground_them(topic: Topic) -> None:
    found = {t.id: " / ".join(ground(g) for g in t.grounds) for t in grounded(topic)}
    assert found == GROUNDS
    for target in grounded(topic):
        for reason in target.grounds:
            assert reason.reason, (target.id, reason.section)
            section = topic.section(reason.section)
            inside = topic.passage(section.id).within
            assert set(reason.claims) <= set(inside), (target.id, section.id)


def test_questions_say_what_they_do_not_rest_on(topic: Topic) -> None:
    remarks = {question.id: question.remark for question in topic.questions()}
    assert {question for question, remark in remarks.items() if remark} == {"Q1", "Q3", "Q5"}
    assert "machine-written" in remarks["Q1"]
    assert "infants" in remarks["Q1"]
    assert "CC-5" in remarks["Q3"]
    assert "CC-4" in remarks["Q3"]
    assert "couples" in remarks["Q5"]


def test_each_question_is_claimed_by_its_own_number(topic: Topic) -> None:
    assert [q.claim.id for q in topic.questions()] == [f"RQ-{n}" for n in range(1, 6)]
    assert [q.id for q in topic.questions()] == [f"Q{n}" for n in range(1, 6)]


def test_each_misconception_has_its_answer_its_caveat_and_its_questions(topic: Topic) -> None:
    found = {
        m.id: (m.claim.id, m.beside_notes, m.beside_claims, m.questions)
        for m in topic.misconceptions()
    }
    assert found == {
        "M1": ("CM-1", ("B5",), (), ("Q2",)),
        "M2": ("CM-2", ("B3", "B4"), (), ("Q2", "Q5")),
        "M3": ("CM-3", ("A3",), (), ("Q1",)),
        "M4": ("CM-4", ("B11",), ("EB-6", "EB-7b"), ("Q4",)),
    }
    assert all(m.assumed and m.beside for m in topic.misconceptions())


def test_contested_claims_never_ground_anything_without_their_caveat(topic: Topic) -> None:
    caveats = {"CL-6": ("B14",), "CL-7": ("B1",), "CM-1": ("B5",), "CM-4": ("EB-6", "EB-7b")}
    for target in grounded(topic):
        for reason in target.grounds:
            for claim in reason.claims:
                for caveat in caveats.get(claim, ()):
                    assert re.search(rf"\b{caveat}\b", reason.reason), (target.id, claim)


def test_six_objectives_stand_beside_their_mechanisms_with_invented_numbers(topic: Topic) -> None:
    objectives = [b for b in topic.section("plan").blocks if not isinstance(b, Prose)]
    goals = []
    for number, row in zip(range(3, 15, 2), objectives, strict=True):
        assert not isinstance(row, Claim | Question | Misconception)
        goals.append(row.goal)
        assert (row.objective.id, row.objective.kind) == (f"TP-{number}", Kind.OBJECTIVE)
        assert (row.mechanism.id, row.mechanism.kind) == (f"TP-{number + 1}", Kind.CLAIM)
        assert re.search(r"\d", row.objective.text)
    assert tuple(goals) == GOALS
    first = topic.section("plan").blocks[0]
    assert isinstance(first, Prose)
    assert "invented example" in first.text
    assert "cut-off" in first.text


def test_the_numbers_of_the_objectives_are_those_of_the_reference(topic: Topic) -> None:
    numbers = {c.id: re.findall(r"\d+", c.text) for c in topic.section("plan").claims()}
    assert {claim: found for claim, found in numbers.items() if found} == {
        "TP-3": ["8", "2", "3"],
        "TP-5": ["6", "3"],
        "TP-7": ["10", "5", "4"],
        "TP-9": ["12", "1", "3"],
        "TP-11": ["8", "1", "5"],
        "TP-13": ["4"],
    }


def test_only_the_vignette_is_invented_and_it_says_so_itself(topic: Topic) -> None:
    assert [claim.id for claim in topic.claims() if claim.invented] == ["IT-7"]
    vignette = topic.passage("IT-7").wording
    assert "A machine made up this scene" in vignette
    assert "no guidance" in vignette


def test_six_key_terms_are_terms_and_nothing_else_is(topic: Topic) -> None:
    terms = [claim.id for claim in topic.claims() if claim.kind is Kind.TERM]
    assert terms == [f"KT-{number}" for number in range(1, 7)]


def test_six_sources_say_what_was_seen_and_what_was_not(topic: Topic) -> None:
    assert [source.number for source in topic.sources] == [1, 2, 3, 4, 5, 6]
    for source in topic.sources:
        assert source.checked, source.number
        assert source.unchecked, source.number
        assert source.says, source.number
        if source.link:
            assert source.link.startswith("https://")
            assert re.search(r"No address was|The address was not", source.unchecked)
    assert "http" not in f"{topic.source(5).reference} {topic.source(5).checked}"
    assert not topic.source(5).link
    assert "did not find" in topic.source(5).unchecked


def test_cautions_of_the_sources_are_kept(topic: Topic) -> None:
    assert "repair predicts attachment security" in topic.source(1).caution
    assert "dated" in topic.source(2).caution
    assert "crying infant" in topic.source(3).caution
    assert "CC-2" in topic.source(3).caution


def test_the_warning_against_trying_it_at_home_heads_the_resources(topic: Topic) -> None:
    first, *others = topic.section("resources").blocks
    assert isinstance(first, Prose)
    assert "source 3" in first.text
    assert "CC-2" in first.text
    text = " ".join(block.text for block in others if isinstance(block, Prose))
    for source in topic.sources:
        assert source.short in text
    assert "What was not established" in text


def test_the_films_marker_is_said_to_leave_out_the_book(topic: Topic) -> None:
    prose = [b.text for b in topic.section("training").blocks if isinstance(b, Prose)]
    assert any("3 and 6" in text for text in prose)


def test_the_text_is_calm_tidy_and_short(topic: Topic) -> None:
    for place, text in words(topic):
        assert "!" not in text, place
        assert "  " not in text, place
        assert text == text.strip(), place
    for claim in topic.claims():
        assert len(claim.text.split()) <= 60, claim.id
        assert 2 <= len(claim.label.split()) <= 5, claim.id
