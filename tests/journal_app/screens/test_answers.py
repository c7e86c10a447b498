"""Answers over time: then beside now, one at a time where there is less room."""

import pytest

from content.model import wording_digest
from db import reflections
from db.records import Kind, Link
from db.transaction import Transaction
from journal_app.navigation import OpenAnswers
from journal_app.screens.answers import AnswersScreen
from journal_app.screens.read import ReadPlace
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.write import WriteScreen
from journal_app.services import answering
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import Past, days_ago, lines, press, said, shown

TO_Q2 = ("3", "j", "enter")
GONE = Link("co-regulation/Q9", "Q9 An old question", "Was it ever asked?", "0" * 16)


def three(tx: Transaction) -> None:
    """Three answers to Q2."""
    past = Past(tx)
    past.kept("The first answer.", "Q2", day=days_ago(500))
    past.kept("The second answer.", "RQ-2", day=days_ago(200), tags=["shame"])
    past.kept("The third answer.", "Q2", day=days_ago(20))


async def test_wide_the_oldest_stands_beside_the_newest_and_only_the_right_one_changes(
    start: Start,
) -> None:
    async with start(size=(120, 40), seed=three) as (app, pilot):
        await press(pilot, *TO_Q2)
        assert "Q2 Perfect attunement" in shown(app)
        assert "The first answer." in shown(app)
        assert "The third answer." in shown(app)
        row = next(line for line in lines(app).splitlines() if "The first answer." in line)
        assert row.index("The first answer.") < row.index("The third answer.")
        await press(pilot, "k")
        assert "The first answer." in shown(app)
        assert "The second answer." in shown(app)
        assert "#shame" in shown(app)
        assert "The third answer." not in shown(app)


async def test_with_less_room_they_are_read_one_at_a_time(start: Start) -> None:
    async with start(seed=three) as (app, pilot):
        await press(pilot, *TO_Q2)
        assert "3 of 3" in shown(app)
        assert "The third answer." in shown(app)
        assert "The first answer." not in shown(app)
        await press(pilot, "up", "k", "k")
        assert "1 of 3" in shown(app)
        assert "The first answer." in shown(app)
        await press(pilot, "j")
        assert "2 of 3 6 months ago" in shown(app)


