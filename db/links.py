"""Links from reflections to the text, and how many stand where."""

from collections.abc import Iterable

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from db import ids
from db.models import LinkRow, ReflectionRow
from db.names import joined, split
from db.records import Link, State, Tally
from db.tallies import AnchorTallyRow
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
    latest = (
        select(LinkRow.written_on)
        .where(
            LinkRow.topic == AnchorTallyRow.topic,
            LinkRow.local == AnchorTallyRow.local,
            LinkRow.state == State.KEPT,
        )
        # Not max(), which would read all of the anchor's links.
        .order_by(LinkRow.written_on.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = tx.all(
        select(AnchorTallyRow.local, AnchorTallyRow.number, latest).where(
            AnchorTallyRow.topic == topic, AnchorTallyRow.state == State.KEPT
        )
    )
    return {local: Tally(number, day) for local, number, day in found}


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
    """Every anchor that any reflection links to, whatever its state, in order."""
    place = AnchorTallyRow.topic, AnchorTallyRow.local
    found = tx.all(select(*place).distinct().order_by(*place))
    return tuple(joined(topic, local) for topic, local in found)
