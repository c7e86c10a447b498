"""The page alone, to read from in the meeting."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.getters import query_one
from textual.widgets import Footer

from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.brief_page import as_text
from journal_app.screens.room import Room
from journal_app.services import briefing
from journal_app.widgets.brief_view import MEASURE
from journal_app.widgets.long_text import LongText

if TYPE_CHECKING:
    from journal_app.domain.brief import Brief

_BESIDE = 6
"""Columns at both sides of the page, and for the scrollbar."""


class BriefReadingScreen(Room):
    """Nothing but the page. That it was shown is noted with the meeting."""

    CSS_PATH = "brief_reading.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("reading")]

    sheet = query_one("#sheet", VerticalScroll)
    text = query_one("#text", LongText)

    def __init__(self, desk: Desk, meeting_id: str) -> None:
        super().__init__(desk)
        self.meeting_id = meeting_id
        self.shown: Brief | None = None

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="sheet", can_focus=False):
            yield LongText(id="text")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fetches the page once: it stays as it was when it was opened."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="show a brief to read")
    async def _load(self) -> None:
        self.shown = await self.desk.journal.write(
            briefing.show_to_read, self.meeting_id, now=self.desk.now()
        )
        self._show()

    def on_resize(self) -> None:
        """Lays the page out for the new width."""
        self._show()

    def _show(self) -> None:
        if self.shown is not None:
            self.text.show(as_text(self.shown, max(20, min(MEASURE, self.size.width - _BESIDE))))

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

    def action_back(self) -> None:
        """Goes back to the brief."""
        self.dismiss()
