"""Restoring at the door: the journal is locked first, and opens again by its passphrase."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.css.query import NoMatches
from textual.widgets import Input, Static

from db.errors import JournalError
from journal_app.screens.unlock import UnlockScreen

if TYPE_CHECKING:
    from journal_app.safekeeping import Safekeeping
    from journal_app.services.restoring import Key, Restored


async def restore_at_the_door(
    app: App[None], safekeeping: "Safekeeping", copy: Path, key: "Key", present: "Key | None"
) -> None:
    """Locks the journal, puts the copy in its place, and says there what became of both."""
    await app.run_action("lock")
    if not await safekeeping.closed():
        # Something on the hidden screens is not safe yet; the door says so, and how to go back.
        return
    if isinstance(app.screen, UnlockScreen):
        # The door is as it stays, and the place of the window that writes is free.
        await app.screen.turned()
    say_at_the_door(app, "Restoring the backup…", busy=True)
    try:
        restored = await safekeeping.restore(copy, key, present)
    except JournalError as error:
        say_at_the_door(app, f"Nothing was restored. {error}")
    else:
        say_at_the_door(app, said_of(restored))


def said_of(restored: "Restored") -> str:
    """That it is done, what opens it, and where what was there lies now."""
    aside = restored.aside
    where = (
        "" if aside is None else f" What was there before is kept with the backups: {aside.name}"
    )
    return f"Restored. The passphrase it was made under opens it.{where}"


def say_at_the_door(app: App[None], sentence: str, *, busy: bool = False) -> None:
    """Says it at the door, whose field takes nothing while it is busy."""
    try:
        app.screen.query_one("#said", Static).update(sentence)
        field = app.screen.query_one("#passphrase", Input)
    except NoMatches:
        # The lock was not done, and has said why.
        return
    field.disabled = busy
    if not busy:
        field.focus()
