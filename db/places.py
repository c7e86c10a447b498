"""How many reflections stand on a place of a topic or inside it, counted by triggers.

The database knows nothing of topics, so it is told once what stands inside what.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, func, insert, select

from db import settings
from db.models import LinkRow, SettingRow
from db.records import State
from db.tallies import PlaceTallyRow, PlaceWithinRow
from db.transaction import Transaction

_KEY = "place-digest:"


def is_learned(tx: Transaction, topic: str, digest: str) -> bool:
    """Whether the places of the topic are those that this digest stands for."""
    return settings.get(tx, _KEY + topic) == digest


def learn(tx: Transaction, topic: str, within: Mapping[str, Iterable[str]], digest: str) -> None:
    """Takes in what stands inside each place, itself included, and counts anew."""
    tx.change(delete(PlaceWithinRow).where(PlaceWithinRow.topic == topic))
    tx.change(delete(PlaceTallyRow).where(PlaceTallyRow.topic == topic))
    rows = [
        {"topic": topic, "part": part, "place": place}
        for place, parts in within.items()
        for part in dict.fromkeys(parts)
    ]
    if rows:
        tx.change(insert(PlaceWithinRow).values(rows))
    counted = (
        select(
            LinkRow.topic,
            PlaceWithinRow.place,
            LinkRow.state,
            func.count(LinkRow.reflection_pk.distinct()),
        )
        .join(
            PlaceWithinRow,
            (PlaceWithinRow.topic == LinkRow.topic) & (PlaceWithinRow.part == LinkRow.local),
        )
        .where(LinkRow.topic == topic)
        .group_by(LinkRow.topic, PlaceWithinRow.place, LinkRow.state)
    )
    tx.change(insert(PlaceTallyRow).from_select(["topic", "place", "state", "number"], counted))
    settings.put(tx, _KEY + topic, digest)


def unlearn(tx: Transaction) -> None:
    """Forgets what stands inside what, until it is told of that anew."""
    for row in (PlaceWithinRow, PlaceTallyRow):
        tx.change(delete(row))
    tx.change(delete(SettingRow).where(SettingRow.key.startswith(_KEY, autoescape=True)))


def counts(tx: Transaction, topic: str) -> dict[str, int]:
    """The kept reflections by place; a place that has none is left out."""
    row = PlaceTallyRow
    found = tx.all(select(row.place, row.number).where(row.topic == topic, row.state == State.KEPT))
    return {place: int(number) for place, number in found}
