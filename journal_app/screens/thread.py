"""The thread of a reflection: all that is tied to it, in order of time."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from db.errors import NotFound
from db.records import Reflection
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.dates import long_date
from journal_app.domain.thread import Strand
from journal_app.domain.to_read import text_to_read
from journal_app.domain.visible import one_line
from journal_app.domain.whereabouts import Stood
from journal_app.navigation import OpenPassage, OpenReflection, Show
from journal_app.screens.reflection import GONE
from journal_app.screens.room import Room
from journal_app.services.strands import thread
from journal_app.widgets.line_list import LineList
from journal_app.widgets.lines import Entry
from journal_app.widgets.strand import StrandView, strand_line


class ThreadScreen(Room):
    """A line for each strand, and the marked one whole: beside the lines where it is wide."""

    CSS_PATH = "thread.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("thread")]

    head = query_one("#head", Static)
    lines = query_one("#strands", LineList)
    strand = query_one("#strand", StrandView)

    def __init__(self, desk: Desk, reflection_id: str) -> None:
        super().__init__(desk)
        self.reflection_id = reflection_id
        self.strands: tuple[Strand, ...] = ()

    def compose(self) -> ComposeResult:
        yield Static(id="head", markup=False)
        with Container(id="thread"):
            yield LineList(id="strands")
            yield StrandView(id="strand")
        yield Footer(show_command_palette=False)

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again: a strand may have been added."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load a thread")
    async def _load(self) -> None:
        desk = self.desk
        try:
            found = await desk.journal.read(thread, desk.library, self.reflection_id)
        except NotFound:
            self.say(GONE, serious=True)
            self.dismiss()
            return
        self.strands = found.strands
        today = desk.today()
        with self.app.batch_update():
            self.head.update(_heading(found.reflection, self.size.width))
            self.lines.put(
                [Entry(str(at), strand_line(one, today)) for at, one in enumerate(found.strands)]
            )
            self._show()

    def _show(self) -> None:
        if self.marked is not None:
            self.strand.show(self.marked, self.desk.today())

    @property
    def marked(self) -> Strand | None:
        """The marked strand; None while there is none."""
        key = self.lines.marked
        return None if key is None else self.strands[int(key)]

    # --- moving ---------------------------------------------------------------------------

    def action_next(self) -> None:
        """Marks the next strand."""
        self._move(1)

    def action_previous(self) -> None:
        """Marks the strand before."""
        self._move(-1)

    def action_first(self) -> None:
        """Marks the oldest strand."""
        self._move(-len(self.strands))

    def action_last(self) -> None:
        """Marks the newest strand."""
        self._move(len(self.strands))

    def _move(self, by: int) -> None:
        if self.lines.move(by):
            self._show()

    @on(LineList.Clicked)
    def choose(self, event: LineList.Clicked) -> None:
        """Marks the strand that was clicked; opens it if it is marked already."""
        if event.key == self.lines.marked:
            self.action_open()
        else:
            self.lines.mark(event.key)
            self._show()

    def action_read_on(self) -> None:
        """Reads on in the marked strand."""
        self.strand.scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        """Goes back up in the marked strand."""
        self.strand.scroll_page_up(animate=False)

    async def stand_again(self, state: Stood) -> None:
        """Shows the strand that is marked."""
        self._show()

    # --- what can be done -----------------------------------------------------------------

    def action_open(self) -> None:
        """Opens what is marked: the text at a passage, or the reflection."""
        goal = None if self.marked is None else self.marked.goal
        if goal is None:
            self.say("All there is of this is shown here.")
        elif goal.screen == "passage":
            self.post_message(OpenPassage(goal.subject))
        elif goal.screen == "reflection":
            self.post_message(OpenReflection(goal.subject))
        else:
            self.post_message(Show(goal.screen, goal.subject))

    def action_back(self) -> None:
        """Goes back to where it was opened from."""
        self.dismiss()


def _heading(reflection: Reflection, width: int) -> Content:
    day = long_date(reflection.written_on)
    opening = one_line(text_to_read(reflection), max(10, width - len(day) - 8))
    return Content.styled(day, "bold $primary") + Content.styled(f"   {opening}", "$text-muted")
