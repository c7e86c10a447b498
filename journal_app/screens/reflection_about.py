"""What is said of a reflection above its text and below all, in words."""

from datetime import date

from textual.content import Content

from db.records import Kind, Reflection, State
from journal_app.domain.dates import ago, day_and_date, long_date
from journal_app.services.whole import Whole
from journal_app.widgets.chips import chips

UNFINISHED = "This is unfinished.", "e goes on writing it."
REWRITING = "A rewriting of it is unfinished; this is what was kept.", "e goes on with it."
FOUND_THERE = "What was searched for stands in that rewriting.", ""
SHEDDING = (
    "It is being shed: what is kept next replaces all earlier versions.",
    "e goes on with it; y keeps them instead.",
)
THINKING = "A later thought is unfinished.", "l goes on with it."
TRASHED = "This is in the trash.", "u takes it out again; r removes it for ever."
"""How it stands, and the keys that do something about it where it can be written."""

CAUGHT = "I caught myself in this"

_DUE_KEYS = (("y", "keep it"), ("d", "another day"), ("s", "shed it"), ("x", "let it go"))


def heading(reflection: Reflection, today: date) -> Content:
    """The day it is about, and how long ago that is."""
    day = reflection.written_on
    return Content.styled(day_and_date(day), "bold $primary") + Content.styled(
        f"   {ago(day, today)}", "$text-muted"
    )


def about(whole: Whole, today: date, *, looking_only: bool = False) -> Content:
    """What must be known before it is read, what can be done, and what hangs on it."""
    said = 1 if looking_only else 2
    reflection = whole.shown.reflection
    lines = []
    if reflection.kind is Kind.CAUGHT:
        lines.append(Content.styled(CAUGHT, "italic"))
    if reflection.state is State.TRASHED:
        lines.append(Content.styled(" ".join(TRASHED[:said]), "$warning"))
    else:
        lines += [
            Content.styled(" ".join(words[:said]).rstrip(), "$warning")
            for words in _unfinished(whole)
        ]
        if is_due(reflection, today) and not reflection.shedding:
            lines.append(_due(reflection, today, looking_only=looking_only))
    hanging = chips(
        (),
        reflection.tags,
        reflection.own_state,
        reflection.brought_at is not None,
        reflection.case_code,
    )
    return Content("\n").join([*lines, hanging] if hanging else lines)


def foot(whole: Whole, today: date) -> str:
    """How often it was kept, and when it is to be looked at again."""
    reflection = whole.shown.reflection
    found = []
    if whole.versions:
        found.append("1 version" if whole.versions == 1 else f"{whole.versions} versions (v)")
    if whole.versions and reflection.draft is not None:
        found.append("one more unfinished")
    if reflection.review_by is not None and not is_due(reflection, today):
        found.append(f"to look at again on {long_date(reflection.review_by)} (d)")
    return "  ·  ".join(found)


def is_due(reflection: Reflection, today: date) -> bool:
    """Whether the day to look at it again has come."""
    return (
        reflection.state is State.KEPT
        and reflection.review_by is not None
        and reflection.review_by <= today
    )


def _unfinished(whole: Whole) -> list[tuple[str, str]]:
    reflection = whole.shown.reflection
    found = []
    if reflection.shedding:
        found.append(SHEDDING)
    elif reflection.state is State.DRAFT:
        found.append(UNFINISHED)
    elif reflection.draft is not None:
        found.append(REWRITING)
    if whole.hits.rewriting:
        found.append(FOUND_THERE)
    if whole.thinking:
        found.append(THINKING)
    return found


def _due(reflection: Reflection, today: date, *, looking_only: bool) -> Content:
    day = reflection.review_by or today
    since = "today" if day == today else f"since {long_date(day)}"
    due = Content.styled(f"To look at again {since}.", "$accent")
    if looking_only:
        return due
    keys = (
        Content.styled(key, "bold $footer-key-foreground") + Content(f" {says}")
        for key, says in _DUE_KEYS
    )
    return due + Content("\n") + Content("   ").join(keys)
