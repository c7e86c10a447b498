"""A key press in the writing screen, while the database is free and while it is held."""

import asyncio
import statistics
import tempfile
import threading
import time
from pathlib import Path

from textual.events import Key
from textual.pilot import Pilot

from bench.table import Row
from db.store import Store
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.journal import Journal
from journal_app.navigation import Write
from journal_app.paths import paths
from journal_app.screens.write import WriteScreen

KEY = bytes(32)
PRESSES = 40


async def _echoes(pilot: Pilot[None], screen: WriteScreen) -> list[float]:
    """Milliseconds from a key to the text that holds it."""
    found = []
    for _ in range(PRESSES):
        length = len(screen.editor.text)
        begun = time.perf_counter()
        pilot.app.post_message(_key("x"))
        while len(screen.editor.text) == length:  # noqa: ASYNC110 - as soon as it can be seen
            await asyncio.sleep(0)
        found.append((time.perf_counter() - begun) * 1000)
    return found


def _key(letter: str) -> Key:
    return Key(letter, letter)


async def _measure(folder: Path) -> list[Row]:
    places = paths(folder / "journal.db")
    Store.create_with_key(places.journal, KEY).close()

    async def opener(journal: Journal) -> None:
        await journal.open_with_key(places.journal, KEY)

    held, release = threading.Event(), threading.Event()

    def hold(tx: Transaction) -> None:
        held.set()
        release.wait(30)

    app = JournalApp(places, opener=opener)
    async with app.run_test() as pilot:
        while app.current_mode != "today":
            await pilot.pause(0.01)
        app.screen.post_message(Write())
        while not (isinstance(app.screen, WriteScreen) and app.screen.autosave is not None):
            await pilot.pause(0.01)
        free = await _echoes(pilot, app.screen)
        holding = asyncio.create_task(app.journal.write(hold))
        while not held.is_set():  # noqa: ASYNC110 - it is set on another thread
            await asyncio.sleep(0.001)
        busy = await _echoes(pilot, app.screen)
        release.set()
        await holding
        await app.screen.settle()
        await app.journal.close()
    app.journal.stop()
    return [
        Row(
            "a key in the writing screen, the database held",
            f"{statistics.median(busy):.1f} ms, slowest {max(busy):.1f} ms",
            f"free {statistics.median(free):.1f} ms",
            "no wait for the database",
        )
    ]


def measure() -> list[Row]:
    """The median and the slowest of forty presses."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder)))
