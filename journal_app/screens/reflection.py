"""A reflection, whole: its text, what hangs on it, and the passages it stands on."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from db.errors import NotFound
from db.records import Kind, Reflection, State, Terms
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.dates import ago, day_and_date
from journal_app.domain.to_read import text_to_read
from journal_app.navigation import Bring, Edit, OpenPassage, Show
from journal_app.screens.room import Room
from journal_app.services import reviewing
from journal_app.services.linked import linked
from journal_app.widgets.chips import chips
from journal_app.widgets.linked_passages import LinkedPassages, PassageLine
from journal_app.widgets.long_text import LongText

GONE = "This reflection is no longer in the journal."
UNFINISHED = "This is unfinished. e goes on writing it."
REWRITING = "A rewriting of it is unfinished. e goes on with it; this is what was kept."
TRASHED = "This is in the trash."
CAUGHT = "I caught myself in this"


class ReflectionScreen(Room):
    """One reflection to read. Where it is wide, the passages stand beside the text, else below."""

    CSS_PATH = "reflection.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("reflection")]

    heading = query_one("#heading", Static)
    about = query_one("#about", Static)
    page = query_one("#page", VerticalScroll)
    reading = query_one("#reading", VerticalScroll)
    text = query_one("#text", LongText)
    passages = query_one("#passages", LinkedPassages)

    def __init__(self, desk: Desk, reflection_id: str, terms: Terms | None = None) -> None:
        super().__init__(desk)
        self.reflection_id = reflection_id
        self.terms = terms

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            yield Static(id="heading", markup=False)
            yield Static(id="about", markup=False)
        with VerticalScroll(id="page", can_focus=False):
            with VerticalScroll(id="reading", can_focus=False):
                yield LongText(id="text")
            yield LinkedPassages(id="passages")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Shows nothing before it is known what there is."""
        self.passages.display = False

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again: it may have been written on, brought or taken back."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load a reflection")
    async def _load(self) -> None:
        desk = self.desk
        try:
            shown = await desk.journal.read(reviewing.show, desk.library, self.reflection_id)
        except NotFound:
            self.say(GONE, serious=True)
            self.dismiss()
            return
        reflection = shown.reflection
        with self.app.batch_update():
            self.heading.update(self._heading(reflection))
            about = _about(reflection)
            self.about.update(about)
            self.about.display = bool(about)
            self.text.show(text_to_read(reflection))
            await self.passages.show(linked(desk.library, shown.links))
            self.passages.display = bool(shown.links)

    def _heading(self, reflection: Reflection) -> Content:
        day = reflection.written_on
        return Content.styled(day_and_date(day), "bold $primary") + Content.styled(
            f"   {ago(day, self.desk.today())}", "$text-muted"
        )

    # --- moving ---------------------------------------------------------------------------

    @property
    def _scrolled(self) -> VerticalScroll:
        """What the keys scroll: the text alone where the passages stand beside it."""
        return self.reading if self.has_class("-wide") else self.page

    def action_next(self) -> None:
        """Reads on by a line."""
        self._scrolled.scroll_down(animate=False)

    def action_previous(self) -> None:
        """Goes back up by a line."""
        self._scrolled.scroll_up(animate=False)

    def action_page_down(self) -> None:
        """Reads on by a page."""
        self._scrolled.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Goes back up by a page."""
        self._scrolled.scroll_page_up(animate=False)

    def action_first(self) -> None:
        """Goes to the start."""
        self._scrolled.scroll_home(animate=False)

    def action_last(self) -> None:
        """Goes to the end."""
        self._scrolled.scroll_end(animate=False)

    # --- what can be done -----------------------------------------------------------------

    def action_passage(self, index: int) -> None:
        """Opens the text at the passage with this letter."""
        if index < len(self.passages.anchors):
            self.post_message(OpenPassage(self.passages.anchors[index]))
        else:
            self.say("No passage here has that letter.")

    def action_open(self) -> None:
        """Opens the passage that has the focus; goes to the first if none has it."""
        if isinstance(self.focused, PassageLine):
            self.focused.choose()
        else:
            self.focus_next(PassageLine)

    @on(PassageLine.Chosen)
    def open_passage(self, event: PassageLine.Chosen) -> None:
        """Opens the text at the passage that was chosen."""
        self.post_message(OpenPassage(event.anchor))

    def action_edit(self) -> None:
        """Goes on writing it."""
        self.post_message(Edit(self.reflection_id))

    def action_bring(self) -> None:
        """Brings it to supervision, or takes it back."""
        self.post_message(Bring(self.reflection_id))

    def action_bring_passage(self) -> None:
        """Opens its text to mark a passage and bring just that."""
        self.post_message(Show("passage", self.reflection_id))

    def action_back(self) -> None:
        """Goes back to where it was opened from."""
        self.dismiss()


def _about(reflection: Reflection) -> Content:
    lines = []
    if reflection.kind is Kind.CAUGHT:
        lines.append(Content.styled(CAUGHT, "italic"))
    if reflection.state is State.TRASHED:
        lines.append(Content.styled(TRASHED, "$warning"))
    if reflection.state is State.DRAFT:
        lines.append(Content.styled(UNFINISHED, "$warning"))
    elif reflection.draft is not None:
        lines.append(Content.styled(REWRITING, "$warning"))
    hanging = chips((), reflection.tags, reflection.own_state, reflection.brought_at is not None)
    return Content("\n").join([*lines, hanging] if hanging else lines)
