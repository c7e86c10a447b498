"""What supervision said of places in the text, found from the agendas, which are few."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, exists, or_, select

from db import actions
from db.models import LinkRow
from db.names import split
from db.records import State
from db.supervision_models import (
    ActionRow,
    ItemAnchorRow,
    ItemReflectionRow,
    ItemRow,
    MeetingRow,
    SupervisorRow,
)
from db.supervision_records import ItemState, Said
from db.transaction import Transaction


def said_on(tx: Transaction, anchors: Iterable[str], *, limit: int) -> tuple[Said, ...]:
    """What came of items that bear one of the anchors or were made from a reflection on one.

    The latest meeting first; items of which nothing was heard and nothing followed are left out.
    """
    places = ["/".join(split(anchor)) for anchor in anchors]
    if not places:
        return ()
    led_to = exists().where(ActionRow.item_pk == ItemRow.pk, ActionRow.dropped_at.is_(None))
    found = tx.all(
        select(
            ItemRow.id,
            ItemRow.question,
            ItemRow.heard,
            MeetingRow.id.label("meeting_id"),
            MeetingRow.day,
            SupervisorRow.name,
        )
        .join(ItemRow, ItemRow.meeting_pk == MeetingRow.pk)
        .join(SupervisorRow, SupervisorRow.pk == MeetingRow.supervisor_pk)
        .where(
            ItemRow.state != ItemState.DROPPED,
            or_(ItemRow.heard_at.is_not(None), led_to),
            _on(places),
        )
        .order_by(MeetingRow.day.desc(), MeetingRow.pk.desc(), ItemRow.position, ItemRow.pk)
        .limit(limit)
    )
    led = actions.of_items(tx, [row.id for row in found])
    return tuple(
        Said(
            item_id=row.id,
            question=row.question,
            heard=row.heard,
            meeting_id=row.meeting_id,
            day=row.day,
            supervisor=row.name,
            actions=led[row.id],
        )
        for row in found
    )


def _on(places: list[str]) -> ColumnElement[bool]:
    # Put together, for by their index the places of a whole topic would be looked up one by one.
    borne = exists().where(
        ItemAnchorRow.item_pk == ItemRow.pk,
        (ItemAnchorRow.topic + "/" + ItemAnchorRow.local).in_(places),
    )
    behind = exists().where(
        ItemReflectionRow.item_pk == ItemRow.pk,
        LinkRow.reflection_pk == ItemReflectionRow.reflection_pk,
        LinkRow.state != State.TRASHED,
        (LinkRow.topic + "/" + LinkRow.local).in_(places),
    )
    return or_(borne, behind)
