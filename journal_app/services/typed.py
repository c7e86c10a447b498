"""Texts about supervision, made safe as they are typed; no window's words are lost to another's."""

from dataclasses import dataclass
from datetime import datetime

from db import typed
from db.errors import ChangedElsewhere
from db.supervision_records import Field
from db.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Saved:
    """The text as it stands now, to be given as `was` with the next save.

    `above` is what another window had written there meanwhile. It now stands before the text that
    was saved, and goes before the text in the editor too; it is empty if there was nothing.
    """

    text: str
    above: str


def save(
    tx: Transaction, field: Field, owner_id: str, text: str, *, was: str, now: datetime
) -> Saved:
    """Makes the text safe, `was` being what this window last read or saved there; NotFound.

    If another window saved the same text meanwhile, both are kept, one above the other.
    """
    try:
        typed.save(tx, field, owner_id, text, was=was, now=now)
    except ChangedElsewhere:
        theirs = typed.read(tx, field, owner_id)
        above = _above(theirs, text)
        typed.save(tx, field, owner_id, above + text, was=theirs, now=now)
        return Saved(above + text, above)
    return Saved(text, "")


def _above(theirs: str, mine: str) -> str:
    if not theirs.strip() or theirs == mine:
        return ""
    return f"{theirs}\n\n" if mine.strip() else theirs
