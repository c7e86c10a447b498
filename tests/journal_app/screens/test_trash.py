"""The trash: nothing is asked on the way in, all is as it was on the way out."""

from textual.pilot import Pilot

from db import reflections
from db.records import Reflection, State
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.journal import JournalPlace
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.trash import TrashScreen
from journal_app.services import later_thoughts, trash
from tests.journal_app.conftest import Start
from tests.journal_app.past import Past, press, said, shown


async def stored(app: JournalApp, reflection_id: str) -> Reflection:
    return await app.journal.read(reflections.get, reflection_id)


async def in_the_trash(app: JournalApp) -> int:
    return (await app.journal.read(trash.trash, limit=0)).count


async def test_undoing_gives_back_the_same_id_and_all_that_hung_on_it(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        made = Past(tx).kept("Let go?", "CP-1", "Q2", tags=("shame",), brought=True)
        now = reflections.get(tx, made).created_at
        later_thoughts.add(tx, made, "Or not.", now=now)

    async with start(seed=seed) as (app, pilot):
        await press(pilot, "4", "enter")
        screen = app.screen
        assert isinstance(screen, ReflectionScreen)
        before = await stored(app, screen.reflection_id)
        await press(pilot, "x")
        assert app.screen is screen
        assert said(app)[-1] == "In the trash. u takes it out again."
        assert "This is in the trash." in shown(app)
        await press(pilot, "e", "b", "l", "x")
        assert app.screen is screen
        assert (await stored(app, screen.reflection_id)).state is State.TRASHED
        await press(pilot, "u")
        assert await stored(app, screen.reflection_id) == before
        assert "This is in the trash." not in shown(app)


async def test_removing_for_ever_asks_once_and_says_that_backups_hold_it(start: Start) -> None:
    async with start(seed=lambda tx: Past(tx).kept("Gone for good", "CP-1")) as (app, pilot):
        await press(pilot, "4", "enter", "x", "r")
        assert isinstance(app.screen, ConfirmDialog)
        assert "versions, later thoughts and links" in shown(app)
        assert "Backups made before still hold it." in shown(app)
        await press(pilot, "enter", "escape")
        assert await in_the_trash(app) == 1
        await press(pilot, "r", "y")
        assert isinstance(app.screen, JournalPlace)
        assert said(app)[-1] == "Removed for ever. Backups made before still hold it."
        assert await in_the_trash(app) == 0


async def test_a_draft_in_the_trash_can_still_be_read(start: Start) -> None:
    async with start(seed=lambda tx: Past(tx).unfinished("Half a thought")) as (app, pilot):
        await press(pilot, "4", "enter", "x")
        assert "Half a thought" in shown(app)


async def at_the_trash(app: JournalApp, pilot: Pilot[None]) -> TrashScreen:
    await press(pilot, "4", "X")
    assert isinstance(app.screen, TrashScreen)
    return app.screen


async def test_the_trash_is_looked_through_taken_from_and_emptied(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx)
        for text in ("First", "Second", "Third"):
            trash.put(tx, past.kept(f"{text} thrown away"))
        past.kept("Never thrown away")

    async with start(size=(120, 40), seed=seed) as (app, pilot):
        await at_the_trash(app, pilot)
        assert "3 reflections lie here" in shown(app)
        assert "Never thrown away" not in shown(app)
        await press(pilot, "enter")
        assert "This is in the trash." in shown(app)
        await press(pilot, "escape", "j", "u")
        assert "2 reflections lie here" in shown(app)
        assert "Second thrown away" not in shown(app)
        await press(pilot, "r", "y")
        assert "1 reflection lies here" in shown(app)
        await press(pilot, "E", "escape")
        assert await in_the_trash(app) == 1
        await press(pilot, "E", "y")
        assert "The trash is empty." in shown(app)
        assert await in_the_trash(app) == 0
