"""The questions and misconceptions beside what was written on them, and when they were last met."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from content.library import Library
from content.model import Misconception, Passage, Question, Topic
from db import links
from db.records import Tally
from db.transaction import Transaction
from journal_app.services.reviewing import anchors_within

T = TypeVar("T", Question, Misconception)

NOTHING = Tally(0, None)


@dataclass(frozen=True, slots=True)
class Asked(Generic[T]):
    """A question or misconception; `tally` counts the kept reflections on it or inside it."""

    passage: Passage
    item: T
    tally: Tally


def questions(tx: Transaction | None, library: Library) -> tuple[Asked[Question], ...]:
    """Every topic's questions in order; without a journal yet, nothing is written on any."""
    return tuple(
        _asked(tx, topic, question) for topic in library.topics for question in topic.questions()
    )


def misconceptions(tx: Transaction | None, library: Library) -> tuple[Asked[Misconception], ...]:
    """Every topic's misconceptions in order; without a journal yet, nothing is written on any."""
    return tuple(
        _asked(tx, topic, misconception)
        for topic in library.topics
        for misconception in topic.misconceptions()
    )


def tally_within(tx: Transaction | None, passage: Passage) -> Tally:
    """How many different kept reflections stand on the passage or on anything inside it."""
    return NOTHING if tx is None else links.tally(tx, anchors_within(passage))


def _asked(tx: Transaction | None, topic: Topic, item: T) -> Asked[T]:
    passage = topic.passage(item.id)
    return Asked(passage, item, tally_within(tx, passage))
