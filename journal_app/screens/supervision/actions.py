"""Actions: what I said I would do, what is to be asked of it, and what is done."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.getters import query_one
from textual.widgets import Footer, Static

from db.supervision_records import Action, Field
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.visible import one_line
from journal_app.navigation import Show
from journal_app.screens.dialogs.due import DueDialog
from journal_app.screens.dialogs.words import WordsDialog
from journal_app.screens.room import Room
from journal_app.screens.supervision import action_words as words
from journal_app.services import afterwards, typed
from journal_app.services.afterwards import PAGE, All
from journal_app.widgets.line_list import LineList

if TYPE_CHECKING:
    from db.transaction import Transaction


class ActionsScreen(Room):
    """All actions, with the one of the given id marked; what is done here can be undone here."""

    CSS_PATH = "actions.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("actions")]

    empty = query_one("#empty", Static)
    list = query_one("#list", LineList)
    about = query_one("#about", Static)
    beside = query_one("#beside", VerticalScroll)

    def __init__(self, desk: Desk, action_id: str | None = None) -> None:
        super().__init__(desk)
        self.found: All | None = None
        self._asked_for = action_id
        self._limit = PAGE
        self._undo: list[Callable[[Transaction], None]] = []

    def compose(self) -> ComposeResult:
        yield Static(words.WILL_DO, id="heading", markup=False)
        yield Static(words.EMPTY, id="empty", markup=False)
        with Container(id="columns"):
            yield LineList(id="list")
            with VerticalScroll(id="beside", can_focus=False):
                yield Static(id="about", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Doesn't say that there is nothing before that is known."""
        self.empty.display = False

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again: something may have been noted in a meeting, or elsewhere."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load actions")
    async def _load(self) -> None:
        await self._read()

    async def _read(self) -> None:
        today = self.desk.today()
        found = self.found = await self.desk.journal.read(
            afterwards.all_actions, today=today, limit=self._limit
        )
        lines = words.lines(found, today)
        self.list.put(lines)
        self.list.mark(self._asked_for)
        self._asked_for = None
        self.empty.display = not lines
        self.query_one("#columns").display = bool(lines)
        await self._read_marked()

    @work(exclusive=True, group="about", exit_on_error=False, description="read an action")
    async def _turn(self) -> None:
        await self._read_marked()

    async def _read_marked(self) -> None:
        if self.list.marked is not None:
            origin = await self.desk.journal.read(afterwards.origin, self.list.marked)
            self.about.update(words.about(origin, self.desk.today()))
            self.beside.scroll_home(animate=False)

    @property
    def marked(self) -> Action | None:
        """The marked action."""
        found = self.found
        if found is None:
            return None
        every = (*found.still_open.rows, *found.to_ask, *found.done)
        return next((action for action in every if action.id == self.list.marked), None)

    # --- moving ---------------------------------------------------------------------------

    def action_go(self, step: int) -> None:
        """Marks another one; beyond the last that is shown, shows more."""
        if self.list.move(step):
            self._turn()
        elif step > 0 and self.found is not None and self._has_more(self.found):
            self._limit += PAGE
            self._load()

    def action_page(self, step: int) -> None:
        """Goes a page up or down."""
        self.action_go(step * max(1, self.list.size.height - 2))

    def action_end(self, step: int) -> None:
        """Goes to the first or the last that is shown."""
        self.action_go(step * self._limit * 3)

    @staticmethod
    def _has_more(found: All) -> bool:
        return found.more or len(found.still_open.rows) < found.still_open.count

    def action_read(self, step: int) -> None:
        """Reads on, or back, in what is shown of the marked one."""
        if step > 0:
            self.beside.scroll_page_down(animate=False)
        else:
            self.beside.scroll_page_up(animate=False)

    @on(LineList.Clicked)
    def choose(self, event: LineList.Clicked) -> None:
        """Marks what is clicked; clicked again, it is done or asked about."""
        if event.key == self.list.marked:
            self.action_do()
        else:
            self.list.mark(event.key)
            self._turn()

    # --- what can be done -----------------------------------------------------------------

    def action_do(self) -> None:
        """Does it; of what is done, asks what it changed."""
        if self.marked is not None:
            self._do(self.marked)

    @work(exclusive=True, group="do", exit_on_error=False, description="do an action")
    async def _do(self, action: Action) -> None:
        desk, now = self.desk, self.desk.now()
        is_new, was_asked = action.done_at is None, self._is_asked(action)
        if is_new:
            await desk.journal.write(afterwards.do, action.id, today=desk.today(), now=now)
            self._undo.append(partial(afterwards.do_no_more, action_id=action.id, now=now))
            self._asked_for = action.id
            await self._read()
        keys = words.OR_LATER if is_new or was_asked else words.LEAVE
        await self._edit(Field.WHAT_CHANGED, action, words.WHAT_CHANGED, keys)
        after = await desk.journal.read(afterwards.get, action.id)
        if after.what_changed.strip():
            self.say(words.KEPT)
        elif is_new:
            self.say(words.DONE)
        elif was_asked:
            await desk.journal.write(afterwards.ask_later, action.id, today=desk.today(), now=now)
            self.say(words.ASKED_LATER)
        await self._read()

    def _is_asked(self, action: Action) -> bool:
        return self.found is not None and action in self.found.to_ask

    async def _edit(self, field: Field, action: Action, heading: str, keys: str) -> None:
        changing = field is Field.ACTION
        was = action.text if changing else action.what_changed

        async def save(text: str) -> str:
            nonlocal was
            saved = await self.desk.journal.write(
                typed.save, field, action.id, text, was=was, now=self.desk.now()
            )
            was = saved.text
            return saved.above

        says = words.CHANGE_WORDS if changing else one_line(action.text, 300)
        await self.app.push_screen_wait(
            WordsDialog(heading, says=says, save=save, text=was, keys=keys)
        )

    def action_edit(self) -> None:
        """Changes its words."""
        if self.marked is not None:
            self._change_words(self.marked)

    @work(exclusive=True, group="do", exit_on_error=False, description="change an action")
    async def _change_words(self, action: Action) -> None:
        await self._edit(Field.ACTION, action, words.WILL_DO, words.LEAVE)
        await self._read()

    def action_due(self) -> None:
        """Sets the day it is due."""
        if self.marked is not None:
            self._set_due(self.marked)

    @work(exclusive=True, group="do", exit_on_error=False, description="set a day")
    async def _set_due(self, action: Action) -> None:
        chosen = await self.app.push_screen_wait(DueDialog(action.due_on, self.desk.today()))
        if chosen is not None:
            now = self.desk.now()
            await self.desk.journal.write(afterwards.set_due, action.id, chosen.day, now=now)
            self._undo.append(
                partial(afterwards.set_due, action_id=action.id, due_on=action.due_on, now=now)
            )
            await self._read()

    def action_drop(self) -> None:
        """Takes it off; of what is to be asked what it changed, only that is asked no more."""
        if self.marked is not None:
            self._drop(self.marked)

    @work(exclusive=True, group="do", exit_on_error=False, description="drop an action")
    async def _drop(self, action: Action) -> None:
        write, now = self.desk.journal.write, self.desk.now()
        if self._is_asked(action) and action.ask_on is not None:
            await write(afterwards.ask_no_more, action.id, now=now)
            self._undo.append(
                partial(afterwards.ask_on, action_id=action.id, day=action.ask_on, now=now)
            )
            self.say(words.ASKED_NO_MORE)
        else:
            await write(afterwards.drop, action.id, now=now)
            self._undo.append(partial(afterwards.restore, action_id=action.id, now=now))
            self.say(words.DROPPED)
        await self._read()

    def action_undo(self) -> None:
        """Undoes what was done here last."""
        if self._undo:
            self._take_back(self._undo.pop())
        else:
            self.say(words.NOTHING_TO_UNDO)

    @work(exclusive=True, group="do", exit_on_error=False, description="undo")
    async def _take_back(self, undo: Callable[["Transaction"], None]) -> None:
        await self.desk.journal.write(undo)
        self.say(words.UNDONE)
        await self._read()

    def action_meeting(self) -> None:
        """Opens the meeting it was said in."""
        if self.marked is not None:
            self.post_message(Show("hold", self.marked.meeting_id))

    def action_back(self) -> None:
        """Goes back."""
        self.dismiss()
