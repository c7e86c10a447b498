"""The question builder: an agenda item is a question, and what it was made from stands beside."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePath
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Footer, Input, Select, Static

from db.errors import BadCaseCode, JournalError, NotFound
from db.supervision_records import Eye, Field, Item, ItemKind, Wants
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.brief import LABELS
from journal_app.domain.case_codes import looks_like_person
from journal_app.domain.eyes import EYES
from journal_app.navigation import OpenPassage, OpenReflection, Show, Write
from journal_app.screens.dialogs.choose import Choice, ChooseDialog
from journal_app.screens.supervision import item_words as words
from journal_app.screens.supervision.typing_room import TypingRoom
from journal_app.services import agenda, building
from journal_app.services.building import Building
from journal_app.services.typed import Saved
from journal_app.widgets.behind import BehindColumn, SourcePart
from journal_app.widgets.field_area import FieldArea

Choosable = TypeVar("Choosable", ItemKind, Wants)

A_WHILE = 120.0
"""Seconds without a question after which it is said what may be in the way."""

A_LOOK = timedelta(seconds=15)
"""Whoever leaves an empty item so soon has only looked in, and is asked nothing."""

TEXTS: dict[str, Field] = {
    "question": Field.QUESTION,
    "surfaces": Field.SURFACES,
    "moment": Field.MOMENT,
    "reaction": Field.REACTION,
    "context": Field.CONTEXT,
    "went-well": Field.WENT_WELL,
}
"""The texts of the form by the ids of their fields."""


class ItemScreen(TypingRoom):
    """One question under the pen. All of it but the question may be left empty."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["form.tcss", "item.tcss"]
    AUTO_FOCUS = "#question"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("item")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-tall")]  # noqa: RUF012 - Textual declares it so

    about = query_one("#about", Static)
    view = query_one("#view", Static)
    question = query_one("#question", FieldArea)
    stuck = query_one("#stuck", Static)
    kind = query_one("#kind", Select)
    wants = query_one("#wants", Select)
    case_code = query_one("#case-code", Input)
    minutes = query_one("#minutes", Input)
    remark = query_one("#remark", Static)
    behind = query_one("#behind", BehindColumn)

    def __init__(self, desk: Desk, item_id: str) -> None:
        super().__init__(desk)
        self.item_id = item_id
        self.item: Item | None = None
        self._opened_at: datetime | None = None
        self._came_from: Widget | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="about", markup=False)
        with Vertical(id="page"):
            with VerticalScroll(id="form", classes="form", can_focus=False):
                yield Static(id="view", markup=False)
                yield self._line("question", "question")
                yield Static(words.STUCK, id="stuck", classes="hint", markup=False)
                yield _labelled("kind", _select(ItemKind, "kind"))
                yield self._line("surfaces_first", "surfaces")
                yield self._line("moment", "moment")
                yield self._line("reaction", "reaction")
                yield _labelled("wants", _select(Wants, "wants"))
                yield _labelled(
                    "case_code",
                    Input(placeholder=words.CASE_CODE, id="case-code", compact=True),
                    Static(LABELS["minutes"], classes="label second", markup=False),
                    Input(id="minutes", classes="short", compact=True, max_length=4),
                )
                yield Static(id="remark", classes="hint", markup=False)
                yield self._line("context", "context")
                yield self._line("went_well", "went-well")
            yield BehindColumn(id="behind")
        yield Static(id="saved", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Shows nothing that is not known yet."""
        for line in (self.view, self.stuck, self.remark):
            line.display = False
        self.set_timer(A_WHILE, self._offer_ways_on)

    @staticmethod
    def _line(label: str, name: str) -> Horizontal:
        return _labelled(label, FieldArea(placeholder=words.PLACEHOLDERS[name], id=name))

    @property
    def subject(self) -> str | None:
        """The question, which is another once it was dropped elsewhere and written on here."""
        return self.item_id

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again: another window may have changed it."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load an agenda item")
    async def _load(self) -> None:
        try:
            found = await self.desk.journal.read(building.building, self.item_id)
        except NotFound as error:
            if self.item is None:
                self.say(str(error), serious=True)
                self.dismiss()
            return
        self.item = found.item
        self._opened_at = self._opened_at or self.desk.now()
        with self.app.batch_update():
            self._show(found)
            await self.behind.show(words.sources(found.item.behind, found.bodies))

    def _show(self, found: Building) -> None:
        item = found.item
        self.about.update(words.heading(item, found.meeting))
        for name, field in TEXTS.items():
            text = str(getattr(item, field.partition(".")[2]))
            self.take_up(self.query_one(f"#{name}", FieldArea), text, partial(self._write, field))
        self.kind.value = Select.NULL if item.kind is None else item.kind
        self.wants.value = Select.NULL if item.wants is None else item.wants
        if not self.values.unsaved:
            self.case_code.value = item.case_code or ""
            self.minutes.value = "" if item.minutes is None else str(item.minutes)
        self._show_view(item.view)

    def _show_view(self, view: Eye | None) -> None:
        self.view.display = view is not None
        if view is not None:
            self.view.update(words.seen_through(view))

    # --- saving ---------------------------------------------------------------------------

    async def _write(self, field: Field, text: str, was: str) -> Saved:
        item = self._known
        where, saved = await self.desk.journal.write(
            building.save, item, field, text, was=was, now=self.desk.now()
        )
        if where != self.item_id:
            self.item_id = where
            self.item = await self.desk.journal.read(agenda.item, where)
        return saved

    @property
    def _known(self) -> Item:
        assert self.item is not None  # noqa: S101 - nothing can be typed before it is loaded
        return self.item

    @on(Input.Changed)
    def value_changed(self) -> None:
        """Makes the case code and the minutes safe in a moment."""
        if self.item is None:
            return
        if self._is_wrong or self._typed_values != self._saved_values:
            self.values.touch()

    @property
    def _typed_values(self) -> tuple[str, str]:
        return self.case_code.value.strip(), self.minutes.value.strip()

    @property
    def _saved_values(self) -> tuple[str, str]:
        item = self._known
        return item.case_code or "", "" if item.minutes is None else str(item.minutes)

    async def save_values(self) -> None:
        """Keeps the case code and the minutes, and says which of them can't be kept."""
        wrong = []
        code, minutes = self._typed_values
        try:
            await self._set(agenda.set_case_code, code)
        except BadCaseCode as error:
            wrong.append(str(error))
        try:
            number = agenda.read_minutes(minutes)
        except JournalError as error:
            wrong.append(str(error))
        else:
            await self._set(agenda.set_minutes, number)
        self._remark(" ".join(wrong), wrong=True)
        if not wrong:
            self.say_saved()
            self._look_at(code)
        self.item = await self.desk.journal.read(agenda.item, self.item_id)

    @work(exclusive=True, group="look", exit_on_error=False, description="look at a case code")
    async def _look_at(self, code: str) -> None:
        # Beside the event loop, for the first time long lists of names are read.
        word = await asyncio.to_thread(looks_like_person, code)
        if word is not None and code == self._typed_values[0]:
            self._remark(word, wrong=False)

    @property
    def _is_wrong(self) -> bool:
        """Whether it is said that something typed can't be."""
        return self.remark.display and self.remark.has_class("-wrong")

    def _remark(self, sentence: str, *, wrong: bool) -> None:
        self.remark.set_class(wrong, "-wrong")
        self.remark.update(sentence)
        self.remark.display = bool(sentence)

    async def _set(self, fn: Callable[..., None], value: object) -> None:
        await self.desk.journal.write(fn, self.item_id, value, now=self.desk.now())

    @on(Select.Changed, "#kind")
    def kind_chosen(self, event: Select.Changed) -> None:
        """Keeps what it is about."""
        value = event.value if isinstance(event.value, ItemKind) else None
        if self.item is not None and value is not self.item.kind:
            self._choose(agenda.set_kind, value)

    @on(Select.Changed, "#wants")
    def wants_chosen(self, event: Select.Changed) -> None:
        """Keeps what I want back."""
        value = event.value if isinstance(event.value, Wants) else None
        if self.item is not None and value is not self.item.wants:
            self._choose(agenda.set_wants, value)

    @work(group="choose", exit_on_error=False, description="keep a choice")
    async def _choose(self, fn: Callable[..., None], value: object) -> None:
        await self._set(fn, value)
        self.item = await self.desk.journal.read(agenda.item, self.item_id)
        self._show_view(self.item.view)
        self.say_saved()

    # --- other ways in --------------------------------------------------------------------

    def action_eyes(self) -> None:
        """Offers seven other ways in, each with a question."""
        self._choose_eye()

    @work(exclusive=True, group="dialog", exit_on_error=False, description="choose an eye")
    async def _choose_eye(self) -> None:
        choices = [Choice(eye, words.named(eye), says) for eye, says in EYES.items()]
        chosen = await self.app.push_screen_wait(
            ChooseDialog(
                words.EYES_HEADING,
                [*choices, Choice(words.NO_VIEW, "None of these", "")],
                None if self.item is None else self.item.view,
            )
        )
        if chosen is not None:
            self._choose(agenda.set_view, None if chosen == words.NO_VIEW else Eye(chosen))
        self.question.focus()

    def _offer_ways_on(self) -> None:
        self.stuck.display = not self.question.text.strip()

    @on(FieldArea.Changed, "#question")
    def question_changed(self) -> None:
        """Asks nothing more once there is a question."""
        if self.question.text.strip():
            self.stuck.display = False

    def action_ways_on(self) -> None:
        """Asks whether something about supervision itself is in the way."""
        self._go_on(leaving=False)

    @work(exclusive=True, group="dialog", exit_on_error=False, description="offer ways on")
    async def _go_on(self, *, leaving: bool) -> None:
        if await self._ask_what_is_in_the_way(leaving=leaving):
            await self._leave()

    async def _ask_what_is_in_the_way(self, *, leaving: bool) -> bool:
        """Whether the item is to be left for later."""
        chosen = await self.app.push_screen_wait(
            ChooseDialog(
                words.IN_THE_WAY,
                words.WAYS_ON,
                words.LEAVE_IT if leaving else None,
            )
        )
        if chosen == words.HELD_BACK:
            self.post_message(Show("held_back"))
        elif chosen == words.WRITE_FREELY:
            self.post_message(Write())
        return chosen == words.LEAVE_IT

    # --- what it was made from ------------------------------------------------------------

    def action_behind(self) -> None:
        """Goes to what it was made from, and back to the field."""
        if isinstance(self.focused, SourcePart):
            self.set_focus(self._came_from or self.question)
        elif self.behind.display:
            self._came_from = self.focused
            self.behind.query(SourcePart).first().focus()
        else:
            self.say(words.NOTHING_BEHIND)

    def action_open(self) -> None:
        """Opens what has the focus."""
        if isinstance(self.focused, SourcePart):
            self.focused.choose()

    @on(SourcePart.Chosen)
    def open_source(self, event: SourcePart.Chosen) -> None:
        """Opens the reflection, or the text at the place."""
        what, _, which = event.key.partition(" ")
        if what == words.PLACE:
            self.post_message(OpenPassage(which))
        else:
            self.post_message(OpenReflection(which))

    def action_read(self, step: int) -> None:
        """Reads on or back in what it was made from."""
        if isinstance(self.focused, SourcePart):
            for scrolled in (self.behind, self.query_one("#page")):
                if scrolled.max_scroll_y:
                    scrolled.scroll_relative(y=step, animate=False)

    # --- leaving --------------------------------------------------------------------------

    def action_done(self) -> None:
        """Leaves once there is a question."""
        self._finish(done=True)

    def action_leave(self) -> None:
        """Leaves; what is written waits, and an empty item is cleared away."""
        self._finish(done=False)

    @work(exclusive=True, group="dialog", exit_on_error=False, description="leave an agenda item")
    async def _finish(self, *, done: bool) -> None:
        await self.settle()
        if self._is_wrong:
            self.say(str(self.remark.content), serious=True)
            return
        asks = not self.question.text.strip() and (done or self._was_tried)
        if not asks or await self._ask_what_is_in_the_way(leaving=True):
            await self._leave()

    @property
    def _was_tried(self) -> bool:
        item, opened_at = self.item, self._opened_at
        if item is None or opened_at is None:
            return False
        begun = any(area.text.strip() for area in self.query(FieldArea))
        return begun or self.desk.now() - opened_at >= A_LOOK

    async def _leave(self) -> None:
        await self.settle()
        # Another window may have cleared it away, as empty as it was.
        with suppress(NotFound):
            await self.desk.journal.write(agenda.leave, self.item_id)
        self.put_down()
        self.dismiss()


def _labelled(label: str, *fields: Widget) -> Horizontal:
    return Horizontal(Static(LABELS[label], classes="label", markup=False), *fields, classes="line")


def _select(kinds: type[Choosable], name: str) -> Select[Choosable]:
    return Select(
        [(words.named(each), each) for each in kinds],
        prompt=words.NOT_CHOSEN,
        id=name,
        compact=True,
    )
