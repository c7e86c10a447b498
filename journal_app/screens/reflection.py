"""A reflection, whole: its text, later thoughts, what hangs on it, and what it stands on."""

from contextlib import suppress
from dataclasses import asdict
from typing import ClassVar

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from db.errors import Damaged, NotFound
from db.records import Reflection, State, Terms
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.to_read import text_to_read
from journal_app.domain.whereabouts import Stood
from journal_app.navigation import Bring, Edit, OpenPassage, Show
from journal_app.screens import reflection_about
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.hanging import Hanging
from journal_app.services import later_thoughts, letting_go, trash
from journal_app.services.hits import Marks
from journal_app.services.linked import linked
from journal_app.services.whole import Whole, whole
from journal_app.widgets.later_list import LaterList, Thought
from journal_app.widgets.linked_passages import LinkedPassages, PassageLine
from journal_app.widgets.long_text import LongText
from journal_app.widgets.marks import Mark
from journal_app.widgets.said import HEADING, said_lines

GONE = "This reflection is no longer in the journal."
NEVER_KEPT = "It has not been kept yet, so it has no versions."
KEPT_AS_IT_IS = "Kept as it is, with no day to look at it again."

ABOVE_A_HIT = 2
"""Lines left above the first hit of a search."""

_NOT_IN_TRASH = {"edit", "bring", "bring_passage", "tags", "case", "day", "trash"}
UNREADABLE = (
    "The text of this reflection can't be read: this part of the journal's file is damaged.\n\n"
    "Backups (ctrl+p) shows what the backups hold, and restores one."
)

_NEED_IT = {command.action.partition("(")[0] for command in keymap.group("reflection")} - {"back"}
_KEPT_ONLY = {"later", "keep", "shed"}


