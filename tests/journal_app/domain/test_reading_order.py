"""Which paragraphs can be marked, which of them holds what, and what leans on them."""

import pytest

from content.library import Library
from content.model import Topic
from journal_app.domain.reading_order import TOP, homes, leaning_on, nearest_section, reading_order


@pytest.fixture
def topic(library: Library) -> Topic:
    return library.topic("co-regulation")


def test_every_passage_has_a_paragraph_it_stands_in(topic: Topic) -> None:
    order = reading_order(topic)
    home = homes(topic)
    assert order[0] == TOP
    assert len(set(order)) == len(order)
    assert set(home) == set(topic.passages)
    assert set(home.values()) == set(order)


def test_the_paragraphs_stand_in_the_order_of_the_text(topic: Topic) -> None:
    passages = list(topic.passages)
    order = reading_order(topic)
    assert sorted(order, key=passages.index) == list(order)


def test_parts_and_the_claims_of_cards_stand_in_the_paragraph_that_shows_them(
    topic: Topic,
) -> None:
    home = homes(topic)
    assert (home["CP-3a"], home["RQ-1"], home["CM-4"]) == ("CP-3", "Q1", "M4")
    assert (home["TP-3"], home["TP-4"], home["principles"]) == ("TP-3", "TP-4", "principles")


@pytest.mark.parametrize(
    ("gone", "section"),
    [
        ("CP-99", "principles"),
        ("CP-3z", "principles"),
        ("Q9", "questions"),
        ("M9", "misconceptions"),
        ("nothing", TOP),
        ("9", TOP),
        ("", TOP),
    ],
)
def test_a_passage_that_is_gone_has_a_nearest_section(
    topic: Topic, gone: str, section: str
) -> None:
    assert nearest_section(topic, gone) == section


def test_a_claim_knows_which_questions_and_misconceptions_lean_on_it(topic: Topic) -> None:
    assert [passage.local for passage in leaning_on(topic, "CP-5")] == ["Q4", "M4"]
    # CP-7 is named by one of them through its part CP-7a.
    assert {"Q1", "M3"} <= {passage.local for passage in leaning_on(topic, "CP-7")}
    assert leaning_on(topic, "CL-4") == ()


def test_a_section_knows_what_it_grounds(topic: Topic) -> None:
    assert {passage.local for passage in leaning_on(topic, "training")} >= {"M1", "M4"}
