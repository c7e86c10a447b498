"""All meetings, planned and held, the latest first."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType
from textual.content import Content

from db.supervision_records import Meeting, MeetingState
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.navigation import Show
from journal_app.screens.supervision.meeting_keys import MeetingScreen
from journal_app.screens.supervision.place_lines import agenda_beside
from journal_app.services import meeting as meetings
from journal_app.services.agenda import agenda_of
from journal_app.services.listed import Listed
from journal_app.widgets.lines import Entry
from journal_app.widgets.supervision_rows import MUTED, meeting_row

if TYPE_CHECKING:
    from journal_app.widgets.line_list import Shown

CANCELLED = "Cancelled; its questions wait for another meeting. u undoes that."
PLANNED_AGAIN = "It is planned as before."
MORE = "more"


class MeetingsScreen(MeetingScreen):
    """The meetings under headings by year; further ones are fetched by the last line."""

    EMPTY = (
        "Here will stand your supervision: meetings planned and held, with one or several "
        "supervisors, a group or peers.\n\n"
        "N makes the first one, planned or held already; each next one follows from the last."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("meetings")]
    KEPT = ("_most",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Listed[Meeting] = Listed((), 0)
        self._most = meetings.PAGE
        self._cancelled: list[tuple[str, tuple[str, ...]]] = []

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again at the list."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load the meetings")
    async def _load(self) -> None:
        self.found = await self.desk.journal.read(meetings.listed, limit=self._most)
        self.show_lines()

    def show_lines(self) -> None:
        """Shows what was found."""
        today, rows = self.desk.today(), self.found.rows
        lines: list[Shown] = []
        year = 0
        for meeting in rows:
            if meeting.day.year != year:
                year = meeting.day.year
                lines += ["", str(year)] if lines else [str(year)]
            lines.append(meeting_row(meeting, today))
        if len(rows) < self.found.count:
            more = f"{self.found.count - len(rows)} more; enter shows them"
            lines.append(Entry(MORE, Content.styled(more, MUTED)))
        self.put(lines, head=Content.styled("Meetings", "bold $primary"))

    async def look_beside(self, what: str, which: str) -> None:
        """Shows at the side what is, or was, on the agenda."""
        if what == "meeting":
            agenda = await self.desk.journal.read(agenda_of, which)
            self.preview.show_words(which, *agenda_beside(agenda, self.desk.today()))
        else:
            self.preview.clear()

    # --- what can be done -----------------------------------------------------------------

    @property
    def meeting(self) -> Meeting | None:
        """The marked meeting."""
        return next((one for one in self.found.rows if one.id == self.marked[1]), None)

    def open(self, what: str, which: str) -> None:
        """Opens the agenda, or what came of the meeting; fetches more from the last line."""
        meeting = self.meeting
        if what == MORE:
            self._most += meetings.PAGE
            self._load()
        elif meeting is not None:
            held = meeting.state is MeetingState.HELD
            self.post_message(Show("hold" if held else "agenda", which))

    def action_plan(self) -> None:
        """Makes a meeting."""
        self.plan_meeting(None if self.meeting is None else self.meeting.supervisor)

    def action_edit(self) -> None:
        """Changes the marked meeting."""
        if self.meeting is not None:
            self.change_meeting(self.meeting)

    def action_hold(self) -> None:
        """Notes what came of the marked meeting."""
        self.hold_meeting(self.meeting)

    def action_brief(self) -> None:
        """Prepares the one page for the marked meeting."""
        self.prepare_brief(self.meeting)

    def action_since(self) -> None:
        """Shows what there is since the last meeting with the supervisor of the marked one."""
        if self.meeting is not None:
            self.post_message(Show("since", self.meeting.supervisor))

    def action_cancel(self) -> None:
        """Cancels the marked meeting."""
        if self.meeting is not None:
            self._cancel(self.meeting)

    @work(group="cancel", exit_on_error=False, description="cancel a meeting")
    async def _cancel(self, meeting: Meeting) -> None:
        desk = self.desk
        waiting = await desk.journal.write(meetings.cancel, meeting.id, now=desk.now())
        self._cancelled.append((meeting.id, waiting))
        self.say(CANCELLED)
        self.look_again()

    def action_undo(self) -> None:
        """Undoes the last cancelling."""
        if self._cancelled:
            self._cancel_no_more(*self._cancelled.pop())
        else:
            self.say("Nothing was cancelled here.")

    @work(group="cancel", exit_on_error=False, description="undo a cancelling")
    async def _cancel_no_more(self, meeting_id: str, item_ids: tuple[str, ...]) -> None:
        await self.desk.journal.write(
            meetings.cancel_no_more, meeting_id, item_ids, now=self.desk.now()
        )
        self.wanted = f"meeting {meeting_id}"
        self.say(PLANNED_AGAIN)
        self.look_again()
