"""A year or a month as cells on a sheet: where each day stands, and which day lies which way."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from journal_app.domain.dates import MONTHS, WEEKDAYS, months_before

WEEK = 7
_NAME = 4
"""Columns for the short name of a month before its row."""
_BLOCK = (3 * WEEK, 8)
"""A month as a block: three columns a day, a line for its name, one for the weekdays, six weeks."""
_BETWEEN = (3, 1)
"""Columns and lines between two blocks."""
_WIDEST_DAY = 11
_HIGHEST_DAY = 3


class Form(StrEnum):
    """How the days are laid out."""

    ROWS = "rows"
    """A year, a row a month."""
    BLOCKS = "blocks"
    """A year, a block a month, its weeks below each other."""
    MONTH = "month"
    """One month, its weeks below each other."""


class Way(StrEnum):
    """Where to go from a day on the sheet."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a day: its first column and line, from 0."""

    day: date
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Label:
    """Words on the sheet; `month` is the first day of the month that they name, if they do."""

    text: str
    x: int
    y: int
    month: date | None = None


@dataclass(frozen=True)
class Sheet:
    """Cells, all `cell_width` by `cell_height`, and the words round them."""

    form: Form
    width: int
    height: int
    cell_width: int
    cell_height: int
    labels: tuple[Label, ...]
    cells: tuple[Cell, ...]

    def line(self, y: int) -> tuple[Cell | Label, ...]:
        """What stands on a line, from left to right."""
        return self._lines.get(y, ())

    def at(self, x: int, y: int) -> date | None:
        """The day in this place, if there is one."""
        for found in self.line(y):
            if isinstance(found, Cell) and found.x <= x < found.x + self.cell_width:
                return found.day
        return None

    def month_at(self, x: int, y: int) -> date | None:
        """The month whose name stands in this place, if one does."""
        for found in self.line(y):
            if isinstance(found, Label) and found.x <= x < found.x + len(found.text):
                return found.month
        return None

    @cached_property
    def _lines(self) -> dict[int, tuple[Cell | Label, ...]]:
        lines: dict[int, list[Cell | Label]] = {}
        for label in self.labels:
            lines.setdefault(label.y, []).append(label)
        for cell in self.cells:
            for y in range(cell.y, cell.y + self.cell_height):
                lines.setdefault(y, []).append(cell)
        return {y: tuple(sorted(found, key=lambda one: one.x)) for y, found in lines.items()}


def year_sheet(year: int, width: int, height: int) -> Sheet:
    """The whole year in this room: blocks where they fit, else a row a month."""
    for across in (4, 3, 6):
        sheet = _blocks(year, across)
        if sheet.width <= width and sheet.height <= height:
            return sheet
    return _rows(year, 2 if width >= _NAME + 31 * 2 else 1)


def month_sheet(month: date, width: int, height: int) -> Sheet:
    """The month in this room; always as high as six weeks, so that nothing moves from one on."""
    cell_width = max(3, min(_WIDEST_DAY, width // WEEK))
    cell_height = max(1, min(_HIGHEST_DAY, (height - 1) // 6))
    first = month.replace(day=1)
    labels = [
        Label(WEEKDAYS[at][: min(3, cell_width - 1)], at * cell_width, 0) for at in range(WEEK)
    ]
    cells = [
        Cell(day, at % WEEK * cell_width, 1 + at // WEEK * cell_height)
        for day, at in zip(_days(first), range(first.weekday(), 6 * WEEK), strict=False)
    ]
    return Sheet(
        Form.MONTH,
        WEEK * cell_width,
        1 + 6 * cell_height,
        cell_width,
        cell_height,
        tuple(labels),
        tuple(cells),
    )


@dataclass(frozen=True, slots=True)
class Span:
    """The years that can be gone to, both included."""

    first: int
    last: int

    def held(self, ordinal: int) -> date:
        """The day with this ordinal, or the one in these years that is nearest to it."""
        first, last = date(self.first, 1, 1), date(self.last, 12, 31)
        return date.fromordinal(max(first.toordinal(), min(ordinal, last.toordinal())))


def step(form: Form, day: date, way: Way, span: Span) -> date:
    """The day that lies this way on the sheet; at the ends of the span, the day itself."""
    if form is Form.ROWS and way in {Way.UP, Way.DOWN}:
        return in_month(day, -1 if way is Way.UP else 1, span)
    days = {Way.LEFT: -1, Way.RIGHT: 1, Way.UP: -WEEK, Way.DOWN: WEEK}[way]
    ordinal = day.toordinal() + days
    return day if span.held(ordinal).toordinal() != ordinal else date.fromordinal(ordinal)


def in_month(day: date, by: int, span: Span) -> date:
    """The same day so many months on, or the last of that month where it is shorter.

    Beyond the span it is the day itself.
    """
    try:
        there = months_before(day, -by)
    except ValueError:
        return day
    return there if span.first <= there.year <= span.last else day


def in_year(day: date, by: int, span: Span) -> date:
    """The same day so many years on, 28 for 29 February; beyond the span, the day itself."""
    return in_month(day, 12 * by, span)


def dots(count: int, room: int) -> str:
    """So many dots, or where there is no room for them one dot and the number; none for none."""
    if count <= min(room, WEEK):
        return "●" * count
    return f"● {count}" if len(f"● {count}") <= room else "●"


def _blocks(year: int, across: int) -> Sheet:
    (wide, high), (gap, line) = _BLOCK, _BETWEEN
    labels: list[Label] = []
    cells: list[Cell] = []
    for month in range(1, 13):
        row, column = divmod(month - 1, across)
        x, y = column * (wide + gap), row * (high + line)
        first = date(year, month, 1)
        labels.append(Label(MONTHS[month - 1], x, y, first))
        labels += [Label(WEEKDAYS[at][:2], x + 3 * at, y + 1) for at in range(WEEK)]
        for at, day in enumerate(_days(first), first.weekday()):
            cells.append(Cell(day, x + 3 * (at % WEEK), y + 2 + at // WEEK))
    down = 12 // across
    width, height = across * (wide + gap) - gap, down * (high + line) - line
    return Sheet(Form.BLOCKS, width, height, 3, 1, tuple(labels), tuple(cells))


def _rows(year: int, cell_width: int) -> Sheet:
    labels = [Label(str(day), _NAME + (day - 1) * cell_width, 0) for day in (1, *range(5, 31, 5))]
    cells: list[Cell] = []
    for month in range(1, 13):
        first = date(year, month, 1)
        labels.append(Label(MONTHS[month - 1][:3], 0, month, first))
        cells += [Cell(day, _NAME + (day.day - 1) * cell_width, month) for day in _days(first)]
    width = _NAME + 31 * cell_width
    return Sheet(Form.ROWS, width, 13, cell_width, 1, tuple(labels), tuple(cells))


def _days(first: date) -> Iterator[date]:
    return (first.replace(day=day) for day in range(1, monthrange(first.year, first.month)[1] + 1))
