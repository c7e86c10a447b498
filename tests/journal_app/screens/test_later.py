"""Later thoughts: written, broken off, found again and kept beside the old text."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from db import later, reflections
from db.errors import DiskFull
from db.records import LaterThought
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.later import LaterScreen
from journal_app.screens.reflection import ReflectionScreen
from journal_app.services import later_thoughts
from tests.journal_app.conftest import Start
from tests.journal_app.past import Past, days_ago, press, said, shown
from tests.journal_app.reading import until
from tests.journal_app.through_the_door import back, locked


def old(tx: Transaction) -> None:
    Past(tx).kept("As I saw it then.", "CP-1", day=days_ago(400))


async def thoughts(app: JournalApp) -> tuple[LaterThought, ...]:
    """The kept ones on the newest reflection."""
    assert isinstance(app.screen, ReflectionScreen)
    return (await app.journal.read(reflections.get, app.screen.reflection_id)).later


async def at_a_later_thought(app: JournalApp, pilot: Pilot[None]) -> LaterScreen:
    """Opens the newest reflection and begins a later thought on it."""
    await press(pilot, "4", "enter", "l")
    await until(
        pilot, lambda: isinstance(app.screen, LaterScreen) and app.screen.autosave is not None
    )
    assert isinstance(app.screen, LaterScreen)
    return app.screen


async def test_one_locked_half_way_is_found_again_and_kept_beside_the_old_text(
    start: Start,
) -> None:
    async with start(seed=old) as (app, pilot):
        await at_a_later_thought(app, pilot)
        assert "As I saw it then." in shown(app)
        await pilot.press(*"Now I [see", "ctrl+l")
        await locked(app, pilot)
        await back(app, pilot)
        await until(
            pilot, lambda: isinstance(app.screen, LaterScreen) and app.screen.autosave is not None
        )
        await press(pilot, *" more]", "ctrl+s")
        words = shown(app)
        assert words.index("As I saw it then.") < words.index("A later thought,")
        assert words.index("A later thought,") < words.index("Now I [see more]")
        assert "unfinished" not in words
        assert [thought.body for thought in await thoughts(app)] == ["Now I [see more]"]


async def test_what_cant_be_saved_stays_on_the_screen_and_says_so(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start(seed=old) as (app, pilot):
        screen = await at_a_later_thought(app, pilot)

        def full(*args: object, **kwargs: object) -> int:
            raise DiskFull

        with monkeypatch.context() as broken:
            broken.setattr(later, "save", full)
            await press(pilot, *"Not lost", "escape")
            assert app.screen is screen
            assert any("The disk is full" in sentence for sentence in said(app))
            await until(pilot, lambda: screen.saved.has_class("-trouble"))
            assert "Your text stays here" in str(screen.query_one("#saved", Static).render())
        await press(pilot, "ctrl+s")
        assert [thought.body for thought in await thoughts(app)] == ["Not lost"]


async def test_one_in_which_nothing_was_written_leaves_nothing_behind(start: Start) -> None:
    async with start(seed=old) as (app, pilot):
        screen = await at_a_later_thought(app, pilot)
        await press(pilot, "escape")
        assert "unfinished" not in shown(app)
        assert await app.journal.read(later_thoughts.unfinished, screen.reflection_id) is None


async def test_one_that_has_the_focus_is_removed_once_that_is_confirmed(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        made = Past(tx).kept("Then.")
        now = reflections.get(tx, made).created_at
        for text in ("First thought.", "Second thought."):
            later_thoughts.add(tx, made, text, now=now)

    async with start(seed=seed) as (app, pilot):
        await press(pilot, "4", "enter", "r")
        assert isinstance(app.screen, ReflectionScreen)
        await press(pilot, "tab", "r")
        assert isinstance(app.screen, ConfirmDialog)
        await press(pilot, "escape")
        assert len(await thoughts(app)) == 2
        await press(pilot, "r", "y")
        assert [thought.body for thought in await thoughts(app)] == ["Second thought."]
        assert "First thought." not in shown(app)
