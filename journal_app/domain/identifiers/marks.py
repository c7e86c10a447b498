"""What the check says of a text: marks, and which of them stand where several would."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing might identify someone."""

    NAME = "name"
    INITIALS = "initials"
    PLACE = "place"
    INSTITUTION = "institution"
    DATE = "date"
    AGE = "age"
    CONTACT = "contact"
    RECORD = "record number"
    COMBINATION = "combination"


_REASONS = {
    Kind.NAME: "This may be somebody's name.",
    Kind.INITIALS: "These may be somebody's initials.",
    Kind.PLACE: "This may say where somebody lives or comes from.",
    Kind.INSTITUTION: "This may say where somebody works, learns or is treated.",
    Kind.DATE: "An exact date can be matched with a record.",
    Kind.AGE: "An exact age helps to recognise somebody.",
    Kind.CONTACT: "This may lead straight to somebody.",
    Kind.RECORD: "This may be a number that belongs to somebody.",
    Kind.COMBINATION: "Together, the details around this may point to one person.",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What might identify someone, in characters of the text, and what could stand there."""

    start: int
    end: int
    kind: Kind
    reason: str
    suggestion: str


def mark(start: int, end: int, kind: Kind, suggestion: str) -> Mark:
    """A mark with the reason of its kind."""
    return Mark(start, end, kind, _REASONS[kind], suggestion)


def standing(found: Iterable[Iterable[Mark]]) -> tuple[Mark, ...]:
    """The marks that stand, in order: of those that overlap the first found, the longest first."""
    free = _Free()
    taken = [
        one
        for marks in found
        for one in sorted(marks, key=lambda each: (each.start - each.end, each.start))
        if free.take(one.start, one.end)
    ]
    return tuple(sorted(taken, key=lambda each: each.start))


class _Free:
    """Which characters no mark has yet."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def take(self, start: int, end: int) -> bool:
        """Takes the characters, unless one of them is taken or there are none."""
        if start >= end or not self._taken.isdisjoint(range(start, end)):
            return False
        self._taken.update(range(start, end))
        return True
