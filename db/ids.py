"""Ids of what is stored: short enough to type, and found again by their beginning."""

import secrets

from sqlalchemy import select

from db.errors import JournalError, NotFound
from db.models import ReflectionRow
from db.supervision_models import Identified
from db.transaction import Transaction

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that looks like a digit, and no u."""
LENGTH = 10
LEAST_PREFIX = 4

_NOUNS = {
    "action": "action",
    "agenda_item": "agenda item",
    "brief_left": "brief",
    "excerpt": "passage",
    "held_back": "note",
    "meeting": "meeting",
    "reflection": "reflection",
}

_LOOKALIKES = str.maketrans("ilo", "110")


def new() -> str:
    """A random id of 50 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def checked(given: str) -> str:
    """The id as it is stored; JournalError if it could not be one."""
    tidy = _tidy(given)
    if len(tidy) != LENGTH or not set(tidy) <= set(ALPHABET):
        raise JournalError(f"An id has {LENGTH} letters and digits. Leave it out to get a new one.")
    return tidy


def pk_of(
    tx: Transaction, given: str, table: type[ReflectionRow | Identified] = ReflectionRow
) -> int:
    """The row this id, or its beginning of at least four characters, stands for; NotFound."""
    noun = _NOUNS[table.__tablename__]
    tidy = _tidy(given)
    found: list[int] = []
    if LEAST_PREFIX <= len(tidy) <= LENGTH and set(tidy) <= set(ALPHABET):
        found = tx.values(
            select(table.pk)
            .where(table.id >= tidy, table.id <= tidy.ljust(LENGTH, ALPHABET[-1]))
            .limit(2)
        )
    if not found:
        raise NotFound(f"There is no {noun} with this id.")
    if len(found) > 1:
        raise NotFound(f"More than one {noun} begins with this id. Give more of it.")
    return found[0]


def begins(id: str, given: str) -> bool:  # noqa: A002
    """Whether what was given stands for this id: it whole, or four characters or more of it."""
    tidy = _tidy(given)
    return len(tidy) >= LEAST_PREFIX and id.startswith(tidy)


def _tidy(given: str) -> str:
    return given.strip().lower().translate(_LOOKALIKES)
