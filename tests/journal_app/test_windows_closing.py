"""Small windows that are asked twice to go, by a key that was pressed twice."""

from textual import events

from journal_app.app import JournalApp
from journal_app.palette import Palette
from journal_app.screens.dialogs.value import ValueDialog
from journal_app.screens.settings import SettingsScreen
from tests.journal_app.conftest import Start, settled


def press_twice(app: JournalApp, key: str) -> None:
    """Lets the second come before the first is dealt with."""
    for _ in range(2):
        app.post_message(events.Key(key, None))


async def test_an_action_of_the_palette_is_taken_once_however_often_enter_is_pressed(
    start: Start,
) -> None:
    async with start() as (app, pilot):
        await pilot.press("ctrl+p", *"settings")
        await settled(pilot)
        assert isinstance(app.screen, Palette)
        press_twice(app, "enter")
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack[1:]] == [SettingsScreen]


async def test_a_window_closed_twice_takes_nothing_along(start: Start) -> None:
    async with start() as (app, pilot):
        await pilot.press("comma", "down", "down", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ValueDialog)
        press_twice(app, "enter")
        await settled(pilot)
        assert isinstance(app.screen, SettingsScreen)
