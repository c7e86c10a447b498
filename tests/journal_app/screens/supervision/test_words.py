"""How questions, what became of them, and actions are told, without a screen."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from db.supervision_records import (
    Action,
    Behind,
    Item,
    ItemKind,
    ItemState,
    Meeting,
    MeetingKind,
    MeetingState,
    Wants,
)
from journal_app.screens.supervision import action_words, hold_words, item_words
from journal_app.services.afterwards import Actions, All, Origin
from journal_app.services.holding import HeldItem, Holding, Outcome
from journal_app.services.listed import Listed
from journal_app.widgets.lines import Entry

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)

MEETING = Meeting(
    id="m",
    day=TODAY,
    supervisor="M.",
    kind=MeetingKind.INDIVIDUAL,
    state=MeetingState.PLANNED,
    minutes=60,
    held_minutes=None,
    held_at=None,
    note="",
    risk="",
    risk_answered_at=None,
    items=1,
)
ITEM = Item(
    id="i",
    meeting_id="m",
    state=ItemState.OPEN,
    question="Why do I explain?",
    kind=ItemKind.ME,
    surfaces="",
    moment="",
    reaction="",
    wants=Wants.CHALLENGE,
    case_code=None,
    context="",
    minutes=20,
    went_well="",
    view=None,
    heard="",
    heard_at=None,
    carried_from=date(2026, 11, 2),
    created_at=NOW,
    changed_at=NOW,
    behind=Behind(),
)
ACTION = Action(
    id="a",
    text="Wait a breath",
    meeting_id="m",
    meeting_day=TODAY,
    supervisor="M.",
    item_id="i",
    due_on=date(2026, 11, 16),
    done_at=None,
    what_changed="",
    what_changed_at=None,
    ask_on=None,
    dropped_at=None,
    created_at=NOW,
)
DONE = replace(ACTION, id="d", done_at=NOW, what_changed="She looked up.")


@pytest.mark.parametrize(
    ("state", "on", "outcome", "went", "here"),
    [
        (ItemState.OPEN, None, Outcome.DISCUSSED, "", True),
        (ItemState.HELD, None, Outcome.DISCUSSED, "", True),
        (ItemState.CARRIED, None, Outcome.CARRIED, "until a meeting with M. is made", True),
        (ItemState.CARRIED, MEETING, Outcome.CARRIED, "agenda of 23 November 2026", True),
        (ItemState.PARKED, None, Outcome.PARKED, "parking lot", False),
        (ItemState.DROPPED, None, Outcome.DROPPED, "in the inbox again", False),
    ],
)
def test_what_became_of_a_question_is_told(
    state: ItemState, on: Meeting | None, outcome: Outcome, went: str, here: bool
) -> None:
    shown = hold_words.part(2, HeldItem(replace(ITEM, state=state), (), on), MEETING)
    assert (shown.outcome, shown.here) == (outcome.name, here)
    assert went in shown.went
    assert shown.outcome in [value for value, _ in shown.outcomes]
    assert shown.heading.plain == (
        "2  Why do I explain?   me, challenge, 20 minutes, carried over from 2 November 2026"
    )


def test_of_a_meeting_that_was_held_questions_can_only_be_carried_over() -> None:
    held = replace(MEETING, state=MeetingState.HELD, held_minutes=50)
    shown = hold_words.part(1, HeldItem(replace(ITEM, question=" "), (), None), held)
    assert [value for value, _ in shown.outcomes] == ["DISCUSSED", "CARRIED"]
    assert hold_words.NO_QUESTION in shown.heading.plain
    assert hold_words.heading(held).plain.endswith("Held, 50 minutes.")


def test_it_says_how_many_were_carried_over() -> None:
    before = Holding(MEETING, (HeldItem(ITEM, (), None),), ())
    carried = replace(ITEM, state=ItemState.CARRIED)
    after = Holding(MEETING, (HeldItem(carried, (), None),), ())
    assert hold_words.said(before, after) == "Held, 60 minutes. Carried over: 1."
    assert hold_words.said(after, after) == "Held, 60 minutes."


@pytest.mark.parametrize(
    ("item", "meeting", "says"),
    [
        (ITEM, MEETING, "For M., Monday, 23 November 2026. Carried over from 2 November 2026."),
        (replace(ITEM, state=ItemState.PARKED, carried_from=None), None, "In the parking lot."),
        (replace(ITEM, carried_from=None), None, "For no meeting yet."),
    ],
)
def test_a_question_says_what_it_is_for(item: Item, meeting: Meeting | None, says: str) -> None:
    assert item_words.heading(item, meeting).plain.endswith(f"   {says}")


def test_actions_stand_under_their_headings_with_the_days_that_matter() -> None:
    lines = action_words.lines(All(Listed((ACTION,), 1), (), (DONE,), False), TODAY)
    shown = [line.content.plain if isinstance(line, Entry) else str(line) for line in lines]
    assert shown == [
        "Open",
        "due 16 Nov      Wait a breath",
        "",
        "Done",
        "23 Nov          Wait a breath",
    ]
    more = action_words.lines(All(Listed((ACTION,), 9), (), (), False), TODAY)
    assert isinstance(more[-1], Entry)
    assert more[-1].key == action_words.MORE
    assert action_words.lines(All(Listed((), 0), (), (), False), TODAY) == []


def test_today_shows_a_few_and_counts_the_rest() -> None:
    four = tuple(replace(ACTION, id=str(number)) for number in range(4))

    def keys(count: int) -> list[str]:
        entries = action_words.to_do(Actions(Listed(four, count), ()), TODAY)
        return [entry.key for entry in entries]

    assert keys(4) == ["action 0", "action 1", "action 2", "action 3"]
    assert keys(9) == ["action 0", "action 1", "action 2", "action"]


def test_an_action_is_told_with_all_it_came_from() -> None:
    heard = replace(ITEM, heard="The silence is hers.")
    heading, about, text = action_words.beside(Origin(DONE, heard), TODAY)
    assert heading == "Wait a breath"
    assert about.plain == "Said in the meeting with M. on 23 November 2026. Done today."
    assert text.split("\n\n") == [
        "Question\nWhy do I explain?",
        "What I heard\nThe silence is hers.",
        "What changed\nShe looked up.",
    ]
    assert action_words.beside(Origin(ACTION, None), TODAY)[2] == ""
