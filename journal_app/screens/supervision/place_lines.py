"""The lines of Supervision: what comes, what was brought, what waits, what came of it."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from textual.content import Content

from db.supervision_records import Brought, EntryKey, Item, Meeting
from journal_app.domain import agenda_words
from journal_app.services.agenda import Agenda
from journal_app.services.listed import Listed
from journal_app.services.preparing import Preparing
from journal_app.widgets.line_list import Shown
from journal_app.widgets.lines import Entry
from journal_app.widgets.supervision_rows import (
    MUTED,
    brought_row,
    count_of,
    item_row,
    key_of,
    meeting_row,
    overdue_row,
    question,
)

NO_MEETING = "None is planned. N plans one."
NOTHING_BROUGHT = "Empty. b on a reflection, a question or in the text brings it here."


def lines_of(found: Preparing, gone: Collection[EntryKey], today: date) -> list[Shown]:
    """All lines; none at all where nothing was ever planned or brought."""
    if found.is_empty and not found.coming.held_back:
        return []
    waiting = found.waiting
    return [
        *_coming(found, today),
        *inbox_lines(waiting.inbox.brought, waiting.inbox.more, gone, today),
        *waiting_lines("Questions without a meeting", waiting.unassigned, today),
        *waiting_lines("Parking lot", waiting.parked, today),
        *_afterwards(found, today),
    ]


def inbox_lines(
    inbox: Sequence[Brought],
    more: int,
    gone: Collection[EntryKey],
    today: date,
    ticked: Collection[str] = (),
) -> Iterator[Shown]:
    """The inbox, the last brought first; a line that teaches where it is empty."""
    yield ""
    if not inbox:
        yield "Inbox"
        yield Content(NOTHING_BROUGHT)
    heading = ""
    for brought in inbox:
        when = agenda_words.brought_when(brought.at.astimezone().date(), today)
        if when != heading:
            yield f"Brought {when}" if heading else f"Inbox: brought {when}"
            heading = when
        tick = key_of(brought) in ticked
        yield brought_row(brought, today, gone=brought.key in gone, ticked=tick)
    if more:
        yield Content(f"  {more} more were brought before these.")


def waiting_lines(heading: str, listed: Listed[Item], today: date) -> Iterator[Shown]:
    """Questions that are on no agenda, if there are any."""
    if listed.count:
        yield ""
        yield heading
        yield from (item_row(item, today) for item in listed.rows)
        yield from count_of(listed.rows, listed.count, "before these.")


def agenda_lines(agenda: Agenda, today: date) -> Iterator[Shown]:
    """The questions of a meeting in their order."""
    for number, item in enumerate(agenda.items, start=1):
        yield item_row(item, today, number)


def name_of(meeting: Meeting, today: date) -> str:
    """When a meeting is and whom it is with."""
    return f"{agenda_words.when(meeting, today)}, {agenda_words.with_whom(meeting)}"


def time_of(agenda: Agenda) -> Content:
    """Its minutes against its length, and by how many it is over."""
    said = Content(agenda_words.time_used(agenda.meeting, agenda.items))
    over = agenda_words.over(agenda.over_by)
    return said + Content(": ") + Content.styled(over, "$warning") if over else said


def agenda_beside(agenda: Agenda, today: date) -> tuple[str, Content, str]:
    """A meeting and its agenda as they are told at the side."""
    meeting = agenda.meeting
    questions = (
        f"{number}  {question(item).plain}" for number, item in enumerate(agenda.items, start=1)
    )
    text = "\n\n".join([*questions, agenda_words.risk_line(meeting)])
    return name_of(meeting, today), time_of(agenda), text


def _coming(found: Preparing, today: date) -> Iterator[Shown]:
    for overdue in found.coming.overdue:
        yield overdue_row(overdue, today)
    if found.coming.overdue:
        yield ""
    next_ = found.coming.next
    yield "Next meeting"
    if next_ is None:
        yield Content(NO_MEETING)
        return
    yield Entry(f"meeting {next_.meeting.id}", Content(name_of(next_.meeting, today)))
    yield Content("  ") + time_of(next_)
    if next_.items and next_.meeting.risk_answered_at is None:
        yield Content(f"  {agenda_words.NOT_ANSWERED}")
    yield from agenda_lines(next_, today)
    later = [meeting for meeting in found.planned if meeting.id != next_.meeting.id]
    if later:
        yield ""
        yield "After that"
        yield from (meeting_row(meeting, today) for meeting in later)


def _afterwards(found: Preparing, today: date) -> Iterator[Shown]:
    actions = found.coming.actions
    still_open = actions.still_open
    if still_open.count or actions.to_ask:
        yield ""
        yield "Actions"
        first = next(iter(still_open.rows), None)
        said = agenda_words.actions_open(still_open.count, first, today)
        yield Entry("actions", Content(said))
        if actions.to_ask:
            yield Content("  Of some done before, it can be said what they changed.")
    if found.held.count:
        yield ""
        yield "Held"
        yield from (meeting_row(meeting, today) for meeting in found.held.rows)
    if found.held.count or found.planned or found.coming.overdue:
        yield Entry("meetings", Content.styled("All meetings", MUTED))
    yield ""
    yield Entry("held_back", Content.styled(agenda_words.held_back(found.coming.held_back), MUTED))
