"""From ctrl+l to a blank screen and to a closed journal, with ten thousand reflections."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from textual.events import Key
from textual.pilot import Pilot
from textual.screen import ModalScreen

from bench.filling import fill
from bench.table import Row
from content.library import load_library
from db.store import Store
from journal_app.app import JournalApp
from journal_app.journal import Journal
from journal_app.navigation import Write
from journal_app.paths import paths
from journal_app.screens.write import WriteScreen

KEY = bytes(32)
REFLECTIONS = 10_000
DRAFT = "\n".join("So many words stand in each line of this draft." for _ in range(500))
"""Five thousand words."""

CANARY = "half typed"
RUNS = 7


async def _until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    while not condition():
        await pilot.pause(0.01)


async def _write(app: JournalApp, pilot: Pilot[None]) -> WriteScreen:
    if not isinstance(app.screen, WriteScreen):
        app.screen.post_message(Write())
        await _until(pilot, lambda: isinstance(app.screen, WriteScreen))
    screen = app.screen
    assert isinstance(screen, WriteScreen)
    await _until(pilot, lambda: screen.autosave is not None)
    return screen


def _shown(app: JournalApp) -> str:
    return "".join(each.text for strip in app.screen._compositor.render_strips() for each in strip)  # noqa: SLF001


async def _lock(app: JournalApp) -> tuple[float, float]:
    """Milliseconds from the key until the door is painted, and until the key is dropped."""
    door = app._screen_stacks[app.DEFAULT_MODE][0]  # noqa: SLF001
    painted = 0.0
    begun = time.perf_counter()
    app.post_message(Key("ctrl+l", None))
    while app.journal.is_open or not painted:
        await asyncio.sleep(0)
        if not painted and app.screen is door and CANARY not in _shown(app):
            painted = time.perf_counter()
    return (painted - begun) * 1000, (time.perf_counter() - begun) * 1000


async def _measure(folder: Path) -> list[Row]:
    places = paths(folder / "journal.db")
    Store.create_with_key(places.journal, KEY).close()
    fill(places.journal, KEY, load_library(None), REFLECTIONS)

    async def opener(journal: Journal) -> None:
        await journal.open_with_key(places.journal, KEY)

    rows = []
    app = JournalApp(places, opener=opener)
    async with app.run_test(size=(100, 30)) as pilot:
        await _until(pilot, lambda: app.current_mode == "today")
        for where, window in (("the writing screen", False), ("a small window", True)):
            found = []
            for _ in range(RUNS):
                screen = await _write(app, pilot)
                screen.editor.load_text(f"{DRAFT}\n{CANARY}")
                screen.editor.move_cursor(screen.editor.document.end)
                if window:
                    screen.action_tags()
                    await _until(pilot, lambda: isinstance(app.screen, ModalScreen))
                    await pilot.press(*"tag")
                found.append(await _lock(app))
                await pilot.pause(0.5)
                await pilot.press("enter")
                await _until(pilot, lambda: not app.is_hidden)
                async with app._turning:  # noqa: SLF001
                    pass
                if isinstance(app.screen, ModalScreen):
                    await app.pop_screen()
            blank = [each for each, _ in found]
            closed = [each for _, each in found]
            rows += [
                Row(
                    f"ctrl+l in {where} to the door",
                    f"{statistics.median(blank):.0f} ms, slowest {max(blank):.0f} ms",
                    f"{REFLECTIONS:,} reflections, 5,000 words half typed",
                    "under 100 ms",
                ),
                Row(
                    f"ctrl+l in {where} to the key dropped",
                    f"{statistics.median(closed):.0f} ms, slowest {max(closed):.0f} ms",
                    "",
                    "under 300 ms",
                ),
            ]
        await app.journal.close()
    app.journal.stop()
    return rows


def measure() -> list[Row]:
    """The median and the slowest of several lockings from each place."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder)))
