"""The calendar, the map, own states and the thread, as the screens are given them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from content.library import Library
from content.model import wording_digest
from db import drafts, later, reflections, reviews
from db.errors import NotFound
from db.records import Link
from db.supervision_records import Field
from db.transaction import Transaction
from journal_app.domain.own_state import Noted
from journal_app.domain.thread import Goal, passage, reflection
from journal_app.services import (
    afterwards,
    agenda,
    calendar,
    mapping,
    meeting,
    own_states,
    supervision,
    typed,
)
from journal_app.services.looking_back import remember
from journal_app.services.strands import SUPERVISION, thread
from journal_app.services.thread import StepKind
from tests.journal_app.past import Past
from tests.journal_app.services.supervising import days, plan, whole

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture
def past(tx: Transaction, library: Library) -> Past:
    """Writes into the journal."""
    return Past(tx, library)


# --- the calendar ---------------------------------------------------------------------------


def test_an_empty_journal_has_no_years(tx: Transaction) -> None:
    assert calendar.year(tx, 2026) == calendar.Year(2026, {}, None, None)


def test_a_year_counts_what_is_kept_or_unfinished_on_each_of_its_days(
    tx: Transaction, past: Past
) -> None:
    past.kept("One.", day=date(2026, 1, 1))
    past.kept("Two.", day=date(2026, 12, 31))
    past.unfinished("Three.", day=date(2026, 12, 31))
    past.unfinished("Last year.", day=date(2025, 12, 31))
    past.kept("Long ago.", day=date(2019, 6, 1))
    reflections.trash(tx, past.kept("Thrown away.", day=date(2027, 1, 1)))
    assert calendar.year(tx, 2026) == calendar.Year(
        2026, {date(2026, 1, 1): 1, date(2026, 12, 31): 2}, 2019, 2026
    )
    assert calendar.year(tx, 2020).counts == {}


def test_a_day_is_read_in_pages(tx: Transaction, past: Past) -> None:
    ids = [past.kept(f"{number}", day=DAY) for number in range(5)]
    ids.append(past.unfinished("begun", day=DAY))
    past.kept("Another day.", day=DAY - timedelta(days=1))
    pages = [calendar.day(tx, DAY, offset=offset, limit=4) for offset in (0, 4, 8)]
    assert [[row.id for row in page] for page in pages] == [ids[5:1:-1], ids[1::-1], []]


# --- the map --------------------------------------------------------------------------------


def test_the_map_counts_each_reflection_once_and_tells_the_months(
    tx: Transaction, library: Library, past: Past
) -> None:
    past.kept("Both.", "Q1", "RQ-1", day=date(2026, 11, 2))
    past.kept("Before.", "Q1", day=date(2025, 11, 30))
    places = {place.passage.local: place for place in mapping.map_of(tx, library.topics[0], DAY)}
    assert (places["Q1"].tally.count, places["questions"].tally.count) == (2, 2)
    assert places["Q1"].tally.latest == date(2026, 11, 2)
    assert places["Q1"].months == (*[False] * 11, True)
    assert places["M1"].tally.count == 0


def test_the_topic_read_last_is_the_first_one_shown(tx: Transaction, library: Library) -> None:
    first = library.topics[0]
    assert mapping.topic_read_last(tx, library) is first
    remember(tx, f"{first.id}/Q1")
    assert mapping.topic_read_last(tx, library) is first
    remember(tx, "no-longer-there/Q1")
    assert mapping.topic_read_last(tx, library) is first


# --- own states -----------------------------------------------------------------------------


def test_own_states_come_by_month_and_by_question(
    tx: Transaction, library: Library, past: Past
) -> None:
    for step, on, day in ((1, "Q2", DAY), (1, "RQ-2", DAY), (-2, "Q2", date(2026, 10, 1))):
        reflections.set_own_state(tx, past.kept("Noted.", on, day=day), step)
    past.kept("Long ago.", day=date(2019, 1, 1))
    found = own_states.noted(tx, library, DAY)
    assert found.months[-2:] == (Noted("Oct 26", {-2: 1}), Noted("Nov 26", {1: 2}))
    assert found.questions[:2] == (Noted("Q1", {}), Noted("Q2", {1: 2, -2: 1}))
    assert found.first == 2019
    earlier = own_states.noted(tx, library, date(2026, 10, 31))
    assert earlier.months[-1] == Noted("Oct 26", {-2: 1})


def test_without_a_topic_there_are_months_alone(tx: Transaction) -> None:
    found = own_states.noted(tx, Library((), ()), DAY)
    assert (found.topic, found.questions, found.first) == (None, (), None)
    assert len(found.months) == 12


# --- the thread -----------------------------------------------------------------------------


def keep_again(tx: Transaction, reflection_id: str, body: str, now: datetime) -> None:
    """Rewrites it."""
    draft = drafts.open(tx, reflection_id, now)
    drafts.save(
        tx,
        reflection_id,
        body=body,
        cursor=(0, 0),
        scroll=0,
        revision=draft.revision,
        now=now,
    )
    drafts.keep(tx, reflection_id, now)


def test_all_that_is_tied_to_a_reflection_stands_in_order_of_time(
    tx: Transaction, library: Library, past: Past
) -> None:
    old = Link("co-regulation/Q2", "Q2 Old", "Asked otherwise?", wording_digest("Asked otherwise?"))
    gone = Link("co-regulation/Q9", "Q9 Gone", "Was it asked?", "0" * 16)
    past.now = NOW
    its = past.kept("First text.", old, gone, day=date(2026, 11, 20))
    future = datetime.now(UTC) + timedelta(days=1)
    keep_again(tx, its, "Second text.", future)
    reflections.bring(tx, its, future + timedelta(days=1))
    thought = later.begin(tx, its, future)
    later.save(tx, thought.id, body="I see it now.", revision=0, now=future)
    later.keep(tx, thought.id, future + timedelta(days=2))
    reviews.set_review(tx, its, (future + timedelta(days=30)).date())
    found = thread(tx, library, its)
    assert [strand.label for strand in found.strands] == [
        "Begun",
        "↳ Q2 Old",
        "↳ Q9 Gone",
        "Kept",
        "Kept anew",
        "Brought to supervision",
        "A later thought",
        "To be looked at again",
    ]
    begun, otherwise, lost, first, second, brought, thought_strand, _ = found.strands
    assert begun.remark == "It is about 20 November 2026."
    assert otherwise.text == "Asked otherwise?"
    assert otherwise.remark.startswith("The text has changed since. It says now: ")
    assert otherwise.goal == passage("co-regulation/Q2")
    assert (lost.text, lost.goal) == ("Was it asked?", None)
    assert lost.remark.startswith("It is no longer in the text.")
    assert (first.text, first.remark) == ("First text.", "Version 1 of 2.")
    assert (second.text, second.remark) == ("Second text.", "Version 2 of 2.")
    assert thought_strand.text == "I see it now."
    assert brought.goal == thought_strand.goal == reflection(its) == Goal("reflection", its)
    assert found.reflection.id == its


def test_what_supervision_made_of_it_is_part_of_the_thread(
    tx: Transaction, library: Library, past: Past
) -> None:
    its = past.kept("Words.", "Q1")
    planned = meeting.make(tx, plan(), today=DAY, now=NOW).meeting.id
    future = datetime.now(UTC) + timedelta(days=1)
    supervision.bring_or_take_back(tx, its, now=future)
    item = agenda.add(tx, planned, "Why?", [whole(its)], now=future + days(1))
    typed.save(tx, Field.HEARD, item.id, "Slow down.", was="", now=future + days(2))
    afterwards.add(tx, planned, "Breathe.", item_id=item.id, now=future + days(3))
    strands = thread(tx, library, its).strands
    assert [(strand.label, strand.text) for strand in strands[3:]] == [
        ("Brought to supervision", ""),
        ("Made a question for supervision", "Why?"),
        ("Heard in supervision", "Slow down."),
        ("To do", "Breathe."),
    ]
    assert strands[4].remark == "Supervisor: M."
    assert strands[4].goal == Goal("item", item.id)
    assert strands[5].goal == Goal("hold", planned)


def test_each_step_of_supervision_has_words() -> None:
    assert set(SUPERVISION) == set(StepKind)


def test_what_is_unfinished_is_tied_to_it_too(
    tx: Transaction, library: Library, past: Past
) -> None:
    draft = past.unfinished("So far.")
    assert [strand.label for strand in thread(tx, library, draft).strands] == [
        "Begun",
        "Unfinished",
    ]
    its = past.kept("Kept.", "principles")
    drafts.open(tx, its, datetime.now(UTC))
    later.begin(tx, its, datetime.now(UTC))
    strands = thread(tx, library, its).strands
    assert [strand.label for strand in strands] == [
        "Begun",
        "↳ Core principles",
        "Kept",
        "Being rewritten",
        "A later thought, unfinished",
    ]
    # The title of a section says it all.
    assert strands[1].text == ""
    assert strands[2].remark == ""


def test_a_reflection_that_is_gone_has_no_thread(tx: Transaction, library: Library) -> None:
    with pytest.raises(NotFound):
        thread(tx, library, "zzzzzzzzzz")
