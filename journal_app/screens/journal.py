"""The Journal: every reflection, newest first, or what a search finds; a preview at wide sizes."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Input, Static

from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.whereabouts import Stood
from journal_app.navigation import Bring, Edit, OpenReflection, Show
from journal_app.screens.dialogs.filters import FiltersDialog
from journal_app.screens.room import Place
from journal_app.services import finding, reviewing, searching, trash
from journal_app.widgets.hit_list import HitList
from journal_app.widgets.places_bar import PlacesBar
from journal_app.widgets.preview import WIDE, Preview
from journal_app.widgets.reflection_list import PAGE, ReflectionList
from journal_app.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from db.filters import Filter
    from db.records import Terms

EMPTY = (
    "Here will stand every reflection you write, the newest first.\n\n"
    "n begins one on nothing in particular; in the text (2) and on the questions (3), "
    "w begins one on what you are reading."
)
NOTHING_FITS = "Nothing fits. escape takes the search away."
NOTHING_FITS_YET = "Nothing fits. escape goes to the list; there it takes the search away."
NOTHING_TO_UNDO = "Nothing was put into the trash here. The trash itself is X."


class JournalPlace(Place):
    """Every reflection, the unfinished too, by month; only what is shown is loaded."""

    PLACE = "journal"
    CSS_PATH = "journal.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("journal")]

    box = query_one("#box", SearchBox)
    rows = query_one("#rows", ReflectionList)
    hits = query_one("#hits", HitList)
    preview = query_one("#preview", Preview)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.filter: Filter = reviewing.EVERYTHING
        self.terms: Terms | None = None
        self._shown = ""
        self._most = searching.FIRST
        self._more = False
        self._trashed: list[str] = []
        self._wanted: str | None = None

    def compose(self) -> ComposeResult:
        yield PlacesBar(self.PLACE)
        yield SearchBox(id="box")
        yield Static(EMPTY, id="empty", markup=False)
        with Horizontal(id="beside"):
            yield ReflectionList(id="rows")
            yield HitList(id="hits")
            yield Preview(id="preview")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Doesn't say that there is nothing before that is known."""
        self.query_one("#empty").display = False
        self.hits.display = False

    def on_resize(self, event: events.Resize) -> None:
        """Two lines a reflection where there is room, one where there is little."""
        tall = 2 if event.size.height >= 22 and event.size.width >= 72 else 1
        self.rows.show_tall(tall)
        self.hits.show_tall(tall)
        self._fetch_preview()

    # --- showing --------------------------------------------------------------------------

    def refresh_place(self) -> None:
        """Looks at the list anew; the mark stays on its reflection."""
        self._load()

    @work(exclusive=True, group="list", exit_on_error=False, description="load the list")
    async def _load(self) -> None:
        text = self.box.text
        marked = self.rows.marked
        wanted, self._wanted = self._wanted, None
        found = await self.desk.journal.read(
            searching.look,
            self.desk.library,
            text,
            today=self.desk.today(),
            typing=self.box.is_typed_in,
            most=self._most,
            marked_id=wanted or (None if marked is None or text != self._shown else marked.id),
            place=self.rows.marked_place if text == self._shown else 0,
            page=PAGE,
        )
        with self.app.batch_update():
            self._show(found, text)
        self._fetch_preview()

    def _show(self, found: searching.Found, text: str) -> None:
        same, self._shown = text == self._shown, text
        self.filter = found.wanted.filter
        self.terms = None if found.hits is None else found.wanted.terms
        self._more = found.more
        window, hits = found.window, found.hits
        empty = not hits if window is None else not window.months
        self._say_why_empty()
        self.query_one("#empty").display = empty
        self.query_one("#beside").display = not empty
        self.rows.display = window is not None
        self.hits.display = hits is not None
        if window is not None:
            self.rows.put(window.months, window.offset, window.rows, window.marked)
        if hits is not None:
            self.hits.put(hits, self.desk.today(), stay=same)
        self.box.say(found.wanted.troubles, _how_many(found) if text.strip() else "")

    def _say_why_empty(self) -> None:
        nothing_fits = NOTHING_FITS_YET if self.box.is_typed_in else NOTHING_FITS
        self.query_one("#empty", Static).update(nothing_fits if self.box.text.strip() else EMPTY)

    @on(ReflectionList.RowsNeeded)
    def rows_needed(self, event: ReflectionList.RowsNeeded) -> None:
        """Fetches what comes into sight; a later request supersedes it."""
        self._fetch_rows(event.offset, event.limit)

    @work(exclusive=True, group="rows", exit_on_error=False, description="fetch rows")
    async def _fetch_rows(self, offset: int, limit: int) -> None:
        rows = await self.desk.journal.read(reviewing.page, self.filter, offset=offset, limit=limit)
        if not self.rows.put_rows(offset, rows):
            self.refresh_place()

    @on(HitList.EndReached)
    def look_for_more(self) -> None:
        """Looks for more hits, once there may be more."""
        if self._more and self._most == searching.FIRST:
            self._most = searching.MOST
            self._load()

    @on(ReflectionList.Marked)
    @on(HitList.Marked)
    def show_marked(self) -> None:
        """Shows the marked text at the side once the mark rests."""
        self.preview.after_a_rest(self._fetch_preview)

    @work(exclusive=True, group="preview", exit_on_error=False, description="fetch the preview")
    async def _fetch_preview(self) -> None:
        if self.size.width < WIDE:
            return
        if self.marked is None:
            self.preview.clear()
        else:
            self.preview.show(await self.desk.journal.read(reviewing.beside, self.marked))

    # --- searching ------------------------------------------------------------------------

    def action_search(self) -> None:
        """Goes to the search box."""
        self.box.begin()

    def on_descendant_focus(self) -> None:
        """Reads what can be typed, however the keys came to the search box."""
        self._say_why_empty()
        if self.box.is_typed_in:
            self._offer()

    def on_descendant_blur(self) -> None:
        """Says anew what escape does."""
        self._say_why_empty()

    @on(SearchBox.Typed)
    def search(self) -> None:
        """Looks for what is typed; an earlier search that still runs is given up."""
        self._most = searching.FIRST
        self._load()

    @work(exclusive=True, group="offer", exit_on_error=False, description="read what can be typed")
    async def _offer(self) -> None:
        known = await self.desk.journal.read(searching.known)
        self.box.offer(finding.choices(self.desk.library, known))

    @on(Input.Submitted, "#box Input")
    def open_best(self, event: Input.Submitted) -> None:
        """Opens the marked hit; on coming back, keys go through the list."""
        event.stop()
        self.box.leave()
        self.action_open()

    def action_complete(self) -> None:
        """Takes what is offered in the search box; from the list it goes there."""
        if self.box.is_typed_in:
            self.box.complete()
        else:
            self.action_search()

    def action_back(self) -> None:
        """Goes from the search box to the list, and from there takes the search away."""
        if self.box.is_typed_in:
            self.box.leave()
            self._load()
        elif self.box.text:
            self.box.put("")

    def action_filters(self) -> None:
        """Shows the filters as a form."""
        self._choose_filters()

    @work(exclusive=True, group="filters", exit_on_error=False, description="choose filters")
    async def _choose_filters(self) -> None:
        known = await self.desk.journal.read(searching.known)
        choices = finding.choices(self.desk.library, known)
        text = await self.app.push_screen_wait(FiltersDialog(self.box.text, choices))
        if text is not None:
            self.box.put(text)

    def whereabouts(self) -> Stood:
        """What is marked, and whether more hits than the first were looked for."""
        return {"marked": self.marked, "most": self._most}

    async def stand_again(self, state: Stood) -> None:
        """Marks what was marked, in all there is or in what is found."""
        marked, most = state.get("marked"), state.get("most")
        if not isinstance(marked, str):
            return
        self._wanted = marked
        if most == searching.MOST:
            self._most = searching.MOST
        await self._load().wait()
        if self.list is self.hits:
            self.hits.mark(marked)

    # --- moving ---------------------------------------------------------------------------

    @property
    def list(self) -> ReflectionList | HitList:
        """The list that is shown."""
        return self.hits if self.terms is not None else self.rows

    @property
    def marked(self) -> str | None:
        """The id of what is marked."""
        marked = self.list.marked
        return None if marked is None else marked.id

    def action_next(self) -> None:
        """Marks the next reflection."""
        self.list.move(1)

    def action_previous(self) -> None:
        """Marks the one before."""
        self.list.move(-1)

    def action_page_down(self) -> None:
        """Goes a page down."""
        self.list.move_page(1)

    def action_page_up(self) -> None:
        """Goes a page up."""
        self.list.move_page(-1)

    def action_first(self) -> None:
        """Marks the newest, or the best."""
        self.list.mark_first()

    def action_last(self) -> None:
        """Marks the oldest, or the last found."""
        self.list.mark_last()

    def action_read_on(self) -> None:
        """Reads on in the text at the side."""
        self.preview.scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        """Goes back up in the text at the side."""
        self.preview.scroll_page_up(animate=False)

    # --- what can be done -----------------------------------------------------------------

    def action_open(self) -> None:
        """Opens the marked reflection, at the hit if it was searched for."""
        if self.marked is not None:
            self.post_message(OpenReflection(self.marked, self.terms))

    @on(ReflectionList.Opened)
    @on(HitList.Opened)
    def open_clicked(self) -> None:
        """Opens what was clicked."""
        self.action_open()

    def action_edit(self) -> None:
        """Goes on writing the marked reflection."""
        if self.marked is not None:
            self.post_message(Edit(self.marked))

    def action_bring(self) -> None:
        """Brings the marked reflection to supervision, or takes it back."""
        if self.marked is not None:
            self.post_message(Bring(self.marked))

    def action_thread(self) -> None:
        """Shows all that is tied to the marked reflection."""
        if self.marked is not None:
            self.post_message(Show("thread", self.marked))

    def action_trash(self) -> None:
        """Puts the marked reflection into the trash."""
        if self.marked is not None:
            self._trash(self.marked)

    @work(group="trash", exit_on_error=False, description="put into the trash")
    async def _trash(self, reflection_id: str) -> None:
        await self.desk.journal.write(trash.put, reflection_id)
        self._trashed.append(reflection_id)
        self.say(trash.PUT)
        self._load()

    def action_the_trash(self) -> None:
        """Shows what lies in the trash."""
        self.post_message(Show("trash"))

    def action_undo(self) -> None:
        """Takes out of the trash what was put there last."""
        if self._trashed:
            self._take_out(self._trashed.pop())
        else:
            self.say(NOTHING_TO_UNDO)

    @work(group="trash", exit_on_error=False, description="take out of the trash")
    async def _take_out(self, reflection_id: str) -> None:
        await self.desk.journal.write(trash.take_out, reflection_id)
        self.say(trash.TAKEN_OUT)
        self._load()


def _how_many(found: searching.Found) -> Content:
    if found.window is not None:
        number = sum(month.count for month in found.window.months)
    else:
        number = len(found.hits or ())
    said = f"the best {number}" if found.more else f"{number} found"
    return Content(said)
