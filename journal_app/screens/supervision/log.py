"""The log of supervision over a period: on screen, and as a file."""

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.identifiers import check
from journal_app.domain.log import Log, as_table_text
from journal_app.domain.visible import one_line
from journal_app.domain.whereabouts import Stood
from journal_app.screens.dialogs.period import PeriodDialog
from journal_app.screens.room import Room
from journal_app.screens.supervision.out import PDF_FORMS, Form, let_out
from journal_app.services import log as logs
from journal_app.services import sheets
from journal_app.services.sheets import Sheet
from journal_app.widgets.long_text import LongText

WIDEST = 110
SHOWN_MARKS = 6
WITH = "As it would leave. v adds what was asked in each meeting."
WITHOUT = "As it would leave. v leaves out what was asked in each meeting."

FORMS = (*PDF_FORMS, Form("CSV, for a spreadsheet", ".csv"), Form("Markdown", ".md"))


class LogScreen(Room):
    """Meetings, minutes, actions and what they changed. It opens on this year."""

    CSS_PATH = "log.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("log")]

    heading = query_one("#heading", Static)
    sheet = query_one("#sheet", VerticalScroll)
    text = query_one("#text", LongText)
    foot = query_one("#foot", Static)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.first, self.last = _year(desk.today().year)
        self.with_questions = False
        self.told: Log | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            yield Static(id="heading", markup=False)
        with VerticalScroll(id="sheet", can_focus=False):
            yield LongText(id="text")
        yield Static(id="foot", markup=False)
        yield Footer(show_command_palette=False)

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again: a meeting may have been held, an action done."""
        self._load()

    def on_resize(self) -> None:
        """Sets the tables for the new width."""
        self._show()

    @work(exclusive=True, group="load", exit_on_error=False, description="load the log")
    async def _load(self) -> None:
        self.told = await self.desk.journal.read(
            logs.log, self.first, self.last, with_questions=self.with_questions
        )
        self._show()
        text = logs.text_of(self.told)
        marks = await asyncio.to_thread(check, text)
        self.foot.update(_foot(list(dict.fromkeys(text[one.start : one.end] for one in marks))))

    def _show(self) -> None:
        if self.told is None:
            return
        hint = WITHOUT if self.with_questions else WITH
        self.heading.update(
            Content.styled("The log", "bold $primary") + Content.styled(f"   {hint}", "$text-muted")
        )
        self.text.show(as_table_text(self.told, max(40, min(WIDEST, self.size.width - 5))))

    def whereabouts(self) -> Stood:
        """The days it covers, and whether it tells what was asked."""
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "with_questions": self.with_questions,
        }

    def return_to(self, state: Stood) -> None:
        """Covers the same days."""
        self.first = date.fromisoformat(str(state.get("first", self.first)))
        self.last = date.fromisoformat(str(state.get("last", self.last)))
        self.with_questions = state.get("with_questions") is True

    # --- choosing -------------------------------------------------------------------------

    def action_year(self, step: int) -> None:
        """Shows this year, or the one before."""
        self._choose(*_year(self.desk.today().year + step))

    def action_all(self) -> None:
        """Shows all there is."""
        self._cover_all()

    @work(exclusive=True, group="choose", exit_on_error=False, description="find the first meeting")
    async def _cover_all(self) -> None:
        self._choose(*await self.desk.journal.read(logs.whole, today=self.desk.today()))

    def action_period(self) -> None:
        """Asks for the days to cover."""
        self._ask_period()

    @work(exclusive=True, group="choose", exit_on_error=False, description="choose a period")
    async def _ask_period(self) -> None:
        chosen = await self.app.push_screen_wait(
            PeriodDialog(self.first, self.last, self.desk.today())
        )
        if chosen is not None:
            self._choose(*chosen)

    def action_questions(self) -> None:
        """Tells what was asked in each meeting too, or not."""
        self.with_questions = not self.with_questions
        self._load()

    def _choose(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.sheet.scroll_home(animate=False)
        self._load()

    # --- moving ---------------------------------------------------------------------------

    def action_next(self) -> None:
        """Reads on by a line."""
        self.sheet.scroll_down(animate=False)

    def action_previous(self) -> None:
        """Goes back up by a line."""
        self.sheet.scroll_up(animate=False)

    def action_page_down(self) -> None:
        """Reads on by a page."""
        self.sheet.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Goes back up by a page."""
        self.sheet.scroll_page_up(animate=False)

    def action_first(self) -> None:
        """Goes to the top."""
        self.sheet.scroll_home(animate=False)

    def action_last(self) -> None:
        """Goes to the end."""
        self.sheet.scroll_end(animate=False)

    # --- leaving --------------------------------------------------------------------------

    def action_out(self) -> None:
        """Lets the log leave as a file."""
        self._let_out()

    @work(exclusive=True, group="out", exit_on_error=False, description="let the log out")
    async def _let_out(self) -> None:
        leaving_log = self.told
        if leaving_log is None:
            return

        def make(form: Form) -> Sheet:
            return sheets.log_sheet(leaving_log, form.ending, form.paper)

        async def written(_sheet: Sheet, _path: Path) -> None:
            """Nothing is noted: the log is of no one meeting."""

        await let_out(self, "As what does the log leave?", FORMS, "supervision-log", make, written)

    def action_back(self) -> None:
        """Goes back to where it was opened from."""
        self.dismiss()


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _foot(words: Sequence[str]) -> Content:
    if not words:
        return Content.styled("Nothing in it is marked. What is not may still tell.", "$text-muted")
    shown = ", ".join(one_line(each, 30) for each in words[:SHOWN_MARKS])
    more = ", …" if len(words) > SHOWN_MARKS else ""
    return Content.styled("This might identify somebody: ", "bold") + Content.styled(
        f"{shown}{more}", "$warning"
    )
