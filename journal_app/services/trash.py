"""The trash: what goes there keeps its id and all its links, until it is removed for ever."""

from dataclasses import dataclass

from db import listing, reflections
from db.errors import JournalError
from db.filters import Filter
from db.records import Reflection, Row, State
from db.transaction import Transaction

THE_TRASH = Filter(states=(State.TRASHED,))

PUT = "In the trash. u takes it out again."
TAKEN_OUT = "Taken out of the trash, as it was."
GOES_ALONG = (
    "Its versions, later thoughts and links go with it, and nothing brings them back. "
    "Backups made before still hold it."
)
ALL_GO_ALONG = (
    "Their versions, later thoughts and links go with them, and nothing brings them back. "
    "Backups made before still hold them."
)
PURGED = "Removed for ever. Backups made before still hold it."


class InTheTrash(JournalError):
    """Nothing is changed on what lies in the trash."""

    sentence = "This reflection is in the trash. Take it out first; nothing was changed."


@dataclass(frozen=True, slots=True)
class Trash:
    """What lies in the trash, newest day of writing first; `count` is all of it."""

    rows: tuple[Row, ...]
    count: int


def trash(tx: Transaction, *, limit: int) -> Trash:
    """The first `limit` of what lies there."""
    return Trash(listing.page(tx, THE_TRASH, limit=limit), listing.count(tx, THE_TRASH))


def outside(tx: Transaction, reflection_id: str) -> Reflection:
    """The reflection, if it isn't in the trash; InTheTrash, NotFound."""
    reflection = reflections.get(tx, reflection_id)
    if reflection.state is State.TRASHED:
        raise InTheTrash
    return reflection


def put(tx: Transaction, reflection_id: str) -> None:
    """Puts it into the trash; NotFound."""
    reflections.trash(tx, reflection_id)


def take_out(tx: Transaction, reflection_id: str) -> State:
    """Takes it out of the trash as it went in; the state it has now. NotFound."""
    return reflections.restore(tx, reflection_id)


def purge(tx: Transaction, reflection_id: str) -> None:
    """Removes it for ever with its versions, thoughts and links; a JournalError if not trashed."""
    reflections.purge(tx, reflection_id)


def empty(tx: Transaction) -> int:
    """Removes all that lies there for ever; how many that were."""
    return reflections.purge_trash(tx)
