"""Afterwards: for each question what was heard, what I will do, and what became of it."""

from functools import partial
from pathlib import PurePath
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.widgets import Footer, Input, Static

from db.errors import JournalError, NotFound
from db.supervision_records import Action, Field
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.due_days import NOT_A_DAY
from journal_app.screens.dialogs.choose import ChooseDialog
from journal_app.screens.supervision import hold_words as words
from journal_app.screens.supervision.typing_room import TypingRoom
from journal_app.services import afterwards, holding, meeting, typed
from journal_app.services.holding import Holding, Outcome
from journal_app.services.typed import Saved
from journal_app.widgets.action_row import ActionRow
from journal_app.widgets.held_part import HeldPart


class HoldScreen(TypingRoom):
    """One meeting, to be noted down as far as one gets; it can be left and taken up again."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["form.tcss", "hold.tcss"]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("hold")]

    heading = query_one("#heading", Static)
    page = query_one("#page", VerticalScroll)
    empty = query_one("#empty", Static)
    foot = query_one("#foot", Horizontal)
    minutes = query_one("#minutes", Input)

    def __init__(self, desk: Desk, meeting_id: str) -> None:
        super().__init__(desk)
        self.meeting_id = meeting_id
        self.holding: Holding | None = None
        self.parts: dict[str | None, HeldPart] = {}

    def compose(self) -> ComposeResult:
        yield Static(id="heading", markup=False)
        with VerticalScroll(id="page", classes="form", can_focus=False):
            yield Static(words.NOTHING_ON_IT, id="empty", markup=False)
            with Horizontal(id="foot", classes="line"):
                yield Static(words.MINUTES, classes="label", markup=False)
                yield Input(id="minutes", classes="short", compact=True, max_length=4)
                yield Static(id="wrong", classes="second", markup=False)
        yield Static(id="saved", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Shows nothing before it is known what there is."""
        self.empty.display = False
        self.foot.display = False

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again: another window may have noted something."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load a meeting")
    async def _load(self) -> None:
        try:
            found = await self.desk.journal.read(holding.holding, self.meeting_id)
        except NotFound as error:
            self.say(str(error), serious=True)
            self.dismiss()
            return
        first = self.holding is None
        self.holding = found
        self.heading.update(words.heading(found.meeting))
        self.empty.display = not found.items
        async with self.batch():
            for number, held in enumerate(found.items, 1):
                part = await self._part(held.item.id, number - 1)
                part.show(words.part(number, held, found.meeting))
                self._take_up_heard(part, Field.HEARD, held.item.id, held.item.heard)
                await self._take_up_actions(part, held.actions)
            general = await self._part(None, len(found.items))
            general.show(words.general())
            self._take_up_heard(general, Field.MEETING_NOTE, self.meeting_id, found.meeting.note)
            await self._take_up_actions(general, found.actions)
        if not self.values.unsaved:
            self.minutes.value = str(found.meeting.length)
        self.foot.display = True
        if first:
            next(iter(self.parts.values())).heard.focus()

    async def _part(self, item_id: str | None, place: int) -> HeldPart:
        if item_id in self.parts:
            return self.parts[item_id]
        general = item_id is None
        part = self.parts[item_id] = HeldPart(
            item_id,
            place=place,
            label=words.NOTE if general else words.HEARD,
            placeholder=words.NOTE_HINT if general else words.HEARD_HINT,
            today=self.desk.today(),
        )
        last = None if general else self.parts.get(None)
        await self.page.mount(part, before=last or self.foot)
        return part

    def _take_up_heard(self, part: HeldPart, field: Field, owner_id: str, text: str) -> None:
        self.take_up(part.heard, text, partial(self._write, field, owner_id))

    async def _take_up_actions(self, part: HeldPart, actions: tuple[Action, ...]) -> None:
        texts = {action.id: action.text for action in actions}
        await part.put_actions(actions)
        for row in part.rows:
            if row.action_id is None or row.action_id in texts:
                self._take_up_row(part, row, texts.get(row.action_id or "", ""))

    def _take_up_row(self, part: HeldPart, row: ActionRow, text: str) -> None:
        self.take_up(row.area, text, partial(self._write_action, part, row))

    # --- saving ---------------------------------------------------------------------------

    async def _write(self, field: Field, owner_id: str, text: str, was: str) -> Saved:
        return await self.desk.journal.write(
            typed.save, field, owner_id, text, was=was, now=self.desk.now()
        )

    async def _write_action(self, part: HeldPart, row: ActionRow, text: str, was: str) -> Saved:
        made, saved = await self.desk.journal.write(
            afterwards.save_as_typed,
            self.meeting_id,
            row.action_id,
            text,
            item_id=part.item_id,
            was=was,
            now=self.desk.now(),
        )
        if made is not None and row.action_id is None:
            row.action_id = made
            self.values.touch()
            self._take_up_row(part, await part.add_row(), "")
        return saved

    @on(ActionRow.DueTyped)
    def day_typed(self) -> None:
        """Makes the day safe in a moment."""
        self.values.touch()

    @on(Input.Changed, "#minutes")
    def minutes_typed(self) -> None:
        """Makes the minutes safe in a moment."""
        found, minutes = self.holding, self._minutes
        if found is not None and minutes != found.meeting.length:
            self.values.touch()

    async def save_values(self) -> None:
        """Keeps every day that is typed and the minutes; what is none is said beside it."""
        found, write, now = self.holding, self.desk.journal.write, self.desk.now()
        for row in self.query(ActionRow):
            due_on = row.due_on
            if row.action_id is not None and not row.due_is_wrong and due_on != row.due_kept:
                await write(afterwards.set_due, row.action_id, due_on, now=now)
                row.due_kept = due_on
                self.say_saved()
        minutes = self._minutes
        if found is not None and minutes is not None and minutes != found.meeting.length:
            await write(meeting.note_minutes, self.meeting_id, minutes, now=now)
            self.holding = await self.desk.journal.read(holding.holding, self.meeting_id)
            self.say_saved()

    @property
    def _minutes(self) -> int | None:
        """The minutes that are typed; None, and said, if they can't be."""
        wrong, minutes = "", None
        try:
            minutes = meeting.read_minutes(self.minutes.value)
        except JournalError as error:
            wrong = str(error)
        self.query_one("#wrong", Static).update(wrong)
        return minutes

    # --- what became of a question --------------------------------------------------------

    @on(HeldPart.Became)
    def became(self, event: HeldPart.Became) -> None:
        """Keeps what became of the question."""
        self._become(event.part, Outcome[event.outcome])

    @work(group="become", exit_on_error=False, description="say what became of a question")
    async def _become(self, part: HeldPart, outcome: Outcome) -> None:
        desk, item_id, found = self.desk, part.item_id, self.holding
        if item_id is None or found is None:
            return
        await self.settle()
        try:
            held = await desk.journal.write(
                holding.set_outcome,
                self.meeting_id,
                item_id,
                outcome,
                at=part.place,
                today=desk.today(),
                now=desk.now(),
            )
        except JournalError as error:
            self.say(str(error), serious=True)
            held = await desk.journal.read(holding.held_item, item_id)
        part.show(words.part(part.place + 1, held, found.meeting))

    # --- moving and leaving ---------------------------------------------------------------

    def action_next(self) -> None:
        """Goes to the next question, and from the last to the first."""
        parts = [part for part in self.parts.values() if part.heard.display]
        parts.sort(key=lambda part: part.region.y)
        at = next((i for i, part in enumerate(parts) if part.has_focus_within), -1)
        if parts:
            parts[(at + 1) % len(parts)].heard.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keeps the question in sight above what is noted on it."""
        part = next((p for p in self.parts.values() if p in event.widget.ancestors), None)
        if part is not None and part.region.height <= self.page.size.height:
            self.page.scroll_to_widget(part, animate=False)

    @on(ActionRow.Ended)
    def go_to_next_row(self, event: ActionRow.Ended) -> None:
        """Goes from the day of one action to the words of the next."""
        self.focus_next()

    def action_done(self) -> None:
        """Notes that the meeting was held, once it is clear what was not reached."""
        self._finish()

    @work(exclusive=True, group="finish", exit_on_error=False, description="hold a meeting")
    async def _finish(self) -> None:
        desk = self.desk
        await self.settle()
        minutes = self._minutes
        if minutes is None or self._has_wrong_day():
            return
        before = await desk.journal.read(holding.holding, self.meeting_id)
        answer: str | None = words.DISCUSSED
        if count := len(before.untouched):
            answer = await self.app.push_screen_wait(
                ChooseDialog(words.not_reached(count), words.ways(count), words.CARRY)
            )
        if answer is None:
            return
        after = await desk.journal.write(
            holding.finish,
            self.meeting_id,
            minutes=minutes,
            carry_untouched=answer == words.CARRY,
            today=desk.today(),
            now=desk.now(),
        )
        self.put_down()
        self.dismiss()
        self.say(words.said(before, after))

    def action_leave(self) -> None:
        """Leaves; what is noted so far stays."""
        self._leave()

    @work(exclusive=True, group="finish", exit_on_error=False, description="leave a meeting")
    async def _leave(self) -> None:
        await self.settle()
        if not self._has_wrong_day():
            self.put_down()
            self.dismiss()

    def _has_wrong_day(self) -> bool:
        for row in self.query(ActionRow):
            if row.due_is_wrong and row.action_id is not None:
                row.due.focus()
                self.say(NOT_A_DAY, serious=True)
                return True
        return False
