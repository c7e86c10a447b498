"""At the door of a journal that is damaged: the latest good backup is offered."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import App

from db.errors import JournalError
from journal_app import settings
from journal_app.domain.backup_words import day_of
from journal_app.paths import Paths
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.restoring import said_of, say_at_the_door

if TYPE_CHECKING:
    from journal_app.services.restoring import Offer

DAMAGED = "The journal's file is damaged. Restore the latest good backup?"
CHANGED = (
    "This may be a passphrase from before, or else the file is damaged. Restore the latest backup?"
)


async def offer(app: App[None], paths: Paths, error: JournalError | None, secret: str) -> None:
    """Offers the latest good backup if the file is at fault, or may be, and not what was typed."""
    # The door is painted before any of this is loaded.
    from journal_app.services import backups, restoring

    if error is None or not restoring.may_be_damage(error):
        return
    choices = settings.Settings()
    with suppress(settings.SettingsError):
        choices = settings.load(paths.settings)
    place = backups.place_of(paths, choices)
    found = await asyncio.to_thread(restoring.latest_for, place, secret, error)
    if found is None:
        return
    if not await app.push_screen_wait(
        ConfirmDialog(
            DAMAGED if found.is_certain else CHANGED,
            says=_says(found),
            yes="restore it",
            no="leave all as it is",
        )
    ):
        return
    say_at_the_door(app, "Restoring the backup…", busy=True)
    # Only what its own key does not open is sure to be damaged.
    present = found.key if found.is_certain else None
    try:
        restored = await asyncio.to_thread(
            restoring.restore, place, found.copy, found.key, present, found.asked_at
        )
    except JournalError as failure:
        say_at_the_door(app, f"Nothing was restored. {failure}")
    else:
        say_at_the_door(app, said_of(restored))


def _says(offer: "Offer") -> str:
    many = offer.held.reflections
    holds = "1 reflection" if many == 1 else f"{many:,} reflections"
    why = (
        "What you typed opens it."
        if offer.is_certain
        else "What you typed opens it but not the journal. If you have changed the passphrase "
        "since, leave all as it is and type the new one."
    )
    when = f"{day_of(offer.at, offer.asked_at)} at {offer.at.astimezone():%H:%M}"
    return (
        f"It was made {when}, has been read through, and holds {holds}. {why} "
        "What was written since is not in it. "
        "The file as it is now is kept with the backups, whole."
    )
