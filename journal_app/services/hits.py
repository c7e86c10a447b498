"""Where in a reflection stands what a search looked for."""

from dataclasses import dataclass
from typing import TypeAlias

from db import searching
from db.records import Reflection, Terms
from db.transaction import Transaction

Marks: TypeAlias = tuple[tuple[int, int], ...]
"""Stretches of a text as (start, end), in order."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits in the text that is read, and in each later thought that was kept.

    `rewriting` says that they stand in the unfinished rewriting alone.
    """

    body: Marks
    later: tuple[Marks, ...]
    rewriting: bool


NONE = Hits((), (), rewriting=False)


def hits(tx: Transaction, terms: Terms, reflection: Reflection) -> Hits:
    """Where the terms fit; NotFound if the reflection is gone."""
    never_kept = not reflection.body
    found = searching.marks_in(tx, terms, reflection.id, unfinished=never_kept)
    body = found.get("body", ())
    later = _apart(found.get("later", ()), [len(thought.body) for thought in reflection.later])
    rewriting = (
        not (body or any(later))
        and not never_kept
        and reflection.draft is not None
        and bool(searching.marks_in(tx, terms, reflection.id, unfinished=True))
    )
    return Hits(body, later, rewriting)


def _apart(marks: Marks, lengths: list[int]) -> tuple[Marks, ...]:
    """Marks counted through all texts, for each text from its own beginning."""
    found = []
    start = 0
    for length in lengths:
        end = start + length
        found.append(tuple((a - start, min(b, end) - start) for a, b in marks if start <= a < end))
        start = end + searching.LATER_GAP
    return tuple(found)
