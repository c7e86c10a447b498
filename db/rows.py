"""Reflections as lists show them."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import exists, select

from db.models import DraftRow, LinkRow, ReflectionRow, ReflectionTagRow, TagRow
from db.names import joined
from db.records import Kind, Row, State
from db.transaction import Transaction

OPENING_LENGTH = 200

_LOOKED_AT = 4 * OPENING_LENGTH


def opening_of(text: str) -> str:
    """The start of a text on one line; what UTF-8 can't hold is replaced."""
    start = " ".join(text.lstrip()[:_LOOKED_AT].split())[:OPENING_LENGTH]
    return start.encode("utf-8", "replace").decode()


def rows_of(tx: Transaction, pks: Sequence[int]) -> tuple[Row, ...]:
    """The rows of these reflections, in this order."""
    if not pks:
        return ()
    anchors: dict[int, list[str]] = defaultdict(list)
    labels: dict[int, list[str]] = defaultdict(list)
    for pk, topic, local, label in tx.all(
        select(LinkRow.reflection_pk, LinkRow.topic, LinkRow.local, LinkRow.label)
        .where(LinkRow.reflection_pk.in_(pks))
        .order_by(LinkRow.reflection_pk, LinkRow.position)
    ):
        anchors[pk].append(joined(topic, local))
        labels[pk].append(label)
    tags: dict[int, list[str]] = defaultdict(list)
    for pk, name in tx.all(
        select(ReflectionTagRow.reflection_pk, TagRow.name)
        .join(TagRow, TagRow.pk == ReflectionTagRow.tag_pk)
        .where(ReflectionTagRow.reflection_pk.in_(pks))
        .order_by(TagRow.folded)
    ):
        tags[pk].append(name)
    table = ReflectionRow
    found = {
        row.pk: Row(
            id=row.id,
            kind=Kind(row.kind),
            state=State(row.state),
            written_on=row.written_on,
            opening=row.opening,
            anchors=tuple(anchors[row.pk]),
            labels=tuple(labels[row.pk]),
            tags=tuple(tags[row.pk]),
            brought=row.brought_at is not None,
            unfinished=row.unfinished,
        )
        for row in tx.all(
            select(
                table.pk,
                table.id,
                table.kind,
                table.state,
                table.written_on,
                table.opening,
                table.brought_at,
                exists().where(DraftRow.reflection_pk == table.pk).label("unfinished"),
            ).where(table.pk.in_(pks))
        )
    }
    return tuple(found[pk] for pk in pks)
