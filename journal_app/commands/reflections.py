"""Reflections as JSON for programs and as set text for people."""

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from content.library import Library
from db import versions
from db.records import Hit, LaterThought, Marked, Reflection, Row, State, Version
from db.transaction import Transaction
from journal_app.commands.output import Page, named, number, write_json
from journal_app.domain.dates import long_date
from journal_app.domain.own_state import OWN_STATES
from journal_app.domain.visible import one_line
from journal_app.services import reviewing
from journal_app.services.linking import ReadLink
from journal_app.services.reviewing import Shown
from journal_app.terminal import is_terminal

if TYPE_CHECKING:
    from db.store import Store

_STATES = {State.DRAFT: "draft", State.KEPT: "kept", State.TRASHED: "in the trash"}
_WHERE = {"body": (), "later": ("in a later thought",), "wording": ("in a passage it is on",)}
_LONGEST_SNIPPET = 1000


def reflection_json(tx: Transaction, shown: Shown) -> dict[str, Any]:
    """A reflection whole; of one never kept, `body` is the unfinished text."""
    reflection = shown.reflection
    return {
        "id": reflection.id,
        "kind": reflection.kind.value,
        "written_on": reflection.written_on.isoformat(),
        "state": reflection.state.value,
        "body": reflection.body or reflection.text,
        "links": [_link_json(link) for link in shown.links],
        "tags": list(reflection.tags),
        "brought": reflection.brought_at is not None,
        "case": reflection.case_code,
        "own_state": reflection.own_state,
        "frame": reflection.frame,
        "review_by": None if reflection.review_by is None else reflection.review_by.isoformat(),
        "later": [_thought_json(thought) for thought in reflection.later],
        "versions": versions.count(tx, reflection.id),
        "unfinished": None if reflection.draft is None else reflection.draft.body,
    }


def answer(
    store: "Store", library: Library, reflection_id: str, *, said: str, as_json: bool
) -> None:
    """Prints what was done: for programs the reflection as it is now, for people what is `said`."""
    if as_json:
        with store.read() as tx:
            write_json(reflection_json(tx, reviewing.show(tx, library, reflection_id)))
    else:
        page = Page()
        page.paragraph(said)
        page.show()


def version_json(version: Version) -> dict[str, Any]:
    """A version whole."""
    return {
        "number": version.number,
        "body": version.body,
        "kept_at": version.kept_at.isoformat(),
    }


def set_row(page: Page, row: Row) -> None:
    """A reflection in a list: its id, date and marks, its beginning, what it is on."""
    _set_head(page, row)
    page.paragraph(one_line(row.opening, 2 * page.width - 16), "    ")
    if row.labels:
        page.paragraph(f"On: {'; '.join(row.labels)}", "    ")
    if row.tags:
        page.paragraph(f"Tags: {named(row.tags)}", "    ")


def set_hit(page: Page, hit: Hit) -> None:
    """A reflection that was found: its id, date and marks, and the words in which it was found."""
    _set_head(page, hit, _WHERE[hit.where])
    page.paragraph(one_line(_with_marks(hit.snippet), _LONGEST_SNIPPET), "    ")


def set_reflection(page: Page, shown: Shown, version_count: int) -> None:
    """A reflection whole. A terminal gets its lines wrapped, a pipe gets them as they are."""
    reflection = shown.reflection
    marks = [reflection.id, long_date(reflection.written_on), _STATES[reflection.state]]
    if reflection.brought_at is not None:
        marks.append("brought to supervision")
    page.paragraph("  ".join(marks))
    for link in shown.links:
        _set_link(page, link)
    for line in _asides(reflection, version_count):
        page.paragraph(line)
    page.line()
    set_body(page, reflection.body or reflection.text)
    if reflection.body and reflection.draft is not None:
        page.line()
        page.line("Unfinished, not yet kept:")
        page.line()
        set_body(page, reflection.draft.body)
    for thought in reflection.later:
        page.line()
        page.line(f"Later, {when(thought.kept_at or thought.saved_at)} ({thought.id}):")
        page.line()
        set_body(page, thought.body)


def set_versions(page: Page, there: Sequence[Version], body: str) -> None:
    """The versions in a list, each with its beginning; what is kept now is marked."""
    for version in there:
        now = "  what it says now" if version.body == body else ""
        page.gap()
        page.line(f"{version.number}  {when(version.kept_at)}{now}")
        page.paragraph(one_line(version.body, 2 * page.width - 16), "    ")


def set_body(page: Page, body: str) -> None:
    """A text: wrapped for a terminal, as it is for a pipe."""
    if is_terminal(sys.stdout):
        page.paragraph(body)
    else:
        page.line(body)


def when(moment: datetime) -> str:
    """`23 November 2026, 14:03`, by the clock here."""
    local = moment.astimezone()
    return f"{long_date(local.date())}, {local:%H:%M}"


def _set_head(page: Page, item: Row | Hit, more: Sequence[str] = ()) -> None:
    marks = [item.written_on.isoformat()]
    if item.state is not State.KEPT:
        marks.append(_STATES[item.state])
    if item.brought:
        marks.append("brought")
    if item.unfinished and item.state is not State.DRAFT:
        marks.append("unfinished")
    page.gap()
    page.line(f"{item.id}  {'  '.join((*marks, *more))}")


def _with_marks(snippet: Marked) -> str:
    """The words with each hit between « and »."""
    pieces, at = [], 0
    for start, end in snippet.marks:
        pieces += [snippet.text[at:start], "«", snippet.text[start:end], "»"]
        at = end
    return "".join((*pieces, snippet.text[at:]))


def _asides(reflection: Reflection, version_count: int) -> list[str]:
    lines = []
    if reflection.tags:
        lines.append(f"Tags: {named(reflection.tags)}")
    if reflection.case_code is not None:
        lines.append(f"Case: {reflection.case_code}")
    if reflection.own_state is not None:
        lines.append(f"Own state: {OWN_STATES[reflection.own_state]}")
    if reflection.review_by is not None:
        lines.append(f"Look again by: {long_date(reflection.review_by)}")
    if version_count > 1:
        lines.append(f"Kept in {number(version_count, 'version')}")
    return lines


def _thought_json(thought: LaterThought) -> dict[str, Any]:
    return {
        "id": thought.id,
        "body": thought.body,
        "kept_at": None if thought.kept_at is None else thought.kept_at.isoformat(),
    }


def _link_json(read: ReadLink) -> dict[str, Any]:
    return {
        "anchor": read.link.anchor,
        "label": read.link.label,
        "wording": read.link.wording,
        "stands": _stands(read),
    }


def _stands(read: ReadLink) -> str:
    if read.passage is None:
        return "gone"
    return "changed" if read.changed else "same"


def _set_link(page: Page, read: ReadLink) -> None:
    page.paragraph(f"On: {read.link.label} ({read.link.anchor})", "    ", "")
    if read.passage is None:
        page.paragraph("The text no longer has this place. It said:", "    ")
        page.paragraph(read.link.wording, "      ")
    elif read.changed:
        page.paragraph("The wording has changed since. It said:", "    ")
        page.paragraph(read.link.wording, "      ")
        page.paragraph("It says now:", "    ")
        page.paragraph(read.passage.wording, "      ")
