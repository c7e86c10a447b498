"""Reflections as JSON for programs and as set text for people."""

import sys
from typing import Any

from db.records import Row, State
from journal_app.commands.output import Page, named
from journal_app.domain.dates import long_date
from journal_app.domain.visible import one_line
from journal_app.services.linking import ReadLink
from journal_app.services.reviewing import Shown
from journal_app.terminal import is_terminal

_STATES = {State.DRAFT: "draft", State.KEPT: "kept", State.TRASHED: "in the trash"}


def reflection_json(shown: Shown) -> dict[str, Any]:
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
        "own_state": reflection.own_state,
        "frame": reflection.frame,
        "unfinished": None if reflection.draft is None else reflection.draft.body,
    }


def set_row(page: Page, row: Row) -> None:
    """A reflection in a list: its id, date and marks, its beginning, what it is on."""
    marks = [row.written_on.isoformat()]
    if row.state is not State.KEPT:
        marks.append(_STATES[row.state])
    if row.brought:
        marks.append("brought")
    if row.unfinished and row.state is not State.DRAFT:
        marks.append("unfinished")
    page.gap()
    page.line(f"{row.id}  {'  '.join(marks)}")
    page.paragraph(one_line(row.opening, 2 * page.width - 16), "    ")
    if row.labels:
        page.paragraph(f"On: {'; '.join(row.labels)}", "    ")
    if row.tags:
        page.paragraph(f"Tags: {named(row.tags)}", "    ")


def set_reflection(page: Page, shown: Shown) -> None:
    """A reflection whole. A terminal gets its lines wrapped, a pipe gets them as they are."""
    reflection = shown.reflection
    marks = [reflection.id, long_date(reflection.written_on), _STATES[reflection.state]]
    if reflection.brought_at is not None:
        marks.append("brought to supervision")
    page.paragraph("  ".join(marks))
    for link in shown.links:
        _set_link(page, link)
    if reflection.tags:
        page.paragraph(f"Tags: {named(reflection.tags)}")
    page.line()
    _set_body(page, reflection.body or reflection.text)
    if reflection.body and reflection.draft is not None:
        page.line()
        page.line("Unfinished, not yet kept:")
        page.line()
        _set_body(page, reflection.draft.body)


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


def _set_body(page: Page, body: str) -> None:
    if is_terminal(sys.stdout):
        page.paragraph(body)
    else:
        page.line(body)
