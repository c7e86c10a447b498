"""Unfinished texts: saved as they are typed, and kept when they are done."""

from datetime import datetime

from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.orm import aliased

from db import ids, reviews, versions
from db.errors import ChangedElsewhere
from db.models import BodyRow, DraftRow, LinkRow, ReflectionRow
from db.names import split
from db.records import Draft, Row, State
from db.reflections import draft_of, rewrite
from db.rows import rows_of
from db.transaction import Transaction


def open(tx: Transaction, id: str, now: datetime) -> Draft:  # noqa: A001, A002
    """The unfinished text, begun from the kept one if there is none yet; NotFound."""
    pk = ids.pk_of(tx, id)
    draft = draft_of(tx, pk)
    if draft is not None:
        return draft
    body = tx.value(select(BodyRow.body).where(BodyRow.reflection_pk == pk)) or ""
    tx.change(
        insert(DraftRow).values(
            reflection_pk=pk, body=body, cursor_row=0, cursor_column=0, scroll=0, saved_at=now
        )
    )
    revision = tx.value(select(ReflectionRow.revision).where(ReflectionRow.pk == pk)) or 0
    return Draft(body=body, cursor=(0, 0), scroll=0, revision=revision, saved_at=now)


def save(
    tx: Transaction,
    id: str,  # noqa: A002
    *,
    body: str,
    cursor: tuple[int, int],
    scroll: int,
    revision: int,
    now: datetime,
) -> int:
    """Makes the text safe and returns its new revision.

    Raises ChangedElsewhere if `revision` isn't the last one, or the draft was ended meanwhile.
    """
    pk = ids.pk_of(tx, id)
    row, column = cursor
    found = tx.value(
        select(ReflectionRow.revision)
        .join(DraftRow, DraftRow.reflection_pk == ReflectionRow.pk)
        .where(ReflectionRow.pk == pk)
    )
    if found != revision:
        raise ChangedElsewhere
    tx.change(
        update(DraftRow)
        .where(DraftRow.reflection_pk == pk)
        .values(body=body, cursor_row=row, cursor_column=column, scroll=scroll, saved_at=now)
    )
    rewrite(tx, pk, body, now, revision=revision + 1)
    return revision + 1


def keep(tx: Transaction, id: str, now: datetime) -> None:  # noqa: A002
    """Ends the draft: its text is the reflection's, and a version of it, from now on.

    If the draft cut it down to what was learned, every older version goes for ever.

    Raises ChangedElsewhere if there is no draft (any more); NotFound.
    """
    pk = ids.pk_of(tx, id)
    draft = draft_of(tx, pk)
    if draft is None:
        raise ChangedElsewhere
    versions.put_body(tx, pk, draft.body, now)
    if reviews.is_shedding(tx, pk):
        versions.purge_older(tx, pk)
        reviews.forget(tx, pk)
    _end(tx, pk)
    rewrite(tx, pk, draft.body, now, state=State.KEPT, kept_at=now, revision=draft.revision + 1)


def discard(tx: Transaction, id: str) -> None:  # noqa: A002
    """Drops the unfinished text alone; what was kept before stands. NotFound."""
    pk = ids.pk_of(tx, id)
    draft = draft_of(tx, pk)
    if draft is None:
        return
    _end(tx, pk)
    reviews.end_shedding(tx, pk)
    body = tx.value(select(BodyRow.body).where(BodyRow.reflection_pk == pk)) or ""
    row = tx.one(
        select(ReflectionRow.kept_at, ReflectionRow.created_at).where(ReflectionRow.pk == pk)
    )
    rewrite(tx, pk, body, row.kept_at or row.created_at, revision=draft.revision + 1)


def unfinished(tx: Transaction) -> tuple[Row, ...]:
    """What has unfinished text and isn't in the trash, the newest save first."""
    pks = tx.values(
        select(DraftRow.reflection_pk)
        .join(ReflectionRow, ReflectionRow.pk == DraftRow.reflection_pk)
        .where(ReflectionRow.state != State.TRASHED)
        .order_by(DraftRow.saved_at.desc(), DraftRow.reflection_pk.desc())
    )
    return rows_of(tx, pks)


def unfinished_on(tx: Transaction, anchor: str) -> str | None:
    """The newest never-kept reflection whose first link is this anchor."""
    topic, local = split(anchor)
    earlier = aliased(LinkRow)
    return tx.value(
        select(ReflectionRow.id)
        .join(LinkRow, LinkRow.reflection_pk == ReflectionRow.pk)
        .where(
            LinkRow.topic == topic,
            LinkRow.local == local,
            LinkRow.state == State.DRAFT,
            ~exists().where(
                earlier.reflection_pk == LinkRow.reflection_pk,
                earlier.position < LinkRow.position,
            ),
        )
        .order_by(LinkRow.written_on.desc(), LinkRow.reflection_pk.desc())
        .limit(1)
    )


def _end(tx: Transaction, pk: int) -> None:
    tx.change(delete(DraftRow).where(DraftRow.reflection_pk == pk))
