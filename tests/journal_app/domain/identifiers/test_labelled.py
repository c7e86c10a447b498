"""What the check finds and what it leaves, held to the figures it was asked to reach."""

import tomllib
from pathlib import Path

import pytest

from journal_app.demo import told
from journal_app.domain.identifiers import Kind, check
from tests.journal_app.domain.identifiers.labelled import (
    FORMS,
    NAMES_AND_PLACES,
    SETS,
    Score,
    score,
    sentences,
)

TOPIC = Path(__file__).parents[4] / "content" / "topics" / "co-regulation.md"


@pytest.fixture(scope="module")
def whole() -> Score:
    return score()


def test_the_labelled_set_is_large_and_of_every_kind(whole: Score) -> None:
    for table, fewest in (("identifiers", 320), ("clean", 320)):
        assert sum(len(sentences(name, table)) for name in SETS) >= fewest
    assert set(whole.labels) == set(Kind)
    assert min(whole.labels.values()) >= 20


def test_identifiers_that_have_a_form_are_found(whole: Score) -> None:
    assert whole.recall(*FORMS) >= 0.95, whole.missed


def test_names_and_places_are_found(whole: Score) -> None:
    assert whole.recall(*NAMES_AND_PLACES) >= 0.85, whole.missed


@pytest.mark.parametrize("kind", Kind)
def test_no_kind_hides_behind_the_others(whole: Score, kind: Kind) -> None:
    assert whole.recall(kind) >= 0.85, whole.missed


def test_rare_combinations_are_found(whole: Score) -> None:
    assert whole.recall(Kind.COMBINATION) >= 0.85, whole.missed


def test_clean_prose_is_left_alone(whole: Score) -> None:
    assert whole.false_in_200_words() <= 1, whole.false


def test_hardly_a_mark_beside_an_identifier_is_false(whole: Score) -> None:
    assert whole.precision() >= 0.95, whole.false


def test_the_sentences_written_last_do_nearly_as_well() -> None:
    aside = score(["held_out"])
    assert aside.recall(*FORMS) >= 0.95, aside.missed
    assert aside.recall(*NAMES_AND_PLACES) >= 0.85, aside.missed
    assert aside.false_in_200_words() <= 1, aside.false


def test_the_topic_can_be_quoted_without_a_mark() -> None:
    text = TOPIC.read_text("utf-8").split("+++", 2)[2]
    body, _, notes = text.partition("\n[^1]:")
    assert not check(body)
    # One note gives the address of a paper.
    assert {one.kind for one in check(notes)} == {Kind.CONTACT}


def test_reflections_that_name_nobody_are_left_alone() -> None:
    texts = [reflection.bodies()[-1] for reflection in told()]
    marks = sum(len(check(text)) for text in texts)
    assert marks <= sum(len(text.split()) for text in texts) / 200


def test_the_labelled_sets_share_no_sentence() -> None:
    files = [
        tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8")) for name in SETS
    ]
    written = [
        sentence
        for file in files
        for table in file.values()
        for part in table.values()
        for sentence in part
    ]
    assert len(written) == len(set(written))
