"""Where a file goes: asked until it is written, or left."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from db.errors import JournalError
from journal_app import keymap
from journal_app.screens.dialogs.line import LineInput


class PlaceDialog(ModalScreen[Path | None]):
    """Returns where the file was written, or None if none was.

    `write` takes the place as it was typed. What prevents it is said, and the place stays.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("dialog")]

    def __init__(
        self,
        heading: str,
        *,
        says: str,
        place: Path,
        write: Callable[[str], Awaitable[Path]],
        keys: str = "enter  write the file      escape  leave it",
    ) -> None:
        super().__init__(classes="dialog")
        self.heading = heading
        self.says = says
        self.place = place
        self.keys = keys
        self._write = write

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(self.heading, classes="heading", markup=False)
            yield Static(self.says, markup=False)
            yield LineInput(str(self.place), select_on_focus=False)
            yield Static(classes="said", markup=False)
            yield Static(self.keys, classes="keys", markup=False)

    def on_mount(self) -> None:
        """Shows no room for what has not been said."""
        self._say("")

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Writes the file."""
        event.stop()
        self._try(event.value)

    def action_close(self) -> None:
        """Leaves without a file."""
        self.dismiss(None)

    @work(exclusive=True, group="write", exit_on_error=False, description="write a file")
    async def _try(self, typed: str) -> None:
        try:
            written = await self._write(typed)
        except JournalError as error:
            self._say(str(error))
        else:
            self.dismiss(written)

    def _say(self, sentence: str) -> None:
        said = self.query_one(".said", Static)
        said.display = bool(sentence)
        said.update(sentence)
