"""Supervision: the next meeting, what was brought, what waits, and what came of it before."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from db.supervision_records import Meeting
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.visible import one_line
from journal_app.navigation import Edit, Show
from journal_app.screens.dialogs.choose import Choice, ChooseDialog
from journal_app.screens.room import Place
from journal_app.screens.supervision.meeting_keys import MeetingScreen
from journal_app.screens.supervision.place_lines import agenda_beside, lines_of, name_of
from journal_app.screens.supervision.question_keys import QuestionScreen
from journal_app.services import meeting as meetings
from journal_app.services.agenda import agenda_of
from journal_app.services.preparing import Preparing, preparing
from journal_app.widgets.places_bar import PlacesBar

EMPTY = (
    "Here you prepare for supervision, and keep what comes of it.\n\n"
    "b on any reflection brings it here, ctrl+g while you write; b on a question or in the text "
    "brings that. Nothing gets here by itself, and b takes it back.\n\n"
    "N plans a meeting. s then shows what has come up, a makes a question of what is marked, and "
    "the questions become one page to take along.\n\n"
    "h notes that something is held back. That never leaves the journal."
)
NO_MEETING_YET = "There is no meeting yet. N plans one."
UNPLANNED = "none"


class SupervisionPlace(QuestionScreen, MeetingScreen, Place):
    """All of it as lines. What is taken back stands there dimmed until it is loaded anew."""

    PLACE = "supervision"
    EMPTY = EMPTY
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("supervision")]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Preparing | None = None
        self._meetings: dict[str, Meeting] = {}

    def compose(self) -> ComposeResult:
        yield PlacesBar(self.PLACE)
        yield from super().compose()

    # --- showing --------------------------------------------------------------------------

    def refresh_place(self) -> None:
        """Looks anew; what was taken back before is no longer there."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load supervision")
    async def _load(self) -> None:
        found = await self.desk.journal.read(preparing, today=self.desk.today())
        self.found = found
        waiting, next_ = found.waiting, found.coming.next
        on_agenda = () if next_ is None else next_.items
        self.know(
            waiting.inbox.brought, (*on_agenda, *waiting.unassigned.rows, *waiting.parked.rows)
        )
        self._meetings = {
            one.id: one for one in (*found.planned, *found.coming.overdue, *found.held.rows)
        }
        self.show_lines()

    def show_lines(self) -> None:
        """Shows what was found; nothing but how to begin where there is nothing."""
        found, today = self.found, self.desk.today()
        if found is None:
            return
        self.put(lines_of(found, self.gone, today), head=Content(""))

    async def look_beside(self, what: str, which: str) -> None:
        """Shows at the side what a line stands for; of a meeting, what is on its agenda."""
        meeting = self._meetings.get(which)
        if meeting is None:
            await super().look_beside(what, which)
        else:
            agenda = await self.desk.journal.read(agenda_of, which)
            self.preview.show_words(f"{what} {which}", *agenda_beside(agenda, self.desk.today()))

    # --- the meeting that is meant --------------------------------------------------------

    @property
    def meeting(self) -> Meeting | None:
        """The marked meeting, else the next one, else one of which it isn't known if it was."""
        what, which = self.marked
        if what in {"meeting", "overdue"}:
            return self._meetings.get(which)
        found = self.found
        if found is None:
            return None
        return next(iter((*found.planned, *found.coming.overdue)), None)

    @property
    def meeting_to_fill(self) -> str | None:
        """The next meeting."""
        planned = () if self.found is None else self.found.planned
        return planned[0].id if planned else None

    # --- what can be done -----------------------------------------------------------------

    def open(self, what: str, which: str) -> None:
        """Opens what the line stands for."""
        match what:
            case "meeting":
                held = self._meetings[which].held_at is not None
                self.post_message(Show("hold" if held else "agenda", which))
            case "overdue":
                self.hold_meeting(self._meetings[which])
            case "item":
                self.post_message(Show("item", which))
            case "actions" | "held_back" | "meetings":
                self.post_message(Show(what))
            case _:
                super().open(what, which)

    def action_edit(self) -> None:
        """Changes the marked meeting; goes on with the marked question or reflection."""
        what, which = self.marked
        if what in {"meeting", "overdue"}:
            self.change_meeting(self._meetings[which])
        elif what == "reflection":
            self.post_message(Edit(which))
        else:
            self.action_open()

    def action_plan(self) -> None:
        """Plans a meeting."""
        self.plan_meeting(None if self.meeting is None else self.meeting.supervisor)

    def action_agenda(self) -> None:
        """Goes to the agenda of the marked meeting, or of the next."""
        if self.meeting is not None:
            self.post_message(Show("agenda", self.meeting.id))
        elif self.found is not None:
            self.say(NO_MEETING_YET)

    def action_brief(self) -> None:
        """Prepares the one page for the marked meeting, or the next."""
        if self.found is not None:
            self.prepare_brief(self.meeting)

    def action_hold(self) -> None:
        """Notes what came of the marked meeting, or of one whose day has come."""
        if self.found is None:
            return
        overdue = self.found.coming.overdue
        marked = self.marked[0] in {"meeting", "overdue"}
        self.hold_meeting(overdue[0] if overdue and not marked else self.meeting)

    def action_meetings(self) -> None:
        """Shows all meetings."""
        self.post_message(Show("meetings"))

    def action_log(self) -> None:
        """Shows the log."""
        self.post_message(Show("log"))

    def action_held_back(self) -> None:
        """Shows what is held back."""
        self.post_message(Show("held_back"))

    def action_since(self) -> None:
        """Shows what there is since the last meeting with whom it is planned next."""
        self._since()

    @work(exclusive=True, group="since", exit_on_error=False, description="choose a supervisor")
    async def _since(self) -> None:
        names = await self.desk.journal.read(meetings.known_supervisors)
        name = self.meeting.supervisor if self.meeting is not None else next(iter(names), None)
        if len(names) > 1:
            choices = [Choice(one, one_line(one, 60), "") for one in names]
            name = await self.app.push_screen_wait(
                ChooseDialog("Since the last meeting with", choices, name)
            )
            if name is None:
                return
        if name is None:
            self.say(NO_MEETING_YET)
        else:
            self.post_message(Show("since", name))

    def action_ask(self) -> None:
        """Makes a question from what is marked in the inbox, or one from nothing yet."""
        self._ask()

    @work(exclusive=True, group="which", exit_on_error=False, description="choose a meeting")
    async def _ask(self) -> None:
        marked = self.brought.get(self.lines.marked or "")
        keys = [] if marked is None or marked.key in self.gone else [marked.key]
        planned, today = () if self.found is None else self.found.planned, self.desk.today()
        meeting_id = self.meeting_to_fill
        if len(planned) > 1:
            choices = [Choice(one.id, name_of(one, today), "") for one in planned]
            chosen = await self.app.push_screen_wait(
                ChooseDialog(
                    "A question for",
                    [*choices, Choice(UNPLANNED, "No meeting yet", "")],
                    meeting_id,
                )
            )
            if chosen is None:
                return
            meeting_id = None if chosen == UNPLANNED else chosen
        self.begin_question(meeting_id, keys)
