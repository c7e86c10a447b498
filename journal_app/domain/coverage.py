"""A map of a topic: what was met how often, when last, and in which of the last months."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from content.model import Kind, Misconception, Passage, Question, Topic
from db.records import Tally
from journal_app.domain.dates import MONTHS, months_before

MONTHS_SHOWN = 12
"""So many months are in the picture, this one the last."""

_NEVER = Tally(0, None)


class Order(StrEnum):
    """In which order the places stand."""

    TEXT = "as in the text"
    UNMET = "longest unmet first"

    @property
    def other(self) -> "Order":
        """The one it changes to."""
        return Order.UNMET if self is Order.TEXT else Order.TEXT


@dataclass(frozen=True, slots=True)
class Place:
    """A section, question or misconception. `tally` counts the kept reflections on or inside it.

    `months` says of each of the last months, the oldest first, whether it was met.
    """

    passage: Passage
    tally: Tally
    months: tuple[bool, ...]

    @property
    def is_inside(self) -> bool:
        """Whether it is a question or misconception, which stands inside a section."""
        return self.passage.kind is not Kind.SECTION


def last_months(today: date) -> tuple[tuple[date, date], ...]:
    """The first and the last day of each month that is shown, the oldest first."""
    spans = []
    for back in reversed(range(MONTHS_SHOWN)):
        first = months_before(today.replace(day=1), back)
        spans.append((first, first.replace(day=monthrange(first.year, first.month)[1])))
    return tuple(spans)


def initials(today: date) -> str:
    """The first letter of each month that is shown."""
    return "".join(MONTHS[first.month - 1][0] for first, _ in last_months(today))


def places_of(topic: Topic) -> tuple[Passage, ...]:
    """Each section, and after it the questions and misconceptions that stand in it."""
    found = []
    for section in topic.sections:
        found.append(topic.passage(section.id))
        found += [
            topic.passage(block.id)
            for block in section.blocks
            if isinstance(block, Question | Misconception)
        ]
    return tuple(found)


def coverage(
    topic: Topic, tallies: Mapping[str, Tally], met: Mapping[str, tuple[bool, ...]]
) -> tuple[Place, ...]:
    """The places of the topic as the text has them; `met` is by local id, without what is inside.

    In a month in which any part was met, the place was.
    """
    return tuple(
        Place(
            passage,
            tallies.get(passage.local, _NEVER),
            _together(met[part] for part in passage.within if part in met),
        )
        for passage in places_of(topic)
    )


def ordered(places: Iterable[Place], order: Order) -> tuple[Place, ...]:
    """The places in this order; those that are alike in it stay as the text has them."""
    if order is Order.TEXT:
        return tuple(places)
    return tuple(sorted(places, key=lambda place: place.tally.latest or date.min))


def _together(parts: Iterable[tuple[bool, ...]]) -> tuple[bool, ...]:
    columns = zip(*parts, strict=True)
    return tuple(any(column) for column in columns) or (False,) * MONTHS_SHOWN
