"""Bringing two copies of the journal together in the app: which, what would come, and then all."""

from pathlib import Path

from textual.app import App

from db.errors import JournalError
from journal_app.journal import Closed, Journal
from journal_app.screens.dialogs.choose import Choice, ChooseDialog
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.dialogs.secret import SecretDialog
from journal_app.services import copies, merging

NONE = (
    "No other copy lies beside this journal. Lies one elsewhere, journal merge FILE brings it in; "
    "with --dry-run it first shows what would come."
)
MADE_UNDER_ANOTHER = (
    "The key of this journal doesn't open it: it was made under another passphrase, or before the "
    "last change of it. The recovery words of that time do as well."
)
STILL_CLOSED = "That doesn't open the copy. Type the passphrase it was made under."
DONE = "Brought together. The other copy is as it was; remove it when you like."


async def bring_together(app: App[None], journal: Journal) -> None:
    """Asks which copy, shows what would come, and brings it in if that is wanted."""
    try:
        await _bring_together(app, journal)
    except Closed:
        return
    except JournalError as error:
        app.notify(str(error), severity="error", timeout=12, markup=False)


async def _bring_together(app: App[None], journal: Journal) -> None:
    found = await journal.beside(copies.beside)
    if not found:
        app.notify(NONE, timeout=12, markup=False)
        return
    file = await _which(app, found)
    if file is None:
        return
    secrets: list[str] = []
    try:
        trial: merging.Merged | None = await journal.beside(merging.merge, file, trial=True)
    except merging.OtherKey:
        trial = await _asking(app, journal, file, secrets)
    if trial is None:
        return
    told = merging.told(trial, trial=True)
    if trial.is_nothing:
        app.notify(told[0], timeout=12, markup=False)
        return
    if await app.push_screen_wait(
        ConfirmDialog(
            f"Bring in {file.name}",
            says="\n".join(told),
            yes="bring it in",
            no="leave both as they are",
        )
    ):
        await journal.beside(merging.merge, file, secrets)
        app.notify(DONE, timeout=8, markup=False)


async def _asking(
    app: App[None], journal: Journal, file: Path, secrets: list[str]
) -> merging.Merged | None:
    """The trial with the secret that opens the copy, which is added; None if it was left."""
    found: list[merging.Merged] = []

    async def take(secret: str) -> str:
        try:
            found.append(await journal.beside(merging.merge, file, (secret,), trial=True))
        except merging.OtherKey:
            raise merging.OtherKey(STILL_CLOSED) from None
        secrets.append(secret)
        return ""

    await app.push_screen_wait(
        SecretDialog(f"The passphrase of {file.name}", says=MADE_UNDER_ANOTHER, take=take)
    )
    return found[0] if found else None


async def _which(app: App[None], found: tuple[Path, ...]) -> Path | None:
    choices = [Choice(path.name, path.name, "") for path in found]
    chosen = await app.push_screen_wait(
        ChooseDialog("Which copy is to be brought in?", choices, choices[0].id)
    )
    return next((path for path in found if path.name == chosen), None)
