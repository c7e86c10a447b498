"""The day by which something is to be done: one on offer, one that is typed, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from journal_app import keymap
from journal_app.domain.dates import day_and_date
from journal_app.domain.due_days import NOT_A_DAY, offered, read_due
from journal_app.screens.dialogs.field import FieldDialog

_NONE = "none"


@dataclass(frozen=True, slots=True)
class Due:
    """The day that was chosen; None where there is to be none."""

    day: date | None


class DueDialog(FieldDialog[Due | None]):
    """Returns None if it was closed. A day that is past will do, for some are overdue."""

    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("dialog")]
    HEADING = "By when"
    PLACEHOLDER = "A day: 2026-12-03, 3 December, Friday, in ten days"
    ENTER = "choose"

    def __init__(self, day: date | None, today: date) -> None:
        super().__init__()
        self.day = day
        self.today = today

    def listed(self, letters: str) -> Sequence[tuple[str, Content]]:
        """The days on offer while nothing is typed."""
        if letters:
            return []
        lines = [(day.isoformat(), _line(name, day)) for name, day in offered(self.today)]
        return [*lines, (_NONE, Content("No day"))]

    def about(self, letters: str) -> str:
        """Which day is typed, or set."""
        day = read_due(letters, self.today) if letters else self.day
        if day is None:
            return ""
        return day_and_date(day) if letters else f"Now it is {day_and_date(day)}."

    def take(self, letters: str, option_id: str | None) -> None:
        """Hands back the day that is typed, else the one that is marked."""
        day = read_due(letters or option_id or "", self.today)
        if option_id == _NONE:
            self.dismiss(Due(None))
        elif day is None:
            self.say(NOT_A_DAY, wrong=True)
        else:
            self.dismiss(Due(day))

    def action_close(self) -> None:
        """Closes without changing anything."""
        self.dismiss(None)


def _line(name: str, day: date) -> Content:
    return Content(f"{name:<14}") + Content.styled(day_and_date(day), "$text-muted")
