"""What was brought to supervision and has no meeting yet; nothing else ever gets here."""

from datetime import datetime, timedelta
from heapq import merge
from itertools import islice

from sqlalchemy import ColumnElement, Select, delete, exists, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import InstrumentedAttribute

from db import ids
from db.errors import JournalError, NotFound
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
from db.supervision_records import (
    Brought,
    BroughtAnchor,
    BroughtExcerpt,
    BroughtReflection,
    EntryKey,
    EntryKind,
    ItemState,
)
from db.transaction import Transaction


def waiting(
    tx: Transaction,
    *,
    limit: int,
    since: datetime | None = None,
    before: datetime | None = None,
) -> tuple[Brought, ...]:
    """The newest `limit` entries, the last brought first; none of a reflection in the trash.

    What is on an agenda is not waiting, unless it was dropped from it or brought anew.
    """
    found = (
        _reflections(tx, limit, _span(ReflectionRow.brought_at, since, before)),
        _excerpts(tx, limit, _span(ExcerptRow.brought_at, since, before)),
        _anchors(tx, limit, _span(BroughtAnchorRow.brought_at, since, before)),
    )
    newest_first = merge(*found, key=lambda entry: entry.at, reverse=True)
    return tuple(islice(newest_first, limit))


def count(tx: Transaction, *, since: datetime | None = None, before: datetime | None = None) -> int:
    """How many entries wait."""
    numbers = (
        tx.value(query.with_only_columns(func.count()).order_by(None).where(*span)) or 0
        for query, span in (
            (_waiting_reflections(), _span(ReflectionRow.brought_at, since, before)),
            (_waiting_excerpts(), _span(ExcerptRow.brought_at, since, before)),
            (_waiting_anchors(), _span(BroughtAnchorRow.brought_at, since, before)),
        )
    )
    return sum(numbers)


def is_placed(tx: Transaction, reflection_id: str) -> bool:
    """Whether it was brought whole and is on an agenda since; NotFound."""
    pk = ids.pk_of(tx, reflection_id)
    return tx.value(select(ReflectionRow.pk).where(ReflectionRow.pk == pk, _placed())) is not None


def anchor_waits(tx: Transaction, anchor: str) -> bool:
    """Whether this place in the text was itself brought and waits."""
    topic, local = split(anchor)
    row = BroughtAnchorRow
    here = _waiting_anchors().where(row.topic == topic, row.local == local)
    return tx.value(here) is not None


def bring_anew(tx: Transaction, reflection_id: str, now: datetime) -> None:
    """Lets a reflection wait again that has been on an agenda; NotFound."""
    pk = ids.pk_of(tx, reflection_id)
    last = tx.value(select(ReflectionRow.brought_at).where(ReflectionRow.pk == pk))
    at = _unlike(last, now)
    tx.change(update(ReflectionRow).where(ReflectionRow.pk == pk).values(brought_at=at))


def excerpts(tx: Transaction, reflection_id: str) -> tuple[tuple[datetime, str], ...]:
    """Every passage of the reflection that was brought, and when, the oldest first; NotFound."""
    found = tx.all(
        select(ExcerptRow.brought_at, ExcerptRow.text)
        .where(ExcerptRow.reflection_pk == ids.pk_of(tx, reflection_id))
        .order_by(ExcerptRow.brought_at, ExcerptRow.pk)
    )
    return tuple((at, words) for at, words in found)


def bring_excerpt(
    tx: Transaction,
    reflection_id: str,
    text: str,
    start: tuple[int, int],
    now: datetime,
    *,
    id: str | None = None,  # noqa: A002
) -> str:
    """A marked passage of a reflection, from (line, column) on; its id, new unless given.

    One that waits already is not brought twice. NotFound for the reflection.
    """
    pk = ids.pk_of(tx, reflection_id)
    row = ExcerptRow
    there = tx.value(
        _waiting_excerpts()
        .with_only_columns(row.id)
        .where(row.reflection_pk == pk, row.text == text)
    )
    if there is not None:
        return there
    made = ids.new() if id is None else id
    line, column = start
    tx.change(
        insert(row).values(
            id=made,
            reflection_pk=pk,
            text=text,
            start_line=line,
            start_column=column,
            brought_at=now,
        )
    )
    return made


def bring_anchor(tx: Transaction, link: Link, now: datetime) -> None:
    """A place in a topic, in its wording of now; one that waits already keeps its own."""
    topic, local = split(link.anchor)
    row = BroughtAnchorRow
    here = row.topic == topic, row.local == local
    if tx.value(_waiting_anchors().where(*here)) is not None:
        return
    said = {
        "label": link.label,
        "wording": link.wording,
        "digest": link.digest,
        "brought_at": _unlike(tx.value(select(row.brought_at).where(*here)), now),
    }
    tx.change(
        upsert(row)
        .values(topic=topic, local=local, **said)
        .on_conflict_do_update(index_elements=["topic", "local"], set_=said)
    )


