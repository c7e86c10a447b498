"""What goes to supervision: the deliberate act of bringing, and the inbox."""

from datetime import datetime

from db import reflections
from db.records import Row
from db.reflections import Filter
from db.transaction import Transaction


def bring_or_take_back(tx: Transaction, reflection_id: str, *, now: datetime) -> bool:
    """Brings the reflection, or takes it back if it is there; says whether it is brought now."""
    if reflections.get(tx, reflection_id).brought_at is None:
        reflections.bring(tx, reflection_id, now)
        return True
    reflections.unbring(tx, reflection_id)
    return False


def inbox(tx: Transaction, *, offset: int = 0, limit: int = 200) -> tuple[Row, ...]:
    """What was brought and has no meeting yet, newest first."""
    return reflections.page(tx, Filter(brought=True), offset=offset, limit=limit)


def said(brought: bool) -> str:
    """What is said once a reflection was brought or taken back."""
    return "Brought to supervision." if brought else "Taken back. It is private again."
