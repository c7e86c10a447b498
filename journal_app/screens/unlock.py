"""The door: the passphrase of a journal that is there, or the way to a new one."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from db.errors import JournalError
from journal_app.journal import Journal


class UnlockScreen(Screen[None]):
    """Asks for the passphrase as often as it takes. With an `opener` it asks nothing."""

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
        path: Path,
        journal: Journal,
        opener: Callable[[Journal], Awaitable[None]] | None,
    ) -> None:
        super().__init__()
        self.path = path
        self.journal = journal
        self.opener = opener

    def compose(self) -> ComposeResult:
        with Vertical(id="door"):
            yield Static("Journal", id="name")
            yield Static("Private. On this computer alone.", id="motto")
            yield Input(password=True, placeholder="Passphrase", id="passphrase")
            yield Static("", id="said", markup=False)
            yield Static("enter  open      ctrl+q  quit", id="keys")

    def on_mount(self) -> None:
        """Goes straight in where there is nothing to ask, or to the making of a new journal."""
        if self.opener is not None:
            self.passphrase.display = False
            self.said.update("Opening…")
            self._open_without_asking()
        elif not self.path.exists():
            self._make_new()

    def begin_again(self) -> None:
        """Shows the door as at the first time, after the journal was locked."""
        self.passphrase.value = ""
        self.passphrase.disabled = False
        self.said.update("Locked. What you wrote is safe.")
        if self.opener is not None:
            self.said.update("Locked. Press enter to open the demo again.")
        self.passphrase.display = True
        self.passphrase.focus()

    def action_clear(self) -> None:
        """Empties the field."""
        self.passphrase.value = ""

    @on(Input.Submitted, "#passphrase")
    def try_passphrase(self, event: Input.Submitted) -> None:
        """Tries to open the journal with what was typed."""
        if self.opener is not None:
            self._open_without_asking()
            return
        if not event.value:
            self.said.update("Type your passphrase, or the 24 recovery words.")
            return
        self.passphrase.disabled = True
        self.said.update("Opening…")
        self._unlock(event.value)

    @work(exclusive=True, group="door", exit_on_error=False, description="unlock")
    async def _unlock(self, secret: str) -> None:
        await self._open(lambda: self.journal.unlock(self.path, secret))

    @work(exclusive=True, group="door", exit_on_error=False, description="open")
    async def _open_without_asking(self) -> None:
        opener = self.opener
        if opener is not None:
            await self._open(lambda: opener(self.journal))

    async def _open(self, way_in: Callable[[], Awaitable[None]]) -> None:
        try:
            await way_in()
        except JournalError as error:
            self.said.update(str(error))
            self.passphrase.disabled = False
            self.passphrase.value = ""
            self.passphrase.focus()
            return
        self.passphrase.value = ""
        self.said.update("")
        self.post_message(self.Opened())

    @work(exclusive=True, group="door", description="new journal")
    async def _make_new(self) -> None:
        """The making of a journal happens once, so its screen is loaded only here."""
        from journal_app.screens.begin import BeginScreen

        await asyncio.sleep(0)
        if await self.app.push_screen_wait(BeginScreen(self.path, self.journal)):
            self.post_message(self.Opened())
