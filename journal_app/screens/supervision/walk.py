"""What the screens of supervision share: lines to walk through, the marked one at the side."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from db.supervision_records import Brought, BroughtAnchor, BroughtExcerpt, EntryKey, Item
from journal_app.desk import Desk
from journal_app.domain.dates import long_date
from journal_app.domain.visible import visible
from journal_app.domain.whereabouts import Stood
from journal_app.navigation import OpenPassage, OpenReflection
from journal_app.screens.room import Room
from journal_app.services import reviewing, supervision
from journal_app.widgets.agenda_list import AgendaList
from journal_app.widgets.line_list import LineList, Shown
from journal_app.widgets.preview import WIDE, Preview
from journal_app.widgets.supervision_rows import item_words, key_of

TAKEN_BACK = "Taken back. It is private again; b brings it here again."
TAKEN_OUT = "Taken out of the inbox; b brings it here again."
BROUGHT_AGAIN = "It is here again."


class WalkScreen(Room):
    """A head, a list of lines, and where it is wide what the marked line stands for.

    The key of a line is what it is and which one: `item 3f2a…`. What was brought and what is asked
    is kept here by its key as far as it is shown, to be opened, and to be told at the side;
    `wanted` is the key of the line that is to be marked when lines are put next. `BESIDE_FROM` is
    how many columns it takes for the side to be there.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["walk.tcss"]
    AUTO_FOCUS = ""
    EMPTY: ClassVar[str] = ""
    CLICK_OPENS = "open"
    BESIDE_FROM: ClassVar[int] = WIDE

    head = query_one("#head", Static)
    empty = query_one("#empty", Static)
    lines = query_one("#lines", AgendaList)
    preview = query_one("#preview", Preview)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.brought: dict[str, Brought] = {}
        self.items: dict[str, Item] = {}
        self.gone: set[EntryKey] = set()
        self.wanted: str | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="head", markup=False)
        yield Static(self.EMPTY, id="empty", markup=False)
        with Horizontal(id="beside"):
            yield AgendaList(id="lines")
            yield Preview(id="preview")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Doesn't say that there is nothing before that is known."""
        self.empty.display = False
        self.head.display = False

    def on_resize(self, event: events.Resize) -> None:
        """Shows the marked text where there has come to be room for it."""
        self._fetch_preview()

    # --- showing --------------------------------------------------------------------------

    def put(self, lines: Sequence[Shown], *, movable: Sequence[str] = (), head: Content) -> None:
        """Shows these lines, and the head if there is anything in it."""
        with self.app.batch_update():
            self.head.update(head)
            self.head.display = bool(head)
            self.empty.display = not lines
            self.query_one("#beside").display = bool(lines)
            indented = [f" {line}" if isinstance(line, str) and line else line for line in lines]
            self.lines.put_in_order(indented, movable)
            self.lines.mark(self.wanted)
            self.wanted = None
        self._fetch_preview()

    def know(self, brought: Sequence[Brought], items: Sequence[Item]) -> None:
        """Keeps what the lines stand for; nothing is taken back any more."""
        self.gone.clear()
        self.brought = {key_of(one): one for one in brought}
        self.items = {f"item {one.id}": one for one in items}

    @property
    def marked(self) -> tuple[str, str]:
        """What the marked line stands for, and which one; both empty while there is none."""
        what, _, which = (self.lines.marked or "").partition(" ")
        return what, which

    @property
    def marked_item(self) -> Item | None:
        """The question of the marked line, if that is one."""
        return self.items.get(self.lines.marked or "")

    @work(exclusive=True, group="preview", exit_on_error=False, description="fetch the preview")
    async def _fetch_preview(self) -> None:
        if self.size.width >= self.BESIDE_FROM:
            await self.look_beside(*self.marked)

    async def look_beside(self, what: str, which: str) -> None:
        """Shows at the side what a line stands for."""
        key = f"{what} {which}"
        if what == "reflection":
            self.preview.show(await self.desk.journal.read(reviewing.beside, which))
        elif key in self.items:
            self.preview.show_words(key, *item_words(self.items[key], self.desk.today()))
        elif key in self.brought:
            self._show_brought(key, self.brought[key])
        else:
            self.preview.clear()

    def _show_brought(self, key: str, brought: Brought) -> None:
        match brought:
            case BroughtExcerpt(row=row, text=text):
                heading = f"Marked in the reflection of {long_date(row.written_on)}"
                self.preview.show_words(key, heading, Content(""), text, "enter opens all of it.")
            case BroughtAnchor(link):
                self.preview.show_words(key, visible(link.label), Content(""), link.wording)

    def whereabouts(self) -> Stood:
        """The line that is marked, or will be."""
        return super().whereabouts() | {"wanted": self.wanted or self.lines.marked}

    def return_to(self, state: Stood) -> None:
        """Lets that line be marked."""
        super().return_to(state)
        wanted = state.get("wanted")
        self.wanted = wanted if isinstance(wanted, str) else self.wanted

    async def stand_again(self, state: Stood) -> None:
        """Marks that line, where another was marked while it was being made."""
        self.lines.mark(state.get("wanted"))
        self._fetch_preview()

    # --- moving ---------------------------------------------------------------------------

    def _move(self, step: int) -> None:
        if self.lines.move(step):
            self.preview.after_a_rest(self._fetch_preview)

    def action_next(self) -> None:
        """Marks the next line."""
        self._move(1)

    def action_previous(self) -> None:
        """Marks the one before."""
        self._move(-1)

    def action_page_down(self) -> None:
        """Goes a page down."""
        self._move(max(1, self.lines.size.height - 2))

    def action_page_up(self) -> None:
        """Goes a page up."""
        self._move(-max(1, self.lines.size.height - 2))

    def action_first(self) -> None:
        """Marks the first line."""
        self._move(-self.lines.virtual_size.height)

    def action_last(self) -> None:
        """Marks the last line."""
        self._move(self.lines.virtual_size.height)

    def action_read_on(self) -> None:
        """Reads on in the text at the side."""
        self.preview.scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        """Goes back up in the text at the side."""
        self.preview.scroll_page_up(animate=False)

    @on(LineList.Clicked)
    def choose(self, event: LineList.Clicked) -> None:
        """Marks what is clicked; opens it if it is marked already."""
        if event.key == self.lines.marked:
            self.action_open()
        else:
            self.lines.mark(event.key)
            self.preview.after_a_rest(self._fetch_preview)

    # --- what can be done -----------------------------------------------------------------

    def action_open(self) -> None:
        """Opens what the marked line stands for."""
        self.open(*self.marked)

    def open(self, what: str, which: str) -> None:
        """Opens a reflection, the reflection of a passage, or the text."""
        brought = self.brought.get(f"{what} {which}")
        if what == "reflection":
            self.post_message(OpenReflection(which))
        elif isinstance(brought, BroughtExcerpt):
            self.post_message(OpenReflection(brought.row.id))
        elif isinstance(brought, BroughtAnchor):
            self.post_message(OpenPassage(brought.link.anchor))

    def show_lines(self) -> None:
        """Shows anew what is known, without asking the journal."""
        # Filled in by each screen made from this; Textual's metaclass is not ABCMeta.
        raise NotImplementedError

    def action_bring(self) -> None:
        """Takes what is marked out of the inbox, or undoes that."""
        brought = self.brought.get(self.lines.marked or "")
        if brought is None:
            self.say("Mark something in the inbox first; b takes it back.")
        else:
            self._take_back_or_undo(brought)

    @work(group="bring", exit_on_error=False, description="take back or bring again")
    async def _take_back_or_undo(self, brought: Brought) -> None:
        journal = self.desk.journal
        if brought.key in self.gone:
            await journal.write(supervision.bring_again, brought)
            self.gone.discard(brought.key)
            self.say(BROUGHT_AGAIN)
        else:
            await journal.write(supervision.take_back, brought.key)
            self.gone.add(brought.key)
            self.say(TAKEN_OUT if isinstance(brought, BroughtAnchor) else TAKEN_BACK)
        self.show_lines()

    def action_back(self) -> None:
        """Goes back to where it was opened from."""
        self.dismiss()
