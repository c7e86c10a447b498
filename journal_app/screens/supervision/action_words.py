"""How actions are listed and shown, and what is said of them."""

from datetime import date

from textual.content import Content

from db.supervision_records import Action
from journal_app.domain.dates import ago, long_date, short_date
from journal_app.domain.visible import one_line, visible
from journal_app.services.afterwards import All, Origin
from journal_app.widgets.lines import Entry

EMPTY = (
    "Here will stand what you say you will do, the first due first.\n\n"
    "Supervision (5) holds a meeting once it is over: beside what you heard you note there what "
    "you will do, and by when. Once it is done, it is asked what it changed."
)
WHAT_CHANGED = "What changed?"
WILL_DO = "What I will do"
CHANGE_WORDS = "In words that will still say it in a few weeks."
OR_LATER = "escape  done; with nothing written here it is asked in two weeks"
LEAVE = "escape  done; what is typed is kept"
DONE = "Done. In two weeks it is asked what it changed."
KEPT = "Kept. It stands with what it began with."
ASKED_LATER = "It is asked again in two weeks."
ASKED_NO_MORE = "It is not asked any more. u undoes that."
DROPPED = "Taken off. u undoes that."
UNDONE = "Undone."
NOTHING_TO_UNDO = "There is nothing to undo here."

_LONGEST = 240
_WHEN = 14


def lines(found: All, today: date) -> list[Entry | str]:
    """Each kind under its heading; a kind that is empty is left out."""
    shown: list[Entry | str] = []
    rest = found.still_open.count - len(found.still_open.rows)
    for heading, actions, more in (
        ("Open", found.still_open.rows, f"{rest} more" if rest else ""),
        (WHAT_CHANGED, found.to_ask, ""),
        ("Done", found.done, "and more before these" if found.more else ""),
    ):
        if actions:
            entries = [Entry(action.id, line(action, today)) for action in actions]
            shown += [*([""] if shown else []), f" {heading}", *entries]
            shown += [f" {more}"] if more else []
    return shown


def line(action: Action, today: date) -> Content:
    """One action on one line: when it is due or was done, and what it is."""
    return Content.styled(f"{_when(action, today):<{_WHEN}}", "$text-muted") + Content(
        one_line(action.text, _LONGEST)
    )


def _when(action: Action, today: date) -> str:
    if action.done_at is not None:
        return f"done {short_date(action.done_at.astimezone().date(), today)}"
    return "" if action.due_on is None else f"due {short_date(action.due_on, today)}"


def about(origin: Origin, today: date) -> Content:
    """All of an action: its words, where it comes from, when it is due, what it changed."""
    action, item = origin.action, origin.item
    parts = [Content.styled(visible(action.text), "bold"), Content("")]
    who = one_line(action.supervisor, 30)
    parts.append(_muted(f"Said in the meeting with {who} on {long_date(action.meeting_day)}."))
    if action.done_at is not None:
        parts.append(_muted(f"Done {ago(action.done_at.astimezone().date(), today)}."))
    elif action.due_on is not None:
        parts.append(_muted(f"Due on {long_date(action.due_on)}."))
    if item is not None and item.question.strip():
        parts += [Content(""), _labelled("Question", item.question)]
    if item is not None and item.heard.strip():
        parts += [Content(""), _labelled("What I heard", item.heard)]
    if action.what_changed.strip():
        parts += [Content(""), _labelled("What changed", action.what_changed)]
    return Content("\n").join(parts)


def _muted(text: str) -> Content:
    return Content.styled(text, "$text-muted")


def _labelled(label: str, text: str) -> Content:
    return Content.styled(f"{label}  ", "$secondary") + Content(visible(text))
