"""What I said I would do, and by when, on one line of a form."""

from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from db.supervision_records import Action
from journal_app.domain.dates import WEEKDAYS, short_date
from journal_app.domain.due_days import read_due
from journal_app.widgets.field_area import FieldArea


class ActionRow(Horizontal):
    """Enter goes from the words to the day, and from there on to the next row.

    `action_id` is None until the first word is safe. A day that is typed is read as it stands.
    """

    DEFAULT_CSS = """
    ActionRow {
        height: auto;

        & > .due { width: 15; }
        & > .day { width: auto; padding: 0 1; color: $text-muted; }
    }
    """

    @dataclass
    class DueTyped(Message):
        """Something was typed as the day it is due."""

        row: "ActionRow"

    @dataclass
    class Ended(Message):
        """Enter was pressed after the day."""

        row: "ActionRow"

    def __init__(self, today: date, action: Action | None) -> None:
        super().__init__()
        self.today = today
        self.action_id = None if action is None else action.id
        self.due_kept = None if action is None else action.due_on
        due = "" if self.due_kept is None else self.due_kept.isoformat()
        self.area = FieldArea(placeholder="What I will do", one=True)
        self.due = Input(due, placeholder="by when", classes="due", compact=True)
        self._day = Static(classes="day", markup=False)

    def compose(self) -> ComposeResult:
        yield self.area
        yield self.due
        yield self._day

    def on_mount(self) -> None:
        """Says which day it is due."""
        self._say_day()

    @property
    def due_on(self) -> date | None:
        """The day that is typed; None if nothing is, or what is typed names none."""
        return read_due(self.due.value, self.today)

    @property
    def due_is_wrong(self) -> bool:
        """Whether something is typed that names no day."""
        return bool(self.due.value.strip()) and self.due_on is None

    def take_due(self, due_on: date | None) -> None:
        """Shows the day as the journal has it now, unless another one is being typed."""
        if due_on != self.due_kept and not self.due_is_wrong and self.due_on == self.due_kept:
            self.due.value = "" if due_on is None else due_on.isoformat()
            self.due_kept = due_on

    @on(Input.Changed)
    def _due_typed(self, event: Input.Changed) -> None:
        event.stop()
        self._say_day()
        if self.due_on != self.due_kept:
            self.post_message(self.DueTyped(self))

    @on(Input.Submitted)
    def _end(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Ended(self))

    @on(FieldArea.Submitted)
    def _go_to_due(self, event: FieldArea.Submitted) -> None:
        event.stop()
        self.due.focus()

    def _say_day(self) -> None:
        day = self.due_on
        said = "no day yet" if self.due_is_wrong else "" if day is None else _day(day, self.today)
        self._day.display = bool(said)
        self._day.update(said)


def _day(day: date, today: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]}, {short_date(day, today)}"
