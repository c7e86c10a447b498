"""The agenda of one meeting: its questions in order, against its minutes, and what waits."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content

from db.errors import NotFound
from db.supervision_records import Meeting, MeetingState
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain import agenda_words
from journal_app.navigation import Show
from journal_app.screens.supervision.meeting_keys import MeetingScreen
from journal_app.screens.supervision.place_lines import (
    agenda_lines,
    inbox_lines,
    name_of,
    time_of,
    waiting_lines,
)
from journal_app.screens.supervision.question_keys import QuestionScreen
from journal_app.screens.supervision.ticking import TickScreen
from journal_app.services import agenda, preparing
from journal_app.services.agenda import Agenda
from journal_app.widgets.agenda_list import AgendaList

if TYPE_CHECKING:
    from journal_app.services.preparing import Waiting
    from journal_app.widgets.line_list import Shown

GONE = "This meeting is no longer in the journal."
CANCELLED = "This meeting was cancelled."
PAST = "Its day is past. H notes that it was held and what came of it; e moves it."
NOTHING = "a asks the first question: of what is marked in the inbox, or a new one."
ORDER = "J, K or dragging puts them in order; + and - give minutes."


class AgendaScreen(QuestionScreen, MeetingScreen, TickScreen):
    """A meeting's questions, and below them what could be put on: parked, waiting, brought."""

    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("agenda")]

    def __init__(self, desk: Desk, meeting_id: str) -> None:
        super().__init__(desk)
        self.meeting_id = meeting_id
        self.agenda: Agenda | None = None
        self.waiting: Waiting | None = None

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again: a question may have been built, or something brought."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load an agenda")
    async def _load(self) -> None:
        try:
            found, waiting = await self.desk.journal.read(preparing.table, self.meeting_id)
        except NotFound:
            self.say(GONE, serious=True)
            self.dismiss()
            return
        self.agenda, self.waiting = found, waiting
        items = (*found.items, *waiting.unassigned.rows, *waiting.parked.rows)
        self.know(waiting.inbox.brought, items)
        self.ticked = {key: None for key in self.ticked if key in self.brought}
        self.show_lines()

    def show_lines(self) -> None:
        """Shows what was found."""
        found, waiting, today = self.agenda, self.waiting, self.desk.today()
        if found is None or waiting is None:
            return
        inbox = waiting.inbox
        lines: list[Shown] = [
            Content(ORDER if found.items else NOTHING),
            *agenda_lines(found, today),
            *waiting_lines("Questions without a meeting", waiting.unassigned, today),
            *waiting_lines("Parking lot", waiting.parked, today),
            *inbox_lines(inbox.brought, inbox.more, self.gone, today, self.ticked),
        ]
        self.put(lines, movable=[f"item {item.id}" for item in found.items], head=self._head(found))

    def _head(self, found: Agenda) -> Content:
        meeting, today = found.meeting, self.desk.today()
        lines = [Content.styled(name_of(meeting, today), "bold $primary"), time_of(found)]
        if meeting.state is MeetingState.CANCELLED:
            lines.append(Content.styled(CANCELLED, "$warning"))
        elif meeting.state is MeetingState.PLANNED and meeting.day < today:
            lines.append(Content.styled(PAST, "$warning"))
        if meeting.risk_answered_at is None:
            lines.append(Content.styled(agenda_words.TO_ANSWER, "$warning"))
        else:
            lines.append(Content.styled(agenda_words.risk_line(meeting), "$text-muted"))
        return Content("\n").join(lines)

    # --- what can be done -----------------------------------------------------------------

    @property
    def meeting(self) -> Meeting | None:
        """The meeting, once it is loaded."""
        return None if self.agenda is None else self.agenda.meeting

    @property
    def meeting_to_fill(self) -> str | None:
        """This meeting."""
        return self.meeting_id

    def open(self, what: str, which: str) -> None:
        """Opens the question, or what was brought."""
        if what == "item":
            self.post_message(Show("item", which))
        else:
            super().open(what, which)

    def action_ask(self) -> None:
        """Makes a question of what is ticked or marked in the inbox; else a new one."""
        self.begin_question(self.meeting_id, self.chosen())

    def action_shift(self, step: int) -> None:
        """Moves the marked question down, or up."""
        item = self.marked_item
        if item is None or item.meeting_id != self.meeting_id:
            self.say("Mark a question of this agenda first.")
        else:
            self._shift(item.id, step)

    @work(group="item", exit_on_error=False, description="move a question by a place")
    async def _shift(self, item_id: str, step: int) -> None:
        await self.desk.journal.write(agenda.move, item_id, step)
        self.look_again()

    @on(AgendaList.Dropped)
    def put_where_it_was_dropped(self, event: AgendaList.Dropped) -> None:
        """Keeps the place to which a question was dragged."""
        self._put_at(event.key.partition(" ")[2], event.place)

    @work(group="item", exit_on_error=False, description="move a question")
    async def _put_at(self, item_id: str, place: int) -> None:
        await self.desk.journal.write(agenda.place, item_id, place)
        self.look_again()

    def action_longer(self, minutes: int) -> None:
        """Gives the marked question more minutes, or fewer; none at all when nothing is left."""
        item = self.marked_item
        if item is None:
            self.say("Mark a question first.")
        else:
            self._lengthen(item.id, minutes)

    @work(group="item", exit_on_error=False, description="set minutes")
    async def _lengthen(self, item_id: str, minutes: int) -> None:
        await self.desk.journal.write(agenda.lengthen, item_id, minutes, now=self.desk.now())
        self.look_again()

    def action_risk(self) -> None:
        """Asks whether there is anything of risk or ethics."""
        if self.meeting is not None:
            self.answer_risk(self.meeting)

    def action_since(self) -> None:
        """Shows what there is since the last meeting with this supervisor."""
        if self.meeting is not None:
            self.post_message(Show("since", self.meeting.supervisor))

    def action_edit(self) -> None:
        """Changes the meeting."""
        if self.meeting is not None:
            self.change_meeting(self.meeting)

    def action_brief(self) -> None:
        """Prepares the one page."""
        self.prepare_brief(self.meeting)

    def action_hold(self) -> None:
        """Notes what came of it."""
        self.hold_meeting(self.meeting)