def take_back(tx: Transaction, key: EntryKey) -> None:
    """Takes it out of the inbox; NotFound.

    A reflection that has been on an agenda stays brought, as it was when it was put there. A
    passage that is on one can't be taken back (JournalError).
    """
    match key.kind:
        case EntryKind.REFLECTION:
            _take_back_reflection(tx, ids.pk_of(tx, key.id))
        case EntryKind.EXCERPT:
            _take_back_excerpt(tx, ids.pk_of(tx, key.id, ExcerptRow))
        case EntryKind.ANCHOR:
            topic, local = split(key.id)
            row = BroughtAnchorRow
            gone = tx.change(delete(row).where(row.topic == topic, row.local == local))
            if not gone.rowcount:
                raise NotFound("This place in the text is not in the inbox any more.")


def _take_back_reflection(tx: Transaction, pk: int) -> None:
    row = ItemReflectionRow
    last = tx.value(
        select(row.brought_at)
        .where(row.reflection_pk == pk, row.excerpt_pk.is_(None), _stands(row.item_pk))
        .order_by(row.put_at.desc(), row.pk.desc())
        .limit(1)
    )
    tx.change(update(ReflectionRow).where(ReflectionRow.pk == pk).values(brought_at=last))


def _take_back_excerpt(tx: Transaction, pk: int) -> None:
    if tx.value(_waiting_excerpts().where(ExcerptRow.pk == pk)) is None:
        raise JournalError("This passage is on an agenda. Take it off there first.")
    tx.change(delete(ExcerptRow).where(ExcerptRow.pk == pk))


def _unlike(last: datetime | None, now: datetime) -> datetime:
    """Now, or as good as now: what is brought at the moment of before would not wait anew."""
    return now + timedelta(microseconds=1) if now == last else now


def _span(
    at: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
    since: datetime | None,
    before: datetime | None,
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if since is not None:
        conditions.append(at >= since)
    if before is not None:
        conditions.append(at < before)
    return conditions


def _waiting_reflections() -> Select[int]:
    row = ReflectionRow
    return select(row.pk).where(row.brought_at.is_not(None), row.state != State.TRASHED, ~_placed())


def _placed() -> ColumnElement[bool]:
    on = ItemReflectionRow
    return exists().where(
        on.reflection_pk == ReflectionRow.pk,
        on.excerpt_pk.is_(None),
        on.brought_at == ReflectionRow.brought_at,
        _stands(on.item_pk),
    )


def _waiting_excerpts() -> Select[int]:
    row, on = ExcerptRow, ItemReflectionRow
    return (
        select(row.pk)
        .join(ReflectionRow, ReflectionRow.pk == row.reflection_pk)
        .where(
            ReflectionRow.state != State.TRASHED,
            ~exists().where(on.excerpt_pk == row.pk, _stands(on.item_pk)),
        )
    )


def _waiting_anchors() -> Select[str]:
    row, on = BroughtAnchorRow, ItemAnchorRow
    placed = exists().where(
        on.topic == row.topic,
        on.local == row.local,
        on.brought_at == row.brought_at,
        _stands(on.item_pk),
    )
    return select(row.topic).select_from(row).where(~placed)


def _stands(item_pk: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return exists().where(ItemRow.pk == item_pk, ItemRow.state != ItemState.DROPPED)


def _reflections(tx: Transaction, limit: int, span: list[ColumnElement[bool]]) -> list[Brought]:
    row = ReflectionRow
    found = tx.all(
        _waiting_reflections()
        .with_only_columns(row.pk, row.brought_at)
        .where(*span)
        .order_by(row.brought_at.desc(), row.pk.desc())
        .limit(limit)
    )
    rows = rows_of(tx, [pk for pk, _ in found])
    moments = [at for _, at in found if at is not None]
    return [BroughtReflection(row, at) for row, at in zip(rows, moments, strict=True)]


def _excerpts(tx: Transaction, limit: int, span: list[ColumnElement[bool]]) -> list[Brought]:
    row = ExcerptRow
    found = tx.all(
        _waiting_excerpts()
        .with_only_columns(
            row.reflection_pk, row.id, row.text, row.start_line, row.start_column, row.brought_at
        )
        .where(*span)
        .order_by(row.brought_at.desc(), row.pk.desc())
        .limit(limit)
    )
    rows = rows_of(tx, [each.reflection_pk for each in found])
    return [
        BroughtExcerpt(
            each.id, of, each.text, (each.start_line, each.start_column), each.brought_at
        )
        for each, of in zip(found, rows, strict=True)
    ]


def _anchors(tx: Transaction, limit: int, span: list[ColumnElement[bool]]) -> list[Brought]:
    row = BroughtAnchorRow
    found = tx.all(
        _waiting_anchors()
        .with_only_columns(row.topic, row.local, row.label, row.wording, row.digest, row.brought_at)
        .where(*span)
        .order_by(row.brought_at.desc(), row.topic, row.local)
        .limit(limit)
    )
    return [
        BroughtAnchor(Link(joined(topic, local), label, wording, digest), at)
        for topic, local, label, wording, digest, at in found
    ]
