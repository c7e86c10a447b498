"""What was written on the passages of a topic, counted, and the newest of it on one passage."""

from collections.abc import Mapping
from dataclasses import dataclass

from content.model import Topic
from db import links, reflections
from db.records import Row, State
from db.reflections import Filter
from db.transaction import Transaction
from journal_app.services.reviewing import anchors_within


@dataclass(frozen=True, slots=True)
class Counts:
    """Kept reflections by local id: `on` the passage itself, and `within` it, each counted once."""

    on: Mapping[str, int]
    within: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Here:
    """The newest reflections on a passage or inside it, and how many there are in all."""

    rows: tuple[Row, ...]
    count: int


NO_COUNTS = Counts({}, {})


def count_topic(tx: Transaction, topic: Topic) -> Counts:
    """The counts of every passage of the topic; one that nothing stands on is left out."""
    on = {local: tally.count for local, tally in links.tallies(tx, topic.id).items()}
    within: dict[str, int] = {}
    for local, passage in topic.passages.items():
        written = [inside for inside in passage.within if on.get(inside)]
        if len(written) == 1:
            within[local] = on[written[0]]
        elif written:
            # One reflection can stand on several of them, so their counts can't be added up.
            anchors = tuple(topic.passage(inside).anchor for inside in written)
            within[local] = links.tally(tx, anchors).count
    return Counts(on, within)


def written_here(tx: Transaction, topic: Topic, local: str, *, limit: int) -> Here:
    """The newest `limit` kept reflections on this passage or inside it."""
    filter_ = Filter(states=(State.KEPT,), anchors=anchors_within(topic.passage(local)))
    rows = reflections.page(tx, filter_, offset=0, limit=limit)
    count = len(rows) if len(rows) < limit else reflections.count(tx, filter_)
    return Here(rows, count)
