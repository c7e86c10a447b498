"""Bringing a passage: the text of a reflection, in which just what is to be brought is marked."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static, TextArea
from textual.widgets.text_area import Selection

from db.errors import NotFound
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.dates import long_date
from journal_app.domain.paragraphs import Paragraph, paragraph_at, paragraphs_of
from journal_app.domain.to_read import text_to_read
from journal_app.screens.room import Room
from journal_app.services import hanging, supervision

HINT = (
    "shift and the arrows mark words, j and k whole paragraphs, space several of them. "
    "Only what is marked is brought; the rest stays private."
)
NOTHING_WRITTEN = "Nothing is written in it yet."


class PassageScreen(Room):
    """The text to mark in; nothing here can be changed."""

    CSS_PATH = "passage.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("passage")]

    heading = query_one("#heading", Static)
    text = query_one("#text", TextArea)

    def __init__(self, desk: Desk, reflection_id: str) -> None:
        super().__init__(desk)
        self.reflection_id = reflection_id
        self._held: int | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="heading", markup=False)
        yield TextArea(id="text", read_only=True, highlight_cursor_line=False, compact=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fetches the text."""
        self.text.cursor_blink = False
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load a text to mark in")
    async def _load(self) -> None:
        try:
            reflection = await self.desk.journal.read(hanging.get, self.reflection_id)
        except NotFound as error:
            self.say(str(error), serious=True)
            self.dismiss()
            return
        heading = f"Bring a passage of {long_date(reflection.written_on)}"
        self.heading.update(
            Content.styled(heading, "bold $primary") + Content.styled(f"\n{HINT}", "$text-muted")
        )
        self.text.load_text(text_to_read(reflection))

    # --- marking --------------------------------------------------------------------------

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the text."""
        document = self.text.document
        return paragraphs_of([document.get_line(at) for at in range(document.line_count)])

    def action_paragraph(self, step: int) -> None:
        """Marks the paragraph at the cursor, and then the next or the one before."""
        paragraphs = self.paragraphs
        if not paragraphs:
            self.say(NOTHING_WRITTEN)
            return
        at = self._at(paragraphs)
        if self.text.selected_text:
            at = max(0, min(at + step, len(paragraphs) - 1))
        self._mark(paragraphs, at)

    def action_several(self) -> None:
        """Holds the paragraph, so that the next ones are marked along with it; or lets it go."""
        paragraphs = self.paragraphs
        if not paragraphs:
            self.say(NOTHING_WRITTEN)
            return
        at = self._at(paragraphs)
        self._held = at if self._held is None else None
        self._mark(paragraphs, at)

    def _at(self, paragraphs: tuple[Paragraph, ...]) -> int:
        return paragraph_at(paragraphs, self.text.cursor_location[0])

    def _mark(self, paragraphs: tuple[Paragraph, ...], at: int) -> None:
        held = at if self._held is None else self._held
        first, last = paragraphs[min(held, at)], paragraphs[max(held, at)]
        end = last.last, len(self.text.document.get_line(last.last))
        start = first.first, 0
        # The cursor is where the marking goes on.
        self.text.selection = Selection(end, start) if at < held else Selection(start, end)
        self.text.scroll_cursor_visible(animate=False)

    # --- bringing -------------------------------------------------------------------------

    def action_bring(self) -> None:
        """Brings what is marked."""
        self._bring()

    @work(exclusive=True, group="bring", exit_on_error=False, description="bring a passage")
    async def _bring(self) -> None:
        start, end = self.text.selection
        await self.desk.journal.write(
            supervision.bring_excerpt,
            self.reflection_id,
            self.text.selected_text,
            start=min(start, end),
            now=self.desk.now(),
        )
        self.dismiss()
        self.say(supervision.PASSAGE_BROUGHT)

    def action_back(self) -> None:
        """Goes back; nothing is brought."""
        self.dismiss()
