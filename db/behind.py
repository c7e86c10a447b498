"""What stands behind an agenda item: reflections, marked passages of them, places in the text."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, literal, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from db import ids, reflections
from db.errors import NotFound
from db.models import ReflectionRow
from db.names import joined, split
from db.records import Link, State
from db.rows import rows_of
from db.supervision_models import (
    BroughtAnchorRow,
    ExcerptRow,
    ItemAnchorRow,
    ItemReflectionRow,
    ItemRow,
)
from db.supervision_records import Behind, BroughtExcerpt, EntryKey, EntryKind
from db.transaction import Transaction


def put(tx: Transaction, item_id: str, key: EntryKey, now: datetime) -> None:
    """Puts what was brought behind the item; what is there already stays. NotFound.

    A reflection need not have been brought: this is bringing it.
    """
    item_pk = ids.pk_of(tx, item_id, ItemRow)
    match key.kind:
        case EntryKind.REFLECTION:
            reflections.bring(tx, key.id, now)
            pk = ids.pk_of(tx, key.id)
            since = tx.value(select(ReflectionRow.brought_at).where(ReflectionRow.pk == pk))
            _put_reflection(tx, item_pk, pk, None, since or now, now)
        case EntryKind.EXCERPT:
            excerpt_pk = ids.pk_of(tx, key.id, ExcerptRow)
            pk, at = tx.one(
                select(ExcerptRow.reflection_pk, ExcerptRow.brought_at).where(
                    ExcerptRow.pk == excerpt_pk
                )
            )
            _put_reflection(tx, item_pk, pk, excerpt_pk, at, now)
        case EntryKind.ANCHOR:
            _put_anchor(tx, item_pk, *_brought(tx, key.id), now)


def take_off(tx: Transaction, item_id: str, key: EntryKey) -> None:
    """Takes it from behind the item, if it is there; NotFound for the item."""
    item_pk = ids.pk_of(tx, item_id, ItemRow)
    if key.kind is EntryKind.ANCHOR:
        topic, local = split(key.id)
        row = ItemAnchorRow
        tx.change(delete(row).where(row.item_pk == item_pk, row.topic == topic, row.local == local))
        return
    behind = ItemReflectionRow
    if key.kind is EntryKind.EXCERPT:
        which = behind.excerpt_pk == ids.pk_of(tx, key.id, ExcerptRow)
    else:
        which = (behind.reflection_pk == ids.pk_of(tx, key.id)) & behind.excerpt_pk.is_(None)
    tx.change(delete(behind).where(behind.item_pk == item_pk, which))


def put_link(tx: Transaction, item_id: str, link: Link, now: datetime) -> None:
    """Lets the item bear a place in the text; one that it bears stays as it was made. NotFound."""
    _put_anchor(tx, ids.pk_of(tx, item_id, ItemRow), link, None, now)


def put_again(tx: Transaction, item_id: str, now: datetime) -> None:
    """Puts all that is behind a dropped item there anew, for it may wait again; NotFound."""
    item_pk = ids.pk_of(tx, item_id, ItemRow)
    whole = ItemReflectionRow.item_pk == item_pk, ItemReflectionRow.excerpt_pk.is_(None)
    tx.change(
        update(ReflectionRow)
        .where(
            ReflectionRow.brought_at.is_(None),
            ReflectionRow.pk.in_(select(ItemReflectionRow.reflection_pk).where(*whole)),
        )
        .values(brought_at=now)
    )
    of_reflection = (
        select(ReflectionRow.brought_at)
        .where(ReflectionRow.pk == ItemReflectionRow.reflection_pk)
        .scalar_subquery()
    )
    tx.change(update(ItemReflectionRow).where(*whole).values(brought_at=of_reflection))
    of_anchor = (
        select(BroughtAnchorRow.brought_at)
        .where(
            BroughtAnchorRow.topic == ItemAnchorRow.topic,
            BroughtAnchorRow.local == ItemAnchorRow.local,
        )
        .scalar_subquery()
    )
    tx.change(
        update(ItemAnchorRow).where(ItemAnchorRow.item_pk == item_pk).values(brought_at=of_anchor)
    )


def copy(tx: Transaction, from_pk: int, to_pk: int, now: datetime) -> None:
    """Puts all that is behind one item behind the other too."""
    whole = ItemReflectionRow
    tx.change(
        insert(whole).from_select(
            ["item_pk", "reflection_pk", "excerpt_pk", "brought_at", "put_at"],
            select(
                literal(to_pk),
                whole.reflection_pk,
                whole.excerpt_pk,
                whole.brought_at,
                literal(now, whole.put_at.type),
            )
            .where(whole.item_pk == from_pk)
            .order_by(whole.pk),
        )
    )
    row = ItemAnchorRow
    tx.change(
        insert(row).from_select(
            ["item_pk", "topic", "local", "label", "wording", "digest", "brought_at", "put_at"],
            select(
                literal(to_pk),
                row.topic,
                row.local,
                row.label,
                row.wording,
                row.digest,
                row.brought_at,
                literal(now, row.put_at.type),
            ).where(row.item_pk == from_pk),
        )
    )


def behind(tx: Transaction, item_pks: Sequence[int]) -> dict[int, Behind]:
    """What stands behind each of these items, in the order it was put there."""
    if not item_pks:
        return {}
    found = tx.all(
        select(
            ItemReflectionRow.item_pk,
            ItemReflectionRow.reflection_pk,
            ExcerptRow.id,
            ExcerptRow.text,
            ExcerptRow.start_line,
            ExcerptRow.start_column,
            ExcerptRow.brought_at,
        )
        .join(ReflectionRow, ReflectionRow.pk == ItemReflectionRow.reflection_pk)
        .outerjoin(ExcerptRow, ExcerptRow.pk == ItemReflectionRow.excerpt_pk)
        .where(ItemReflectionRow.item_pk.in_(item_pks), ReflectionRow.state != State.TRASHED)
        .order_by(ItemReflectionRow.pk)
    )
    pks = list(dict.fromkeys(row.reflection_pk for row in found))
    rows = dict(zip(pks, rows_of(tx, pks), strict=True))
    whole = defaultdict(list)
    excerpts = defaultdict(list)
    for row in found:
        reflection = rows[row.reflection_pk]
        if row.id is None:
            whole[row.item_pk].append(reflection)
        else:
            start = (row.start_line, row.start_column)
            excerpts[row.item_pk].append(
                BroughtExcerpt(row.id, reflection, row.text, start, row.brought_at)
            )
    anchors = _anchors(tx, item_pks)
    return {
        pk: Behind(tuple(whole[pk]), tuple(excerpts[pk]), anchors.get(pk, ())) for pk in item_pks
    }


def _anchors(tx: Transaction, item_pks: Sequence[int]) -> dict[int, tuple[Link, ...]]:
    row = ItemAnchorRow
    found = defaultdict(list)
    for pk, topic, local, label, wording, digest in tx.all(
        select(row.item_pk, row.topic, row.local, row.label, row.wording, row.digest)
        .where(row.item_pk.in_(item_pks))
        .order_by(row.put_at, row.topic, row.local)
    ):
        found[pk].append(Link(joined(topic, local), label, wording, digest))
    return {pk: tuple(links) for pk, links in found.items()}


def _put_reflection(
    tx: Transaction,
    item_pk: int,
    reflection_pk: int,
    excerpt_pk: int | None,
    brought_at: datetime,
    now: datetime,
) -> None:
    row = ItemReflectionRow
    there = tx.change(
        update(row)
        .where(
            row.item_pk == item_pk,
            row.reflection_pk == reflection_pk,
            row.excerpt_pk.is_(None) if excerpt_pk is None else row.excerpt_pk == excerpt_pk,
        )
        .values(brought_at=brought_at)
    )
    if not there.rowcount:
        tx.change(
            insert(row).values(
                item_pk=item_pk,
                reflection_pk=reflection_pk,
                excerpt_pk=excerpt_pk,
                brought_at=brought_at,
                put_at=now,
            )
        )


def _put_anchor(
    tx: Transaction, item_pk: int, link: Link, brought_at: datetime | None, now: datetime
) -> None:
    topic, local = split(link.anchor)
    row = upsert(ItemAnchorRow).values(
        item_pk=item_pk,
        topic=topic,
        local=local,
        label=link.label,
        wording=link.wording,
        digest=link.digest,
        brought_at=brought_at,
        put_at=now,
    )
    here = ["item_pk", "topic", "local"]
    if brought_at is None:
        tx.change(row.on_conflict_do_nothing(index_elements=here))
    else:
        tx.change(row.on_conflict_do_update(index_elements=here, set_={"brought_at": brought_at}))


def _brought(tx: Transaction, anchor: str) -> tuple[Link, datetime]:
    topic, local = split(anchor)
    row = BroughtAnchorRow
    found = tx.first(
        select(row.label, row.wording, row.digest, row.brought_at).where(
            row.topic == topic, row.local == local
        )
    )
    if found is None:
        raise NotFound("This place in the text is not in the inbox any more.")
    return Link(anchor, found.label, found.wording, found.digest), found.brought_at
