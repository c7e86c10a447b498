"""The map of a topic: how often and when each of its places was met."""

from datetime import date

from content.library import Library
from content.model import Topic, split_anchor
from db.met import months_met
from db.transaction import Transaction
from journal_app.domain.coverage import Place, coverage, last_months
from journal_app.services import places
from journal_app.services.looking_back import last_passage


def map_of(tx: Transaction, topic: Topic, today: date) -> tuple[Place, ...]:
    """Each section, question and misconception, in the order of the text."""
    met = months_met(tx, topic.id, last_months(today))
    return coverage(topic, places.tallies(tx, topic), met)


def topic_read_last(tx: Transaction, library: Library) -> Topic:
    """The topic of the passage read or written on last, else the first; there must be one."""
    anchor = last_passage(tx)
    topic = None if anchor is None else library.topics_by_id.get(split_anchor(anchor)[0])
    return topic or library.topics[0]
