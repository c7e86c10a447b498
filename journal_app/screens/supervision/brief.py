"""The door: what is on the page, what will leave just as it looks, and what might identify."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from db.errors import JournalError
from journal_app import keymap
from journal_app.autosave import Autosave
from journal_app.desk import Desk
from journal_app.domain.brief import Brief, final_text
from journal_app.domain.dates import day_and_date
from journal_app.domain.identifiers import check
from journal_app.domain.prepared import (
    Found,
    Prepared,
    alike,
    fingerprint,
    found,
    page,
    ticks,
    with_replaced,
    with_standing,
    with_ticks,
    with_typed,
)
from journal_app.domain.tick_rows import TickRow, tick_rows
from journal_app.domain.visible import one_line
from journal_app.domain.whereabouts import Stood
from journal_app.navigation import Show
from journal_app.screens.dialogs.line import LineDialog
from journal_app.screens.room import Room
from journal_app.screens.supervision import brief_words
from journal_app.screens.supervision.out import PDF_FORMS, Form, let_out
from journal_app.services import briefing, sheets
from journal_app.services.sheets import BRIEF_ENDINGS, Sheet
from journal_app.widgets.brief_view import BriefView
from journal_app.widgets.line_list import LineList

PAUSE = 0.25
"""Seconds the ticks rest before the page is looked through again."""

TALL = 30
"""Lines of the screen from which on more is told of what left."""

FORMS = (*PDF_FORMS, Form("Markdown", ".md"), Form("Plain text", ".txt"))
NO_MARK = "No mark is chosen. ] goes to the first."
NOTHING_TO_UNDO = "There is nothing to take back."


class BriefScreen(Room):
    """The brief of one meeting. Where it is wide the ticks stand beside the page."""

    CSS_PATH = "brief.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("brief")]

    heading = query_one("#heading", Static)
    about = query_one("#about", Static)
    lines = query_one("#ticks", LineList)
    view = query_one("#page", BriefView)
    foot = query_one("#foot", Static)

    def __init__(self, desk: Desk, meeting_id: str) -> None:
        super().__init__(desk)
        self.meeting_id = meeting_id
        self.door: briefing.Door | None = None
        self.prepared = Prepared()
        self.past: list[Prepared] = []
        self.shown = Brief()
        self.marks: tuple[Found, ...] = ()
        self.looking = True
        self._rows: dict[str, TickRow] = {}
        self._autosave = Autosave(self._save, self._not_saved)

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            yield Static(id="heading", markup=False)
            yield Static(id="about", markup=False)
        with Horizontal(id="beside"):
            yield LineList(id="ticks")
            yield BriefView(id="page")
        yield Static(id="foot", markup=False)
        yield Footer(show_command_palette=False)

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again at the agenda and at what left; what was decided here stays."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="open a brief")
    async def _load(self) -> None:
        first = self.door is None
        door = await self.desk.journal.read(briefing.open_brief, self.meeting_id)
        same = self.door is not None and self.door.brief == door.brief
        self.door, self.meeting_id = door, door.meeting.id
        if first:
            self.prepared = door.prepared
        self._show_head(door)
        if not same:
            self._look_through(0.0, 0)

    @work(exclusive=True, group="check", exit_on_error=False, description="check a brief")
    async def _look_through(self, pause: float, place: int | None) -> None:
        if self.door is None:
            return
        shown = page(self.door.brief, self.prepared)
        # The page itself doesn't wait for the check, whose lists take a second the first time.
        self._show(shown, (), looking=True)
        if pause:
            await asyncio.sleep(pause)
        marks = await asyncio.to_thread(check, final_text(shown))
        self._show(shown, found(shown, marks, self.prepared), looking=False)
        if place is not None:
            self.view.go_to_open(place)
            self._show_foot()

    def _show(self, shown: Brief, marks: tuple[Found, ...], *, looking: bool) -> None:
        self.shown, self.marks, self.looking = shown, marks, looking
        with self.app.batch_update():
            self._show_ticks()
            self.view.show(shown, marks)
            self._show_foot()

    def _show_head(self, door: briefing.Door) -> None:
        meeting = door.meeting
        self.heading.update(
            Content.styled("The brief", "bold $primary")
            + Content.styled(
                f"   {day_and_date(meeting.day)} · {one_line(meeting.supervisor, 40)}",
                "$text-muted",
            )
        )
        lines = brief_words.about(door, most_left=3 if self.size.height >= TALL else 1)
        self.about.update(Content("\n".join(lines)))
        self.about.display = bool(lines)

    def _show_ticks(self) -> None:
        if self.door is None:
            return
        rows = tick_rows(self.door.brief, ticks(self.door.brief, self.prepared))
        self._rows = {row.key: row for row in rows if isinstance(row, TickRow)}
        self.lines.put(
            [row if isinstance(row, str) else brief_words.tick_entry(row) for row in rows]
        )

    def _show_foot(self) -> None:
        self.foot.update(brief_words.foot(self.view, looking=self.looking, on_page=self.on_page))

    @property
    def subject(self) -> str | None:
        """The meeting."""
        return self.meeting_id

    def whereabouts(self) -> Stood:
        """Whether the keys are about the page, and which mark on it is the current one."""
        return {"on_page": self.on_page, "place": self.view.place}

    async def stand_again(self, state: Stood) -> None:
        """Goes to the side and the mark it stood at."""
        self.set_class(state.get("on_page") is True, "-page")
        place = state.get("place")
        self.view.go_to(place if isinstance(place, int) else None)
        self._show_foot()

    # --- moving ---------------------------------------------------------------------------

    @property
    def on_page(self) -> bool:
        """Whether the keys are about the page, and not about the ticks."""
        return self.has_class("-page")

    def action_side(self) -> None:
        """Goes from the ticks to the page and back."""
        self.toggle_class("-page")
        self._show_foot()

    def _move(self, step: int) -> None:
        if self.on_page:
            self.view.scroll_relative(y=step, animate=False)
        else:
            self.lines.move(step)

    def action_next(self) -> None:
        """Goes down a line."""
        self._move(1)

    def action_previous(self) -> None:
        """Goes up a line."""
        self._move(-1)

    def action_page_down(self) -> None:
        """Goes a page down."""
        self._move(max(1, self.query_one("#beside").size.height - 2))

    def action_page_up(self) -> None:
        """Goes a page up."""
        self._move(-max(1, self.query_one("#beside").size.height - 2))

    def action_first(self) -> None:
        """Goes to the top."""
        self._move(-len(self._rows) - self.view.virtual_size.height)

    def action_last(self) -> None:
        """Goes to the end."""
        self._move(len(self._rows) + self.view.virtual_size.height)

    def action_mark(self, step: int) -> None:
        """Goes to the next mark, or the one before."""
        self.add_class("-page")
        self.view.step(step)
        self._show_foot()

    @on(BriefView.Chosen)
    def choose_mark(self, event: BriefView.Chosen) -> None:
        """Goes to the mark that was clicked."""
        self.add_class("-page")
        self.view.go_to(event.place)
        self._show_foot()

    @on(LineList.Clicked)
    def click_tick(self, event: LineList.Clicked) -> None:
        """Ticks what is clicked."""
        self.remove_class("-page")
        self.lines.mark(event.key)
        self.action_tick()

    # --- deciding -------------------------------------------------------------------------

    def action_tick(self) -> None:
        """Puts the marked line on the page, or leaves it out."""
        row = self._rows.get(self.lines.marked or "")
        if row is None:
            return
        if self.on_page and not self.has_class("-wide"):
            self.action_page_down()
            return
        self._decide(with_ticks(self.prepared, row.keys, on=row.on is not True))
        self._look_through(PAUSE, None)

    def action_replace(self) -> None:
        """Asks for other words for the current mark; on the list, ticks."""
        if not self.on_page:
            self.action_tick()
        elif self.view.current is None:
            self.say(NO_MARK)
        else:
            self._replace(self.view.current, self.view.place or 0)

    @work(exclusive=True, group="replace", exit_on_error=False, description="replace a mark")
    async def _replace(self, one: Found, place: int) -> None:
        if self.door is None:
            return
        brief, marks = self.door.brief, alike(self.marks, one)
        words = fingerprint(one.text)

        async def keep_typed(line: str) -> None:
            self.prepared = with_typed(self.prepared, words, line)
            await self._save()

        answer = await self.app.push_screen_wait(
            LineDialog(
                f"On the page, in place of: {one_line(one.text, 50)}",
                says=brief_words.of_replacing(one, len(marks)),
                save=keep_typed,
                text=self.prepared.typed.get(words, one.mark.suggestion),
            )
        )
        if answer is not None:
            prepared = with_typed(self.prepared, words, None)
            self._decide(with_replaced(brief, prepared, marks, answer))
            self._look_through(0.0, place)

    def action_stand(self) -> None:
        """Lets the current mark stand, or marks it again."""
        one = self.view.current
        if one is None:
            self.say(NO_MARK)
            return
        self._decide(with_standing(self.prepared, one, stands=not one.stands))
        self._look_through(0.0, self.view.place)

    def action_undo(self) -> None:
        """Takes the last decision back."""
        if not self.past:
            self.say(NOTHING_TO_UNDO)
            return
        self.prepared = self.past.pop()
        self._autosave.touch()
        self._look_through(0.0, self.view.place)

    def _decide(self, prepared: Prepared) -> None:
        self.past.append(self.prepared)
        self.prepared = prepared
        self._autosave.touch()

    async def settle(self) -> None:
        """Makes safe what was decided; raises the JournalError that prevents it."""
        await self._autosave.settle()

    def put_down(self) -> None:
        """Ends the saving; what was decided is safe by now."""
        self._autosave.stop()

    async def _save(self) -> None:
        await self.desk.journal.write(briefing.prepare, self.meeting_id, self.prepared)

    def _not_saved(self, error: JournalError) -> None:
        self.say(f"What you decided is not saved yet. {error}", serious=True)

    # --- leaving --------------------------------------------------------------------------

    def action_out(self) -> None:
        """Lets the page leave as a file."""
        self._let_out()

    @work(exclusive=True, group="out", exit_on_error=False, description="let a brief out")
    async def _let_out(self) -> None:
        if self.door is None:
            return
        name = f"supervision-{self.door.meeting.day}"
        out = page(self.door.brief, self.prepared)
        sheets.require_question(out)

        def make(form: Form) -> Sheet:
            return sheets.brief_sheet(out, BRIEF_ENDINGS[form.ending], form.paper)

        async def written(sheet: Sheet, there: Path) -> None:
            await self._note(out, sheet, there)

        await let_out(self, "As what does the page leave?", FORMS, name, make, written)

    async def _note(self, out: Brief, sheet: Sheet, written: Path) -> None:
        try:
            await self.desk.journal.write(
                briefing.note_left,
                self.meeting_id,
                out,
                sheet,
                written,
                now=self.desk.now(),
            )
        except JournalError as error:
            self.say(f"The file is written, but that is not noted here. {error}", serious=True)

    def action_read(self) -> None:
        """Shows the page alone, to read from."""
        self._read()

    @work(exclusive=True, group="out", exit_on_error=False, description="show a brief to read")
    async def _read(self) -> None:
        await self.settle()
        if self.door is not None:
            sheets.require_question(page(self.door.brief, self.prepared))
            self.post_message(Show("brief_reading", self.meeting_id))

    def action_back(self) -> None:
        """Goes back to where it was opened from."""
        self._back()

    @work(exclusive=True, group="back", exit_on_error=False, description="leave a brief")
    async def _back(self) -> None:
        await self.settle()
        self.put_down()
        self.dismiss()
