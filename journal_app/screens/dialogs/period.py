"""The days that something is to cover."""

from datetime import date
from typing import ClassVar, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from journal_app import keymap
from journal_app.domain.periods import period
from journal_app.screens.dialogs.line import LineInput

Period: TypeAlias = tuple[date, date]

SAYS = "Type 2025, or 2025-03 to 2025-06, or two dates as 2025-03-14 to 2026-03-13."
NO_PERIOD = "These are no days. Type a year, a month or a date, or two of them with “to” between."
WRONG_WAY_ROUND = "This ends before it begins. Type the earlier day first."


class PeriodDialog(ModalScreen[Period | None]):
    """Returns the first and the last day, or None if it was left."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("dialog")]

    def __init__(self, first: date, last: date, today: date) -> None:
        super().__init__(classes="dialog")
        self.days = f"{first} to {last}"
        self.today = today

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static("Which days?", classes="heading", markup=False)
            yield Static(SAYS, markup=False)
            yield LineInput(self.days)
            yield Static(classes="said", markup=False)
            yield Static("enter  show      escape  close", classes="keys")

    def on_mount(self) -> None:
        """Shows no room for what has not been said."""
        self._say("")

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Hands back the days that were typed."""
        event.stop()
        found = period(event.value, self.today)
        if found is None:
            self._say(NO_PERIOD)
        elif found[1] < found[0]:
            self._say(WRONG_WAY_ROUND)
        else:
            self.dismiss(found)

    def action_close(self) -> None:
        """Closes without choosing."""
        self.dismiss(None)

    def _say(self, sentence: str) -> None:
        said = self.query_one(".said", Static)
        said.display = bool(sentence)
        said.update(sentence)
