"""What was brought to supervision and has no meeting yet."""

from datetime import datetime

from sqlalchemy import select

from db.models import ReflectionRow
from db.records import Row, State
from db.rows import rows_of
from db.transaction import Transaction


def waiting(tx: Transaction, *, limit: int) -> tuple[tuple[datetime, Row], ...]:
    """Each with the moment it was brought, the last brought first; none that is in the trash."""
    found = tx.all(
        select(ReflectionRow.pk, ReflectionRow.brought_at)
        .where(ReflectionRow.brought_at.is_not(None), ReflectionRow.state != State.TRASHED)
        .order_by(ReflectionRow.brought_at.desc(), ReflectionRow.pk.desc())
        .limit(limit)
    )
    rows = rows_of(tx, [pk for pk, _ in found])
    moments = [at for _, at in found if at is not None]
    return tuple(zip(moments, rows, strict=True))
