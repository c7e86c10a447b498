"""Since last time: all there is to choose from before a meeting, and what to do with it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.content import Content

from db.records import Row
from db.supervision_records import Brought, Meeting
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.dates import ago, day_and_month, long_date
from journal_app.domain.visible import one_line
from journal_app.navigation import Edit, Show
from journal_app.screens.supervision.question_keys import QuestionScreen
from journal_app.screens.supervision.ticking import TickScreen
from journal_app.services import meeting as meetings
from journal_app.services import since_last, supervision
from journal_app.services.listed import Listed
from journal_app.services.since_last import SinceLast
from journal_app.widgets.line_list import Shown
from journal_app.widgets.lines import Entry
from journal_app.widgets.supervision_rows import (
    MUTED,
    action_row,
    brought_row,
    count_of,
    item_row,
    key_of,
    written_row,
)

HOW = "space marks several, a makes one question of them, s sets aside, b brings."
MORE = "more"
SET_ASIDE = "Set aside. It stands at the end here; s there takes it back."
TAKEN_BACK = "No longer set aside."
NOT_TO_SET_ASIDE = "s sets aside what was written and not brought. b takes this back first."


class SinceScreen(QuestionScreen, TickScreen):
    """What came up since the last meeting with one supervisor. What is brought here stays put."""

    EMPTY = (
        "Nothing has come up since. What you write, what you mark to bring, what you said you "
        "would do and what was carried over will stand here before each meeting."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("since")]
    KEPT = ("_most",)

    def __init__(self, desk: Desk, supervisor: str) -> None:
        super().__init__(desk)
        self.supervisor = supervisor
        self.found: SinceLast | None = None
        self.next: Meeting | None = None
        self._most = since_last.PAGE

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again: something may have been written, brought, or put on an agenda."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load what came up")
    async def _load(self) -> None:
        journal, name = self.desk.journal, self.supervisor
        found = await journal.read(since_last.since_last, name, limit=self._most)
        self.next = await journal.read(
            meetings.next_meeting, today=self.desk.today(), supervisor=name
        )
        self.found = found
        self.know((*found.marked.rows, *found.never_brought.rows), found.carried)
        rows = (*found.reflections.rows, *(aside.row for aside in found.set_aside.rows))
        there = {f"reflection {row.id}" for row in rows} | self.brought.keys()
        self.ticked = {key: None for key in self.ticked if key in there}
        self.show_lines()

    def show_lines(self) -> None:
        """Shows what was found."""
        found, today = self.found, self.desk.today()
        if found is None:
            return
        carried = [item_row(item, today) for item in found.carried]
        actions = found.actions
        lines = [
            *_under("Carried over", carried),
            *_under("Marked, and waiting", self._brought(found.marked, today)),
            *_under("Marked before, and never brought", self._brought(found.never_brought, today)),
            *_under(
                "What I said I would do",
                [
                    *(action_row(action, today) for action in actions.rows),
                    *count_of(actions.rows, actions.count, "are open."),
                ],
            ),
            *_under("Written", self._written(found.reflections, today)),
            *_under("Set aside", self._aside(found, today)),
        ]
        self.put(lines[1:], head=self._head(found, today))

    def _head(self, found: SinceLast, today: date) -> Content:
        who = one_line(self.supervisor, 60)
        if found.last is None:
            title = f"Before the first meeting held with {who}"
        else:
            day = found.last.day
            title = f"Since {day_and_month(day, today)}, {ago(day, today)}, with {who}"
        return Content.styled(title, "bold $primary") + Content.styled(f"\n{HOW}", MUTED)

    def _brought(self, listed: Listed[Brought], today: date) -> list[Shown]:
        rows = [
            brought_row(one, today, gone=one.key in self.gone, ticked=key_of(one) in self.ticked)
            for one in listed.rows
        ]
        return [*rows, *count_of(rows, listed.count, "wait.")]

    def _written(self, listed: Listed[Row], today: date) -> list[Shown]:
        lines: list[Shown] = [
            self._row(row, today)
            for row in listed.rows
            if f"reflection {row.id}" not in self.brought
        ]
        if len(listed.rows) < listed.count:
            more = f"{listed.count - len(listed.rows)} more; enter shows them"
            lines.append(Entry(MORE, Content.styled(more, MUTED)))
        return lines

    def _aside(self, found: SinceLast, today: date) -> list[Shown]:
        rows = [
            self._row(aside.row, today)
            for aside in found.set_aside.rows
            if f"reflection {aside.row.id}" not in self.brought
        ]
        return [*rows, *count_of(found.set_aside.rows, found.set_aside.count, "are set aside.")]

    def _row(self, row: Row, today: date) -> Entry:
        return written_row(row, today, ticked=f"reflection {row.id}" in self.ticked)

    async def look_beside(self, what: str, which: str) -> None:
        """Shows at the side what a line stands for; of an action, its words."""
        actions = () if self.found is None else self.found.actions.rows
        action = next((one for one in actions if (what, one.id) == ("action", which)), None)
        if action is None:
            await super().look_beside(what, which)
        else:
            agreed = f"Agreed on {long_date(action.meeting_day)}"
            self.preview.show_words(which, agreed, Content(""), action.text)

    # --- what is marked -------------------------------------------------------------------

    @property
    def meeting_to_fill(self) -> str | None:
        """The next meeting with this supervisor."""
        return None if self.next is None else self.next.id

    def _is_aside(self, reflection_id: str) -> bool:
        aside = () if self.found is None else self.found.set_aside.rows
        return any(one.row.id == reflection_id for one in aside)

    def _row_of(self, reflection_id: str) -> Row | None:
        """The row of what was written, and neither set aside nor marked before."""
        if self.found is None or f"reflection {reflection_id}" in self.brought:
            return None
        return next((row for row in self.found.reflections.rows if row.id == reflection_id), None)

    # --- what can be done -----------------------------------------------------------------

    def open(self, what: str, which: str) -> None:
        """Opens what the line stands for; fetches more from the last line of what was written."""
        match what:
            case "item":
                self.post_message(Show("item", which))
            case "action":
                self.post_message(Show("actions"))
            case "more":
                self._most += since_last.PAGE
                self._load()
            case _:
                super().open(what, which)

    def action_edit(self) -> None:
        """Goes on writing the marked reflection."""
        what, which = self.marked
        if what == "reflection":
            self.post_message(Edit(which))
        else:
            self.action_open()

    def action_agenda(self) -> None:
        """Goes to the agenda of the next meeting."""
        if self.next is None:
            self.say("No meeting with this supervisor is planned. In Supervision, N plans one.")
        else:
            self.post_message(Show("agenda", self.next.id))

    def action_ask(self) -> None:
        """Makes one question of all that is chosen; puts on the agenda what was carried over."""
        item = self.marked_item
        if item is not None and not self.ticked:
            if item.meeting_id is None:
                self.put_onto_agenda(item)
            else:
                self.say("It is on the agenda. enter opens it.")
            return
        keys = self.chosen()
        if not keys:
            self.say("Mark what the question is to be made of.")
            return
        self.ticked.clear()
        self.begin_question(self.meeting_to_fill, keys)

    def action_bring(self) -> None:
        """Brings what is marked to supervision, or takes it back."""
        what, which = self.marked
        if what == "reflection" and self.lines.marked not in self.brought:
            self._bring(which)
        else:
            super().action_bring()

    @work(group="bring", exit_on_error=False, description="bring or take back")
    async def _bring(self, reflection_id: str) -> None:
        desk = self.desk
        moved = await desk.journal.write(
            supervision.bring_or_take_back, reflection_id, now=desk.now()
        )
        self.say(supervision.said(moved))
        found, row = self.found, self._row_of(reflection_id)
        if found is None or row is None:
            self.look_again()
            return
        rows = tuple(
            replace(one, brought=not one.brought) if one.id == reflection_id else one
            for one in found.reflections.rows
        )
        self.found = replace(found, reflections=Listed(rows, found.reflections.count))
        self.show_lines()

    def action_set_aside(self) -> None:
        """Sets what is ticked or marked aside, or takes the marked one back."""
        what, which = self.marked
        if what == "reflection" and self._is_aside(which) and not self.ticked:
            self._take_back(which)
            return
        rows = [self._row_of(key.id) for key in self.chosen()]
        ids = [row.id for row in rows if row is not None and not row.brought]
        if ids and len(ids) == len(rows):
            self._set_aside(ids)
        else:
            self.say(NOT_TO_SET_ASIDE)

    @work(group="aside", exit_on_error=False, description="set aside")
    async def _set_aside(self, ids: Sequence[str]) -> None:
        desk = self.desk
        await desk.journal.write(since_last.put_aside, ids, self.supervisor, now=desk.now())
        self.ticked.clear()
        self.say(SET_ASIDE)
        # The mark goes on to what is to be looked at next, not along to the end.
        self.lines.move(1)
        self.look_again()

    @work(group="aside", exit_on_error=False, description="take back what was set aside")
    async def _take_back(self, reflection_id: str) -> None:
        await self.desk.journal.write(since_last.take_back, reflection_id, self.supervisor)
        self.say(TAKEN_BACK)
        self.lines.move(1)
        self.look_again()


def _under(heading: str, lines: Sequence[Shown]) -> Iterator[Shown]:
    if lines:
        yield ""
        yield heading
        yield from lines
