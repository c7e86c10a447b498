"""Supervision: the inbox of what was brought and has no meeting yet."""

from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from db.records import Kind, Row
from db.supervision_records import BroughtReflection
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.dates import ago, short_date
from journal_app.domain.visible import one_line
from journal_app.navigation import OpenReflection
from journal_app.screens.room import Place
from journal_app.services import reviewing, supervision
from journal_app.widgets.line_list import LineList
from journal_app.widgets.lines import Entry
from journal_app.widgets.places_bar import PlacesBar
from journal_app.widgets.preview import WIDE, Preview

EMPTY = (
    "Here will stand what you choose to bring to supervision.\n\n"
    "b on any reflection brings it here, ctrl+g while you write. Nothing gets here by itself, "
    "and b takes it back."
)
TAKEN_BACK = "Taken back. It is private again; b brings it here again."
BROUGHT_AGAIN = "It is here again."


class SupervisionPlace(Place):
    """The inbox. What is taken back stands there dimmed until the place is left."""

    PLACE = "supervision"
    CSS_PATH = "place.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("supervision")]

    inbox = query_one("#inbox", LineList)
    preview = query_one("#preview", Preview)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown: tuple[BroughtReflection, ...] = ()
        self._more = 0

    def compose(self) -> ComposeResult:
        yield PlacesBar(self.PLACE)
        yield Static(EMPTY, id="empty", markup=False)
        with Horizontal(id="beside"):
            yield LineList(id="inbox")
            yield Preview(id="preview")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Doesn't say that there is nothing before that is known."""
        self.query_one("#empty").display = False

    def on_resize(self, event: events.Resize) -> None:
        """Shows the marked text where there has come to be room for it."""
        self._fetch_preview()

    # --- showing --------------------------------------------------------------------------

    def refresh_place(self) -> None:
        """Looks at the inbox anew; what was taken back before is no longer there."""
        self._load()

    @work(exclusive=True, group="inbox", exit_on_error=False, description="load the inbox")
    async def _load(self) -> None:
        found = await self.desk.journal.read(supervision.inbox)
        self.shown = tuple(one for one in found.brought if isinstance(one, BroughtReflection))
        self._more = found.more
        self._show()
        self._fetch_preview()

    def _show(self) -> None:
        with self.app.batch_update():
            self.query_one("#empty").display = not self.shown
            self.query_one("#beside").display = bool(self.shown)
            self.inbox.put(_lines(self.shown, self._more, self.desk.today()))

    @work(exclusive=True, group="preview", exit_on_error=False, description="fetch the preview")
    async def _fetch_preview(self) -> None:
        marked = self.inbox.marked
        if self.size.width < WIDE:
            return
        if marked is None:
            self.preview.clear()
        else:
            self.preview.show(await self.desk.journal.read(reviewing.beside, marked))

    # --- moving ---------------------------------------------------------------------------

    def _move(self, step: int) -> None:
        if self.inbox.move(step):
            self.preview.after_a_rest(self._fetch_preview)

    def action_next(self) -> None:
        """Marks the next reflection."""
        self._move(1)

    def action_previous(self) -> None:
        """Marks the one before."""
        self._move(-1)

    def action_page_down(self) -> None:
        """Goes a page down."""
        self._move(max(1, self.inbox.size.height - 2))

    def action_page_up(self) -> None:
        """Goes a page up."""
        self._move(-max(1, self.inbox.size.height - 2))

    def action_first(self) -> None:
        """Marks what was brought last."""
        self._move(-len(self.shown))

    def action_last(self) -> None:
        """Marks what was brought first."""
        self._move(len(self.shown))

    def action_read_on(self) -> None:
        """Reads on in the text at the side."""
        self.preview.scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        """Goes back up in the text at the side."""
        self.preview.scroll_page_up(animate=False)

    # --- what can be done -----------------------------------------------------------------

    @on(LineList.Clicked)
    def choose(self, event: LineList.Clicked) -> None:
        """Marks what is clicked; opens it if it is marked already."""
        if event.key == self.inbox.marked:
            self.action_open()
        else:
            self.inbox.mark(event.key)
            self.preview.after_a_rest(self._fetch_preview)

    def action_open(self) -> None:
        """Opens the marked reflection."""
        if self.inbox.marked is not None:
            self.post_message(OpenReflection(self.inbox.marked))

    def action_bring(self) -> None:
        """Takes the marked reflection back, or undoes that."""
        for brought in self.shown:
            if brought.row.id == self.inbox.marked:
                self._take_back_or_undo(brought)

    @work(group="bring", exit_on_error=False, description="take back or bring again")
    async def _take_back_or_undo(self, brought: BroughtReflection) -> None:
        journal, reflection_id = self.desk.journal, brought.row.id
        if brought.row.brought:
            await journal.write(supervision.take_back, brought.key)
            self.say(TAKEN_BACK)
        else:
            await journal.write(supervision.bring_again, brought)
            self.say(BROUGHT_AGAIN)
        self.shown = tuple(
            replace(b, row=replace(b.row, brought=not brought.row.brought))
            if b.row.id == reflection_id
            else b
            for b in self.shown
        )
        self._show()
        self._fetch_preview()


def _lines(shown: tuple[BroughtReflection, ...], more: int, today: date) -> list[Entry | str]:
    lines: list[Entry | str] = []
    heading = ""
    for brought in shown:
        when = f" Brought {ago(brought.at.astimezone().date(), today)}"
        if when != heading:
            heading = when
            lines += ["", heading] if lines else [heading]
        lines.append(Entry(brought.row.id, _entry(brought.row, today)))
    return [*lines, "", f" {more} more were brought before these."] if more else lines


def _entry(row: Row, today: date) -> Content:
    day = Content.styled(f"{short_date(row.written_on, today):<13}", "$text-muted")
    words = Content(one_line(row.opening, 240))
    if row.kind is Kind.CAUGHT:
        words = Content.styled("Caught: ", "$text-muted") + words
    if row.brought:
        return day + words
    return Content.styled((day + Content("Taken back: ") + words).plain, "italic $text-muted")
