"""Backups: where they go, made and proven, thinned out, and told of."""

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from db import backup
from db.backup import Made
from db.backup_names import Copy, CopyKind, copies, is_a_copy, salt_of
from db.engine import said
from db.errors import Damaged, Interrupted, JournalError, NoBackup
from db.store import Store
from journal_app.domain import backup_words
from journal_app.domain.backup_days import staying
from journal_app.paths import Paths
from journal_app.services import backup_notes
from journal_app.services.alone import is_in_a_window
from journal_app.services.backup_notes import Failed, Last, Notes
from journal_app.settings import Settings

__all__ = ["CopyKind", "is_a_copy", "place_of", "standing", "take", "take_due", "take_quick"]

KEPT_ASIDE = (CopyKind.BEFORE_RESTORE, CopyKind.BEFORE_UPGRADE, CopyKind.DAMAGED, CopyKind.UNOPENED)
"""The copies that are not backups of a day, and that are never removed by the program."""

READ_EVERY = timedelta(days=7)
"""So long a journal in which nothing is written goes without being read through."""

NOT_THERE = "their place is not there"


@dataclass(frozen=True, slots=True)
class Place:
    """Where backups of a journal go: the folder that was chosen, if one was, else the usual one."""

    journal: Path
    usual: Path
    chosen: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder that they should go to."""
        return self.usual if self.chosen is None else self.chosen

    @property
    def is_there(self) -> bool:
        """Whether it is; a disk that is unplugged takes its folder along, or leaves it empty.

        The usual one is made.
        """
        if self.chosen is None:
            return True
        # Unlike a path's own question, this one never fails, however the disk does.
        if not os.path.isdir(self.chosen):  # noqa: PTH112
            return False
        return self.is_on_other_disk or not self._was_left_empty

    @property
    def is_on_other_disk(self) -> bool:
        """Whether the folder lies on another disk than the journal, as far as that can be told."""
        return _disk_of(self.folder) != _disk_of(self.journal.parent)

    @property
    def _was_left_empty(self) -> bool:
        notes = backup_notes.read(self.journal)
        return notes.on_other_disk == str(self.folder) and not any(_entries(self.folder))

    @property
    def folder_now(self) -> Path:
        """Where a backup goes now: to the usual folder while the chosen one is not there."""
        return self.folder if self.is_there else self.usual


@dataclass(frozen=True, slots=True)
class Listed:
    """A copy, and whether it was made and proven by this program on this computer."""

    copy: Copy
    is_own: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How backups stand, in a line; `fails` says that something is to be done about it."""

    sentence: str
    fails: bool


def _disk_of(folder: Path) -> int | None:
    try:
        return folder.stat().st_dev
    except OSError:
        return None


