"""What the question builder says, and how it shows an item and what it was made from."""

from collections.abc import Mapping

from textual.content import Content

from db.supervision_records import Behind, Eye, Item, ItemKind, ItemState, Meeting, Wants
from journal_app.domain.dates import day_and_date, long_date
from journal_app.domain.eyes import EYES
from journal_app.domain.visible import one_line
from journal_app.screens.dialogs.choose import Choice
from journal_app.widgets.behind import Source

PLACEHOLDERS: Mapping[str, str] = {
    "question": "What do I want to ask?",
    "surfaces": "Whatever comes up first, unsorted",
    "moment": "One moment: what was said, what was done",
    "reaction": "What I felt, thought and did",
    "context": "Two lines that are enough to follow, and name nobody",
    "went-well": "Something that worked",
}
CASE_CODE = "a code, never a name"
NOT_CHOSEN = "not chosen"

STUCK = (
    "If no question forms, something about supervision itself may be in the way. "
    "f4 offers ways on, f2 other ways in."
)
IN_THE_WAY = "No question yet. Is something about supervision itself in the way?"
HELD_BACK, WRITE_FREELY, LEAVE_IT = "held back", "write freely", "leave it"
WAYS_ON = (
    Choice(HELD_BACK, "Note it in held back", "The feeling, not the thing. It never leaves here."),
    Choice(WRITE_FREELY, "Write freely", "Private, on nothing in particular; this waits for you."),
    Choice(LEAVE_IT, "Leave it for later", "What you wrote stays; an empty one is cleared away."),
)
EYES_HEADING = "Another way in: look through one of seven eyes"
NO_VIEW = "none"
NOTHING_BEHIND = "Nothing stands behind this question. It need not."

PLACE = "place"
REFLECTION = "reflection"


def named(choice: ItemKind | Wants | Eye) -> str:
    """How a choice is called on screen."""
    return choice.capitalize()


def seen_through(view: Eye) -> Content:
    """The prompt above the question."""
    return Content.styled(f"{named(view)}  ", "bold $secondary") + Content(EYES[view])


def heading(item: Item, meeting: Meeting | None) -> Content:
    """What it is for, and where it comes from."""
    shown = Content.styled("A question for supervision", "bold $primary")
    whereabouts = [_where(item, meeting)]
    if item.carried_from is not None:
        whereabouts.append(f"Carried over from {long_date(item.carried_from)}.")
    return shown + Content.styled(f"   {' '.join(whereabouts)}", "$text-muted")


def _where(item: Item, meeting: Meeting | None) -> str:
    if meeting is not None:
        return f"For {one_line(meeting.supervisor, 30)}, {day_and_date(meeting.day)}."
    if item.state is ItemState.PARKED:
        return "In the parking lot."
    return "For no meeting yet."


def sources(behind: Behind, bodies: Mapping[str, str]) -> tuple[Source, ...]:
    """The passages that were marked first, then whole reflections, then places in the text."""
    marked = [
        Source(
            f"{REFLECTION} {excerpt.row.id} {excerpt.id}",
            f"Marked in what you wrote on {long_date(excerpt.row.written_on)}",
            excerpt.text,
        )
        for excerpt in behind.excerpts
    ]
    whole = [
        Source(
            f"{REFLECTION} {row.id}",
            f"Written on {long_date(row.written_on)}",
            bodies.get(row.id, row.opening),
        )
        for row in behind.reflections
    ]
    places = [
        Source(
            f"{PLACE} {link.anchor}", link.label, "" if link.wording == link.label else link.wording
        )
        for link in behind.anchors
    ]
    return (*marked, *whole, *places)
