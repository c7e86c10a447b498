"""Later thoughts: written like a page, kept beside the old text."""

from dataclasses import dataclass
from datetime import datetime

from db import ids, later, reflections
from db.errors import ChangedElsewhere, NotFound
from db.records import LaterThought
from db.transaction import Transaction
from journal_app.services.writing import EmptyText


@dataclass(frozen=True, slots=True)
class Saved:
    """Where the text is safe now. `apart` says that another window had changed it too."""

    thought_id: str
    revision: int
    apart: bool


def begin(tx: Transaction, reflection_id: str, *, now: datetime) -> LaterThought:
    """The one left unfinished on this reflection, or a new one; NotFound."""
    return later.open_(tx, reflection_id, now)


def unfinished(tx: Transaction, reflection_id: str) -> LaterThought | None:
    """The one left unfinished on this reflection; NotFound for the reflection."""
    return later.unfinished(tx, ids.pk_of(tx, reflection_id))


def save(
    tx: Transaction, reflection_id: str, thought: LaterThought, body: str, *, now: datetime
) -> Saved:
    """Makes the text safe. If another window saved or kept it meanwhile, both are kept."""
    try:
        revision = later.save(tx, thought.id, body=body, revision=thought.revision, now=now)
    except ChangedElsewhere:
        apart = later.begin(tx, reflection_id, now)
        revision = later.save(tx, apart.id, body=body, revision=apart.revision, now=now)
        return Saved(apart.id, revision, apart=True)
    return Saved(thought.id, revision, apart=False)


def keep(tx: Transaction, thought: LaterThought, *, now: datetime) -> None:
    """Ends the writing; EmptyText if there is none."""
    if not thought.body.strip():
        raise EmptyText
    later.keep(tx, thought.id, now)


def leave(tx: Transaction, thought: LaterThought) -> None:
    """Clears away one in which nothing is written; any other waits, as does another window's."""
    if not thought.body.strip():
        later.drop(tx, thought.id, revision=thought.revision)


def remove(tx: Transaction, thought_id: str) -> None:
    """Removes one for ever; NotFound."""
    later.remove(tx, thought_id)


def find(tx: Transaction, reflection_id: str, thought_id: str) -> LaterThought:
    """The kept one on this reflection whose id is, or begins with, the one given; NotFound."""
    kept = reflections.get(tx, reflection_id).later
    found = [thought for thought in kept if ids.begins(thought.id, thought_id)]
    if not found:
        raise NotFound("This reflection has no later thought with this id.")
    if len(found) > 1:
        raise NotFound("More than one later thought begins with this id. Give more of it.")
    return found[0]


def add(tx: Transaction, reflection_id: str, body: str, *, now: datetime) -> LaterThought:
    """One written in one go; EmptyText if there is no text, NotFound."""
    if not body.strip():
        raise EmptyText
    thought = later.begin(tx, reflection_id, now)
    revision = later.save(tx, thought.id, body=body, revision=thought.revision, now=now)
    later.keep(tx, thought.id, now)
    return LaterThought(thought.id, body, revision, now, now)
