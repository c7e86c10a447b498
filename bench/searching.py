"""The Journal and its search box in the app: keys while a search runs, and memory."""

import asyncio
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from textual.events import Key
from textual.pilot import Pilot

from bench.filling import KEY, filled
from bench.table import Row
from journal_app.app import JournalApp
from journal_app.journal import Journal
from journal_app.paths import paths
from journal_app.screens.journal import JournalPlace
from tests.journal_app.conftest import settled

SIZES = (1_000, 100_000)
WORDS = "the patient waited and then the session ended"


async def _echoes(pilot: Pilot[None], place: JournalPlace) -> list[float]:
    """Milliseconds from a key in the search box to its letter, each typed into a running search."""
    found = []
    for letter in WORDS:
        length = len(place.box.text)
        begun = time.perf_counter()
        pilot.app.post_message(Key("space" if letter == " " else letter, letter))
        while len(place.box.text) == length:  # noqa: ASYNC110 - as soon as it can be seen
            await asyncio.sleep(0)
        found.append((time.perf_counter() - begun) * 1000)
    return found


async def use(journal_path: Path) -> tuple[float, int]:
    """Opens the Journal, searches and goes to its end: the slowest key, and the memory in MiB."""
    places = paths(journal_path)

    async def opener(journal: Journal) -> None:
        await journal.open_with_key(places.journal, KEY)

    app = JournalApp(places, opener=opener)
    async with app.run_test(size=(120, 40)) as pilot:
        while app.current_mode != "today":
            await pilot.pause(0.01)
        await pilot.press("4")
        await settled(pilot)
        for key in ("end", "pageup", "home", "slash"):
            await pilot.press(key)
            await settled(pilot)
        place = app.screen
        assert isinstance(place, JournalPlace)
        slowest = statistics.quantiles(await _echoes(pilot, place), n=20)[-1]
        await settled(pilot)
        await pilot.press("escape", "c", "escape", "m", "escape")
        await settled(pilot)
        await app.journal.close()
    app.journal.stop()
    return slowest, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure() -> list[Row]:
    """Each size in a process of its own, since memory is what is measured."""
    with tempfile.TemporaryDirectory() as folder:
        keys, memory = [], []
        for size in SIZES:
            path = filled(Path(folder) / f"{size}.db", size)
            said = subprocess.run(
                [sys.executable, "-m", "bench.searching", str(path)],
                capture_output=True,
                text=True,
                check=True,
            )
            key, mib = said.stdout.split()
            keys.append(float(key))
            memory.append(int(mib))
    return [
        Row(
            "a key in the search box while a search runs, 95 of 100",
            f"{keys[1]:.1f} ms at 100,000",
            f"{keys[0]:.1f} ms at 1,000",
            "no wait for the search",
        ),
        Row(
            "memory of the app at 100,000 reflections",
            f"{memory[1]} MiB",
            f"{memory[0]} MiB at 1,000",
            f"ratio {memory[1] / memory[0]:.2f}, at most 1.20",
        ),
    ]


if __name__ == "__main__":
    print(*asyncio.run(use(Path(sys.argv[1]))))
