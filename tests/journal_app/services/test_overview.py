"""Today in one read, the cards, the answers, and the line being caught."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from content.library import Library
from content.model import wording_digest
from db import reflections
from db.records import Kind, Link
from db.store import Store
from db.transaction import Transaction
from journal_app.domain.asked import met
from journal_app.domain.standing import standing_of
from journal_app.services import afterwards, answering, asking, catching, overview, writing
from journal_app.services.linking import link_to
from tests.journal_app.conftest import KEY
from tests.journal_app.past import Past
from tests.journal_app.services.supervising import held

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture
def tx(tmp_path: Path) -> Iterator[Transaction]:
    """A transaction in an empty journal."""
    store = Store.create_with_key(tmp_path / "journal.db", KEY)
    with store.write() as transaction:
        yield transaction
    store.close()


@pytest.fixture
def past(tx: Transaction, library: Library) -> Past:
    """Writes into it."""
    return Past(tx, library)


def order(tx: Transaction, library: Library, day: date) -> list[str]:
    """The questions in the order in which they are asked on this day."""
    return [asked.item.id for asked in asking.rotated(tx, library, day)]


def test_an_empty_journal_is_known_as_one(tx: Transaction, library: Library) -> None:
    today = overview.today(tx, library, DAY)
    assert today.is_empty
    assert [asked.item.id for asked in today.questions] == ["Q1", "Q2", "Q3", "Q4", "Q5"]


def test_what_there_is_to_do_and_to_ask_is_part_of_the_day(
    tx: Transaction, library: Library
) -> None:
    meeting = held(tx)
    for text in ("one", "two"):
        afterwards.add(tx, meeting, text, due_on=DAY - timedelta(days=len(text)), now=NOW)
    done = afterwards.add(tx, meeting, "done", now=NOW).id
    afterwards.do(tx, done, today=DAY - timedelta(days=14), now=NOW)
    today = overview.today(tx, library, DAY)
    assert [action.text for action in today.actions.still_open.rows] == ["one", "two"]
    assert [action.id for action in today.actions.to_ask] == [done]
    assert not today.is_empty


def test_a_journal_with_a_draft_alone_is_not_empty(
    tx: Transaction, library: Library, past: Past
) -> None:
    past.unfinished("Begun.", day=DAY)
    today = overview.today(tx, library, DAY)
    assert not today.is_empty
    assert len(today.unfinished) == 1
    assert today.latest == ()


def test_answering_changes_the_order_tomorrow_and_not_today(
    tx: Transaction, library: Library, past: Past
) -> None:
    for number, day in enumerate((5, 1, 9, 3, 7), 1):
        past.kept("Then.", f"Q{number}", day=date(2026, 10, day))
    before = order(tx, library, DAY)
    assert before == ["Q2", "Q4", "Q1", "Q5", "Q3"]
    past.kept("Today.", "RQ-2", day=DAY)
    past.kept("Today again.", "Q2", day=DAY)
    assert order(tx, library, DAY) == before
    assert order(tx, library, DAY + timedelta(days=1)) == ["Q4", "Q1", "Q5", "Q3", "Q2"]


def test_a_question_first_met_today_still_counts_as_never_met_today(
    tx: Transaction, library: Library, past: Past
) -> None:
    past.kept("Today.", "Q1", day=DAY)
    assert order(tx, library, DAY)[0] == "Q1"
    assert order(tx, library, DAY + timedelta(days=1))[-1] == "Q1"


def test_drafts_and_trash_do_not_count_as_having_met_a_question(
    tx: Transaction, library: Library, past: Past
) -> None:
    past.unfinished("Begun.", "Q1", day=date(2026, 10, 1))
    reflections.trash(tx, past.kept("Gone.", "Q1", day=date(2026, 10, 1)))
    assert order(tx, library, DAY)[0] == "Q1"


def test_earlier_years_on_this_day_come_before_a_month_ago(
    tx: Transaction, library: Library, past: Past
) -> None:
    past.kept("A month ago.", day=date(2026, 10, 23))
    today = overview.today(tx, library, DAY)
    assert today.earlier_is_a_month_ago
    assert [row.opening for row in today.earlier] == ["A month ago."]
    past.kept("A year ago.", day=date(2025, 11, 23))
    today = overview.today(tx, library, DAY)
    assert not today.earlier_is_a_month_ago
    assert [row.opening for row in today.earlier] == ["A year ago."]


def test_the_inbox_counts_what_was_brought(tx: Transaction, library: Library, past: Past) -> None:
    past.kept("Brought.", brought=True)
    past.kept("Private.")
    assert overview.today(tx, library, DAY).inbox == 1


def test_cards_count_each_reflection_once_with_all_inside(
    tx: Transaction, library: Library, past: Past
) -> None:
    past.kept("Both.", "M1", "CM-1", day=date(2026, 10, 1))
    past.kept("Inside.", "CM-1", day=date(2026, 10, 2))
    (cards,) = asking.cards(tx, library)
    assert [asked.item.id for asked in cards.misconceptions] == ["M1", "M2", "M3", "M4"]
    tally = cards.misconceptions[0].tally
    assert (tally.count, tally.latest) == (2, date(2026, 10, 2))


def test_answers_are_oldest_first_and_know_another_wording(
    tx: Transaction, library: Library, past: Past
) -> None:
    old = Link("co-regulation/Q2", "Q2 Old", "Old wording?", wording_digest("Old wording?"))
    ids = [
        past.kept("Second.", "RQ-2", day=date(2026, 2, 1)),
        past.kept("First.", old, day=date(2025, 2, 1)),
    ]
    past.unfinished("Not one yet.", "Q2")
    found = answering.answers(tx, library, "co-regulation/Q2")
    assert [row.id for row in found.rows] == [ids[1], ids[0]]
    texts = answering.texts(tx, [*ids, "zzzzzzzzzz"])
    assert set(texts) == set(ids)
    assert found.asked_otherwise(texts[ids[0]]) is None
    then = found.asked_otherwise(texts[ids[1]])
    assert then is not None
    assert then.wording == "Old wording?"


def test_an_anchor_that_never_was_has_no_answers(tx: Transaction, library: Library) -> None:
    found = answering.answers(tx, library, "nowhere/Q1")
    assert found.passage is None
    assert found.label == "nowhere/Q1"
    assert found.rows == ()


def test_a_line_left_unfinished_is_begun_on_again_but_a_reflection_is_not(
    tx: Transaction, library: Library, past: Past
) -> None:
    on = link_to(library, "co-regulation/M1")
    whole = past.unfinished("A reflection on it.", "M1")
    first = catching.begin(tx, on, today=DAY, now=NOW)
    assert first.reflection.id != whole
    assert first.reflection.kind is Kind.CAUGHT
    writing.save(
        tx,
        first.reflection.id,
        writing.Typed("half", (0, 4), 0),
        revision=first.draft.revision,
        now=NOW,
    )
    again = catching.begin(tx, on, today=DAY, now=NOW)
    assert again.reflection.id == first.reflection.id
    assert again.draft.body == "half"


def test_how_a_claim_stands_is_said_with_its_reason(library: Library) -> None:
    topic = library.topics[0]
    claims = {claim.id: claim for claim in topic.claims()}
    assert standing_of(claims["RQ-1"], topic) == "LLM: machine-written, with no source."
    beyond = next(claim for claim in claims.values() if claim.standing == "beyond")
    said = standing_of(beyond, topic)
    assert said.startswith(f"Goes beyond its source [{beyond.marker}]: ")
    assert said.endswith(beyond.fit)


@pytest.mark.parametrize(
    ("count", "latest", "words"),
    [
        (0, None, "Not met yet"),
        (1, DAY, "1 reflection, last met today"),
        (3, DAY - timedelta(weeks=5), "3 reflections, last met 5 weeks ago"),
    ],
)
def test_how_often_and_when_is_said_in_words(count: int, latest: date | None, words: str) -> None:
    assert met(count, latest, DAY) == words
