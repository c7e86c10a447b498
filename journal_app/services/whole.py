"""A reflection with all there is beside its text: later thoughts, versions, hits of a search."""

from dataclasses import dataclass

from content.library import Library
from db import versions
from db.records import Terms
from db.supervision_records import Said
from db.transaction import Transaction
from journal_app.services import hits, later_thoughts, reviewing
from journal_app.services.hits import Hits
from journal_app.services.reviewing import Shown
from journal_app.services.thread import said_of

SAID = 5
"""So many questions of supervision are shown with a reflection; its thread shows all."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What the screen of a reflection shows, seen at one moment.

    `said` is what supervision said of it, the latest meeting first. `versions` counts the texts it
    was kept with; `thinking` says that a later thought waits.
    """

    shown: Shown
    said: tuple[Said, ...]
    versions: int
    thinking: bool
    hits: Hits


def whole(
    tx: Transaction, library: Library, reflection_id: str, terms: Terms | None = None
) -> Whole:
    """The reflection, and where the terms stand in it; NotFound."""
    shown = reviewing.show(tx, library, reflection_id)
    thought = later_thoughts.unfinished(tx, reflection_id)
    return Whole(
        shown=shown,
        said=said_of(tx, reflection_id, limit=SAID),
        versions=versions.count(tx, reflection_id),
        thinking=thought is not None and bool(thought.body.strip()),
        hits=hits.NONE if terms is None else hits.hits(tx, terms, shown.reflection),
    )
