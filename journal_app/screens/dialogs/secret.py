"""The passphrase once more, before what it guards is shown."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from db.errors import JournalError
from journal_app import keymap


class SecretDialog(ModalScreen[str | None]):
    """Returns what `take` gives for the passphrase, or None if it was left.

    What `take` refuses is said, and the passphrase is asked for again.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("dialog")]

    def __init__(self, heading: str, *, says: str, take: Callable[[str], Awaitable[str]]) -> None:
        super().__init__(classes="dialog")
        self.heading = heading
        self.says = says
        self._take_secret = take

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(self.heading, classes="heading", markup=False)
            yield Static(self.says, classes="says", markup=False)
            yield Input(password=True, placeholder="Passphrase")
            yield Static(classes="said", markup=False)
            yield Static("enter  go on      escape  leave it", classes="keys")

    def on_mount(self) -> None:
        """Shows no room for what has not been said."""
        self._say("")

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Tries what was typed."""
        event.stop()
        self._take(event.value)

    def action_close(self) -> None:
        """Leaves."""
        self.dismiss(None)

    @work(exclusive=True, group="take", exit_on_error=False, description="try a passphrase")
    async def _take(self, secret: str) -> None:
        field = self.query_one(Input)
        field.disabled = True
        try:
            taken = await self._take_secret(secret)
        except JournalError as error:
            self._say(str(error))
            field.disabled = False
            field.value = ""
            field.focus()
        else:
            self.dismiss(taken)

    def _say(self, sentence: str) -> None:
        said = self.query_one(".said", Static)
        said.display = bool(sentence)
        said.update(sentence)
