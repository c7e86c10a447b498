"""A value that is typed; what can't be set is refused with a sentence."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from db.errors import JournalError
from journal_app import keymap
from journal_app.screens.dialogs.line import LineInput


class ValueDialog(ModalScreen[tuple[object] | None]):
    """Returns what `read` made of what was typed, alone in a tuple; None if it was closed."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("dialog")]

    def __init__(
        self, heading: str, *, says: str, value: str, read: Callable[[str], object]
    ) -> None:
        super().__init__(classes="dialog")
        self.heading = heading
        self.says = says
        self.value = value
        self._read = read

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(self.heading, classes="heading", markup=False)
            yield Static(self.says, markup=False)
            yield LineInput(self.value)
            yield Static(classes="said", markup=False)
            yield Static("enter  set      escape  leave it as it is", classes="keys")

    def on_mount(self) -> None:
        """Shows no room for what has not been said."""
        self._say("")

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Hands back the value; what can't be one is said."""
        event.stop()
        try:
            self.dismiss((self._read(event.value),))
        except JournalError as error:
            self._say(str(error))

    def action_close(self) -> None:
        """Closes without setting anything."""
        self.dismiss(None)

    def _say(self, sentence: str) -> None:
        said = self.query_one(".said", Static)
        said.display = bool(sentence)
        said.update(sentence)
