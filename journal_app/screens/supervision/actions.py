"""Actions: what I said I would do, what is to be asked of it, and what is done."""

from collections.abc import Callable
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType
from textual.content import Content

from db.supervision_records import Action, Field
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.visible import one_line
from journal_app.navigation import Show
from journal_app.screens.dialogs.due import DueDialog
from journal_app.screens.dialogs.words import WordsDialog
from journal_app.screens.supervision import action_words as words
from journal_app.screens.supervision.walk import WalkScreen
from journal_app.services import afterwards, typed
from journal_app.services.afterwards import PAGE, All

if TYPE_CHECKING:
    from db.transaction import Transaction


class ActionsScreen(WalkScreen):
    """All actions, with the one of the given id marked; what is done here can be undone here."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["walk.tcss", "actions.tcss"]
    EMPTY = words.EMPTY
    BESIDE_FROM = 0
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("actions")]
    KEPT = ("_most",)

    def __init__(self, desk: Desk, action_id: str | None = None) -> None:
        super().__init__(desk)
        self.found: All | None = None
        self.wanted = None if action_id is None else f"{words.ACTION} {action_id}"
        self._most = PAGE
        self._undo: list[Callable[[Transaction], None]] = []

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again: something may have been noted in a meeting, or elsewhere."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load actions")
    async def _load(self) -> None:
        await self._read()

    async def _read(self) -> None:
        self.found = await self.desk.journal.read(
            afterwards.all_actions, today=self.desk.today(), limit=self._most
        )
        self.show_lines()

    def show_lines(self) -> None:
        """Shows what was found."""
        if self.found is not None:
            head = Content.styled(words.WILL_DO, "bold $primary")
            self.put(words.lines(self.found, self.desk.today()), head=head)

    async def look_beside(self, what: str, which: str) -> None:
        """Shows all of an action, with what it came from."""
        if what != words.ACTION:
            self.preview.clear()
            return
        origin = await self.desk.journal.read(afterwards.origin, which)
        self.preview.show_words(which, *words.beside(origin, self.desk.today()))

    @property
    def action(self) -> Action | None:
        """The marked action."""
        found, (_, which) = self.found, self.marked
        every = () if found is None else (*found.still_open.rows, *found.to_ask, *found.done)
        return next((action for action in every if action.id == which), None)

    def open(self, what: str, which: str) -> None:
        """Does it; of what is done, asks what it changed. Below the last, shows more."""
        if what == words.MORE:
            self._most += PAGE
            self._load()
        elif self.action is not None:
            self._do(self.action)

    # --- what can be done -----------------------------------------------------------------

    @work(exclusive=True, group="do", exit_on_error=False, description="do an action")
    async def _do(self, action: Action) -> None:
        desk, now = self.desk, self.desk.now()
        is_new, was_asked = action.done_at is None, self._is_asked(action)
        if is_new:
            await desk.journal.write(afterwards.do, action.id, today=desk.today(), now=now)
            self._undo.append(partial(afterwards.do_no_more, action_id=action.id, now=now))
            self.wanted = f"{words.ACTION} {action.id}"
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
        if self.action is not None:
            self._change_words(self.action)

    @work(exclusive=True, group="do", exit_on_error=False, description="change an action")
    async def _change_words(self, action: Action) -> None:
        await self._edit(Field.ACTION, action, words.WILL_DO, words.LEAVE)
        await self._read()

    def action_due(self) -> None:
        """Sets the day it is due."""
        if self.action is not None:
            self._set_due(self.action)

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
        if self.action is not None:
            self._drop(self.action)

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
        if self.action is not None:
            self.post_message(Show("hold", self.action.meeting_id))
