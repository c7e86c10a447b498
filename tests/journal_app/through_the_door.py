"""Locking, and coming back, as the stories of many screens do."""

from collections.abc import Callable

from textual.pilot import Pilot

from journal_app.app import JournalApp
from journal_app.screens.unlock import UnlockScreen
from tests.journal_app.conftest import settled


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Lets the app run until the condition holds."""
    while not condition():
        await pilot.pause(0.005)


async def locked(app: JournalApp, pilot: Pilot[None]) -> None:
    """Waits until the journal is closed and the door shows."""
    await until(pilot, lambda: app._rooms is None and not app.journal.is_open)
    await until(pilot, lambda: not any(mode in app._modes for mode in ("today", "read")))
    assert isinstance(app.screen, UnlockScreen)


async def back(app: JournalApp, pilot: Pilot[None]) -> None:
    """Opens the journal again, and waits until all stands as it did."""
    await pilot.press("enter")
    await until(pilot, lambda: not app.is_hidden)
    async with app._turning:
        pass
    await settled(pilot)


async def back_at_today(app: JournalApp, pilot: Pilot[None]) -> None:
    """Opens the journal again, and goes from wherever it stood to Today."""
    await back(app, pilot)
    assert await app._settle() is None
    await app.show_place("today")
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    await settled(pilot)
