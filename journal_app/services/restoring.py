"""What a backup holds, what restoring it would change, and restoring it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from db import backup, comparing, restoring
from db.backup_names import CopyKind
from db.comparing import Counts, Known
from db.content_of import never
from db.copies import prove
from db.errors import (
    Damaged,
    Interrupted,
    JournalError,
    NotAJournal,
    WrongKey,
    WrongWords,
)
from db.restoring import Key, Restored
from db.salvaging import is_in_part
from db.store import Store
from journal_app.services import backups
from journal_app.services.alone import alone_with
from journal_app.services.backups import Place
from journal_app.services.missing import Left, moved

__all__ = ["Counts", "Key", "Known", "Restored"]


class NotDamaged(JournalError):
    """Something could not be read as it should, but every page of the file is as it was written."""

    sentence = (
        "All of the journal's file can be read through, so no backup is offered. "
        "journal check says what is wrong, and what it would mend."
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """A backup beside the journal as it is now.

    `gone` was begun since and would be gone, `earlier` was changed since and would be as it was
    then, `back` was removed for ever since and would be there again. Without a journal that can be
    read, `now` is None.
    """

    held: Counts
    now: Counts | None
    gone: tuple[Known, ...]
    earlier: tuple[Known, ...]
    back: tuple[Known, ...]
    is_damaged: bool = False
    """Whether a part of the journal can't be read, which is beside all that can be compared."""

    @property
    def changes_nothing(self) -> bool:
        """Whether both hold the same, as far as can be told by counts and texts."""
        return self.held == self.now and not (self.gone or self.earlier or self.back)


def key_like(present: Key, copy: Path) -> Key:
    """The key of the open journal, if it opens the copy; raises WrongKey if it doesn't."""
    return restoring.key_that_opens(copy, present[0])


def reflections_in(present: Key, copy: Path) -> int | None:
    """How many reflections are kept in a copy; None where the journal's key doesn't open it."""
    try:
        return restoring.reflections_in(copy, key_like(present, copy))
    except JournalError:
        return None


def key_of(copy: Path, secret: str) -> Key:
    """The key of the copy by the passphrase it was made under, or by its recovery words."""
    return restoring.key_of(copy, secret)


def key_of_the_journal(journal: Path, secret: str) -> Key | None:
    """The key of a journal that is not open, by this passphrase; None if it can't be told.

    What doesn't open it may still be the right one, for a damaged first page looks like a wrong
    key; then nothing is known.
    """
    try:
        return restoring.key_of(journal, secret)
    except JournalError:
        return None


def preview(store: Store, copy: Path, key: Key) -> Preview:
    """What the copy holds beside the open journal; Damaged or another JournalError."""
    try:
        with store.read() as tx:
            now, present = comparing.counts(tx), comparing.known(tx)
    except Damaged:
        return preview_alone(copy, key, store.path.parent)
    held, then = _held(copy, key, store.path.parent)
    by_id = {one.id: one for one in then}
    still = {one.id for one in present}
    found = Preview(
        held=held,
        now=now,
        gone=tuple(one for one in present if one.id not in by_id),
        earlier=tuple(
            one
            for one in present
            if (other := by_id.get(one.id)) is not None and _text_of(other) != _text_of(one)
        ),
        back=tuple(one for one in then if one.id not in still),
    )
    if found.changes_nothing:
        # Counts and beginnings are soon read; what stands elsewhere may still be damaged.
        try:
            backup.read_through(store)
        except Damaged:
            return replace(found, is_damaged=True)
    return found


def preview_alone(copy: Path, key: Key, beside: Path) -> Preview:
    """What the copy holds, where no journal can be read."""
    held, _ = _held(copy, key, beside)
    return Preview(held, None, (), (), ())


def restore(place: Place, copy: Path, key: Key, present: Key | None, now: datetime) -> Restored:
    """Puts the copy in the place of the journal, which nobody may have open any more.

    What was there goes into the folder of backups first. Raises a JournalError; then nothing is
    changed.
    """
    with alone_with(place.journal):
        restored = restoring.restore(
            place.journal, copy, key, present=present, folder=place.folder_now, now=now
        )
        backups.note_restored(place.journal)
        return restored


