"""The own state over time and by question, counted."""

from dataclasses import dataclass
from datetime import date, timedelta

from content.library import Library
from content.model import Topic
from db import listing, own_states
from db.records import State
from db.transaction import Transaction
from journal_app.domain.own_state import Noted, by_month, months_until
from journal_app.services.mapping import topic_read_last
from journal_app.services.reviewing import anchors_within

LATEST = 200
"""So many of the latest reflections on each question, and on its claim, are looked at."""


@dataclass(frozen=True, slots=True)
class OwnStates:
    """A column for each month up to the one asked for, and one for each question of a topic.

    `topic` is None if there is none; `first` is the first year with any kept reflection.
    """

    months: tuple[Noted, ...]
    topic: Topic | None
    questions: tuple[Noted, ...]
    first: int | None


def noted(tx: Transaction, library: Library, last: date) -> OwnStates:
    """What was noted in the months up to that of `last`, and on the topic read last."""
    months = months_until(last)
    end = (months[-1] + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    found = own_states.by_month(tx, months[0], end)
    topic = topic_read_last(tx, library) if library.topics else None
    years = listing.years(tx, State.KEPT)
    return OwnStates(
        by_month(months, found),
        topic,
        () if topic is None else _on_questions(tx, topic),
        None if years is None else years[0],
    )


def _on_questions(tx: Transaction, topic: Topic) -> tuple[Noted, ...]:
    return tuple(
        Noted(
            question.id,
            own_states.on_anchors(tx, anchors_within(topic.passage(question.id)), latest=LATEST),
        )
        for question in topic.questions()
    )
