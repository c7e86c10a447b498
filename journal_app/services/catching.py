"""One line kept on a misconception: "I caught myself in this"."""

from datetime import date, datetime

from db import drafts, links, reflections
from db.records import Kind, Link, State
from db.transaction import Transaction
from journal_app.services.writing import Desktop, open_for_writing


def begin(tx: Transaction, on: Link, *, today: date, now: datetime) -> Desktop:
    """The line to write: the one left unfinished on this misconception, or a new one.

    Unfinished text that has grown to several lines is no line any more and is left alone.
    """
    for row in drafts.unfinished(tx):
        if row.kind is Kind.CAUGHT and row.state is State.DRAFT and on.anchor in row.anchors:
            desktop = open_for_writing(tx, row.id, now=now)
            if "\n" not in desktop.draft.body:
                return desktop
    reflection_id = reflections.create(tx, written_on=today, now=now, kind=Kind.CAUGHT)
    links.add(tx, reflection_id, on)
    return open_for_writing(tx, reflection_id, now=now)
