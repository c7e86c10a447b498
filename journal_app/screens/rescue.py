"""Where the journal is damaged, the latest good backup is offered: at the door, or once inside."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import App

from db.errors import JournalError
from journal_app import settings
from journal_app.domain.backup_words import day_of
from journal_app.paths import Paths
from journal_app.screens.dialogs.choose import Choice, ChooseDialog
from journal_app.screens.dialogs.confirm import ConfirmDialog, UnaskedDialog
from journal_app.screens.restoring import said_of, say_at_the_door

if TYPE_CHECKING:
    from journal_app.services.restoring import Offer

DAMAGED_INSIDE = "A part of the journal's file is damaged"
DAMAGED = "The journal's file is damaged. Restore the latest good backup?"
DAMAGED_BESIDE = "The journal's file is damaged. Put the copy of it in its place?"
CHANGED = (
    "This may be a passphrase from before, or else the file is damaged. Restore the latest backup?"
)
_NOT_IN_IT = "What was written since is not in it."
_KEPT = "The file as it is now is kept with the backups, whole."

NO_BACKUP = (
    "The journal's file is damaged, and no backup was found that this passphrase opens and that is "
    "sound. Keep the file as it is."
)
NOT_SAVED = (
    "What is typed on the screen can't be saved now. It stays there: copy it to where it is safe."
)

LOOK, RESTORE, NOT_NOW = "look", "restore", "not now"


async def offer(
    app: App[None],
    paths: Paths,
    error: JournalError | None,
    secret: str,
    quiet: Callable[[], Awaitable[None]],
) -> None:
    """Offers the latest good backup if the file is at fault, or may be, and not what was typed.

    It comes once it is `quiet`: whoever was refused often types the same again at once.
    """
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
    await quiet()
    if not await app.push_screen_wait(
        UnaskedDialog(
            _asks(found),
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


def offering(offer: "Offer", unsaved: JournalError | None) -> ChooseDialog:
    """Offers it while the journal is open; what can't be saved is not to be lost by restoring."""
    choices = [
        Choice(LOOK, "Look inside it first", "What it holds, and what was written since."),
        Choice(RESTORE, "Restore it", "The journal is locked, and opens again at the door."),
        Choice(NOT_NOW, "Not now", "Backups (ctrl+p) has it at any time."),
    ]
    if unsaved is not None:
        choices = [choice for choice in choices if choice.id != RESTORE]
    says = f"Of the backups that are sound, the latest was made {_when(offer)}; it {_holds(offer)}."
    return ChooseDialog(
        DAMAGED_INSIDE, choices, LOOK, says=says if unsaved is None else f"{says} {NOT_SAVED}"
    )


def confirming() -> ConfirmDialog:
    """Asks whether it is meant, for the offer came unasked."""
    return ConfirmDialog(
        "Put the backup in the place of the journal?",
        says=f"{_NOT_IN_IT} {_KEPT} The passphrase stays as it is now.",
        yes="restore it",
        no="leave it",
    )


def _holds(offer: "Offer") -> str:
    many = offer.held.reflections
    return "holds 1 reflection" if many == 1 else f"holds {many:,} reflections"


def _when(offer: "Offer") -> str:
    return f"{day_of(offer.at, offer.asked_at)} at {offer.at.astimezone():%H:%M}"


def _asks(offer: "Offer") -> str:
    if not offer.is_certain:
        return CHANGED
    return DAMAGED if offer.is_backup else DAMAGED_BESIDE


def _says(offer: "Offer") -> str:
    why = (
        "What you typed opens it."
        if offer.is_certain
        else "What you typed opens it but not the journal. If you have changed the passphrase "
        "since, leave all as it is and type the new one."
    )
    lacks = f"{_NOT_IN_IT} " if offer.is_backup else ""
    return (
        f"It was made {_when(offer)}, has been read through, and {_holds(offer)}. {why} "
        f"{lacks}{_KEPT}"
    )
