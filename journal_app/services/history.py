"""The versions of a reflection: every text it was kept with, and how two of them differ."""

from dataclasses import dataclass
from datetime import datetime

from db import reflections, versions
from db.records import Reflection, Version
from db.transaction import Transaction


@dataclass(frozen=True, slots=True)
class History:
    """A reflection and every version of it, the oldest first."""

    reflection: Reflection
    versions: tuple[Version, ...]


def history(tx: Transaction, reflection_id: str) -> History:
    """All versions; NotFound."""
    return History(reflections.get(tx, reflection_id), versions.versions(tx, reflection_id))


def bring_back(
    tx: Transaction, reflection_id: str, number: int, *, seen: int, now: datetime
) -> None:
    """Keeps this version's text anew; `seen` is how many there were when they were shown.

    Raises ChangedElsewhere if there are more by now, and NotFound; then nothing is changed.
    """
    versions.bring_back(tx, reflection_id, number, of=seen, now=now)