@dataclass(frozen=True, slots=True)
class Offer:
    """The latest backup that opens and is sound, with its key and what it holds.

    It is certain that the journal is damaged unless its passphrase may have been changed since.
    """

    copy: Path
    at: datetime
    key: Key
    held: Counts
    is_certain: bool
    asked_at: datetime
    is_backup: bool
    """Or else a copy beside the journal, into which a window put all there was."""


def latest_for(place: Place, secret: str, error: JournalError) -> Offer | None:
    """The latest backup that this passphrase opens and that can be read through, if there is any.

    Each is tried, the newest first; a key is made once for all that have the same salt. Where the
    passphrase doesn't open the journal either, only the newest counts: an older one may be under
    an earlier passphrase.
    """
    is_refused = isinstance(error, WrongKey | WrongWords)
    made: dict[bytes, Key | None] = {}
    now = datetime.now(UTC)
    for copy in _good_ones(place):
        with suppress(JournalError):
            key = _key(copy.path, secret, made)
            if key is None:
                if is_refused:
                    return None
                continue
            if (held := _sound(place, copy, key, never)) is None:
                continue
            is_certain = not is_refused or _starts_alike(place.journal, key)
            return Offer(copy.path, copy.at, key, held, is_certain, now, copy.is_backup)
    return None


def latest_like(store: Store, place: Place, now: datetime) -> Offer | None:
    """The latest backup that the key of the open journal opens and that can be read through.

    Raises NotDamaged if all of the journal can be read through after all, or Interrupted.
    """
    try:
        backup.read_through(store)
    except Damaged:
        return latest_by((store.key, store.salt), place, now, store.was_interrupted)
    raise NotDamaged


def latest_by(
    present: Key, place: Place, now: datetime, given_up: Callable[[], bool] = never
) -> Offer | None:
    """The same of a journal that is known to be damaged; raises Interrupted."""
    for copy in _good_ones(place):
        try:
            key = key_like(present, copy.path)
            if (held := _sound(place, copy, key, given_up)) is None:
                continue
        except Interrupted:
            raise
        except JournalError:
            continue
        return Offer(copy.path, copy.at, key, held, True, now, copy.is_backup)
    return None


def _good_ones(place: Place) -> tuple[Left, ...]:
    """The backups of the days, and copies beside the journal, the newest first."""
    found = [
        Left(one.copy.path, one.copy.at, is_backup=True)
        for one in backups.listed(place)
        if one.copy.kind is CopyKind.BACKUP
    ]
    return tuple(sorted([*found, *moved(place)], key=lambda one: one.at, reverse=True))


def _sound(place: Place, copy: Left, key: Key, given_up: Callable[[], bool]) -> Counts | None:
    """What the copy holds, once it is read through; Damaged if it can't be.

    None if it holds only a part of what there was, and so is no copy to go on with.
    """
    prove(copy.path, *key, given_up, whole=True)
    with restoring.opened(copy.path, key, place.journal.parent) as store, store.read() as tx:
        return None if is_in_part(tx) else comparing.counts(tx)


def _starts_alike(journal: Path, key: Key) -> bool:
    """Whether the journal has the salt of the copy: then what opens the copy should open it too."""
    try:
        return restoring.salt_of(journal) == key[1]
    except JournalError:
        return False


def may_be_damage(error: JournalError) -> bool:
    """Whether it may be the file that is at fault and not what was typed."""
    return isinstance(error, Damaged | NotAJournal) or type(error) in (WrongKey, WrongWords)


def _key(copy: Path, secret: str, made: dict[bytes, Key | None]) -> Key | None:
    salt = restoring.salt_of(copy)
    if salt not in made:
        try:
            made[salt] = restoring.key_of(copy, secret)
        except JournalError as error:
            # Of a file that is no journal at all, nothing is known about its salt.
            if isinstance(error, WrongKey):
                made[salt] = None
            return None
    return made[salt]


def _held(copy: Path, key: Key, beside: Path) -> tuple[Counts, tuple[Known, ...]]:
    with restoring.opened(copy, key, beside) as store, store.read() as tx:
        return comparing.counts(tx), comparing.known(tx)


def _text_of(one: Known) -> tuple[object, ...]:
    return one.revision, one.changed_at, one.state, one.written_on
