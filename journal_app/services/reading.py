"""What was written on the passages of a topic, counted, and the newest of it on one passage."""

from collections.abc import Mapping
from dataclasses import dataclass

from content.model import Topic
from db import links, listing
from db.records import Row, State
from db.reflections import Filter
from db.supervision_records import Said
from db.transaction import Transaction
from journal_app.services import places, thread
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


SAID = 3
"""How much of what supervision said is shown on a passage."""


def count_topic(tx: Transaction, topic: Topic) -> Counts:
    """The counts of every passage of the topic; one that nothing stands on is left out."""
    on = {local: tally.count for local, tally in links.tallies(tx, topic.id).items()}
    within = {local: tally.count for local, tally in places.tallies(tx, topic).items()}
    return Counts(on, within)


def written_here(tx: Transaction, topic: Topic, local: str, *, limit: int) -> Here:
    """The newest `limit` kept reflections on this passage or inside it."""
    filter_ = Filter(states=(State.KEPT,), anchors=anchors_within(topic.passage(local)))
    rows = listing.page(tx, filter_, offset=0, limit=limit)
    if len(rows) < limit:
        return Here(rows, len(rows))
    return Here(rows, places.tallies(tx, topic)[local].count)


def said_here(tx: Transaction, topic: Topic, local: str) -> tuple[Said, ...]:
    """What supervision said of this passage or of what is inside it, the latest meeting first."""
    return thread.on_anchor(tx, anchors_within(topic.passage(local)), limit=SAID)
