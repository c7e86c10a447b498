"""A day to look at a reflection again: one on offer, one that is typed, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from journal_app import keymap
from journal_app.domain.dates import day_and_date
from journal_app.domain.review_days import NOT_A_DAY, offered, read_day
from journal_app.screens.dialogs.field import FieldDialog
from journal_app.services.letting_go import DayIsPast

_NONE = "none"


@dataclass(frozen=True, slots=True)
class ReviewDay:
    """The day that was chosen; None where there is to be none."""

    day: date | None


class DayDialog(FieldDialog[ReviewDay | None]):
    """Returns None if it was closed. Days that aren't, or that are past, are said."""

    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("dialog")]
    HEADING = "A day to look at it again"
    SAYS = (
        "When it comes, Today shows it: to keep it, to shed it (cut it down to what was learned) "
        "or to let it go."
    )
    PLACEHOLDER = "A day: 2030-05-03 or 3 May 2030"
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
        if self.day is not None:
            lines.append((_NONE, Content("No day to look at it again")))
        return lines

    def about(self, letters: str) -> str:
        """Which day is typed, or set."""
        day = read_day(letters) if letters else self.day
        if day is None:
            return ""
        return day_and_date(day) if letters else f"Now it is {day_and_date(day)}."

    def take(self, letters: str, option_id: str | None) -> None:
        """Hands back the day that is typed, else the one that is marked."""
        if option_id == _NONE:
            self.dismiss(ReviewDay(None))
            return
        day = read_day(letters or option_id or "")
        if day is None:
            self.say(NOT_A_DAY, wrong=True)
        elif day < self.today:
            self.say(DayIsPast.sentence, wrong=True)
        else:
            self.dismiss(ReviewDay(day))

    def action_close(self) -> None:
        """Closes without changing anything."""
        self.dismiss(None)


def _line(name: str, day: date) -> Content:
    return Content(f"{name:<13}") + Content.styled(day_and_date(day), "$text-muted")
