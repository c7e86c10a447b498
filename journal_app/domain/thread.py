"""The thread of a reflection: all that is tied to it, in order of time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time


@dataclass(frozen=True, slots=True)
class Goal:
    """What a strand opens: the text at a passage, a reflection, or a screen by its name."""

    screen: str
    subject: str


def passage(anchor: str) -> Goal:
    """The text at this anchor."""
    return Goal("passage", anchor)


def reflection(reflection_id: str) -> Goal:
    """This reflection, whole."""
    return Goal("reflection", reflection_id)


@dataclass(frozen=True, slots=True)
class Strand:
    """One thing that is tied to a reflection.

    `at` is an aware moment, or a day where no more is known; `label` says what it is in a few
    words, `text` is what was written, whole, `remark` what there is to say of it.
    """

    at: datetime | date
    label: str
    text: str = ""
    remark: str = ""
    goal: Goal | None = None

    @property
    def day(self) -> date:
        """The date on the wall here."""
        return self.at.astimezone().date() if isinstance(self.at, datetime) else self.at


def in_order(strands: Iterable[Strand]) -> tuple[Strand, ...]:
    """The oldest first; of one moment as given; a bare day after all the moments of that day."""
    return tuple(sorted(strands, key=_order))


def _order(strand: Strand) -> tuple[date, datetime]:
    at = strand.at
    if isinstance(at, datetime):
        return strand.day, at
    return strand.day, datetime.combine(date.max, time(), UTC)
