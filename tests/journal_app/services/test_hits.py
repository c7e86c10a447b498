"""Where a search is hit in a reflection: in its text, in later thoughts, in a rewriting."""

from datetime import datetime

import pytest

from db import reflections, searching
from db.filters import Filter
from db.records import Terms
from db.transaction import Transaction
from journal_app.services import hits, later_thoughts, writing
from journal_app.services.hits import Hits
from tests.journal_app.past import Past

SHAME = Terms(words=("shame",))


def found(tx: Transaction, terms: Terms, reflection_id: str) -> Hits:
    return hits.hits(tx, terms, reflections.get(tx, reflection_id))


def words(text: str, marks: hits.Marks) -> list[str]:
    return [text[start:end] for start, end in marks]


@pytest.mark.parametrize(
    "text",
    [
        "Shame, and then no shame.",
        "nul \x00 shame and \x00 shame",
        "lone \ud800 shame, shame \udfff",
        "crlf\r\nshame\r\n\tshame",
        "👩‍👩‍👧 shame e\u0301 shame",
    ],
    ids=["plain", "nul", "lone surrogates", "breaks", "graphemes"],
)
def test_a_text_is_found_and_its_hits_are_marked_where_they_stand_whatever_else_is_in_it(
    tx: Transaction, now: datetime, text: str
) -> None:
    reflection_id = Past(tx).kept(text)
    for thought in (text, "One without.", text):
        later_thoughts.add(tx, reflection_id, thought, now=now)
    assert [hit.id for hit in searching.search(tx, SHAME, Filter(), limit=9)] == [reflection_id]
    there = found(tx, SHAME, reflection_id)
    assert [word.casefold() for word in words(text, there.body)] == ["shame", "shame"]
    assert [len(marks) for marks in there.later] == [2, 0, 2]
    assert words(text, there.later[2]) == words(text, there.body)


def test_stems_beginnings_and_phrases_are_marked(tx: Transaction) -> None:
    text = "I was waiting, and waited for the held breath; my breath held."
    reflection_id = Past(tx).kept(text)
    terms = Terms(words=("wait",), begun="brea", phrases=("held breath",))
    there = words(text, found(tx, terms, reflection_id).body)
    assert there == ["waiting", "waited", "held breath", "breath"]


def test_what_was_never_kept_is_marked_in_its_unfinished_text(tx: Transaction) -> None:
    reflection_id = Past(tx).unfinished("Some shame here")
    assert found(tx, SHAME, reflection_id) == Hits(((5, 10),), (), rewriting=False)


def test_a_hit_in_the_unfinished_rewriting_alone_is_said(tx: Transaction, now: datetime) -> None:
    reflection_id = Past(tx).kept("As it was kept")
    draft = writing.open_for_writing(tx, reflection_id, now=now).draft
    typed = writing.Typed("With shame now", (0, 0), 0)
    writing.save(tx, reflection_id, typed, revision=draft.revision, now=now)
    assert found(tx, SHAME, reflection_id) == Hits((), (), rewriting=True)
    assert found(tx, Terms(words=("kept",)), reflection_id) == Hits(((10, 14),), (), False)
