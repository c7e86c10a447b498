"""A year or a month to walk through by day, drawn line by line from its sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from journal_app.domain.calendar import Cell, Form, Label, Sheet, dots

_SIGNS = (("●", "reflections"), ("○", "today"), ("◉", "today, with reflections"))
_NONE = ("·", "none")
_EACH = (("●", "a reflection; where there are many, their number"),)


def legend(sheet: Sheet) -> Content:
    """The signs on this sheet and what they mean, on one line."""
    signs: tuple[tuple[str, str], ...] = _SIGNS
    if sheet.form is Form.ROWS:
        signs = (_SIGNS[0], _NONE, *_SIGNS[1:])
    elif sheet.cell_height > 1:
        signs = _EACH
    return Content("   ").join(
        Content.styled(sign, "bold") + Content(f" {meaning}") for sign, meaning in signs
    )


class CalendarGrid(Widget, can_focus=False):
    """The days of a sheet, one of them marked. The screen moves the mark."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "calendar-grid--day",
        "calendar-grid--written",
        "calendar-grid--month",
        "calendar-grid--weekday",
        "calendar-grid--marked",
        "calendar-grid--left",
    }
    DEFAULT_CSS = """
    CalendarGrid {
        width: auto;
        height: auto;
        pointer: pointer;

        & > .calendar-grid--day { color: $text-muted; }
        & > .calendar-grid--written { color: $accent; text-style: bold; }
        & > .calendar-grid--month { color: $primary; text-style: bold; }
        & > .calendar-grid--weekday { color: $text-muted; }
        & > .calendar-grid--marked {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
        & > .calendar-grid--left { background: $panel; color: $foreground; text-style: bold; }
    }
    """

    @dataclass
    class Marked(Message):
        """A day was clicked."""

        day: date

    @dataclass
    class Chosen(Message):
        """The marked day was clicked."""

        day: date

    @dataclass
    class MonthChosen(Message):
        """The name of a month was clicked; `month` is its first day."""

        month: date

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._sheet: Sheet | None = None
        self._counts: Mapping[date, int] = {}
        self._marked = date.min
        self._today = date.min
        self._left = False

    def show(
        self, sheet: Sheet, counts: Mapping[date, int], marked: date, today: date, *, left: bool
    ) -> None:
        """Shows the sheet with this day marked; `left` says that the keys are elsewhere."""
        size = None if self._sheet is None else (self._sheet.width, self._sheet.height)
        self._sheet, self._counts, self._marked = sheet, counts, marked
        self._today, self._left = today, left
        self.refresh(layout=size != (sheet.width, sheet.height))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the sheet."""
        return 0 if self._sheet is None else self._sheet.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the sheet."""
        return 0 if self._sheet is None else self._sheet.height

    def render_line(self, y: int) -> Strip:
        """One line of the sheet."""
        base = self.rich_style
        segments: list[Segment] = []
        column = 0
        for one in self._sheet.line(y) if self._sheet is not None else ():
            text, style = self._label(one) if isinstance(one, Label) else self._cell(one, y)
            segments.append(Segment(" " * (one.x - column), base))
            segments.append(Segment(text, style))
            column = one.x + len(text)
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _label(self, label: Label) -> tuple[str, Style]:
        return label.text, self._style("weekday" if label.month is None else "month")

    def _cell(self, cell: Cell, y: int) -> tuple[str, Style]:
        assert self._sheet is not None  # noqa: S101 - there are no cells without one
        count = self._counts.get(cell.day, 0)
        if cell.day == self._marked:
            name = "left" if self._left else "marked"
        else:
            name = "written" if count else "day"
        text = self._text(self._sheet, cell.day, count, y - cell.y)
        width = self._sheet.cell_width
        return text[:width].ljust(width), self._style(name)

    def _text(self, sheet: Sheet, day: date, count: int, line: int) -> str:
        sign = self._sign(day, count)
        if sheet.form is Form.ROWS:
            return sign or "·"
        if sheet.form is Form.BLOCKS:
            return f"{day.day:>2}{sign}"
        room = sheet.cell_width - 1
        number = f"{day.day:>2}"
        if sheet.cell_height == 1:
            return f"{number}{sign} {count}" if room >= 6 and count > 1 else f"{number}{sign}"
        if line == 0:
            return f" {number} today" if day == self._today and room >= 8 else f" {number}"
        return f" {dots(count, room - 1)}" if line == 1 else ""

    def _sign(self, day: date, count: int) -> str:
        if day == self._today:
            return "◉" if count else "○"
        return "●" if count else ""

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"calendar-grid--{name}").rich_style

    def on_click(self, event: events.Click) -> None:
        """Says which day was clicked, or which month's name."""
        if self._sheet is None:
            return
        day = self._sheet.at(event.x, event.y)
        month = self._sheet.month_at(event.x, event.y)
        if day is not None:
            self.post_message(self.Chosen(day) if day == self._marked else self.Marked(day))
        elif month is not None:
            self.post_message(self.MonthChosen(month))
