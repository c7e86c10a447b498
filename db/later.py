"""Later thoughts: dated comments on an old reflection, which itself stays as it was."""

from datetime import datetime

from sqlalchemy import delete, insert, select, update

from db import ids
from db.errors import ChangedElsewhere, NotFound
from db.models import LaterThoughtRow
from db.records import LaterThought
from db.transaction import Transaction

_Row = LaterThoughtRow


def open_(tx: Transaction, id: str, now: datetime) -> LaterThought:  # noqa: A002
    """The one being written on this reflection, begun now if there is none; NotFound."""
    return unfinished(tx, ids.pk_of(tx, id)) or begin(tx, id, now)


def begin(tx: Transaction, id: str, now: datetime) -> LaterThought:  # noqa: A002
    """A new one on this reflection with no text yet; NotFound."""
    made = ids.new()
    pk = ids.pk_of(tx, id)
    tx.change(insert(_Row).values(id=made, reflection_pk=pk, body="", revision=0, saved_at=now))
    return LaterThought(made, "", 0, now, None)


def save(tx: Transaction, thought_id: str, *, body: str, revision: int, now: datetime) -> int:
    """Makes the text safe and returns its new revision.

    Raises ChangedElsewhere if `revision` isn't the last one, or it was kept or dropped meanwhile.
    """
    saved = tx.change(
        update(_Row)
        .where(_Row.id == thought_id, _Row.revision == revision, _Row.kept_at.is_(None))
        .values(body=body, revision=revision + 1, saved_at=now)
    )
    if saved.rowcount != 1:
        raise ChangedElsewhere
    return revision + 1


def keep(tx: Transaction, thought_id: str, now: datetime) -> None:
    """Ends the writing; from now on it is found by search. ChangedElsewhere if it has ended."""
    kept_now = tx.change(
        update(_Row)
        .where(_Row.id == thought_id, _Row.kept_at.is_(None))
        .values(kept_at=now, saved_at=now)
    )
    if kept_now.rowcount != 1:
        raise ChangedElsewhere


def remove(tx: Transaction, thought_id: str) -> None:
    """Removes it for ever, kept or not; NotFound."""
    body = tx.value(select(_Row.body).where(_Row.id == thought_id))
    if body is None:
        raise NotFound("This later thought is no longer in the journal.")
    tx.change(delete(_Row).where(_Row.id == thought_id))
    if body.strip():
        tx.leave_no_trace()


def drop(tx: Transaction, thought_id: str, *, revision: int) -> None:
    """Removes one that is being written, unless it was saved or kept since this revision."""
    tx.change(
        delete(_Row).where(_Row.id == thought_id, _Row.revision == revision, _Row.kept_at.is_(None))
    )


def kept(tx: Transaction, pk: int) -> tuple[LaterThought, ...]:
    """Those on a row that were kept, the oldest first."""
    return tuple(
        LaterThought(*row)
        for row in tx.all(
            select(_Row.id, _Row.body, _Row.revision, _Row.saved_at, _Row.kept_at)
            .where(_Row.reflection_pk == pk, _Row.kept_at.is_not(None))
            .order_by(_Row.kept_at, _Row.pk)
        )
    )


def unfinished(tx: Transaction, pk: int) -> LaterThought | None:
    """The one being written on a row, if there is one."""
    row = tx.first(
        select(_Row.id, _Row.body, _Row.revision, _Row.saved_at, _Row.kept_at)
        .where(_Row.reflection_pk == pk, _Row.kept_at.is_(None))
        .order_by(_Row.saved_at.desc())
        .limit(1)
    )
    return None if row is None else LaterThought(*row)
