"""Makes the pictures in docs/screenshots from the app itself: `make screenshots`."""

import asyncio
import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from textual.pilot import Pilot

from content.library import load_library
from db.store import Store
from journal_app import demo
from journal_app.app import JournalApp
from journal_app.desk import utc_now
from journal_app.journal import Journal
from journal_app.paths import paths

FOLDER = Path(__file__).parent / "screenshots"
KEY = bytes(32)

PICTURES: dict[str, Sequence[str]] = {
    "today": (),
    "read": ("2", *("j",) * 9),
    "questions": ("3",),
    "journal": ("4", "j", "j"),
    "supervision": ("5",),
    "write": ("1", "w", *"As her voice rose I noticed my own breath stop."),
}
"""What is pressed, one picture after the other, in one run of the app."""

_FONT_FACES = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


async def make() -> None:
    """Writes one SVG a picture, at 120x40, from the demo's made-up reflections."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        places = paths(Path(folder) / "journal.db")
        store = Store.create_with_key(places.journal, KEY)
        now = utc_now()
        with store.write() as transaction:
            demo.seed(transaction, load_library(None), now.astimezone().date(), now)
        store.close()

        async def opener(journal: Journal) -> None:
            await journal.open_with_key(places.journal, KEY)

        app = JournalApp(places, opener=opener)
        async with app.run_test(size=(120, 40)) as pilot:
            await _until(pilot, lambda: app.current_mode == "today")
            for name, keys in PICTURES.items():
                await pilot.press(*keys)
                await pilot.app.workers.wait_for_complete()
                await pilot.pause(0.8)
                svg = _FONT_FACES.sub("", app.export_screenshot(title="Journal"))
                (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")
            await app.journal.close()
        app.journal.stop()


async def _until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    while not condition():
        await pilot.pause(0.01)


if __name__ == "__main__":
    asyncio.run(make())
