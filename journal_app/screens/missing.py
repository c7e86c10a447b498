"""At the door of a journal whose file is not there: what is left of it, or a new one."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual.app import App

from db.errors import JournalError
from journal_app import settings
from journal_app.domain.backup_words import day_of
from journal_app.paths import Paths
from journal_app.screens.dialogs.choose import Choice, ChooseDialog
from journal_app.screens.dialogs.secret import SecretDialog
from journal_app.screens.restoring import said_of, say_at_the_door

if TYPE_CHECKING:
    from journal_app.services.backups import Place
    from journal_app.services.missing import Left
    from journal_app.services.restoring import Key

ANEW = "anew"
_OFFERED = 5

GONE = "The journal's file is not there, but copies of it are"
LEFT_SO = (
    "The journal's file is not there. Put it back and type its passphrase, "
    "or press enter to choose again."
)


async def begins_anew(app: App[None], paths: Paths) -> bool:
    """Whether a new journal is to be made: nothing is left of another, or that is chosen.

    Where something is left, it is offered, and restored if that is chosen.
    """
    place, left = await asyncio.to_thread(_look, paths)
    if not left:
        return True
    now = datetime.now(UTC)
    offered = [Choice(str(one.path), _name(one, now), one.path.name) for one in left]
    offered.append(Choice(ANEW, "Begin a new journal", "All of these stay as they are."))
    chosen = await app.push_screen_wait(ChooseDialog(GONE, offered, offered[0].id))
    if chosen == ANEW:
        return True
    found = next((one for one in left if str(one.path) == chosen), None)
    if found is None:
        say_at_the_door(app, LEFT_SO)
    else:
        await _restore(app, place, found)
    return False


def _look(paths: Paths) -> tuple["Place", tuple["Left", ...]]:
    # The door is painted before any of this is loaded.
    from journal_app.services import backups, missing

    choices = settings.Settings()
    with suppress(settings.SettingsError):
        choices = settings.load(paths.settings)
    place = backups.place_of(paths, choices)
    return place, missing.left(place)[:_OFFERED]


def _name(left: "Left", now: datetime) -> str:
    when = f"{day_of(left.at, now)} at {left.at.astimezone():%H:%M}"
    return f"Restore the backup made {when}" if left.is_backup else f"Restore the copy of {when}"


async def _restore(app: App[None], place: "Place", left: "Left") -> None:
    from journal_app.services import restoring

    found: list[Key] = []

    async def take(secret: str) -> str:
        found.append(await asyncio.to_thread(restoring.key_of, left.path, secret))
        return ""

    await app.push_screen_wait(
        SecretDialog(
            "The passphrase this was made under",
            says="It opens the journal again afterwards. The recovery words of then do it too.",
            take=take,
        )
    )
    if not found:
        say_at_the_door(app, LEFT_SO)
        return
    say_at_the_door(app, "Restoring…", busy=True)
    try:
        restored = await asyncio.to_thread(
            restoring.restore, place, left.path, found[0], None, datetime.now(UTC)
        )
    except JournalError as error:
        say_at_the_door(app, f"Nothing was restored. {error} Press enter to choose again.")
    else:
        say_at_the_door(app, said_of(restored))
