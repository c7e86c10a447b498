"""Brings another copy of the journal into the open one: all of both stays, or nothing is done."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import IntegrityError, OperationalError

from db.errors import JournalError
from db.merging import reflections, supervision, texts
from db.merging.copy import private_copy
from db.merging.fit import BRIEFS, Unfit
from db.store import Store
from db.transaction import Transaction

_TEMPORARY = (
    "reflection",
    "supervisor",
    "meeting",
    "agenda_item",
    "action",
    "held_back",
    "brief_left",
    "excerpt",
)


class SameFile(JournalError):
    """A journal was to be merged with itself."""

    sentence = "This is the open journal itself. Name the other copy of it."


@dataclass(frozen=True, slots=True)
class Merged:
    """What came in, and what was brought on.

    `brought_on` of the reflections in both were changed by it; in `both_changed` of them both had
    kept another text. `apart` are unfinished texts that became reflections or later thoughts of
    their own. `into_trash` had been removed for ever here; `trashed` lie in the other's trash.
    """

    came: int
    into_trash: int
    brought_on: int
    both_changed: int
    apart: int
    trashed: int
    meetings: int
    questions: int
    actions: int
    notes: int
    briefs: int
    supervision_changed: int

    @property
    def is_nothing(self) -> bool:
        """Whether the other held nothing that is not here."""
        return not any(getattr(self, name) for name in self.__slots__)


class _OnlyLooked(Exception):
    """Ends the transaction of a trial, so that all of it is undone."""


def merge(store: Store, file: Path, secrets: Iterable[str] = (), *, trial: bool = False) -> Merged:
    """Brings the copy in the file into the store, in one transaction; the file is only read.

    The store's own key is tried first, then the secrets. A `trial` says what would be, and changes
    nothing. Raises SameFile, OtherKey, Unfit, or another JournalError; then nothing is changed.
    """
    if _is_same(file, store.path):
        raise SameFile
    with private_copy(file, store.path, secrets, (store.key, store.salt)) as copy:
        return brought_in(store.write_from(copy.path, copy.key, copy.salt), trial=trial)


def brought_in(other: AbstractContextManager[Transaction], *, trial: bool) -> Merged:
    """Brings in what is attached to this transaction; a `trial` is undone. Raises as merge()."""
    done = None
    try:
        with other as tx:
            done = bring_in(tx)
            if trial:
                raise _OnlyLooked
    except _OnlyLooked:
        pass
    except (IntegrityError, OperationalError):
        # Without its cause, which may hold what is written there.
        raise Unfit from None
    assert done is not None  # noqa: S101 - whatever else ends the block raises
    return done


def bring_in(tx: Transaction) -> Merged:
    """Brings the schema `other` of this transaction into the journal."""
    came, removed = reflections.take_in(tx)
    text = texts.bring_on(tx)
    from_supervision, changed = supervision.take_in(tx)
    tx.run(
        "INSERT INTO main.setting (key, value) SELECT key, value FROM other.setting "
        "WHERE key LIKE ? ON CONFLICT DO NOTHING",
        f"{BRIEFS}%",
    )
    for name in _TEMPORARY:
        tx.run(f"DROP TABLE IF EXISTS temp.same_{name}")
    return Merged(
        came=came,
        into_trash=removed,
        brought_on=text.brought_on,
        both_changed=text.both_changed,
        apart=text.drafts_apart + text.later_apart,
        trashed=text.trashed,
        meetings=from_supervision["meeting"],
        questions=from_supervision["agenda_item"],
        actions=from_supervision["action"],
        notes=from_supervision["held_back"],
        briefs=from_supervision["brief_left"],
        supervision_changed=changed,
    )


def _is_same(file: Path, path: Path) -> bool:
    try:
        return file.samefile(path)
    except OSError:
        return False
