"""What goes to supervision: the deliberate act of bringing, and the inbox."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from content.library import Library
from db import inbox as entries
from db import reflections
from db.errors import JournalError
from db.supervision_records import (
    Brought,
    BroughtAnchor,
    BroughtExcerpt,
    BroughtReflection,
    EntryKey,
    EntryKind,
)
from db.transaction import Transaction
from journal_app.services.linking import link_to

MOST = 500
"""How many the inbox shows."""


PASSAGE_BROUGHT = "Brought, just this passage. The rest stays as private as it was."


class Moved(Enum):
    """What came of bringing or taking back, as it is said on screen."""

    BROUGHT = "Brought to supervision."
    TAKEN_BACK = "Taken back. It is private again."
    TAKEN_OUT = "Taken out of the inbox again."
    STAYS_ON_AGENDA = "Out of the inbox again. It stays on the agenda it was put on."


@dataclass(frozen=True, slots=True)
class Inbox:
    """What was brought and has no meeting yet, the last brought first; `more` are not shown."""

    brought: tuple[Brought, ...]
    more: int


def inbox(tx: Transaction) -> Inbox:
    """The inbox as it is now."""
    brought = entries.waiting(tx, limit=MOST)
    more = 0 if len(brought) < MOST else entries.count(tx) - MOST
    return Inbox(brought, more)


def bring_excerpt(
    tx: Transaction, reflection_id: str, text: str, *, start: tuple[int, int], now: datetime
) -> str:
    """Brings a marked passage, from (line, column) of the text on; its id.

    A JournalError if nothing is marked; NotFound for the reflection.
    """
    if not text.strip():
        raise JournalError("Nothing is marked. Mark the words to bring, then try again.")
    return entries.bring_excerpt(tx, reflection_id, text, start, now)


def bring_anchor(tx: Transaction, library: Library, anchor: str, *, now: datetime) -> None:
    """Brings a question, misconception or passage of a topic itself; UnknownAnchor."""
    entries.bring_anchor(tx, link_to(library, anchor), now)


def bring_or_take_back_anchor(
    tx: Transaction, library: Library, anchor: str, *, now: datetime
) -> Moved:
    """Brings a place of a topic itself, or takes it out if it is in the inbox; UnknownAnchor.

    One that is on an agenda already is brought anew.
    """
    if entries.anchor_waits(tx, anchor):
        entries.take_back(tx, EntryKey(EntryKind.ANCHOR, anchor))
        return Moved.TAKEN_OUT
    bring_anchor(tx, library, anchor, now=now)
    return Moved.BROUGHT


def take_back(tx: Transaction, key: EntryKey) -> None:
    """Takes it out of the inbox; NotFound."""
    entries.take_back(tx, key)


def bring_again(tx: Transaction, brought: Brought) -> None:
    """Undoes a taking back: it stands in the inbox as if it had never left; NotFound."""
    match brought:
        case BroughtReflection(row, at):
            entries.bring_anew(tx, row.id, at)
        case BroughtExcerpt(id_, row, text, start, at):
            entries.bring_excerpt(tx, row.id, text, start, at, id=id_)
        case BroughtAnchor(link, at):
            entries.bring_anchor(tx, link, at)


def bring_or_take_back(tx: Transaction, reflection_id: str, *, now: datetime) -> Moved:
    """Brings the reflection, or takes it back if it is in the inbox; NotFound.

    One that is on an agenda already is brought anew.
    """
    if reflections.get(tx, reflection_id).brought_at is None:
        reflections.bring(tx, reflection_id, now)
        return Moved.BROUGHT
    if entries.is_placed(tx, reflection_id):
        entries.bring_anew(tx, reflection_id, now)
        return Moved.BROUGHT
    entries.take_back(tx, EntryKey(EntryKind.REFLECTION, reflection_id))
    stays = entries.is_placed(tx, reflection_id)
    return Moved.STAYS_ON_AGENDA if stays else Moved.TAKEN_BACK


def said(moved: Moved) -> str:
    """What is said once a reflection was brought or taken back."""
    return moved.value
