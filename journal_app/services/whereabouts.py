"""Where somebody stood when the journal was locked, kept inside it until they are back."""

from pathlib import Path

import msgspec

from db import settings
from db.transaction import Transaction
from journal_app.domain.whereabouts import Whereabouts
from journal_app.services import backups

_KEY = "whereabouts"


def keep(tx: Transaction, whereabouts: Whereabouts | None) -> None:
    """Keeps it in place of what was kept before; None keeps nothing."""
    settings.put(tx, _KEY, msgspec.to_builtins(whereabouts))


def last(tx: Transaction, journal: Path) -> Whereabouts | None:
    """What is kept, unless a backup was just restored: there it is from when that was made."""
    return None if backups.is_first_after_restoring(journal) else kept(tx)


def kept(tx: Transaction) -> Whereabouts | None:
    """What is kept; None if that is nothing, or not to be understood."""
    stored = settings.get(tx, _KEY)
    if stored is None:
        return None
    try:
        return msgspec.convert(stored, type=Whereabouts)
    except msgspec.ValidationError:
        # Another version of the program may have kept it; to begin at Today loses no text then.
        return None
