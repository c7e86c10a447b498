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
from journal_app.domain.whereabouts import Stood
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
    KEPT = ("place",)

    label = query_one("#label", Static)
    wording = query_one("#wording", Static)
    empty = query_one("#empty", Static)
    dates = query_one("#dates", LineList)
    first = query_one("#first", Answer)
    chosen = query_one("#chosen", Answer)
    said = query_one("#said", SaidList)

    def __init__(self, desk: Desk, anchor: str) -> None:
        super().__init__(desk)
        self.about_anchor = anchor
        self.answers: answering.Answers | None = None
        self.place = 0

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
        read, library, before = self.desk.journal.read, self.desk.library, self.answers
        if before is None:
            found = await read(answering.answers, library, self.about_anchor)
        else:
            found = await read(answering.again, library, before, self.place)
        self._take(found)
        self._show_head(found)
        await self._read_shown()
        await self.said.show(await read(answering.said, found), self.desk.today())

    @work(exclusive=True, group="load", exit_on_error=False, description="load more answers")
    async def _load_round(self, place: int) -> None:
        desk = self.desk
        self._take(
            await desk.journal.read(answering.answers, desk.library, self.about_anchor, place=place)
        )
        await self._read_shown()

    @work(exclusive=True, group="text", exit_on_error=False, description="read an answer")
    async def _turn(self) -> None:
        await self._read_shown()

    def _take(self, found: answering.Answers) -> None:
        self.answers = found
        self.place = found.place
        lines: list[Entry | str] = [_entry(row, self.desk) for row in found.rows]
        later = found.count - found.offset - len(found.rows)
        if found.offset:
            lines.insert(0, f" {found.offset} earlier")
        if later:
            lines.append(f" {later} later")
        self.dates.put(lines)
        self.dates.mark(self.marked)

    @property
    def marked(self) -> str | None:
        """The id of the answer that is shown; None while there is none."""
        row = self.answers.row(self.place) if self.answers else None
        return None if row is None else row.id

    async def _read_shown(self) -> None:
        found, place = self.answers, self.place
        row = found.row(place) if found else None
        if found is None or found.first is None or row is None:
            return
        ids = dict.fromkeys((found.first.id, row.id))
        texts = await self.desk.journal.read(answering.texts, tuple(ids))
        with self.app.batch_update():
            for pane, shown, at in ((self.first, found.first, 0), (self.chosen, row, place)):
                reflection = texts.get(shown.id)
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
        self.empty.display = not found.count
        self.query_one("#answers").display = bool(found.count)
        self.set_class(found.count < 2, "-alone")

    def _shown(self, found: answering.Answers, reflection: Reflection, at: int) -> Shown:
        day = reflection.written_on
        heading = f"{long_date(day)}   {at + 1} of {found.count}   {ago(day, self.desk.today())}"
        return Shown(heading, reflection, found.asked_otherwise(reflection))

    # --- moving ---------------------------------------------------------------------------

    def action_next(self) -> None:
        """Goes to the next answer, a later one."""
        self._go_to(self.place + 1)

    def action_previous(self) -> None:
        """Goes to the answer before."""
        self._go_to(self.place - 1)

    def action_first(self) -> None:
        """Goes to the oldest answer."""
        self._go_to(0)

    def action_last(self) -> None:
        """Goes to the newest answer."""
        if self.answers is not None:
            self._go_to(self.answers.count - 1)

    @on(LineList.Clicked)
    def choose(self, event: LineList.Clicked) -> None:
        """Goes to the answer that was clicked."""
        if self.answers is not None:
            ids = [row.id for row in self.answers.rows]
            if event.key in ids:
                self._go_to(self.answers.offset + ids.index(event.key))

    def _go_to(self, place: int) -> None:
        found = self.answers
        if found is None or not 0 <= place < found.count or place == self.place:
            return
        if found.row(place) is None:
            self._load_round(place)
            return
        self.place = place
        self.dates.mark(self.marked)
        self._turn()

    def action_page_down(self) -> None:
        """Reads on in the answer."""
        self.chosen.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Goes back up in the answer."""
        self.chosen.scroll_page_up(animate=False)

    async def stand_again(self, state: Stood) -> None:
        """Shows the answer that was shown."""
        place = state.get("place")
        if isinstance(place, int):
            self._go_to(place)

    # --- what can be done -----------------------------------------------------------------

    def action_open(self) -> None:
        """Opens the answer whole, or the meeting of what was said that has the focus."""
        if isinstance(self.focused, SaidLine):
            self.focused.choose()
        elif self.marked is not None:
            self.post_message(OpenReflection(self.marked))

    @on(SaidLine.Chosen)
    def open_meeting(self, event: SaidLine.Chosen) -> None:
        """Opens the meeting in which it was said."""
        self.post_message(Show("hold", event.meeting_id))

    def action_bring(self) -> None:
        """Brings the answer to supervision, or takes it back."""
        if self.marked is not None:
            self.post_message(Bring(self.marked))

    def action_thread(self) -> None:
        """Shows all that is tied to the answer, in order of time."""
        if self.marked is not None:
            self.post_message(Show("thread", self.marked))

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


def _entry(row: Row, desk: Desk) -> Entry:
    date = Content(f"{short_date(row.written_on, desk.today()):<11}")
    if row.kind is Kind.CAUGHT:
        date += Content.styled(" caught", "italic")
    return Entry(row.id, date + Content.styled(" ▸", "$accent") if row.brought else date)
