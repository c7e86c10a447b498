"""What is said while a meeting is held, and how its questions are shown."""

from textual.content import Content

from db.supervision_records import Meeting, MeetingState
from journal_app.domain.dates import day_and_date, long_date
from journal_app.domain.visible import one_line, visible
from journal_app.screens.dialogs.choose import Choice
from journal_app.services.holding import HeldItem, Holding, Outcome, outcome_of
from journal_app.widgets.held_part import HeldPartShown

HEARD = "What I heard"
HEARD_HINT = "What was said that I want to keep"
NOTE = "Anything else"
NOTE_HINT = "What belongs to no question"
NOTHING_ON_IT = "Nothing was on its agenda. What came of the meeting can be noted all the same."
NO_QUESTION = "No question was formed yet"
MINUTES = "How long it was"
NOT_HELD = "Not noted as held yet."

CARRY, DISCUSSED = "carry", "discussed"

_AFTER_HOLDING = (Outcome.DISCUSSED, Outcome.CARRIED)


def heading(meeting: Meeting) -> Content:
    """Which meeting it is, and whether it is noted as held."""
    who = one_line(meeting.supervisor, 30)
    held = meeting.state is MeetingState.HELD
    says = f"Held, {meeting.length} minutes." if held else NOT_HELD
    return (
        Content.styled(f"After supervision with {who}", "bold $primary")
        + Content.styled(f"   {day_and_date(meeting.day)}.", "$text-muted")
        + Content.styled(f" {says}", "$text-muted")
    )


def part(number: int, held: HeldItem, meeting: Meeting) -> HeldPartShown:
    """A question as its part shows it."""
    item, outcome = held.item, outcome_of(held.item)
    offered = _AFTER_HOLDING if meeting.state is MeetingState.HELD else tuple(Outcome)
    question = visible(item.question.strip()) or NO_QUESTION
    about = [str(each) for each in (item.kind, item.wants) if each is not None]
    if item.minutes is not None:
        about.append(f"{item.minutes} minutes")
    if item.carried_from is not None:
        about.append(f"carried over from {long_date(item.carried_from)}")
    shown = Content.styled(f"{number}  ", "$secondary") + Content.styled(question, "bold")
    if about:
        shown += Content.styled(f"   {', '.join(about)}", "$text-muted")
    return HeldPartShown(
        heading=shown,
        outcomes=[(each.name, each.value) for each in dict.fromkeys((*offered, outcome))],
        outcome=outcome.name,
        went=_went(held, outcome, meeting),
        here=outcome in _AFTER_HOLDING,
    )


def _went(held: HeldItem, outcome: Outcome, meeting: Meeting) -> str:
    match outcome:
        case Outcome.CARRIED if held.goes_on_with is not None:
            return f"It is on the agenda of {long_date(held.goes_on_with.day)}."
        case Outcome.CARRIED:
            return f"It waits until a meeting with {one_line(meeting.supervisor, 30)} is made."
        case Outcome.PARKED:
            return "It waits in the parking lot."
        case Outcome.DROPPED:
            return "What it was made from is in the inbox again."
        case _:
            return ""


def general() -> HeldPartShown:
    """The part of the meeting itself."""
    return HeldPartShown(Content.styled("From the meeting as a whole", "bold"), (), "", "", True)


def not_reached(count: int) -> str:
    """The question about questions on which nothing is noted."""
    if count == 1:
        return "Nothing is noted on one question. Was there no time for it?"
    return f"Nothing is noted on {count} questions. Was there no time for them?"


def ways(count: int) -> tuple[Choice, ...]:
    """What can be said of them."""
    them, all_of_it = ("it", "It was") if count == 1 else ("them", "They were")
    return (
        Choice(CARRY, f"Carry {them} over", "To the next meeting, with where it came from."),
        Choice(DISCUSSED, f"{all_of_it} discussed", "There was nothing to note."),
    )


def said(before: Holding, after: Holding) -> str:
    """What is said once it is noted as held."""
    reached = {held.item.id for held in before.untouched}
    carried = sum(
        held.item.id in reached and outcome_of(held.item) is Outcome.CARRIED for held in after.items
    )
    over = f" Carried over: {carried}." if carried else ""
    return f"Held, {after.meeting.length} minutes.{over}"