def _entries(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(folder.iterdir())
    except OSError:
        return ()


def place_of(paths: Paths, choices: Settings) -> Place:
    """Where the settings want the backups of the journal."""
    chosen = None if choices.backups is None else Path(choices.backups)
    return Place(paths.journal, paths.backups, chosen)


def standing(place: Place, now: datetime) -> Standing | None:
    """What Today says of them; nothing while there is nothing to say."""
    notes = backup_notes.read(place.journal)
    last = None if notes.last is None else notes.last.at
    if notes.failed is not None:
        reason = notes.failed.reason
        if reason == NOT_THERE and last is not None:
            return Standing(backup_words.elsewhere(reason, last, now), fails=True)
        return Standing(backup_words.failing(reason, last, now), fails=True)
    return None if last is None else Standing(backup_words.backed_up(last, now), fails=False)


def listed(place: Place, salt: bytes | None = None) -> tuple[Listed, ...]:
    """All copies in the chosen and in the usual folder, the newest first.

    With the journal's salt, those too that were made while it was called otherwise.
    """
    made = backup_notes.read(place.journal).made
    found: dict[Path, Copy] = {}
    for folder in dict.fromkeys((place.folder, place.usual)):
        with suppress(JournalError):
            found |= {copy.path: copy for copy in copies(folder, place.journal, salt)}
    newest_first = sorted(found.values(), key=lambda copy: copy.at, reverse=True)
    return tuple(Listed(copy, str(copy.path) in made) for copy in newest_first)


def look_alike(found: Iterable[Listed]) -> frozenset[Path]:
    """Those of one minute and kind that lie in different folders, which alone tell them apart."""
    folders: dict[tuple[CopyKind, datetime], set[Path]] = {}
    minutes = [
        (one.copy.path, (one.copy.kind, one.copy.at.replace(second=0, microsecond=0)))
        for one in found
    ]
    for path, minute in minutes:
        folders.setdefault(minute, set()).add(path.parent)
    return frozenset(path for path, minute in minutes if len(folders[minute]) > 1)


def in_one_minute(found: Iterable[Listed]) -> frozenset[Path]:
    """Those of one minute and kind in the same folder, which their seconds tell apart."""
    minutes: dict[tuple[CopyKind, datetime, Path], list[Path]] = {}
    for copy in (one.copy for one in found):
        minute = copy.at.replace(second=0, microsecond=0)
        minutes.setdefault((copy.kind, minute, copy.path.parent), []).append(copy.path)
    return frozenset(path for paths in minutes.values() if len(paths) > 1 for path in paths)


def needs_one(store: Store, place: Place, now: datetime) -> bool:
    """Whether it is time for a backup and something was written since the last good one."""
    last = backup_notes.read(place.journal).last
    if last is None:
        return True
    path = Path(last.path)
    if path.parent == place.folder_now and _opens_as_now(store, path):
        if not backup_words.is_due(last.at, now):
            return False
        return last.stamp is None or backup.stamp(store) != last.stamp
    return True


def take_quick(store: Store, place: Place, now: datetime) -> Made | None:
    """A backup if it needs one, however lately the last was made, for a moment before the end."""
    last = backup_notes.read(place.journal).last
    if last is not None and last.stamp is not None and backup.stamp(store) == last.stamp:
        return None
    return take(store, place, now)


def take_of_the_day(store: Store, place: Place, now: datetime) -> Made | None:
    """A backup if something was written through this store and there is none of the day yet.

    Where a window has the journal open, it is that window's to make.
    """
    with said():
        (written,) = store.raw.execute("SELECT total_changes()").fetchone()
    last = backup_notes.read(place.journal).last
    is_today = last is not None and last.at.astimezone().date() == now.astimezone().date()
    if (
        not written
        or is_a_copy(place.journal)
        or (last is not None and is_today and _opens_as_now(store, Path(last.path)))
        or is_in_a_window(place.journal)
    ):
        return None
    return take(store, place, now)


def _opens_as_now(store: Store, path: Path) -> bool:
    """Whether it is there under the key of now; after a change of the passphrase there is none."""
    return path.is_file() and salt_of(path) == store.salt


def take_due(store: Store, place: Place, now: datetime) -> Made | None:
    """A backup if it needs one; else the journal is read through, if that is long ago.

    Raises as take() does.
    """
    if needs_one(store, place, now):
        return take(store, place, now)
    read_at = backup_notes.read(place.journal).read_at
    if read_at is None or not timedelta() <= now - read_at < READ_EVERY:
        _read_through(store, place.journal, now)
    return None


def take(store: Store, place: Place, now: datetime) -> Made:
    """Makes a backup where one should go now, notes it, and removes what is no longer kept.

    Raises NoBackup, Damaged, Interrupted or another JournalError; but for Interrupted that is
    noted, so that it can be told until one is good again.
    """
    began = time.monotonic()
    journal = place.journal
    try:
        seen = backup.stamp(store)
        made = backup.make(store, place.folder_now, now=now, placing=_noting(journal))
    except Interrupted:
        raise
    except JournalError as error:
        _note_failure(journal, _reason(error), now)
        raise
    took = time.monotonic() - began
    notes = backup_notes.read(journal)
    last = Last(made.at, str(made.path), took, seen)
    is_there = place.is_there
    failed = None if is_there else _failed(notes, NOT_THERE, now)
    notes = msgspec.structs.replace(notes, last=last, failed=failed, read_at=now)
    if is_there:
        other = str(place.folder) if place.is_on_other_disk else None
        notes = msgspec.structs.replace(notes, on_other_disk=other)
    backup_notes.write(journal, _thinned(notes, place, made, now))
    return made


def save_to(store: Store, path: Path, now: datetime) -> Made:
    """Makes a backup at a path of its own, which is never removed; raises as backup.make does."""
    return backup.make_at(store, path, now=now)


def note_restored(journal: Path) -> None:
    """Notes that another file is in its place, and no more that backups fail of the one before.

    What their own place prevents stays said: that is as it was.
    """
    notes = backup_notes.read(journal)
    failed = notes.failed
    if failed is not None and failed.reason in (backup_words.DAMAGED, NoBackup.reason):
        failed = None
    backup_notes.write(journal, msgspec.structs.replace(notes, failed=failed, is_restored=True))


def is_first_after_restoring(journal: Path) -> bool:
    """Whether it is opened for the first time since a backup was restored; then no more."""
    notes = backup_notes.read(journal)
    if notes.is_restored:
        backup_notes.write(journal, msgspec.structs.replace(notes, is_restored=False))
    return notes.is_restored


def last_seconds(place: Place) -> float | None:
    """How long the last one took."""
    last = backup_notes.read(place.journal).last
    return None if last is None else last.seconds


def _noting(journal: Path) -> Callable[[Path], None]:
    # Before it is there: what is not known as made here would never be removed.
    def note(path: Path) -> None:
        backup_notes.write(journal, backup_notes.read(journal).with_made(path))

    return note


def _thinned(notes: Notes, place: Place, made: Made, now: datetime) -> Notes:
    """Removes those made here that are no longer kept; the notes without them."""
    folder = made.path.parent
    own = {
        copy.path: copy.at
        for copy in copies(folder, place.journal)
        if copy.kind is CopyKind.BACKUP and str(copy.path) in notes.made
    }
    stay = staying(own.values(), now)
    left = set(notes.made)
    for path, at in own.items():
        # Of those of one second, as names tell it, the one just made is the latest.
        if path != made.path and (at not in stay or at == own.get(made.path)):
            with suppress(OSError):
                path.unlink()
                left.discard(str(path))
    return msgspec.structs.replace(notes, made=tuple(one for one in notes.made if one in left))


def _read_through(store: Store, journal: Path, now: datetime) -> None:
    try:
        backup.read_through(store)
    except Damaged:
        _note_failure(journal, backup_words.DAMAGED, now)
        raise
    notes = msgspec.structs.replace(backup_notes.read(journal), read_at=now)
    backup_notes.write(journal, notes)


def _note_failure(journal: Path, reason: str, now: datetime) -> None:
    notes = backup_notes.read(journal)
    failed = _failed(notes, reason, now)
    backup_notes.write(journal, msgspec.structs.replace(notes, failed=failed))


def _failed(notes: Notes, reason: str, now: datetime) -> Failed:
    return Failed(now if notes.failed is None else notes.failed.since, reason)


def _reason(error: JournalError) -> str:
    if isinstance(error, NoBackup):
        return error.reason
    return backup_words.DAMAGED if isinstance(error, Damaged) else NoBackup.reason
