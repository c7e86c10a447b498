"""The door: the passphrase of a journal that is there, or the way to a new one."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Static

from db.errors import JournalError, WrongKey, WrongWords
from journal_app.journal import Journal
from journal_app.paths import Paths
from journal_app.screens.soft import SoftScreen

LOCKED = "Locked. What you wrote is safe."

Opener = Callable[[Journal], Awaitable[None]]


class UnlockScreen(SoftScreen[None]):
    """Asks for the passphrase as often as it takes. With an `opener` it asks nothing.

    Where the key is `remembered` the computer's keyring is asked at the start, and at the start
    alone: once locked, the journal is opened with the passphrase. `turned` waits until the journal
    is not just being locked, `quiet` until nobody types. One that is still open once it has turned,
    since something in it is not safe yet, is shown again to whoever knows what opens it.
    """

    CSS_PATH = "unlock.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Clear", show=False, id="unlock.clear"),
    ]

    @dataclass
    class Opened(Message):
        """The journal is open."""

    passphrase = query_one("#passphrase", Input)
    said = query_one("#said", Static)

    def __init__(
        self,
        paths: Paths,
        journal: Journal,
        opener: Opener | None,
        *,
        turned: Callable[[], Awaitable[None]],
        quiet: Callable[[], Awaitable[None]],
        remembered: bool = False,
    ) -> None:
        super().__init__()
        self.turned = turned
        self.quiet = quiet
        self.paths = paths
        self.journal = journal
        self.opener = opener
        self.remembered = remembered
        self.refusal: JournalError | None = None
        self.locked = LOCKED
        """What is said once it is locked."""

    def compose(self) -> ComposeResult:
        with Vertical(id="door"):
            yield Static("Journal", id="name")
            yield Static("Private. On this computer alone.", id="motto")
            yield Input(
                password=True, placeholder="Passphrase", select_on_focus=False, id="passphrase"
            )
            yield Static("", id="said", markup=False)
            yield Static("enter  open      ctrl+q  quit", id="keys")

    def on_mount(self) -> None:
        """Goes straight in where there is nothing to ask, or to the making of a new journal."""
        if self.opener is not None:
            self.passphrase.display = False
            self.said.update("Opening…")
            self._open_without_asking(self.opener)
        elif not self.paths.journal.exists():
            self._make_new()
        elif self.remembered:
            self._open_remembered()

    def begin_again(self) -> None:
        """Shows the door as at the first time, after the journal was locked."""
        self.passphrase.value = ""
        self.passphrase.disabled = False
        self.said.update(self.locked)
        if self.opener is not None and self.locked == LOCKED:
            self.said.update("Locked. Press enter to open the demo again.")
        self.passphrase.display = True
        self.passphrase.focus()

    def say_locking(self) -> None:
        """Shows the door while what was written is made safe."""
        self.begin_again()
        self.said.update("Locking…")

    def say_not_safe(self, error: JournalError) -> None:
        """Says that the last words are not safe yet, and why."""
        way_back = "Enter" if self.opener is not None else "Your passphrase"
        self.said.update(
            f"Hidden, but your last words are not safe yet. {error} "
            f"Saving is tried again and again. {way_back} leads back to them."
        )

    def say(self, sentence: str, *, serious: bool = False) -> None:
        """Says it above the keys, where everything is said at the door."""
        self.said.update(sentence)

    def action_clear(self) -> None:
        """Empties the field."""
        self.passphrase.value = ""

    @on(Input.Submitted, "#passphrase")
    def try_passphrase(self, event: Input.Submitted) -> None:
        """Tries to open the journal with what was typed."""
        if self.opener is not None:
            self._open_without_asking(self.opener)
            return
        if not self.journal.is_open and not self.paths.journal.exists():
            self.passphrase.value = ""
            self._make_new()
            return
        if not event.value:
            self.said.update("Type your passphrase, or the 24 recovery words.")
            return
        self.passphrase.disabled = True
        self.said.update("Opening…")
        self._unlock(event.value)

    @work(exclusive=True, group="door", exit_on_error=False, description="unlock")
    async def _unlock(self, secret: str) -> None:
        await self.turned()
        if self.journal.is_open:
            if await self.journal.is_opened_by(secret):
                self.post_message(self.Opened())
            else:
                self._refuse(WrongKey())
            return
        by_words = False

        async def unlock(journal: Journal) -> None:
            nonlocal by_words
            paths = self.paths
            by_words = await journal.unlock(paths.journal, secret, backups=paths.backups)
            # Behind the door now: what comes with the journal may be loaded.
            from journal_app.services import recovery

            try:
                # Damage in the first pages is met while there is still something to offer.
                await journal.read(recovery.is_due)
            except JournalError:
                await journal.close()
                raise

        if await self._open(unlock):
            await self._go_in(by_words=by_words)
        else:
            # Only who is refused waits for this.
            from journal_app.screens.rescue import offer

            await offer(self.app, self.paths, self.refusal, secret, self.quiet)

    @work(exclusive=True, group="door", exit_on_error=False, description="open with the keyring")
    async def _open_remembered(self) -> None:
        # Only who chose it waits for a keyring to be loaded.
        from journal_app.services import remembering

        path, backups = self.paths.journal, self.paths.backups
        self.said.update("Asking this computer's keyring. Or type your passphrase.")
        try:
            key = await asyncio.to_thread(remembering.key_for, path)
            if key is None:
                self.said.update(remembering.NOTHING)
                return
            await self.journal.open_with_key(path, key, backups=backups)
        except WrongKey:
            self.said.update(remembering.OUTDATED)
        except JournalError as error:
            self.said.update(str(error))
        else:
            self.said.update("")
            await self._go_in(by_words=False)

    async def _go_in(self, *, by_words: bool) -> None:
        """Goes in, once new words are checked; who came with words may choose a passphrase."""
        # Behind the door now: what comes with the journal may be loaded.
        from journal_app.services import recovery

        journal = self.journal
        if journal.looking_only:
            # In a backup there is nothing to choose or to check.
            self.post_message(self.Opened())
            return
        if by_words:
            from journal_app.screens.change import ChangeScreen

            await self.app.push_screen_wait(
                ChangeScreen(self.paths, journal, by_words=True, remember=self.remembered)
            )
        if await journal.read(recovery.is_due):
            words = await journal.recovery_words()
            await self._begin(words.split())
        else:
            self.post_message(self.Opened())

    @work(exclusive=True, group="door", exit_on_error=False, description="open")
    async def _open_without_asking(self, opener: Opener) -> None:
        await self.turned()
        if self.journal.is_open or await self._open(opener):
            self.post_message(self.Opened())

    @work(exclusive=True, group="door", exit_on_error=False, description="new journal")
    async def _make_new(self) -> None:
        # It happens rarely, so it is loaded only here.
        from journal_app.screens.missing import begins_anew

        if not await begins_anew(self.app, self.paths):
            return
        if self.remembered:
            # The journal is gone, and its key serves nobody any more.
            from journal_app.services import remembering

            with suppress(JournalError):
                await asyncio.to_thread(remembering.forget, self.paths.journal)
        await self._begin([])

    async def _open(self, opener: Opener) -> bool:
        """Whether it is open now; if not, what prevents it is said."""
        try:
            await opener(self.journal)
        except JournalError as error:
            # Not the error itself, whose traceback leads to what was typed and to the key.
            self.refusal = type(error)(*error.args)
            self._refuse(error)
            return False
        self.passphrase.value = ""
        self.said.update("")
        return True

    def _refuse(self, error: JournalError) -> None:
        self.said.update(str(error))
        self.passphrase.disabled = False
        if not isinstance(error, WrongWords):
            # Of 24 words with a slip in one, the others need not be typed unseen again.
            self.passphrase.value = ""
        self.passphrase.focus()

    async def _begin(self, words: list[str]) -> None:
        """Makes the journal, or with words goes on where its making was broken off."""
        # It happens once in a journal's life, so its screen is loaded only here.
        from journal_app.screens.begin import BeginScreen

        if await self.app.push_screen_wait(BeginScreen(self.paths.journal, self.journal, words)):
            self.post_message(self.Opened())
