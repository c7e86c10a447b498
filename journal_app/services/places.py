"""How often each place of a topic was written on, and when last."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from content.library import Library
from content.model import Topic
from db import links, places
from db.records import Tally
from db.transaction import Transaction
from journal_app.services.reviewing import anchors_within


def unlearned(tx: Transaction, library: Library) -> tuple[Topic, ...]:
    """The topics whose places the journal does not count by itself yet, or no longer rightly."""
    return tuple(
        topic for topic in library.topics if not places.is_learned(tx, topic.id, _digest(topic))
    )


def learn(tx: Transaction, topics: Iterable[Topic]) -> None:
    """Lets the journal count the places of these topics by itself from now on."""
    for topic in topics:
        within = {local: passage.within for local, passage in topic.passages.items()}
        places.learn(tx, topic.id, within, _digest(topic))


def tallies(tx: Transaction, topic: Topic) -> Mapping[str, Tally]:
    """The kept reflections on each place or anything inside it, each counted once, by local id.

    A place that nothing stands on is left out.
    """
    on = links.tallies(tx, topic.id)
    if places.is_learned(tx, topic.id, _digest(topic)):
        numbers = places.counts(tx, topic.id)
    else:
        numbers = {
            local: links.tally(tx, anchors_within(passage)).count
            for local, passage in topic.passages.items()
            if not on.keys().isdisjoint(passage.within)
        }
    return {
        local: Tally(numbers[local], _latest(on, passage.within))
        for local, passage in topic.passages.items()
        if numbers.get(local)
    }


def _latest(on: Mapping[str, Tally], parts: Iterable[str]) -> date | None:
    days = [on[part].latest for part in parts if part in on]
    return max((day for day in days if day is not None), default=None)


def _digest(topic: Topic) -> str:
    shape = [(local, passage.within) for local, passage in topic.passages.items()]
    return sha256(repr(shape).encode()).hexdigest()
