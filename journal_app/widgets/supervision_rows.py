"""What is brought, asked, planned and agreed, each on one line of a list."""

from collections.abc import Collection
from datetime import date

from textual.content import Content

from db.records import Kind, Row
from db.supervision_records import (
    Action,
    Brought,
    BroughtAnchor,
    BroughtExcerpt,
    BroughtReflection,
    Item,
    ItemState,
    Meeting,
    MeetingState,
)
from journal_app.domain import agenda_words
from journal_app.domain.brief import LABELS
from journal_app.domain.dates import day_and_month, short_date
from journal_app.domain.visible import one_line, visible
from journal_app.widgets.lines import Entry

MUTED = "$text-muted"
_DATE = len("30 Nov 2026  ")
_LONGEST = 240
_BESIDE = 160


def key_of(brought: Brought) -> str:
    """The key of its line."""
    return f"{brought.key.kind} {brought.key.id}"


def brought_row(
    brought: Brought, today: date, *, gone: bool = False, ticked: bool = False
) -> Entry:
    """What was brought; dimmed when it was taken back just now."""
    match brought:
        case BroughtReflection(row):
            when, words = short_date(row.written_on, today), _opening(row)
        case BroughtExcerpt(row=row, text=text):
            when = short_date(row.written_on, today)
            words = Content(f"“{one_line(text, _LONGEST)}”")
        case BroughtAnchor(link):
            when, words = "the text", Content(one_line(link.label, _LONGEST))
    day = Content.styled(f"{when:<{_DATE}}", MUTED)
    if gone:
        plain = (day + Content("Taken back: ") + words).plain
        return Entry(key_of(brought), Content.styled(f"{tick(False)}{plain}", f"italic {MUTED}"))
    return Entry(key_of(brought), Content(tick(ticked)) + day + words)


def written_row(row: Row, today: date, *, ticked: bool = False, about: str = "") -> Entry:
    """A reflection, whether brought or not."""
    day = Content.styled(f"{short_date(row.written_on, today):<{_DATE}}", MUTED)
    sign = Content.styled("▸ ", "$accent") if row.brought else Content("")
    said = Content.styled(f"{about} ", MUTED) if about else Content("")
    return Entry(f"reflection {row.id}", Content(tick(ticked)) + day + said + sign + _opening(row))


def item_row(item: Item, today: date, number: int | None = None, *, ticked: bool = False) -> Entry:
    """A question with its place on the agenda and its minutes, and where it was carried from."""
    minutes = "" if item.minutes is None else f"{item.minutes} min"
    if number is not None:
        head = f"{number:>2}  {minutes:<8}"
    else:
        head = tick(ticked) + (f"{minutes}  " if minutes else "")
    content = Content.styled(head, MUTED)
    if item.state is ItemState.CARRIED:
        content += Content.styled("carried over: ", MUTED)
    elif item.carried_from is not None:
        origin = agenda_words.carried(item.carried_from, today)
        content += Content.styled(f"{origin}: ", "$accent")
    return Entry(f"item {item.id}", content + question(item))


def question(item: Item) -> Content:
    """The question on one line, or that it is still to be found."""
    words = one_line(item.question, _LONGEST)
    return Content(words) if words else Content.styled("a question still to be found", MUTED)


def meeting_row(meeting: Meeting, today: date) -> Entry:
    """A meeting in a list: its day, whom it is with, how long it was or that it is planned."""
    day = Content.styled(f"{short_date(meeting.day, today):<{_DATE}}", MUTED)
    words = Content(agenda_words.with_whom(meeting))
    about = Content.styled(f"   {agenda_words.length(meeting)}{_on_it(meeting)}", MUTED)
    return Entry(f"meeting {meeting.id}", day + words + about)


def overdue_row(meeting: Meeting, today: date) -> Entry:
    """A meeting whose day has passed and of which nothing is noted."""
    said = f"{day_and_month(meeting.day, today)} {agenda_words.with_whom(meeting)}: was it held?"
    return Entry(f"overdue {meeting.id}", Content(said))


def action_row(action: Action, today: date) -> Entry:
    """What I said I would do."""
    due = "" if action.due_on is None else short_date(action.due_on, today)
    late = action.due_on is not None and action.due_on < today
    day = Content.styled(f"{due:<{_DATE}}", "$warning" if late else MUTED)
    words = one_line(action.text, _LONGEST)
    return Entry(f"action {action.id}", Content(tick(False)) + day + Content(words))


def tick(ticked: bool) -> str:
    """A tick, or the room for it."""
    return "✓ " if ticked else "  "


def count_of(shown: Collection[object], count: int, what: str) -> list[Content]:
    """How many more there are than are shown; nothing if all are."""
    more = count - len(shown)
    return [Content(f"  {more} more {what}")] if more > 0 else []


def item_words(item: Item, today: date) -> tuple[str, Content, str]:
    """The heading, the line below it and the text that tell an item whole at the side."""
    about = [str(item.kind)] if item.kind is not None else []
    if item.minutes is not None:
        about.append(agenda_words.in_minutes(item.minutes))
    if item.carried_from is not None:
        about.append(agenda_words.carried(item.carried_from, today))
    if item.case_code is not None:
        about.append(f"case {one_line(item.case_code, 30)}")
    if item.wants is not None:
        about.append(f"I want {item.wants}")
    texts = {
        LABELS["context"]: item.context,
        LABELS["surfaces_first"]: item.surfaces,
        LABELS["moment"]: item.moment,
        LABELS["reaction"]: item.reaction,
        LABELS["went_well"]: item.went_well,
    }
    behind = [
        *(f"“{excerpt.text.strip()}”" for excerpt in item.behind.excerpts),
        *(one_line(row.opening, _BESIDE) for row in item.behind.reflections),
        *(link.label for link in item.behind.anchors),
    ]
    heading = visible(item.question).strip() or question(item).plain
    written = [f"{label}\n{text.strip()}" for label, text in texts.items() if text.strip()]
    if behind:
        written.append("\n".join(["Made from", *behind]))
    return heading, Content.styled("   ".join(about), MUTED), "\n\n".join(written)


def _opening(row: Row) -> Content:
    words = Content(one_line(row.opening, _LONGEST))
    return Content.styled("Caught: ", MUTED) + words if row.kind is Kind.CAUGHT else words


def _on_it(meeting: Meeting) -> str:
    if not meeting.items:
        return "" if meeting.state is MeetingState.HELD else ", nothing on it yet"
    return f", {agenda_words.questions(meeting.items)}"
