"""One line kept on a misconception: "I caught myself in this"."""

from datetime import date, datetime

from db import drafts, links, reflections
from db.records import Kind, Link
from db.transaction import Transaction
from journal_app.services.writing import Desktop, open_for_writing


def begin(tx: Transaction, on: Link, *, today: date, now: datetime) -> Desktop:
    """The line to write: the one left unfinished on this misconception, or a new one."""
    unfinished = drafts.unfinished_on(tx, on.anchor)
    if unfinished is not None:
        desktop = open_for_writing(tx, unfinished, now=now)
        if desktop.reflection.kind is Kind.CAUGHT and "\n" not in desktop.draft.body:
            return desktop
    reflection_id = reflections.create(tx, written_on=today, now=now, kind=Kind.CAUGHT)
    links.add(tx, reflection_id, on)
    return open_for_writing(tx, reflection_id, now=now)
