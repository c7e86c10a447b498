"""The calendar: a year at a glance or one month, and what was written on the marked day."""

import asyncio
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from db.records import Row, State
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.calendar import (
    Sheet,
    Span,
    Way,
    in_month,
    in_year,
    month_sheet,
    step,
    year_sheet,
)
from journal_app.domain.dates import MONTHS, day_and_date
from journal_app.domain.whereabouts import Stood
from journal_app.navigation import OpenReflection
from journal_app.screens.room import Room
from journal_app.services import calendar
from journal_app.widgets.calendar_grid import CalendarGrid, legend
from journal_app.widgets.line_list import LineList
from journal_app.widgets.lines import Entry
from journal_app.widgets.preview import WIDE
from journal_app.widgets.rows import opening

PAGE = 50
"""So many reflections of a day are listed at a time."""

EMPTY = (
    "Here will stand a year at a glance, with a dot on each day on which you wrote.\n\n"
    "n writes the first reflection."
)

_PAUSE = 0.08
"""Seconds the mark must rest before what was written on the day is looked up."""

_ROUND = (4, 4)
"""Columns and lines that the sheet can't have: the edges, the head, the signs, the foot."""

_LEAST_LIST = 5
"""Lines below the sheet for what was written on the day."""


class CalendarScreen(Room):
    """One day is marked; the keys walk among the days, or inside one, among its reflections."""

    CSS_PATH = "calendar.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("calendar")]

    head = query_one("#head", Static)
    empty = query_one("#empty", Static)
    grid = query_one("#grid", CalendarGrid)
    day = query_one("#day", LineList)
    signs = query_one("#legend", Static)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.marked = desk.today()
        self.monthly = False
        self.inside = False
        self.year: calendar.Year | None = None
        self._page: tuple[date, int, tuple[Row, ...]] = (date.min, 0, ())

    def compose(self) -> ComposeResult:
        yield Static(id="head", markup=False)
        yield Static(EMPTY, id="empty", markup=False)
        with Container(id="sheet"):
            yield CalendarGrid(id="grid")
            yield LineList(id="day")
        yield Static(id="legend", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Shows nothing before it is known what there is."""
        self.empty.display = False
        self.query_one("#sheet").display = False

    def on_resize(self) -> None:
        """Lays the days out for the new size."""
        self._draw()

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again: something may have been written, or thrown away."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load a year")
    async def _load(self) -> None:
        self.year = await self.desk.journal.read(calendar.year, self.marked.year)
        if self.inside and not self._count:
            self._enter(False)
        self._draw()
        self._fetch_day(self._offset)

    @work(exclusive=True, group="day", exit_on_error=False, description="load a day")
    async def _fetch_day(self, offset: int, *, rest: float = 0, at_end: bool = False) -> None:
        await asyncio.sleep(rest)
        on_day = self.marked
        rows = await self.desk.journal.read(calendar.day, on_day, offset=offset, limit=PAGE)
        self._page = (on_day, offset, rows)
        self._list_day()
        if at_end and rows:
            self.day.mark(rows[-1].id)

    def _draw(self) -> None:
        year = self.year
        if year is None or year.year != self.marked.year:
            return
        with self.app.batch_update():
            is_empty = year.first is None
            self.empty.display = is_empty
            self.query_one("#sheet").display = not is_empty
            self.signs.display = not is_empty
            sheet = self._sheet()
            self.set_class(self._is_beside, "-beside")
            today = self.desk.today()
            self.grid.show(sheet, year.counts, self.marked, today, left=self.inside)
            self.head.update(self._heading(year))
            self.signs.update(legend(sheet))
            self._list_day()

    def _sheet(self) -> Sheet:
        width, height = (a - b for a, b in zip(self.size, _ROUND, strict=True))
        if self._is_beside:
            return month_sheet(self.marked, width * 11 // 20, height)
        height -= _LEAST_LIST
        if self.monthly:
            return month_sheet(self.marked, width, height)
        return year_sheet(self.marked.year, width, height)

    @property
    def _is_beside(self) -> bool:
        """Whether the day's reflections stand beside the days, and not below them."""
        return self.monthly and self.size.width >= WIDE

    def _heading(self, year: calendar.Year) -> Content:
        if year.first is None:
            return Content.styled("Calendar", "bold $primary")
        of = [n for day, n in year.counts.items() if self._is_shown(day)]
        name = f"{MONTHS[self.marked.month - 1]} " if self.monthly else ""
        return Content.styled(f"{name}{year.year}", "bold $primary") + Content.styled(
            f"   {_how_many(sum(of))}", "$text-muted"
        )

    def _is_shown(self, day: date) -> bool:
        return not self.monthly or day.month == self.marked.month

    def _list_day(self) -> None:
        day, offset, rows = self._page
        heading = f"{day_and_date(self.marked)}   {_how_many(self._count)}"
        lines: list[Entry | str] = [heading]
        if day == self.marked and rows:
            last = offset + len(rows)
            if len(rows) < self._count:
                lines[0] = f"{heading}   {offset + 1} to {last}"
            lines += [_entry(row) for row in rows]
        self.day.put(lines)

    @property
    def _count(self) -> int:
        """How many reflections the marked day has."""
        return self.year.counts.get(self.marked, 0) if self.year is not None else 0

    @property
    def _offset(self) -> int:
        """The first of the day's reflections that is listed."""
        day, offset, _ = self._page
        return offset if day == self.marked and offset < self._count else 0

    # --- moving ---------------------------------------------------------------------------

    def action_go(self, way: str) -> None:
        """Goes to the day that lies this way, or up and down among the day's reflections."""
        if self.inside:
            self._go_inside(Way(way))
        elif self.year is not None and self.year.first is not None:
            self._go_to(step(self._sheet().form, self.marked, Way(way), self._span(self.year)))

    def action_turn(self, by: int) -> None:
        """Goes so many years on, or months where one month is shown."""
        if self.year is None or self.year.first is None:
            return
        self._enter(False)
        span = self._span(self.year)
        there = (in_month if self.monthly else in_year)(self.marked, by, span)
        if there != self.marked:
            self._go_to(there)
        elif by < 0:
            self.say(f"Nothing is written before {span.first}.")
        else:
            self.say(f"Nothing is written after {span.last}.")

    def action_today(self) -> None:
        """Goes to today."""
        self._enter(False)
        self._go_to(self.desk.today())

    def action_switch(self) -> None:
        """Changes between the year and the month of the marked day."""
        self.monthly = not self.monthly
        self._draw()

    @on(CalendarGrid.Marked)
    def mark_clicked(self, event: CalendarGrid.Marked) -> None:
        """Goes to the day that was clicked."""
        self._enter(False)
        self._go_to(event.day)

    @on(CalendarGrid.MonthChosen)
    def show_month(self, event: CalendarGrid.MonthChosen) -> None:
        """Shows the month whose name was clicked."""
        self._enter(False)
        self.monthly = True
        self.marked = event.month
        self._draw()
        self._fetch_day(0)

    def _go_to(self, day: date) -> None:
        before, self.marked = self.marked, day
        if day.year != before.year:
            self._load()
        elif day != before:
            self._draw()
            self._fetch_day(0, rest=_PAUSE)

    def _go_inside(self, way: Way) -> None:
        by = {Way.UP: -1, Way.DOWN: 1}.get(way)
        if by is None or self.day.move(by):
            return
        _, offset, rows = self._page
        if by > 0 and offset + len(rows) < self._count:
            self._fetch_day(offset + PAGE)
        elif by < 0 and offset:
            self._fetch_day(max(0, offset - PAGE), at_end=True)

    def _span(self, year: calendar.Year) -> Span:
        years = (self.desk.today().year, year.first, year.last)
        known = [number for number in years if number is not None]
        return Span(min(known), max(known))

    def whereabouts(self) -> Stood:
        """The day, how it is shown, and the reflection of that day that is marked."""
        row = self.day.marked if self.inside else None
        return {"day": self.marked.isoformat(), "monthly": self.monthly, "row": row}

    def return_to(self, state: Stood) -> None:
        """Opens on that day."""
        self.marked = date.fromisoformat(str(state.get("day", self.marked)))
        self.monthly = state.get("monthly") is True

    async def stand_again(self, state: Stood) -> None:
        """Goes among the reflections of the day, if that is where it stood."""
        row = state.get("row")
        if isinstance(row, str) and self._count:
            self._enter(True)
            self.day.mark(row)

    # --- what can be done -----------------------------------------------------------------

    @on(CalendarGrid.Chosen)
    def action_open(self) -> None:
        """Goes to the day's reflections; there, opens the marked one."""
        if not self.inside:
            if self._count:
                self._enter(True)
            else:
                self.say("Nothing was written on this day.")
        elif self.day.marked is not None:
            self.post_message(OpenReflection(self.day.marked))

    @on(LineList.Clicked)
    def open_clicked(self, event: LineList.Clicked) -> None:
        """Opens the reflection that was clicked."""
        self._enter(True)
        self.day.mark(event.key)
        self.post_message(OpenReflection(event.key))

    def action_back(self) -> None:
        """Goes back to the days, and from them to where it was opened from."""
        if self.inside:
            self._enter(False)
        else:
            self.dismiss()

    def _enter(self, inside: bool) -> None:
        if inside != self.inside:
            self.inside = inside
            self.set_class(inside, "-inside")
            self._draw()


def _how_many(count: int) -> str:
    if count == 0:
        return "nothing written"
    return "1 reflection" if count == 1 else f"{count} reflections"


def _entry(row: Row) -> Entry:
    unfinished = row.unfinished or row.state is State.DRAFT
    sign = Content.styled("unfinished  ", "$accent") if unfinished else Content("")
    return Entry(row.id, sign + opening(row))
