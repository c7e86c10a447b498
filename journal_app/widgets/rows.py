"""A reflection on one line of an overview: when, and how it begins."""

from datetime import date

from textual.content import Content

from db.records import Kind, Row
from journal_app.domain.dates import short_date
from journal_app.domain.visible import one_line

_DATE = len("30 Nov 2026")
_LONGEST = 200


def opening(row: Row) -> Content:
    """How it begins, and whether it is a line on a misconception or has been brought."""
    words = one_line(row.opening, _LONGEST)
    content = Content(words) if words else Content.styled("nothing written yet", "$text-muted")
    if row.kind is Kind.CAUGHT:
        content = Content.styled("I caught myself: ", "italic") + content
    return Content.styled("▸ ", "$accent") + content if row.brought else content


def when(row: Row, today: date) -> Content:
    """Its date, as wide as the widest."""
    return Content.styled(f"{short_date(row.written_on, today):<{_DATE}}  ", "$text-muted")


def places(row: Row) -> Content:
    """What it stands on, on one line."""
    labels = "  ".join(f"↳ {one_line(label, 40)}" for label in row.labels)
    return (
        Content.styled(labels, "$primary")
        if labels
        else Content.styled("on nothing in particular", "$text-muted")
    )


def beginning_first(row: Row, today: date) -> Content:
    """Its date and its beginning; what it stands on follows where there is height for it."""
    below = Content("\n" + " " * (_DATE + 2)) + places(row)
    return when(row, today) + opening(row) + below


def place_first(row: Row, today: date) -> Content:
    """Its date and what it stands on; below, its beginning."""
    indent = " " * (_DATE + 2)
    return when(row, today) + places(row) + Content("\n" + indent) + opening(row)
