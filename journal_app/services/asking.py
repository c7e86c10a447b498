"""The questions and misconceptions beside what was written on them, and when they were last met."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from content.library import Library
from content.model import Misconception, Passage, Question, Topic
from db import links, listing
from db.records import State, Tally
from db.reflections import Filter
from db.transaction import Transaction
from journal_app.domain.rotation import Met, rotation
from journal_app.services import places
from journal_app.services.reviewing import anchors_within

T = TypeVar("T", Question, Misconception)

NOTHING = Tally(0, None)


@dataclass(frozen=True, slots=True)
class Asked(Generic[T]):
    """A question or misconception; `tally` counts the kept reflections on it or inside it."""

    passage: Passage
    item: T
    tally: Tally


@dataclass(frozen=True, slots=True)
class Cards:
    """What one topic asks and sets right."""

    topic: Topic
    questions: tuple[Asked[Question], ...]
    misconceptions: tuple[Asked[Misconception], ...]


def cards(tx: Transaction, library: Library) -> tuple[Cards, ...]:
    """The cards of every topic that has any, topics in order."""
    found = (
        Cards(
            topic, _asked(tx, topic, topic.questions()), _asked(tx, topic, topic.misconceptions())
        )
        for topic in library.topics
    )
    return tuple(cards for cards in found if cards.questions or cards.misconceptions)


def rotated(tx: Transaction, library: Library, today: date) -> tuple[Asked[Question], ...]:
    """Every topic's questions, the one to ask today first."""
    asked = {question.passage.anchor: question for question in questions(tx, library)}
    met = [Met(anchor, _before(tx, question, today)) for anchor, question in asked.items()]
    return tuple(asked[anchor] for anchor in rotation(met))


def questions(tx: Transaction | None, library: Library) -> tuple[Asked[Question], ...]:
    """Every topic's questions in order; without a journal yet, nothing is written on any."""
    return tuple(
        asked for topic in library.topics for asked in _asked(tx, topic, topic.questions())
    )


def misconceptions(tx: Transaction | None, library: Library) -> tuple[Asked[Misconception], ...]:
    """Every topic's misconceptions in order; without a journal yet, nothing is written on any."""
    return tuple(
        asked for topic in library.topics for asked in _asked(tx, topic, topic.misconceptions())
    )


def tally_within(tx: Transaction | None, passage: Passage) -> Tally:
    """How many different kept reflections stand on the passage or on anything inside it."""
    return NOTHING if tx is None else links.tally(tx, anchors_within(passage))


def _asked(tx: Transaction | None, topic: Topic, items: Iterable[T]) -> tuple[Asked[T], ...]:
    tallies = {} if tx is None else places.tallies(tx, topic)
    return tuple(
        Asked(topic.passage(item.id), item, tallies.get(item.id, NOTHING)) for item in items
    )


def _before(tx: Transaction, asked: Asked[Question], today: date) -> date | None:
    latest = asked.tally.latest
    if latest is None or latest < today:
        return latest
    earlier = Filter(
        states=(State.KEPT,),
        anchors=anchors_within(asked.passage),
        until=today - timedelta(days=1),
    )
    rows = listing.page(tx, earlier, offset=0, limit=1)
    return rows[0].written_on if rows else None
