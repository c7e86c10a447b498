"""The Journal: every reflection, newest first, with a preview at wide sizes."""

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.getters import query_one
from textual.widgets import Footer, Static

from journal_app import keymap
from journal_app.navigation import Bring, Edit, OpenReflection, Show
from journal_app.screens.room import Place
from journal_app.services import reviewing
from journal_app.widgets.places_bar import PlacesBar
from journal_app.widgets.preview import WIDE, Preview
from journal_app.widgets.reflection_list import PAGE, ReflectionList

EMPTY = (
    "Here will stand every reflection you write, the newest first.\n\n"
    "n begins one on nothing in particular; in the text (2) and on the questions (3), "
    "w begins one on what you are reading."
)


class JournalPlace(Place):
    """Every reflection, the unfinished too, by month; only what is shown is loaded."""

    PLACE = "journal"
    CSS_PATH = "journal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("journal")]

    rows = query_one("#rows", ReflectionList)
    preview = query_one("#preview", Preview)

    def compose(self) -> ComposeResult:
        yield PlacesBar(self.PLACE)
        yield Static(EMPTY, id="empty", markup=False)
        with Horizontal(id="beside"):
            yield ReflectionList(id="rows")
            yield Preview(id="preview")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Doesn't say that there is nothing before that is known."""
        self.query_one("#empty").display = False

    def on_resize(self, event: events.Resize) -> None:
        """Two lines a reflection where there is room, one where there is little."""
        self.rows.show_tall(2 if event.size.height >= 22 and event.size.width >= 72 else 1)
        self._fetch_preview()

    # --- showing --------------------------------------------------------------------------

    def refresh_place(self) -> None:
        """Looks at the list anew; the mark stays on its reflection."""
        self._load()

    @work(exclusive=True, group="list", exit_on_error=False, description="load the list")
    async def _load(self) -> None:
        marked = self.rows.marked
        window = await self.desk.journal.read(
            reviewing.window,
            reviewing.EVERYTHING,
            marked_id=None if marked is None else marked.id,
            place=self.rows.marked_place,
            page=PAGE,
        )
        with self.app.batch_update():
            self.query_one("#empty").display = not window.months
            self.query_one("#beside").display = bool(window.months)
            self.rows.put(window.months, window.offset, window.rows, window.marked)
        self._fetch_preview()

    @on(ReflectionList.RowsNeeded)
    def rows_needed(self, event: ReflectionList.RowsNeeded) -> None:
        """Fetches what comes into sight; a later request supersedes it."""
        self._fetch_rows(event.offset, event.limit)

    @work(exclusive=True, group="rows", exit_on_error=False, description="fetch rows")
    async def _fetch_rows(self, offset: int, limit: int) -> None:
        rows = await self.desk.journal.read(
            reviewing.page, reviewing.EVERYTHING, offset=offset, limit=limit
        )
        if not self.rows.put_rows(offset, rows):
            self.refresh_place()

    @on(ReflectionList.Marked)
    def show_marked(self) -> None:
        """Shows the marked text at the side once the mark rests."""
        self.preview.after_a_rest(self._fetch_preview)

    @work(exclusive=True, group="preview", exit_on_error=False, description="fetch the preview")
    async def _fetch_preview(self) -> None:
        marked = self.rows.marked
        if self.size.width < WIDE:
            return
        if marked is None:
            self.preview.clear()
        else:
            self.preview.show(await self.desk.journal.read(reviewing.beside, marked.id))

    # --- moving ---------------------------------------------------------------------------

    def action_next(self) -> None:
        """Marks the next reflection."""
        self.rows.move(1)

    def action_previous(self) -> None:
        """Marks the one before."""
        self.rows.move(-1)

    def action_page_down(self) -> None:
        """Goes a page down."""
        self.rows.move_page(1)

    def action_page_up(self) -> None:
        """Goes a page up."""
        self.rows.move_page(-1)

    def action_first(self) -> None:
        """Marks the newest."""
        self.rows.mark_first()

    def action_last(self) -> None:
        """Marks the oldest."""
        self.rows.mark_last()

    def action_read_on(self) -> None:
        """Reads on in the text at the side."""
        self.preview.scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        """Goes back up in the text at the side."""
        self.preview.scroll_page_up(animate=False)

    # --- what can be done -----------------------------------------------------------------

    def action_open(self) -> None:
        """Opens the marked reflection."""
        if (marked := self.rows.marked) is not None:
            self.post_message(OpenReflection(marked.id))

    @on(ReflectionList.Opened)
    def open_clicked(self, event: ReflectionList.Opened) -> None:
        """Opens what was clicked."""
        self.post_message(OpenReflection(event.reflection_id))

    def action_edit(self) -> None:
        """Goes on writing the marked reflection."""
        if (marked := self.rows.marked) is not None:
            self.post_message(Edit(marked.id))

    def action_bring(self) -> None:
        """Brings the marked reflection to supervision, or takes it back."""
        if (marked := self.rows.marked) is not None:
            self.post_message(Bring(marked.id))

    def action_thread(self) -> None:
        """Shows all that is tied to the marked reflection."""
        if (marked := self.rows.marked) is not None:
            self.post_message(Show("thread", marked.id))
