"""The app as it is opened by a person: with a passphrase, at the door and beyond."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widgets import Input, Static

from db.store import Store
from journal_app import settings
from journal_app.app import JournalApp
from journal_app.navigation import Show
from journal_app.paths import Paths
from journal_app.screens.check_words import CheckWordsScreen
from journal_app.screens.passphrase import PassphraseScreen
from tests.journal_app.conftest import settled

PASSPHRASE = "lantern gravel otter seventeen"
NEW = "violet anchor seven mittens"


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Lets the app run until the condition holds."""
    while not condition():
        await pilot.pause(0.01)
    await settled(pilot)


@asynccontextmanager
async def at_the_door(
    places: Paths, choices: settings.Settings | None = None
) -> AsyncIterator[tuple[JournalApp, Pilot[None]]]:
    """The app as it starts for a person."""
    app = JournalApp(places, choices=choices)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield app, pilot
        await app.journal.close()
    app.journal.stop()


@asynccontextmanager
async def opened(
    places: Paths, choices: settings.Settings | None = None
) -> AsyncIterator[tuple[JournalApp, Pilot[None]]]:
    """The app on a journal with a passphrase, at Today."""
    if not places.journal.exists():
        Store.create(places.journal, PASSPHRASE)[0].close()
    async with at_the_door(places, choices) as (app, pilot):
        app.screen.query_one("#passphrase", Input).value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "today")
        yield app, pilot


async def show(app: JournalApp, pilot: Pilot[None], name: str) -> None:
    app.screen.post_message(Show(name))
    await until(pilot, lambda: isinstance(app.screen, PassphraseScreen | CheckWordsScreen))


def said(app: JournalApp, where: str) -> str:
    return str(app.screen.query_one(where, Static).render())
