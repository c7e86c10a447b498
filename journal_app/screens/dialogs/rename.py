"""Another name for a tag or a case code."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from db.errors import JournalError
from journal_app import keymap
from journal_app.domain.case_codes import looks_like_person
from journal_app.screens.dialogs.case import REST


class RenameDialog(ModalScreen[str | None]):
    """Returns the new name, tidied; None if it was closed or is the old one.

    `tidy` makes the name of what is typed, or raises the JournalError that is said under the field.
    One that looks as if it named somebody gets a word, no refusal.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("dialog")]

    said = query_one(".said", Static)

    def __init__(self, heading: str, name: str, *, tidy: Callable[[str], str]) -> None:
        super().__init__(classes="dialog")
        self.heading = heading
        self.old = name
        self._tidy = tidy

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(self.heading, classes="heading", markup=False)
            yield Input(self.old, select_on_focus=False)
            yield Static(classes="said", markup=False)
            yield Static("enter  rename      escape  close", classes="keys")

    def on_mount(self) -> None:
        """Shows no room for what has not been said."""
        self._say("", wrong=False)

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Has a gentle word on a name that looks as if it were somebody's."""
        self._say("", wrong=False)
        self._look_at(event.value)

    @work(exclusive=True, group="look", exit_on_error=False, description="look at a name")
    async def _look_at(self, name: str) -> None:
        await asyncio.sleep(REST)
        # Beside the event loop, for the first time long lists of names are read.
        word = await asyncio.to_thread(looks_like_person, name)
        if word is not None:
            self._say(word, wrong=False)

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Hands back the name; what can't be one is said."""
        try:
            name = self._tidy(event.value)
        except JournalError as error:
            self._say(str(error), wrong=True)
        else:
            self.dismiss(None if name == self.old else name)

    def action_close(self) -> None:
        """Closes without changing anything."""
        self.dismiss(None)

    def _say(self, sentence: str, *, wrong: bool) -> None:
        self.said.display = bool(sentence)
        self.said.set_class(not wrong, "-gentle")
        self.said.update(sentence)
