"""Versions: every text a reflection was kept with, what changed in it, and the way back."""

import asyncio
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from db.errors import ChangedElsewhere, NotFound
from db.records import Version
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.dates import day_and_date, long_date, short_date
from journal_app.domain.difference import Change, Piece, difference
from journal_app.domain.whereabouts import Stood
from journal_app.screens.room import Room
from journal_app.services import history
from journal_app.widgets.changed_text import ChangedText
from journal_app.widgets.line_list import LineList
from journal_app.widgets.lines import Entry

if TYPE_CHECKING:
    from journal_app.services.history import History

GONE = "This reflection is no longer in the journal."
BROUGHT_BACK = "Kept anew as the newest. The text it replaces stays among the versions."
IS_NEWEST = "This is the text as it stands now."
HEADS = " Kept on           words"
UNFINISHED = "Its unfinished rewriting is none of these, and stays as it is."


class VersionsScreen(Room):
    """The versions of one reflection, the newest first, and the marked one beside them."""

    CSS_PATH = "versions.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("versions")]
    KEPT = ("marked_changes",)

    heading = query_one("#heading", Static)
    about = query_one("#about", Static)
    rows = query_one("#rows", LineList)
    page = query_one("#text", VerticalScroll)
    when = query_one("#when", Static)
    text = query_one(ChangedText)

    def __init__(self, desk: Desk, reflection_id: str) -> None:
        super().__init__(desk)
        self.reflection_id = reflection_id
        self.history: History | None = None
        self.marked_changes = True

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            yield Static(id="heading", markup=False)
            yield Static(id="about", markup=False)
        with Container(id="beside"):
            yield LineList(id="rows")
            with VerticalScroll(id="text", can_focus=False):
                yield Static(id="when", markup=False)
                yield ChangedText()
        yield Footer(show_command_palette=False)

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again: another window may have kept it anew."""
        self._load(newest=False)

    @work(exclusive=True, group="load", exit_on_error=False, description="load the versions")
    async def _load(self, *, newest: bool) -> None:
        try:
            found = await self.desk.journal.read(history.history, self.reflection_id)
        except NotFound:
            self.say(GONE, serious=True)
            self.dismiss()
            return
        self.history = found
        reflection, today = found.reflection, self.desk.today()
        self.heading.update(
            Content.styled("Versions", "bold $primary")
            + Content.styled(f"   {day_and_date(reflection.written_on)}", "$text-muted")
        )
        self.about.update(UNFINISHED)
        self.about.display = reflection.draft is not None
        self.rows.put([HEADS, *(_entry(version, today) for version in reversed(found.versions))])
        if newest and found.versions:
            self.rows.mark(str(found.versions[-1].number))
        self._show()

    @property
    def marked(self) -> Version | None:
        """The marked version."""
        if self.history is None or self.rows.marked is None:
            return None
        return self.history.versions[int(self.rows.marked) - 1]

    @work(exclusive=True, group="show", exit_on_error=False, description="show a version")
    async def _show(self) -> None:
        found, version = self.history, self.marked
        if found is None or version is None:
            return
        before = found.versions[version.number - 2] if version.number > 1 else None
        if before is None or not self.marked_changes:
            pieces: tuple[Piece, ...] = (Piece(Change.SAME, version.body),)
        else:
            # Beside the event loop, for two long texts take their time.
            pieces = await asyncio.to_thread(difference, before.body, version.body)
        with self.app.batch_update():
            self.when.update(self._about(version, pieces))
            self.text.show_pieces(pieces)
        self.page.scroll_home(animate=False)

    def _about(self, version: Version, pieces: tuple[Piece, ...]) -> Content:
        at = version.kept_at.astimezone()
        line = Content.styled(f"Kept on {long_date(at.date())} at {at:%H:%M}", "bold")
        if version.number == 1:
            says = "the first text it was kept with"
        elif not self.marked_changes:
            says = "m marks what changed"
        else:
            says = f"since the version before: {_changed(pieces)}"
        return line + Content.styled(f"\n{says}", "$text-muted")

    # --- moving ---------------------------------------------------------------------------

    def _move(self, step: int) -> None:
        if self.rows.move(step):
            self._show()

    def action_next(self) -> None:
        """Marks the version before in time."""
        self._move(1)

    def action_previous(self) -> None:
        """Marks the version after."""
        self._move(-1)

    def action_first(self) -> None:
        """Marks the newest."""
        self._move(-len(self.history.versions) if self.history else 0)

    def action_last(self) -> None:
        """Marks the oldest."""
        self._move(len(self.history.versions) if self.history else 0)

    def action_page_down(self) -> None:
        """Reads on."""
        self.page.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Goes back up."""
        self.page.scroll_page_up(animate=False)

    @on(LineList.Clicked)
    def choose(self, event: LineList.Clicked) -> None:
        """Marks what is clicked."""
        self.rows.mark(event.key)
        self._show()

    async def stand_again(self, state: Stood) -> None:
        """Shows the version that is marked."""
        self._show()

    # --- what can be done -----------------------------------------------------------------

    def action_marks(self) -> None:
        """Marks what changed, or shows the text alone."""
        self.marked_changes = not self.marked_changes
        self._show()

    def action_bring_back(self) -> None:
        """Keeps the marked version's text anew."""
        version = self.marked
        if self.history is None or version is None:
            return
        if version.number == len(self.history.versions):
            self.say(IS_NEWEST)
        else:
            self._bring_back(version.number, len(self.history.versions))

    @work(exclusive=True, group="back", exit_on_error=False, description="bring a version back")
    async def _bring_back(self, number: int, seen: int) -> None:
        try:
            await self.desk.journal.write(
                history.bring_back, self.reflection_id, number, seen=seen, now=self.desk.now()
            )
        except ChangedElsewhere as error:
            self.say(str(error), serious=True)
            self._load(newest=False)
            return
        self._load(newest=True)
        self.say(BROUGHT_BACK)

    def action_back(self) -> None:
        """Goes back to the reflection."""
        self.dismiss()


def _entry(version: Version, today: date) -> Entry:
    at = version.kept_at.astimezone()
    when = Content(f"{short_date(at.date(), today):<11} {at:%H:%M}")
    words = Content.styled(f"{len(version.body.split()):>6}", "$text-muted")
    return Entry(str(version.number), when + words)


def _changed(pieces: tuple[Piece, ...]) -> str:
    counts = {
        change: sum(len(piece.text.split()) for piece in pieces if piece.change is change)
        for change in (Change.ADDED, Change.REMOVED)
    }
    added, removed = counts[Change.ADDED], counts[Change.REMOVED]
    if not added and not removed:
        return "spaces and line breaks alone"
    return f"{added} {'word' if added == 1 else 'words'} added (+), {removed} taken out (−)"
