"""Answers over time: what was written on one place of the text, the oldest beside the newest."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from db.records import Kind, Reflection, Row
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.dates import ago, long_date, short_date
from journal_app.domain.visible import visible
from journal_app.navigation import Bring, OpenPassage, OpenReflection, Show, Write
from journal_app.screens.room import Room
from journal_app.services import answering
from journal_app.widgets.answer import Answer, Shown
from journal_app.widgets.line_list import LineList
from journal_app.widgets.lines import Entry
from journal_app.widgets.said import SaidLine, SaidList

GONE = "It is no longer in the text. This is how it was worded then."
EMPTY = "Nothing is written on this yet. w starts the first answer; later ones stand beside it."
EMPTY_GONE = "Nothing is written on this, and it is no longer in the text."


class AnswersScreen(Room):
    """All answers by date; only the texts that are shown are read."""

    CSS_PATH = "answers.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("answers")]

    label = query_one("#label", Static)
    wording = query_one("#wording", Static)
    empty = query_one("#empty", Static)
    dates = query_one("#dates", LineList)
    first = query_one("#first", Answer)
    chosen = query_one("#chosen", Answer)
    said = query_one("#said", SaidList)

    def __init__(self, desk: Desk, anchor: str) -> None:
        super().__init__(desk)
        self.subject = anchor
        self.answers: answering.Answers | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            yield Static(id="label", markup=False)
            yield Static(id="wording", markup=False)
        yield Static(id="empty", markup=False)
        with Horizontal(id="answers"):
            yield LineList(id="dates")
            yield Answer(id="first")
            yield Answer(id="chosen")
        yield SaidList(id="said")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Shows nothing before it is known what there is."""
        self.empty.display = False
        self.query_one("#answers").display = False

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again: an answer may have been changed, added or brought."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load the answers")
    async def _load(self) -> None:
        desk = self.desk
        found = await desk.journal.read(answering.answers, desk.library, self.subject)
        new = self.answers is None or len(found.rows) > len(self.answers.rows)
        self.answers = found
        self.dates.put([_entry(row, desk) for row in found.rows])
        if new and found.rows:
            self.dates.mark(found.rows[-1].id)
        self._show_head(found)
        await self._read_shown()
        await self.said.show(await desk.journal.read(answering.said, found), desk.today())

    @work(exclusive=True, group="text", exit_on_error=False, description="read an answer")
    async def _turn(self) -> None:
        await self._read_shown()

    async def _read_shown(self) -> None:
        found = self.answers
        if found is None or not found.rows:
            return
        marked = self.dates.marked or found.rows[-1].id
        ids = dict.fromkeys((found.rows[0].id, marked))
        texts = await self.desk.journal.read(answering.texts, tuple(ids))
        with self.app.batch_update():
            for pane, at in ((self.first, 0), (self.chosen, self._at(marked))):
                reflection = texts.get(found.rows[at].id)
                if reflection is not None:
                    pane.show(self._shown(found, reflection, at))
            self.query_one("#answers").display = True

    def _show_head(self, found: answering.Answers) -> None:
        self.label.update(visible(found.label))
        wording = visible(found.wording) if found.wording != found.label else ""
        lines = [line for line in (GONE if found.passage is None else "", wording) if line]
        self.wording.update("\n".join(lines))
        self.wording.display = bool(lines)
        self.empty.update(EMPTY if found.passage is not None else EMPTY_GONE)
        self.empty.display = not found.rows
        self.query_one("#answers").display = bool(found.rows)
        self.set_class(len(found.rows) < 2, "-alone")

    def _shown(self, found: answering.Answers, reflection: Reflection, at: int) -> Shown:
        day = reflection.written_on
        heading = (
            f"{long_date(day)}   {at + 1} of {len(found.rows)}   {ago(day, self.desk.today())}"
        )
        return Shown(heading, reflection, found.asked_otherwise(reflection))

    # --- moving ---------------------------------------------------------------------------

    def action_next(self) -> None:
        """Goes to the next answer, a later one."""
        if self.dates.move(1):
            self._turn()

    def action_previous(self) -> None:
        """Goes to the answer before."""
        if self.dates.move(-1):
            self._turn()

    @on(LineList.Clicked)
    def choose(self, event: LineList.Clicked) -> None:
        """Goes to the answer that was clicked."""
        self.dates.mark(event.key)
        self._turn()

    def action_page_down(self) -> None:
        """Reads on in the answer."""
        self.chosen.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Goes back up in the answer."""
        self.chosen.scroll_page_up(animate=False)

    # --- what can be done -----------------------------------------------------------------

    def action_open(self) -> None:
        """Opens the answer whole, or the meeting of what was said that has the focus."""
        if isinstance(self.focused, SaidLine):
            self.focused.choose()
        elif self.dates.marked is not None:
            self.post_message(OpenReflection(self.dates.marked))

    @on(SaidLine.Chosen)
    def open_meeting(self, event: SaidLine.Chosen) -> None:
        """Opens the meeting in which it was said."""
        self.post_message(Show("hold", event.meeting_id))

    def action_bring(self) -> None:
        """Brings the answer to supervision, or takes it back."""
        if self.dates.marked is not None:
            self.post_message(Bring(self.dates.marked))

    def action_write(self) -> None:
        """Writes on this again."""
        if self._is_gone():
            self.say("This is no longer in the text. n writes on nothing in particular.")
        elif self.answers is not None:
            self.post_message(Write((self.answers.anchor,)))

    def action_passage(self) -> None:
        """Opens the text at this place."""
        if self._is_gone():
            self.say("This is no longer in the text, so there is no place to open.")
        elif self.answers is not None:
            self.post_message(OpenPassage(self.answers.anchor))

    def action_back(self) -> None:
        """Goes back to where it was opened from."""
        self.dismiss()

    def _is_gone(self) -> bool:
        return self.answers is not None and self.answers.passage is None

    def _at(self, reflection_id: str) -> int:
        rows = self.answers.rows if self.answers else ()
        return next((at for at, row in enumerate(rows) if row.id == reflection_id), len(rows) - 1)


def _entry(row: Row, desk: Desk) -> Entry:
    date = Content(f"{short_date(row.written_on, desk.today()):<11}")
    if row.kind is Kind.CAUGHT:
        date += Content.styled(" caught", "italic")
    return Entry(row.id, date + Content.styled(" ▸", "$accent") if row.brought else date)
