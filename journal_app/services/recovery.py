"""Whether the recovery words still have to be shown and checked."""

from db import settings
from db.transaction import Transaction

_DUE = "recovery-words-due"


def set_due(tx: Transaction, *, due: bool) -> None:
    """Notes that the check of the words is still to be done, or is done."""
    settings.put(tx, _DUE, due)


def is_due(tx: Transaction) -> bool:
    """Whether the journal was made in the app but the words were never checked."""
    return settings.get(tx, _DUE) is True
