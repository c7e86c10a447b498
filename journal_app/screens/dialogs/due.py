"""The day by which something is to be done, typed as one says it; none is a day too."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from journal_app import keymap
from journal_app.domain.dates import day_and_date
from journal_app.domain.due_days import NOT_A_DAY, read_due

NO_DAY = "No day: it is open until it is done."


@dataclass(frozen=True, slots=True)
class Due:
    """The day that was chosen; None where there is to be none."""

    day: date | None


class DueDialog(ModalScreen[Due | None]):
    """Returns None if it was left. What is typed is read as it stands, seen from today."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("dialog")]

    def __init__(self, day: date | None, today: date) -> None:
        super().__init__(classes="dialog")
        self.day = day
        self.today = today

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static("By when", classes="heading")
            yield Input(
                "" if self.day is None else self.day.isoformat(),
                placeholder="2026-12-03, 3 December, Friday, in two weeks",
            )
            yield Static(classes="about", markup=False)
            yield Static("enter  take it      escape  leave it as it was", classes="keys")

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Says which day is meant so far."""
        day = read_due(event.value, self.today)
        empty = not event.value.strip()
        said = NO_DAY if empty else NOT_A_DAY if day is None else day_and_date(day)
        self.query_one(".about", Static).update(said)

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Hands back the day, or that there is none."""
        event.stop()
        day = read_due(event.value, self.today)
        if day is not None or not event.value.strip():
            self.dismiss(Due(day))

    def action_close(self) -> None:
        """Leaves it as it was."""
        self.dismiss(None)