async def test_only_the_texts_that_are_shown_are_read(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    whole = answering.texts

    def texts(tx: Transaction, ids: tuple[str, ...]) -> object:
        read.extend(ids)
        return whole(tx, ids)

    monkeypatch.setattr(answering, "texts", texts)

    def seed(tx: Transaction) -> None:
        for number in range(40):
            Past(tx).kept(f"Answer {number}.", "Q2", day=days_ago(400 - number))

    async with start(size=(120, 40), seed=seed) as (app, pilot):
        await press(pilot, *TO_Q2)
        assert "40 of 40" in shown(app)
        assert len(set(read)) == 2


async def test_very_many_are_gone_through_a_stretch_at_a_time(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "STRETCH", 8)
    many = 20

    def seed(tx: Transaction) -> None:
        for number in range(many):
            Past(tx).kept(f"Answer {number}.", "Q2", day=days_ago(400 - number))

    async with start(size=(120, 40), seed=seed) as (app, pilot):
        await press(pilot, *TO_Q2)
        assert f"{many} of {many}" in shown(app)
        assert "Answer 0." in shown(app)
        await press(pilot, "home")
        assert f"1 of {many}" in shown(app)
        await pilot.press(*["j"] * 3)
        await settled(pilot)
        assert f"4 of {many}" in shown(app)
        assert "Answer 3." in shown(app)
        await press(pilot, "end", "j")
        assert f"{many} of {many}" in shown(app)
        assert "12 earlier" in shown(app)
        await press(pilot, *["k"] * 10)
        assert f"10 of {many}" in shown(app)
        assert "Answer 9." in shown(app)


async def test_a_section_has_its_answers_too(start: Start) -> None:
    async with start(seed=three) as (app, pilot):
        app.screen.post_message(OpenAnswers("co-regulation/questions"))
        await pilot.pause()
        await settled(pilot)
        assert "Reflective and supervision questions" in shown(app)
        assert "3 of 3" in shown(app)


async def test_with_no_answer_it_says_so_and_w_starts_one(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, *TO_Q2)
        assert "Nothing is written on this yet. w starts the first answer" in shown(app)
        await press(pilot, "j", "enter", "b", "w")
        assert isinstance(app.screen, WriteScreen)
        await press(pilot, *"Now", "ctrl+s")
        assert isinstance(app.screen, AnswersScreen)
        assert "1 of 1 today" in shown(app)
        assert "Nothing is written" not in shown(app)


async def test_a_new_answer_is_the_one_shown_afterwards(start: Start) -> None:
    async with start(seed=three) as (app, pilot):
        await press(pilot, *TO_Q2, "k", "w")
        await press(pilot, *"Anew", "ctrl+s")
        assert "4 of 4 today" in shown(app)


async def test_enter_opens_the_answer_shown_and_escape_comes_back_to_it(start: Start) -> None:
    async with start(seed=three) as (app, pilot):
        await press(pilot, *TO_Q2, "k", "enter")
        assert isinstance(app.screen, ReflectionScreen)
        assert "The second answer." in shown(app)
        await press(pilot, "escape")
        assert "2 of 3" in shown(app)
        await press(pilot, "escape")
        assert app.current_mode == "questions"
        assert not isinstance(app.screen, AnswersScreen)


async def test_b_brings_the_answer_shown(start: Start) -> None:
    async with start(seed=three) as (app, pilot):
        await press(pilot, *TO_Q2, "b")
        assert "▸ brought" in shown(app)
        assert "3 of 3" in shown(app)


async def test_capital_a_goes_to_the_text(start: Start) -> None:
    async with start(seed=three) as (app, pilot):
        await press(pilot, *TO_Q2, "A")
        assert app.current_mode == "read"
        place = app.screen
        assert isinstance(place, ReadPlace)
        assert place.text.marked == "Q2"


async def test_a_place_that_left_the_text_is_read_as_it_was(start: Start) -> None:
    async with start(seed=lambda tx: Past(tx).kept("Long ago.", GONE)) as (app, pilot):
        app.screen.post_message(OpenAnswers(GONE.anchor))
        await press(pilot)
        await settled(pilot)
        words = shown(app)
        assert "Q9 An old question" in words
        assert "no longer in the text" in words
        assert "Was it ever asked?" in words
        assert "Long ago." in words
        await press(pilot, "w", "A")
        assert isinstance(app.screen, AnswersScreen)
        assert len(said(app)) == 2


async def test_an_answer_to_another_wording_shows_that_wording(start: Start) -> None:
    old = Link(
        "co-regulation/Q2", "Q2 Attunement", "Am I perfect?", wording_digest("Am I perfect?")
    )
    async with start(seed=lambda tx: Past(tx).kept("No.", old)) as (app, pilot):
        await press(pilot, *TO_Q2)
        assert "It was worded then: Am I perfect?" in shown(app)


async def test_a_caught_line_is_shown_as_one(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        Past(tx).kept("Sorry, sorry.", "M2", kind=Kind.CAUGHT)

    async with start(seed=seed) as (app, pilot):
        await press(pilot, "3", *["j"] * 6, "enter")
        assert "I caught myself in this" in shown(app)
        assert "Sorry, sorry." in shown(app)


async def test_a_very_long_answer_opens_with_its_beginning_and_says_that_it_goes_on(
    start: Start,
) -> None:
    def seed(tx: Transaction) -> None:
        Past(tx).kept("x" * 100_000 + " [/] " + "word " * 200_000, "Q2")

    async with start(seed=seed) as (app, pilot):
        await press(pilot, *TO_Q2)
        assert "1 of 1" in shown(app)
        screen = app.screen
        assert isinstance(screen, AnswersScreen)
        screen.chosen.scroll_end(animate=False)
        await pilot.pause()
        assert "It goes on from here. enter opens all of it." in shown(app)


async def test_markup_and_control_characters_are_shown_as_they_are(start: Start) -> None:
    async with start(seed=lambda tx: Past(tx).kept("[red]a[/] [/] \x1b[2J", "Q2")) as (app, pilot):
        await press(pilot, *TO_Q2)
        assert "[red]a[/] [/] ␛[2J" in shown(app)


async def test_an_answer_thrown_away_elsewhere_leaves_the_others(start: Start) -> None:
    ids: list[str] = []

    def seed(tx: Transaction) -> None:
        ids.append(Past(tx).kept("Stays.", "Q2", day=days_ago(5)))
        ids.append(Past(tx).kept("Goes.", "Q2"))

    async with start(seed=seed) as (app, pilot):
        await press(pilot, *TO_Q2)
        await app.journal.write(reflections.trash, ids[1])
        screen = app.screen
        assert isinstance(screen, AnswersScreen)
        screen.look_again()
        await settled(pilot)
        assert "1 of 1" in shown(app)
        assert "Stays." in shown(app)
        await app.journal.write(reflections.trash, ids[0])
        screen.look_again()
        await settled(pilot)
        assert "Nothing is written on this yet." in shown(app)
        await press(pilot, "enter", "b", "j")
        assert isinstance(app.screen, AnswersScreen)
