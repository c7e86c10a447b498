"""What can be done about a question from more than one screen: made, parked, dropped, undone."""

from collections.abc import Sequence

from textual import work

from db.errors import JournalError
from db.supervision_records import EntryKey, Item, ItemState
from journal_app.desk import Desk
from journal_app.navigation import Show
from journal_app.screens.supervision.walk import WalkScreen
from journal_app.services import agenda

PARKED = "Parked. p puts it onto the agenda again."
PUT_ON = "It is on the agenda."
DROPPED = "Off every list; what it was made from is in the inbox again. u undoes that."
RESTORED = "It is where it was."


class QuestionScreen(WalkScreen):
    """A screen that shows questions. What is dropped here can be put back as long as it is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._dropped: list[tuple[Item, int]] = []
        self._beginning = False

    @property
    def meeting_to_fill(self) -> str | None:
        """The meeting onto whose agenda things are put here; None if there is none."""
        # Filled in by each screen made from this; Textual's metaclass is not ABCMeta.
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Lets another question be begun."""
        self._beginning = False

    @work(group="ask", exit_on_error=False, description="begin a question")
    async def begin_question(self, meeting_id: str | None, keys: Sequence[EntryKey]) -> None:
        """Makes a question from what was brought, and goes to build it."""
        # A key that repeats itself makes no second one.
        if self._beginning:
            return
        self._beginning = True
        try:
            item = await self.desk.journal.write(
                agenda.begin, meeting_id, keys, now=self.desk.now()
            )
        except JournalError:
            self._beginning = False
            raise
        self.wanted = f"item {item.id}"
        self.post_message(Show("item", item.id))

    def action_park(self) -> None:
        """Parks the marked question, or puts it from there onto the agenda."""
        item = self.marked_item
        if item is None:
            self.say("Mark a question first; p parks it.")
        elif item.meeting_id is None:
            self.put_onto_agenda(item)
        else:
            self._park(item)

    def put_onto_agenda(self, item: Item) -> None:
        """Puts a question onto the agenda that is filled here."""
        if self.meeting_to_fill is None:
            self.say("There is no meeting to put it on yet. N plans one.")
        else:
            self._put_on(item, self.meeting_to_fill)

    @work(group="item", exit_on_error=False, description="park a question")
    async def _park(self, item: Item) -> None:
        await self.desk.journal.write(agenda.park, item.id, now=self.desk.now())
        self.say(PARKED)
        self.look_again()

    @work(group="item", exit_on_error=False, description="put a question onto an agenda")
    async def _put_on(self, item: Item, meeting_id: str) -> None:
        await self.desk.journal.write(agenda.put_on, item.id, meeting_id, now=self.desk.now())
        self.say(PUT_ON)
        self.look_again()

    def action_drop(self) -> None:
        """Takes the marked question off every list."""
        item = self.marked_item
        if item is None:
            self.say("Mark a question first; x drops it.")
        else:
            self._drop(item)

    @work(group="item", exit_on_error=False, description="drop a question")
    async def _drop(self, item: Item) -> None:
        on_it = [each.id for each in self.items.values() if each.meeting_id == item.meeting_id]
        await self.desk.journal.write(agenda.drop, item.id, now=self.desk.now())
        self._dropped.append((item, on_it.index(item.id)))
        self.say(DROPPED)
        self.look_again()

    def action_undo(self) -> None:
        """Puts back what was dropped last."""
        if self._dropped:
            self._restore(*self._dropped.pop())
        else:
            self.say("Nothing was dropped here.")

    @work(group="item", exit_on_error=False, description="put a question back")
    async def _restore(self, item: Item, place: int) -> None:
        journal, now = self.desk.journal, self.desk.now()
        await journal.write(agenda.restore, item.id, now=now)
        if item.state is ItemState.PARKED:
            await journal.write(agenda.park, item.id, now=now)
        else:
            await journal.write(agenda.place, item.id, place)
        self.say(RESTORED)
        self.wanted = f"item {item.id}"
        self.look_again()
