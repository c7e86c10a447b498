"""Meetings and agendas without a screen."""

from datetime import timedelta

import pytest

from journal_app.commands.shared import today
from tests.journal_app.commands.conftest import Refused, Run

SOON = (today() + timedelta(days=9)).isoformat()
LATER = (today() + timedelta(days=30)).isoformat()


def plan(on: Run, day: str = SOON, *options: object) -> str:
    """Plans a meeting; its id."""
    done = on("meetings", "--add", day, "--supervisor", "M.", *options)
    assert done.code == 0, done.err
    return done.out.strip()


def ask(on: Run, question: str, *options: object) -> str:
    """Puts a question on an agenda; its id."""
    done = on("agenda", "--add", *options, stdin=question)
    assert done.code == 0, done.err
    return done.out.strip()


def test_a_meeting_is_planned_and_the_next_is_like_the_last(on: Run) -> None:
    first = plan(on, SOON, "--minutes", "50", "--kind", "peer")
    second = on("meetings", "--add", LATER, "--json").json
    assert second["minutes"] == 50
    assert second["kind"] == "peer"
    listed = on("meetings", "--json").json
    assert [each["day"] for each in listed] == [LATER, SOON]
    assert listed[1] == {
        "id": first,
        "day": SOON,
        "supervisor": "M.",
        "kind": "peer",
        "state": "planned",
        "minutes": 50,
        "items": 0,
    }
    assert on("meetings", "--supervisor", "Somebody else", "--json").json == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-02-30", "no such day"),
        ("tomorrow", "no such day"),
        ("2020-01-01", "past"),
    ],
)
def test_a_day_that_is_none_or_is_past_is_refused(refused: Refused, day: str, said: str) -> None:
    assert said in refused("meetings", "--add", day, "--supervisor", "M.")


def test_a_meeting_with_nobody_or_of_no_length_is_refused(refused: Refused) -> None:
    assert "--supervisor" in refused("meetings", "--add", SOON)
    options = ("--add", SOON, "--supervisor", "M.", "--minutes", "0")
    assert "from 5 to 480 minutes" in refused("meetings", *options)


def test_a_question_comes_from_stdin_and_stands_on_the_next_agenda(on: Run) -> None:
    plan(on, LATER)
    soon = plan(on)
    made = ask(on, "What did I miss?\nAnd why?\n")
    (item,) = on("agenda", "--json").json
    assert (item["id"], item["meeting"], item["state"]) == (made, soon, "open")
    assert item["question"] == "What did I miss?\nAnd why?"
    assert "What did I miss?" in on("agenda").out
    assert on("agenda", "--meeting", soon[:6], "--json").json == [item]
    assert on("agenda", "--add", "What", stdin="").code == 2


def test_an_empty_question_is_refused(on: Run, refused: Refused) -> None:
    assert "meetings --add" in refused("agenda")
    plan(on)
    assert "no question yet" in refused("agenda", "--add", stdin=" \n")
    assert on("agenda", "--json").json == []
