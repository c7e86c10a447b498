"""Links from reflections to the text, and how many stand where."""

from collections.abc import Iterable

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from db import ids
from db.models import LinkRow, ReflectionRow
from db.names import joined, split
from db.records import Link, State, Tally
from db.transaction import Transaction


def add(tx: Transaction, id: str, link: Link) -> None:  # noqa: A002
    """Links it after its other links; a link that is there stays as it was made. NotFound."""
    pk = ids.pk_of(tx, id)
    topic, local = split(link.anchor)
    reflection = tx.one(
        select(ReflectionRow.written_on, ReflectionRow.state).where(ReflectionRow.pk == pk)
    )
    last = tx.value(select(func.max(LinkRow.position)).where(LinkRow.reflection_pk == pk))
    tx.change(
        insert(LinkRow)
        .values(
            reflection_pk=pk,
            topic=topic,
            local=local,
            position=0 if last is None else last + 1,
            label=link.label,
            wording=link.wording,
            digest=link.digest,
            written_on=reflection.written_on,
            state=reflection.state,
        )
        .on_conflict_do_nothing(index_elements=["reflection_pk", "topic", "local"])
    )


def remove(tx: Transaction, id: str, anchor: str) -> None:  # noqa: A002
    """Takes the link away, if it is there; NotFound for the reflection."""
    topic, local = split(anchor)
    tx.change(
        delete(LinkRow).where(
            LinkRow.reflection_pk == ids.pk_of(tx, id),
            LinkRow.topic == topic,
            LinkRow.local == local,
        )
    )


def tallies(tx: Transaction, topic: str) -> dict[str, Tally]:
    """How many kept reflections stand on each local id of the topic that has any."""
    found = tx.all(
        select(LinkRow.local, func.count(), func.max(LinkRow.written_on))
        .where(LinkRow.topic == topic, LinkRow.state == State.KEPT)
        .group_by(LinkRow.local)
    )
    return {local: Tally(number, latest) for local, number, latest in found}


def tally(tx: Transaction, anchors: Iterable[str]) -> Tally:
    """How many kept reflections stand on any of the anchors, each counted once."""
    places = [split(anchor) for anchor in anchors]
    if not places:
        return Tally(0, None)
    number, latest = tx.one(
        select(func.count(LinkRow.reflection_pk.distinct()), func.max(LinkRow.written_on)).where(
            LinkRow.state == State.KEPT,
            or_(*(and_(LinkRow.topic == topic, LinkRow.local == local) for topic, local in places)),
        )
    )
    return Tally(number, latest)


def all_anchors(tx: Transaction) -> tuple[str, ...]:
    """Every anchor that any reflection links to, whatever its state."""
    found = tx.all(
        select(LinkRow.topic, LinkRow.local).distinct().order_by(LinkRow.topic, LinkRow.local)
    )
    return tuple(joined(topic, local) for topic, local in found)
