"""The list of reflections by month, drawn line by line from a window of the data."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from db.records import Kind, MonthCount, Row, State
from journal_app.domain.dates import MONTHS, WEEKDAYS
from journal_app.domain.timeline import Heading, RowLine, Timeline
from journal_app.domain.visible import one_line

PAGE = 50
"""How many rows are asked for at a time."""

_PAGES_KEPT = 8
_DAY_CELLS = 9
_LABELS = 3


class ReflectionList(ScrollView, can_focus=False):
    """Reflections under month headings, one of them marked. The screen moves the mark.

    It holds a few pages of rows, asks for what is missing by RowsNeeded, and is given them by
    `put_rows`; one that has not come yet is drawn as its place alone.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reflection-list--heading",
        "reflection-list--row",
        "reflection-list--marked",
    }
    DEFAULT_CSS = """
    ReflectionList {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: scroll;
        text-wrap: nowrap;
        text-overflow: ellipsis;

        & > .reflection-list--heading {
            color: $primary;
            text-style: bold;
        }

        & > .reflection-list--marked {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
    }
    """

    @dataclass
    class RowsNeeded(Message):
        """Rows from `offset` on come into sight and are not here; a later one supersedes it."""

        offset: int
        limit: int

    @dataclass
    class Marked(Message):
        """Another reflection is marked; None while its row has not come or there is none."""

        reflection_id: str | None

    @dataclass
    class Opened(Message):
        """The marked reflection was clicked."""

        reflection_id: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._months: tuple[MonthCount, ...] = ()
        self._timeline = Timeline((), 2)
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._marked = 0
        self._said: str | None = None

    # --- what is shown ----------------------------------------------------------------------

    @property
    def marked(self) -> Row | None:
        """The marked row, if there is one and it is here."""
        return self._row(self._marked)

    @property
    def marked_place(self) -> int:
        """The place of the mark in the whole list, from 0."""
        return self._marked

    def put(
        self, months: Sequence[MonthCount], offset: int, rows: Sequence[Row], marked: int
    ) -> None:
        """Shows a list anew, its mark on row `marked`, which stays where it is on the screen.

        `rows` are those from `offset` (a multiple of PAGE) on that the mark has round it.
        """
        below = self._line_of_mark() - self.scroll_offset.y
        self._months = tuple(months)
        self._timeline = Timeline(self._months, self._timeline.tall)
        self._pages.clear()
        self._keep(offset, rows)
        self._marked = max(0, min(marked, self._timeline.rows - 1))
        self._lay_out(below)

    def put_rows(self, offset: int, rows: Sequence[Row]) -> bool:
        """Takes in the rows that were asked for; False if the list has grown shorter meanwhile."""
        self._keep(offset, rows)
        if not rows:
            # Asking again would bring nothing again.
            self._pages[offset // PAGE] = ()
        self.refresh()
        self._say_marked()
        self._ask()
        return all(
            len(page) == min(PAGE, self._timeline.rows - number * PAGE)
            for number, page in self._pages.items()
        )

    def show_tall(self, tall: int) -> None:
        """Gives each reflection so many lines: two, or one where room is scarce."""
        if tall != self._timeline.tall:
            below = self._line_of_mark() - self.scroll_offset.y
            self._timeline = Timeline(self._months, tall)
            self._lay_out(below)

    # --- the mark ---------------------------------------------------------------------------

    def move(self, rows: int) -> None:
        """Moves the mark by so many rows, at most to the end."""
        self.mark(self._marked + rows)

    def move_page(self, pages: int) -> None:
        """Moves the mark by what fits on the screen."""
        self.move(pages * max(1, self.size.height // self._timeline.tall - 1))

    def mark_first(self) -> None:
        """Marks the newest."""
        self.mark(0)

    def mark_last(self) -> None:
        """Marks the oldest."""
        self.mark(self._timeline.rows - 1)

    def mark(self, place: int) -> None:
        """Marks the row at this place and brings it into sight."""
        if not self._timeline.rows:
            return
        self._marked = max(0, min(place, self._timeline.rows - 1))
        self._show_mark()
        self.refresh()
        self._say_marked()
        self._ask()

    # --- drawing ----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        name, content = "reflection-list--row", Content("")
        if line < self._timeline.lines:
            match self._timeline.at(line):
                case Heading(month):
                    name = "reflection-list--heading"
                    content = Content(f" {_month_name(self._timeline.months[month].month)}")
                case RowLine(place, part):
                    if place == self._marked:
                        name = "reflection-list--marked"
                    row = self._row(place)
                    if row is not None:
                        content = _below(row) if part else self._first(row, width)
        style = self.get_visual_style(name)
        strips = Visual.to_strips(self, content, width, 1, style, pad=True)
        return strips[0] if strips else Strip.blank(width, style.rich_style)

    def _first(self, row: Row, width: int) -> Content:
        day = Content.styled(_day(row.written_on), "$text-muted")
        words = Content(one_line(row.opening, 240))
        if self._timeline.tall > 1:
            return day + words
        if row.kind is Kind.CAUGHT:
            words = Content.styled("Caught: ", "$text-muted") + words
        signs = Content.styled(" ".join(_signs(row)), "$accent")
        room = width - day.cell_length - signs.cell_length - 2
        return day + words.truncate(max(room, 1), ellipsis=True, pad=True) + Content(" ") + signs

    # --- scrolling --------------------------------------------------------------------------

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Asks for what has come into sight."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._ask()

    def on_resize(self) -> None:
        """Keeps the mark in sight."""
        self._show_mark()
        self._ask()

    def on_click(self, event: events.Click) -> None:
        """Marks what is clicked; opens it if it is marked already."""
        line = event.y + self.scroll_offset.y
        if line >= self._timeline.lines:
            return
        place = self._timeline.at(line)
        if not isinstance(place, RowLine):
            return
        row = self._row(place.row)
        if place.row == self._marked and row is not None:
            self.post_message(self.Opened(row.id))
        else:
            self.mark(place.row)

    def _lay_out(self, below: int) -> None:
        self.virtual_size = Size(0, self._timeline.lines)
        # The list may be shorter now; the scroll bar learns of it only with the next layout.
        top = max(0, min(self._line_of_mark() - below, self.max_scroll_y))
        self.scroll_to(y=top, animate=False, force=True)
        self._show_mark()
        self.refresh()
        self._say_marked()
        self._ask()

    def _line_of_mark(self) -> int:
        if not self._timeline.rows:
            return 0
        return self._timeline.line_of(RowLine(self._marked, 0))

    def _show_mark(self) -> None:
        if self._timeline.rows and self.size.height:
            block = self._timeline.block(self._marked)
            region = Region(0, block.start, 1, min(len(block), self.size.height))
            self.scroll_to_region(region, animate=False, force=True)

    # --- the window of the data -------------------------------------------------------------

    def _row(self, place: int) -> Row | None:
        page = self._pages.get(place // PAGE)
        within = place % PAGE
        return page[within] if page is not None and within < len(page) else None

    def _keep(self, offset: int, rows: Sequence[Row]) -> None:
        for start in range(0, len(rows), PAGE):
            number = (offset + start) // PAGE
            self._pages[number] = tuple(rows[start : start + PAGE])
            self._pages.move_to_end(number)
        # On a very high screen the pages in sight and either side of it must all fit.
        most = max(_PAGES_KEPT, 3 * self.size.height // PAGE + 3)
        while len(self._pages) > most:
            self._pages.popitem(last=False)

    def _ask(self) -> None:
        """Asks for the pages in sight, and for those a screen further either way."""
        height = self.size.height
        top = self.scroll_offset.y
        seen = self._timeline.rows_between(top - height, top + 2 * height)
        if not height or not seen:
            return
        pages = range(seen.start // PAGE, (seen.stop - 1) // PAGE + 1)
        missing = [number for number in pages if number not in self._pages]
        for number in pages:
            if number in self._pages:
                self._pages.move_to_end(number)
        if missing:
            first, last = missing[0], missing[-1]
            self.post_message(self.RowsNeeded(first * PAGE, (last - first + 1) * PAGE))

    def _say_marked(self) -> None:
        row = self.marked
        found = None if row is None else row.id
        if found != self._said:
            self._said = found
            self.post_message(self.Marked(found))


def _month_name(month: date) -> str:
    return f"{MONTHS[month.month - 1]} {month.year}"


def _day(day: date) -> str:
    return f" {WEEKDAYS[day.weekday()][:3]} {day.day:>2}".ljust(_DAY_CELLS)


def _signs(row: Row) -> list[str]:
    signs = ["unfinished"] if row.unfinished or row.state is State.DRAFT else []
    return [*signs, "brought"] if row.brought else signs


def _below(row: Row) -> Content:
    """What hangs on it: what it is, where it stands, its tags, and what was done with it."""
    found = [Content.styled(sign, "$accent") for sign in _signs(row)]
    if row.kind is Kind.CAUGHT:
        found.append(Content.styled("I caught myself", "$text-muted"))
    labels = [one_line(label, 36) for label in row.labels[:_LABELS]]
    if len(row.labels) > _LABELS:
        labels.append(f"and {len(row.labels) - _LABELS} more")
    found += [Content.styled(f"↳ {label}", "$text-muted") for label in labels]
    found += [Content.styled(f"#{one_line(tag, 24)}", "$text-muted") for tag in row.tags]
    return Content(" " * _DAY_CELLS) + Content("  ").join(found)
