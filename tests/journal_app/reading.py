"""Ways about the Read place that its stories share."""

from collections.abc import Callable

from textual.pilot import Pilot
from textual.widget import Widget

from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.navigation import OpenPassage
from journal_app.screens.dialogs.details import DetailsDialog
from journal_app.screens.read import ReadPlace
from tests.journal_app.conftest import settled
from tests.journal_app.past import Past, days_ago, lines


def place(app: JournalApp) -> ReadPlace:
    screen = app.screen
    assert isinstance(screen, ReadPlace)
    return screen


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    while not condition():
        await pilot.pause(0.01)
    await pilot.pause()


async def open_details(pilot: Pilot[None]) -> DetailsDialog:
    """Presses enter; a worker waits for as long as the dialog is open."""
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, DetailsDialog))
    dialog = pilot.app.screen
    assert isinstance(dialog, DetailsDialog)
    return dialog


async def go_to(app: JournalApp, pilot: Pilot[None], local: str) -> ReadPlace:
    app.post_message(OpenPassage(f"co-regulation/{local}"))
    await until(pilot, lambda: app.current_mode == "read")
    await settled(pilot)
    return place(app)


def line_with(app: JournalApp, words: str) -> str:
    return next((line for line in lines(app).splitlines() if words in line), "")


def within(app: JournalApp, widget: Widget) -> str:
    """What stands in the widget's part of the screen, its runs of spaces as one each."""
    x, y, width, height = widget.region
    rows = lines(app).splitlines()[y : y + height]
    return " ".join(" ".join(row[x : x + width].rstrip("▁▂▃▄▅▆▇█") for row in rows).split())


def seed(tx: Transaction) -> None:
    past = Past(tx)
    past.kept("The older one.", "CP-1", day=days_ago(30))
    past.kept("The newer [one] of two.", "CP-1", "CP-2", day=days_ago(2))
    past.kept("On the section itself.", "principles", day=days_ago(5))
