"""When something was last written in the journal."""

from datetime import datetime

from sqlalchemy import func, select

from db.models import DraftRow, ReflectionRow
from db.transaction import Transaction


def moment(tx: Transaction) -> datetime | None:
    """The latest moment at which a text was saved or kept, None before the first."""
    found = (
        tx.value(select(func.max(ReflectionRow.changed_at))),
        tx.value(select(func.max(DraftRow.saved_at))),
    )
    return max((at for at in found if at is not None), default=None)
