"""Copies of the journal beside it: those that synchronising left, and one made to save words."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

from db import salvaging, settings
from db.errors import Damaged, JournalError, JournalExists, Replaced
from db.files import make_folder
from db.keys import salt_of
from db.shape import could_be_journal
from db.store import Store as Open
from db.transaction import Transaction
from journal_app.domain.conflicted import OURS, Likeness, likeness
from journal_app.services import recovery

__all__ = ["Open", "beside", "move_beside", "remember", "said_of", "said_of_moving", "unsaid"]

_KEY = "copies-said"
_MOST_NAMED = 3

T = TypeVar("T")

NOTHING_LEFT = (
    "The journal's file is damaged and no longer opens, and nothing could be read of it any more. "
    "Keep the file as it is, and restore a backup: it is offered once you type your passphrase."
)


class OutOfReach(JournalError):
    """The open file would not open again, and what is in it could not be put elsewhere."""

    sentence = (
        "The journal's file is damaged and would not open again, and no copy of it could be put "
        "beside it yet. Make room there."
    )


def beside(store: Open) -> tuple[Path, ...]:
    """The files beside it that look like other copies of it, by their names and their shape."""
    found = []
    try:
        for path in sorted(store.path.parent.iterdir()):
            like = likeness(path.name, store.path.name)
            # Opening and closing the open file by another name would take away SQLite's locks.
            if like is None or path.samefile(store.path) or not could_be_journal(path):
                continue
            if like is Likeness.SURE or salt_of(path) == store.salt:
                found.append(path)
    except OSError:
        return ()
    return tuple(found)


def unsaid(tx: Transaction, found: Sequence[Path]) -> tuple[Path, ...]:
    """Those of which nothing was said yet."""
    said = _said(tx)
    return tuple(path for path in found if path.name not in said)


def remember(tx: Transaction, found: Iterable[Path]) -> None:
    """Notes that something was said of these."""
    settings.put(tx, _KEY, [*_said(tx), *(path.name for path in found)])


def said_of(found: Sequence[Path]) -> str:
    """What to say of copies that were found."""
    names = ", ".join(path.name for path in found[:_MOST_NAMED])
    if len(found) == 1:
        what = f"Beside the journal lies another copy of it: {names}. It may hold other words."
    else:
        more = "" if len(found) <= _MOST_NAMED else " and more"
        what = f"Beside the journal lie other copies of it: {names}{more}. They may hold more."
    return (
        f"{what} Bring two copies together (ctrl+p) shows what would come, then brings it in; so "
        "does journal merge FILE."
    )


def move_beside(store: Open, folders: Sequence[Path], now: datetime) -> Open:
    """Puts all that the open store holds into a copy, and opens that in its place.

    It goes into the first of the folders that takes it; Replaced if none does.
    """
    for folder in folders:
        with suppress(JournalError):
            if folder is folders[-1]:
                make_folder(folder)
            moved = store.at(_put(store, folder, now))
            with suppress(JournalError):
                store.abandon()
            return moved
    raise Replaced


def keep_within_reach(
    store: Open, folders: Sequence[Path], now: datetime
) -> tuple[Open, str] | None:
    """Puts what can still be read into a copy, where the file would not open again after a lock.

    The store to go on with, and what to say; None where the file opens. Raises OutOfReach.
    """
    if salvaging.is_within_reach(store, recovery.is_due):
        return None
    try:
        saved = _saved_beside(store, folders, now)
    except Damaged:
        return store, NOTHING_LEFT
    with suppress(JournalError):
        store.close()
    path = saved.store.path
    if saved.whole:
        what = (
            f"All of it, with what you wrote last, is in {path}. Type your passphrase: that copy "
            "is offered in its place."
        )
    else:
        what = (
            f"What could still be read of it is in {path}. Type your passphrase: the latest backup "
            "is offered in its place. Bring two copies together (ctrl+p) then adds the rest."
        )
    return saved.store, f"The journal's file is damaged and no longer opens. {what}"


def _saved_beside(store: Open, folders: Sequence[Path], now: datetime) -> salvaging.Salvaged:
    def salvage(path: Path) -> salvaging.Salvaged:
        return salvaging.salvage(store, path, now)

    for folder in folders:
        try:
            return _named(store, folder, now, salvage)
        except Damaged:
            raise
        except JournalError:
            continue
    raise OutOfReach


def said_of_moving(path: Path) -> str:
    """What to say when this window goes on in a copy."""
    return (
        "Another program has replaced or taken away the journal's file. Nothing of yours is lost: "
        f"all of it is in {path}, and this window goes on there. journal merge brings the two "
        "together."
    )


def _put(store: Open, folder: Path, now: datetime) -> Path:
    def copy(path: Path) -> Path:
        store.copy_to(path)
        return path

    return _named(store, folder, now, copy)


def _named(store: Open, folder: Path, now: datetime, make: Callable[[Path], T]) -> T:
    """What is made at the first name that is free."""
    at = now.astimezone().strftime("%Y-%m-%d %H.%M")
    for number in count(1):
        more = "" if number == 1 else f", {number}"
        path = folder / f"{store.path.stem} ({OURS}, {at}{more}){store.path.suffix}"
        with suppress(JournalExists):
            return make(path)
    raise AssertionError("unreachable: the numbers don't end")


def _said(tx: Transaction) -> list[settings.Json]:
    found = settings.get(tx, _KEY)
    return found if isinstance(found, list) else []
