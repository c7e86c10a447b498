"""How actions are listed and shown, and what is said of them."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from db.supervision_records import Action
from journal_app.domain.brief import LABELS
from journal_app.domain.dates import ago, long_date, short_date
from journal_app.domain.visible import one_line, visible
from journal_app.screens.supervision.hold_words import HEARD
from journal_app.services.afterwards import Actions, All, Origin
from journal_app.widgets.line_list import Shown
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

ACTION, MORE = "action", "more"

_LONGEST = 240
_WHEN = len("due 30 Nov 2026 ")


def lines(found: All, today: date) -> list[Shown]:
    """Each kind under its heading; a kind that is empty is left out."""
    shown: list[Shown] = []
    for heading, actions in (
        ("Open", found.still_open.rows),
        (WHAT_CHANGED, found.to_ask),
        ("Done", found.done),
    ):
        if actions:
            shown += [*([""] if shown else []), heading]
            shown += _entries(actions, today)
    if found.more or len(found.still_open.rows) < found.still_open.count:
        shown.append(Entry(MORE, Content.styled("Show more", "$text-muted")))
    return shown


def line(action: Action, today: date) -> Content:
    """One action on one line: when it is due, or was done, and what it is."""
    return Content.styled(f"{_when(action, today):<{_WHEN}}", "$text-muted") + Content(
        one_line(action.text, _LONGEST)
    )


def _when(action: Action, today: date) -> str:
    if action.done_at is not None:
        return short_date(action.done_at.astimezone().date(), today)
    return "" if action.due_on is None else f"due {short_date(action.due_on, today)}"


def to_do(actions: Actions, today: date) -> list[Entry]:
    """The open ones on a few lines, the last of which counts those that have no room."""
    rows, count = actions.still_open.rows, actions.still_open.count
    if count > len(rows):
        rest = count - len(rows) + 1
        more = Content.styled(f"{rest} more", "$text-muted")
        return [*_entries(rows[:-1], today), Entry(ACTION, more)]
    return _entries(rows, today)


def asked(actions: Actions, today: date) -> list[Entry]:
    """Those of which it is to be asked what they changed."""
    return _entries(actions.to_ask, today)


def _entries(actions: Sequence[Action], today: date) -> list[Entry]:
    return [Entry(f"{ACTION} {action.id}", line(action, today)) for action in actions]


def beside(origin: Origin, today: date) -> tuple[str, Content, str]:
    """An action whole: its words, where it comes from and when, what was asked and what changed."""
    action, item = origin.action, origin.item
    who = one_line(action.supervisor, 30)
    about = [f"Said in the meeting with {who} on {long_date(action.meeting_day)}."]
    if action.done_at is not None:
        about.append(f"Done {ago(action.done_at.astimezone().date(), today)}.")
    elif action.due_on is not None:
        about.append(f"Due on {long_date(action.due_on)}.")
    texts = {} if item is None else {LABELS["question"]: item.question, HEARD: item.heard}
    texts["What changed"] = action.what_changed
    parts = [f"{label}\n{text.strip()}" for label, text in texts.items() if text.strip()]
    return (
        visible(action.text),
        Content.styled(" ".join(about), "$text-muted"),
        "\n\n".join(parts),
    )
