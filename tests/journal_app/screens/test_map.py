"""The map of a topic, and the own state over time that it leads to."""

from db import reflections
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.screens.answers import AnswersScreen
from journal_app.screens.map import MapScreen
from journal_app.screens.own_state import TOO_FEW, TOO_FEW_ON_QUESTIONS, OwnStateScreen
from journal_app.screens.read import ReadPlace
from journal_app.screens.today import TodayPlace
from journal_app.screens.write import WriteScreen
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import Past, days_ago, lines, press, said, shown


def line_with(app: JournalApp, words: str) -> str:
    """The first line on the screen with these words."""
    return next((line for line in lines(app).splitlines() if words in line), "")


def seed(tx: Transaction) -> None:
    """The first section met today, the second long ago, all others never."""
    past = Past(tx)
    past.kept("One.", "type")
    past.kept("Two.", "type", day=days_ago(800))
    past.kept("Three.", "creators", day=days_ago(800))


async def test_what_was_met_and_what_never_stands_on_a_line_each(start: Start) -> None:
    async with start(seed=seed) as (app, pilot):
        await press(pilot, "m")
        assert "21 not met yet" in shown(app)
        assert line_with(app, "Type and discipline").split()[-3:] == ["2", "today", "···········●"]
        assert "1 2 years ago ············" in " ".join(line_with(app, "Creators").split())
        assert "○ Core principles not met yet ············" in shown(app)
        await press(pilot, "o")
        assert "longest unmet first" in shown(app)
        assert "Core principles" in lines(app).splitlines()[2]
        await press(pilot, "end")
        assert line_with(app, "Type and discipline")
        await press(pilot, "r")
        assert isinstance(app.screen, AnswersScreen)
        assert "2 of 2" in shown(app)
        await press(pilot, "escape", "m")
        assert isinstance(app.screen, TodayPlace)


async def test_from_the_map_one_reads_and_writes(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "m")
        assert "none met yet; w writes on what is marked" in shown(app)
        await press(pilot, "j", "w")
        assert isinstance(app.screen, WriteScreen)
        assert "Creators and lineage" in shown(app)
        await press(pilot, *"Now", "ctrl+s")
        assert isinstance(app.screen, MapScreen)
        assert line_with(app, "Creators and lineage").split()[-3:-1] == ["1", "today"]
        await press(pilot, "t")
        assert said(app)[-1] == "There is only this topic."
        await press(pilot, "enter")
        place = app.screen
        assert isinstance(place, ReadPlace)
        assert place.text.marked == "creators"


async def test_the_own_state_is_shown_once_there_is_enough(start: Start) -> None:
    async with start(size=(120, 40)) as (app, pilot):
        await press(pilot, "m", "s")
        assert isinstance(app.screen, OwnStateScreen)
        assert TOO_FEW in shown(app)
        assert TOO_FEW_ON_QUESTIONS in shown(app)

        def note(tx: Transaction) -> None:
            past = Past(tx)
            for days in (0, 1, 2, 45, 46, 90, 800):
                its = past.kept("Noted.", "Q2", day=days_ago(days))
                reflections.set_own_state(tx, its, 2)

        await app.journal.write(note)
        app.screen.look_again()
        await settled(pilot)
        words = shown(app)
        assert TOO_FEW not in words
        assert TOO_FEW_ON_QUESTIONS not in words
        numbers = [line for line in lines(app).splitlines() if "far over┤" in line]
        assert len(numbers) == 2
        assert numbers[1].split() == ["far", "over┤", "7", "│"]
        await press(pilot, "left_square_bracket", "pageup", "pageup", "pageup")
        assert TOO_FEW in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, MapScreen)
