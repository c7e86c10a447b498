"""The trash: what lies there keeps its id and all its links, until it is removed for ever."""

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from journal_app import keymap
from journal_app.domain.whereabouts import Stood
from journal_app.navigation import OpenReflection
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.room import Room
from journal_app.services import reviewing, trash
from journal_app.widgets.preview import WIDE, Preview
from journal_app.widgets.reflection_list import PAGE, ReflectionList

EMPTY = (
    "The trash is empty.\n\n"
    "x on a reflection puts it here. Nothing is asked, and u takes it out again."
)
EMPTIED = "Removed for ever. Backups made before still hold what was in the trash."


class TrashScreen(Room):
    """All in the trash, by month; only what is shown is loaded."""

    CSS_PATH = "trash.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("trash")]

    count = query_one("#count", Static)
    empty = query_one("#empty", Static)
    beside = query_one("#beside", Horizontal)
    rows = query_one("#rows", ReflectionList)
    preview = query_one("#preview", Preview)

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            yield Static("The trash", id="heading", markup=False)
            yield Static(id="count", markup=False)
        yield Static(EMPTY, id="empty", markup=False)
        with Horizontal(id="beside"):
            yield ReflectionList(id="rows")
            yield Preview(id="preview")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Doesn't say that there is nothing before that is known."""
        self.empty.display = False

    def on_resize(self, event: events.Resize) -> None:
        """Two lines a reflection where there is room, one where there is little."""
        self.rows.show_tall(2 if event.size.height >= 22 and event.size.width >= 72 else 1)
        self._fetch_preview()

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks at the trash anew; the mark stays on its reflection."""
        self._load()

    @work(exclusive=True, group="list", exit_on_error=False, description="load the trash")
    async def _load(self) -> None:
        marked = self.rows.marked
        window = await self.desk.journal.read(
            reviewing.window,
            trash.THE_TRASH,
            marked_id=None if marked is None else marked.id,
            place=self.rows.marked_place,
            page=PAGE,
        )
        number = sum(month.count for month in window.months)
        with self.app.batch_update():
            self.count.update(_lie_here(number))
            self.empty.display = not number
            self.count.display = self.beside.display = bool(number)
            self.rows.put(window.months, window.offset, window.rows, window.marked)
        self._fetch_preview()

    @on(ReflectionList.RowsNeeded)
    def rows_needed(self, event: ReflectionList.RowsNeeded) -> None:
        """Fetches what comes into sight; a later request supersedes it."""
        self._fetch_rows(event.offset, event.limit)

    @work(exclusive=True, group="rows", exit_on_error=False, description="fetch rows")
    async def _fetch_rows(self, offset: int, limit: int) -> None:
        rows = await self.desk.journal.read(
            reviewing.page, trash.THE_TRASH, offset=offset, limit=limit
        )
        if not self.rows.put_rows(offset, rows):
            self._load()

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

    def whereabouts(self) -> Stood:
        """The place of the mark."""
        return {"place": self.rows.marked_place}

    async def stand_again(self, state: Stood) -> None:
        """Marks what is in that place."""
        place = state.get("place")
        if isinstance(place, int):
            self.rows.mark(place)

    # --- what can be done -----------------------------------------------------------------

    def action_open(self) -> None:
        """Opens the marked reflection."""
        if (marked := self.rows.marked) is not None:
            self.post_message(OpenReflection(marked.id))

    @on(ReflectionList.Opened)
    def open_clicked(self, event: ReflectionList.Opened) -> None:
        """Opens what was clicked."""
        self.post_message(OpenReflection(event.reflection_id))

    def action_take_out(self) -> None:
        """Takes the marked reflection out of the trash."""
        if (marked := self.rows.marked) is not None:
            self._take_out(marked.id)

    @work(group="change", exit_on_error=False, description="take out of the trash")
    async def _take_out(self, reflection_id: str) -> None:
        await self.desk.journal.write(trash.take_out, reflection_id)
        self.say(trash.TAKEN_OUT)
        self._load()

    def action_remove(self) -> None:
        """Removes the marked reflection for ever, once that is confirmed."""
        if (marked := self.rows.marked) is not None:
            self._remove(marked.id)

    @work(exclusive=True, group="remove", exit_on_error=False, description="remove for ever")
    async def _remove(self, reflection_id: str) -> None:
        if await self.app.push_screen_wait(
            ConfirmDialog(
                "Remove this reflection for ever?",
                says=trash.GOES_ALONG,
                yes="remove it",
                no="leave it",
            )
        ):
            await self.desk.journal.write(trash.purge, reflection_id)
            self.say(trash.PURGED)
            self._load()

    def action_empty(self) -> None:
        """Removes all that lies here for ever, once that is confirmed."""
        self._empty()

    @work(exclusive=True, group="remove", exit_on_error=False, description="empty the trash")
    async def _empty(self) -> None:
        number = (await self.desk.journal.read(trash.trash, limit=0)).count
        if not number:
            return
        if await self.app.push_screen_wait(
            ConfirmDialog(
                f"Remove all {number} reflections for ever?"
                if number > 1
                else "Remove the reflection that is here for ever?",
                says=trash.ALL_GO_ALONG,
                yes="remove all",
                no="leave them",
            )
        ):
            await self.desk.journal.write(trash.empty)
            self.say(EMPTIED)
            self._load()

    def action_back(self) -> None:
        """Goes back to where it was opened from."""
        self.dismiss()


def _lie_here(number: int) -> Content:
    if number == 1:
        return Content.styled(
            "1 reflection lies here, until it is taken out or removed.", "$text-muted"
        )
    lie = f"{number} reflections lie here, until they are taken out or removed."
    return Content.styled(lie, "$text-muted")