class ReflectionScreen(Hanging):
    """One reflection to read. Where it is wide, the passages stand beside the text, else below."""

    CSS_PATH = "reflection.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("reflection")]

    heading = query_one("#heading", Static)
    about = query_one("#about", Static)
    page = query_one("#page", VerticalScroll)
    reading = query_one("#reading", VerticalScroll)
    text = query_one("#text", LongText)
    later = query_one("#later", LaterList)
    passages = query_one("#passages", LinkedPassages)
    said = query_one("#said", Static)
    foot = query_one("#foot", Static)

    def __init__(self, desk: Desk, reflection_id: str, terms: Terms | None = None) -> None:
        super().__init__(desk)
        self.reflection_id = reflection_id
        self.terms = terms
        self.shown: Reflection | None = None
        self._removed = False
        self._is_unreadable = False

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            yield Static(id="heading", markup=False)
            yield Static(id="about", markup=False)
        with VerticalScroll(id="page", can_focus=False):
            with VerticalScroll(id="reading", can_focus=False):
                yield LongText(id="text")
                yield LaterList(id="later")
                yield Static(id="said", markup=False)
            yield LinkedPassages(id="passages")
        yield Static(id="foot", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Shows nothing before it is known what there is."""
        self.passages.display = False
        self.foot.display = False
        self.said.display = False

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again: it may have been written on, brought or taken back."""
        self._load()

    def hung(self, reflection: Reflection) -> None:
        """Shows what hangs on it now."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load a reflection")
    async def _load(self) -> None:
        desk = self.desk
        try:
            found = await desk.journal.read(whole, desk.library, self.reflection_id, self.terms)
        except NotFound:
            if not self._removed:
                self.say(GONE, serious=True)
                self.dismiss()
            return
        except Damaged:
            if self.shown is None:
                self._is_unreadable = True
                self.text.show(UNREADABLE)
                self.refresh_bindings()
            raise
        first = self.shown is None
        self._is_unreadable = False
        self.shown = found.shown.reflection
        with self.app.batch_update():
            await self._show(found)
        self.refresh_bindings()
        if first and self.terms is not None:
            self.call_after_refresh(self._go_to_hit)

    async def _show(self, found: Whole) -> None:
        reflection, today = found.shown.reflection, self.desk.today()
        self.heading.update(reflection_about.heading(reflection, today))
        looking_only = self.desk.journal.looking_only
        about = reflection_about.about(found, today, looking_only=looking_only)
        self.about.update(about)
        self.about.display = bool(about)
        self.text.show(text_to_read(reflection), _marked(found.hits.body))
        marks = [_marked(hits) for hits in found.hits.later] or [()] * len(reflection.later)
        await self.later.show(reflection.later, marks, today)
        await self.passages.show(linked(self.desk.library, found.shown.links))
        self.passages.display = bool(found.shown.links)
        said = [said_lines(one, today) for one in found.said]
        self.said.update(Content("\n\n").join([Content.styled(HEADING, "bold $primary"), *said]))
        self.said.display = bool(said)
        foot = reflection_about.foot(found, today)
        self.foot.update(foot)
        self.foot.display = bool(foot)

    def _go_to_hit(self) -> None:
        """Goes to the first line with a hit, in the text or in a later thought."""
        for text in (self.text, *(thought.text for thought in self.query(Thought))):
            if text.first_marked is not None:
                scrolled = self._scrolled
                line = text.region.y + text.first_marked - scrolled.region.y
                top = round(scrolled.scroll_y) + line - ABOVE_A_HIT
                scrolled.scroll_to(y=top, animate=False, force=True)
                return

    def whereabouts(self) -> Stood:
        """What it was found by."""
        return {"terms": None if self.terms is None else asdict(self.terms)}

    def return_to(self, state: Stood) -> None:
        """Marks the same words in it."""
        terms = state.get("terms")
        if isinstance(terms, dict):
            with suppress(msgspec.ValidationError):
                self.terms = msgspec.convert(terms, type=Terms)

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers what can be done with it as it is now."""
        shown = self.shown
        if self._is_unreadable and action in _NEED_IT:
            return False
        if shown is None:
            return super().check_action(action, parameters)
        trashed = shown.state is State.TRASHED
        due = reflection_about.is_due(shown, self.desk.today())
        if action in _NOT_IN_TRASH:
            return not trashed
        if action in _KEPT_ONLY and shown.state is not State.KEPT:
            return False
        match action:
            case "take_out":
                return trashed
            case "remove":
                return trashed or isinstance(self.focused, Thought)
            case "keep":
                return due or shown.shedding
            case "shed":
                return due and not shown.shedding
        return super().check_action(action, parameters)

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

    def action_later(self) -> None:
        """Writes a later thought on it, or goes on with the one that waits."""
        self.post_message(Show("later", self.reflection_id))

    def action_versions(self) -> None:
        """Shows its versions."""
        if self.shown is not None and not self.shown.body:
            self.say(NEVER_KEPT)
        else:
            self.post_message(Show("versions", self.reflection_id))

    def action_bring(self) -> None:
        """Brings it to supervision, or takes it back."""
        self.post_message(Bring(self.reflection_id))

    def action_bring_passage(self) -> None:
        """Opens its text to mark a passage and bring just that."""
        self.post_message(Show("bring_passage", self.reflection_id))

    def action_thread(self) -> None:
        """Shows all that is tied to it, in order of time."""
        self.post_message(Show("thread", self.reflection_id))

    def action_back(self) -> None:
        """Goes back to where it was opened from."""
        self.dismiss()

    # --- keeping and letting go -----------------------------------------------------------

    def action_keep(self) -> None:
        """Keeps it with no day to look at it again."""
        self._keep()

    @work(exclusive=True, group="let go", exit_on_error=False, description="keep as it is")
    async def _keep(self) -> None:
        today = self.desk.today()
        await self.hang(letting_go.set_day, None, today=today)
        self.say(KEPT_AS_IT_IS)

    def action_shed(self) -> None:
        """Opens it to be cut down to what was learned."""
        self._shed()

    @work(exclusive=True, group="let go", exit_on_error=False, description="begin to shed")
    async def _shed(self) -> None:
        desk = self.desk
        await desk.journal.write(
            letting_go.begin_to_shed, self.reflection_id, today=desk.today(), now=desk.now()
        )
        self.post_message(Edit(self.reflection_id))

    def action_trash(self) -> None:
        """Puts it into the trash; it stays here to be seen."""
        self._put_into_trash()

    @work(exclusive=True, group="let go", exit_on_error=False, description="put into the trash")
    async def _put_into_trash(self) -> None:
        await self.hang(trash.put)
        self.say(trash.PUT)

    def action_take_out(self) -> None:
        """Takes it out of the trash."""
        self._take_out()

    @work(exclusive=True, group="let go", exit_on_error=False, description="take out of the trash")
    async def _take_out(self) -> None:
        await self.desk.journal.write(trash.take_out, self.reflection_id)
        self._load()
        self.say(trash.TAKEN_OUT)

    def action_remove(self) -> None:
        """Removes the later thought that has the focus, or all of it where it is in the trash."""
        if isinstance(self.focused, Thought):
            self._remove_thought(self.focused.thought.id)
        else:
            self._remove()

    @work(exclusive=True, group="let go", exit_on_error=False, description="remove a thought")
    async def _remove_thought(self, thought_id: str) -> None:
        sure = await self.app.push_screen_wait(
            ConfirmDialog(
                "Remove this later thought for ever?",
                says="Nothing brings it back. Backups made before still hold it.",
                yes="remove it",
                no="leave it",
            )
        )
        if sure:
            await self.desk.journal.write(later_thoughts.remove, thought_id)
            self._load()
            self.say(trash.PURGED)

    @work(exclusive=True, group="let go", exit_on_error=False, description="remove for ever")
    async def _remove(self) -> None:
        sure = await self.app.push_screen_wait(
            ConfirmDialog(
                "Remove this reflection for ever?",
                says=trash.GOES_ALONG,
                yes="remove it",
                no="leave it",
            )
        )
        if sure:
            # What looks for it meanwhile finds it gone, which is no news then.
            self._removed = True
            await self.desk.journal.write(trash.purge, self.reflection_id)
            self.dismiss()
            self.say(trash.PURGED)


def _marked(marks: Marks) -> tuple[Mark, ...]:
    return tuple(Mark(start, end, "hit") for start, end in marks)
