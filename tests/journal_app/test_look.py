"""How each place looks, on the demo's reflections, with the clock held still."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from textual.pilot import Pilot

from content.library import load_library
from db.store import Store
from journal_app import demo
from journal_app.app import JournalApp
from journal_app.journal import Journal
from journal_app.paths import Paths
from journal_app.settings import Settings
from tests.journal_app.conftest import KEY, settled

NOW = datetime(2026, 11, 23, 18, 10, tzinfo=UTC)

Compare = Callable[..., bool]


@pytest.fixture
def app(places: Paths) -> Callable[[Settings], JournalApp]:
    """Makes the app on a journal filled as the demo's is."""
    store = Store.create_with_key(places.journal, KEY)
    with store.write() as tx:
        demo.seed(tx, load_library(None), NOW.date(), NOW)
    store.close()

    async def opener(journal: Journal) -> None:
        await journal.open_with_key(places.journal, KEY)

    def make(choices: Settings) -> JournalApp:
        return JournalApp(places, choices=choices, opener=opener, now=lambda: NOW)

    return make


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize(
    ("keys", "choices"),
    [
        ((), Settings()),
        (("2", "j", "j"), Settings(theme="light")),
        (("3", "j"), Settings()),
        (("4", "j"), Settings(theme="light")),
        (("4", "c", "h"), Settings()),
        (("m", "j"), Settings(theme="light")),
        (("5",), Settings()),
        (("w", *"My breath stopped."), Settings()),
    ],
    ids=["today", "read", "questions", "journal", "calendar", "map", "supervision", "write"],
)
def test_the_place_looks_as_it_should(
    snap_compare: Compare,
    app: Callable[[Settings], JournalApp],
    size: tuple[int, int],
    keys: tuple[str, ...],
    choices: Settings,
) -> None:
    async def go(pilot: Pilot[None]) -> None:
        while pilot.app.current_mode != "today":
            await pilot.pause(0.01)
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        await pilot.pause(0.2)
        await settled(pilot)

    assert snap_compare(app(choices), terminal_size=size, run_before=go)
