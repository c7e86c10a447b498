"""What is said of meetings, agendas and actions."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from db.supervision_records import (
    NONE,
    Action,
    Behind,
    Item,
    ItemState,
    Meeting,
    MeetingKind,
    MeetingState,
)
from journal_app.domain import agenda_words

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)

MEETING = Meeting(
    id="m",
    day=TODAY + timedelta(days=10),
    supervisor="M.",
    kind=MeetingKind.INDIVIDUAL,
    state=MeetingState.PLANNED,
    minutes=60,
    held_minutes=None,
    held_at=None,
    note="",
    risk="",
    risk_answered_at=None,
    items=0,
)
ACTION = Action(
    id="a",
    text="Ring",
    meeting_id="m",
    meeting_day=TODAY,
    supervisor="M.",
    item_id=None,
    due_on=None,
    done_at=None,
    what_changed="",
    what_changed_at=None,
    ask_on=None,
    dropped_at=None,
    created_at=NOW,
)


def item(minutes: int | None, state: ItemState = ItemState.OPEN) -> Item:
    return Item(
        id="i",
        meeting_id="m",
        state=state,
        question="Why?",
        kind=None,
        surfaces="",
        moment="",
        reaction="",
        wants=None,
        case_code=None,
        context="",
        minutes=minutes,
        went_well="",
        view=None,
        heard="",
        heard_at=None,
        carried_from=None,
        created_at=NOW,
        changed_at=NOW,
        behind=Behind(),
    )


def test_a_meeting_is_named_by_its_day_and_whom_it_is_with() -> None:
    assert agenda_words.when(MEETING, TODAY) == "Thursday, 3 December, in 10 days"
    odd = replace(MEETING, supervisor="[M]\n\x1b[31m")
    assert agenda_words.with_whom(odd) == "with [M] \u241b[31m, individual"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ((), "Nothing is on it yet; it has 60 minutes"),
        ((None,), "1 question, 0 of 60 minutes, without minutes"),
        ((15, 30), "2 questions, 45 of 60 minutes"),
        ((15, None, None), "3 questions, 15 of 60 minutes, 2 without minutes"),
    ],
)
def test_minutes_are_told_against_the_meetings_length(
    minutes: tuple[int | None, ...], said: str
) -> None:
    assert agenda_words.time_used(MEETING, tuple(map(item, minutes))) == said


def test_what_was_carried_on_takes_no_time_and_being_over_is_said() -> None:
    items = (item(50), item(40, ItemState.CARRIED), item(22))
    assert agenda_words.time_used(MEETING, items) == "2 questions, 72 of 60 minutes"
    assert agenda_words.over(12) == "12 minutes over"
    assert agenda_words.over(1) == "1 minute over"
    assert agenda_words.over(0) == ""


@pytest.mark.parametrize(
    ("count", "due", "said"),
    [
        (2, 10, "2 open; the first is due 3 December"),
        (1, 0, "1 open; it is due 23 November"),
        (3, -1, "3 open; the first was due 22 November"),
        (2, None, "2 open"),
    ],
)
def test_open_actions_are_told_with_the_first_that_is_due(
    count: int, due: int | None, said: str
) -> None:
    due_on = None if due is None else TODAY + timedelta(days=due)
    first = replace(ACTION, due_on=due_on)
    assert agenda_words.actions_open(count, first, TODAY) == said
    assert agenda_words.actions_open(0, None, TODAY) == "None open"


def test_risk_is_asked_for_until_it_is_answered_and_none_is_an_answer() -> None:
    assert "still to be answered" in agenda_words.risk_line(MEETING)
    none = replace(MEETING, risk=NONE, risk_answered_at=NOW)
    assert agenda_words.risk_line(none) == "Risk and ethics: none"
    assert agenda_words.risk_is_none(replace(none, risk=" None\n"))
    assert not agenda_words.risk_is_none(replace(none, risk="none of it is safe"))


def test_the_inbox_is_parted_by_about_how_long_ago_things_were_brought() -> None:
    told = [agenda_words.brought_when(TODAY - timedelta(days=n), TODAY) for n in (0, 1, 28, 29)]
    assert told == ["today", "in the last 4 weeks", "in the last 4 weeks", "longer ago"]
