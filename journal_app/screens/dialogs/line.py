"""One line of text, as safe while it is typed as a page."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from db.errors import JournalError
from journal_app import keymap
from journal_app.autosave import Autosave


class LineInput(Input):
    """An input that takes all of a paste, its lines joined by spaces."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        if line := " ".join(event.text.splitlines()):
            start, end = self.selection
            self.replace(line, min(start, end), max(start, end))


class LineDialog(ModalScreen[str | None]):
    """Returns the line, or None if it was left; either way `save` has made it safe by then.

    `save` takes the line as it stands. A JournalError it raises is said, and the line stays.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("dialog")]

    line = query_one(LineInput)

    def __init__(
        self,
        heading: str,
        *,
        says: str,
        save: Callable[[str], Awaitable[None]],
        text: str = "",
    ) -> None:
        super().__init__(classes="dialog")
        self.heading = heading
        self.says = says
        self.text = text
        self._save_line = save
        self.autosave = Autosave(self._save, self._not_saved)

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(self.heading, classes="heading", markup=False)
            yield Static(self.says, markup=False)
            yield LineInput(self.text, select_on_focus=False)
            yield Static(classes="said", markup=False)
            yield Static("enter  keep      escape  leave it for later", classes="keys")

    def on_mount(self) -> None:
        """Shows no room for what has not been said."""
        self._say("")

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Marks the line as unsaved; it is made safe in a moment."""
        if event.value != self.text:
            self.text = event.value
            self.autosave.touch()

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Hands back the line once it is safe."""
        event.stop()
        if event.value.strip():
            self._finish(event.value)
        else:
            self._say("Write a line first.")

    def action_close(self) -> None:
        """Leaves; what is typed is safe first."""
        self._finish(None)

    async def settle(self) -> None:
        """Makes the line safe now; raises the JournalError that prevents it."""
        await self.autosave.settle()

    def put_down(self) -> None:
        """Ends the saving; what is typed is safe by now."""
        self.autosave.stop()

    @work(exclusive=True, group="finish", exit_on_error=False, description="finish a line")
    async def _finish(self, answer: str | None) -> None:
        try:
            await self.settle()
        except JournalError as error:
            self._not_saved(error)
            return
        self.put_down()
        self.dismiss(answer)

    async def _save(self) -> None:
        await self._save_line(self.line.value)

    def _not_saved(self, error: JournalError) -> None:
        self._say(f"Not saved yet. {error} The line stays here, and saving is tried again.")

    def _say(self, sentence: str) -> None:
        said = self.query_one(".said", Static)
        said.display = bool(sentence)
        said.update(sentence)
