"""What the copies of a journal are called, and which of them lie in a folder."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from db import keys
from db.engine import said

_LONGEST_STEM = 150
_MOMENT = "%Y-%m-%d-%H%M%S%z"
_DATED = re.compile(r"(.+)-([0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6}[+-][0-9]{4})(?:-[0-9]{1,3})?\.db")
_UPGRADED = re.compile(r"(.+)-before-[0-9]{4}(?:-[0-9]{1,3})?\.db")
_RESTORING = "-before-restore"
_DAMAGED = "-damaged"
_UNOPENED = "-as-it-was"
_UNFINISHED = re.compile(
    r"\.(.{1,40})\.[0-9a-f]{8}(?:\.new(?:-wal|-shm|-journal)?|-before-[0-9]{4}\.db)"
)
_DAY_SECONDS = 24 * 60 * 60


class CopyKind(StrEnum):
    """Why a copy was made."""

    BACKUP = "backup"
    BEFORE_UPGRADE = "before an upgrade"
    BEFORE_RESTORE = "before a restore"
    DAMAGED = "as it was, since a part of it was damaged"
    UNOPENED = "as it was, since what was typed did not open it"


_BY_ENDING = {
    _RESTORING: CopyKind.BEFORE_RESTORE,
    _DAMAGED: CopyKind.DAMAGED,
    _UNOPENED: CopyKind.UNOPENED,
}


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy as its name and its file say; `at` is aware, in the time zone it was made in."""

    path: Path
    kind: CopyKind
    at: datetime
    size: int


def stem_of(journal: Path) -> str:
    """What the names of the journal's copies begin with."""
    return os.fsdecode(os.fsencode(journal.stem)[:_LONGEST_STEM])


def backup_name(journal: Path, now: datetime) -> str:
    """`journal-2026-11-25-140312+0100.db`: the day on the wall here, and the very moment."""
    return f"{stem_of(journal)}-{now.astimezone().strftime(_MOMENT)}.db"


def aside_name(journal: Path, now: datetime, kind: CopyKind) -> str:
    """The same for a copy that is kept aside."""
    ending = next(ending for ending, other in _BY_ENDING.items() if other is kind)
    return f"{stem_of(journal)}{ending}-{now.astimezone().strftime(_MOMENT)}.db"


def copies(folder: Path, journal: Path, salt: bytes | None = None) -> tuple[Copy, ...]:
    """The copies of this journal in the folder, the newest first; none if there is no folder.

    They are known by their names; with the journal's salt, also what was called otherwise when it
    was made. Links, folders and whatever else lies there are left out.
    """
    stem = stem_of(journal)
    found = []
    with said():
        for file in _files(folder):
            copy, own = _copy(file)
            if copy is not None and (own == stem or (salt and salt_of(copy.path) == salt)):
                found.append(copy)
    return tuple(sorted(found, key=lambda copy: copy.at, reverse=True))


def is_a_copy(path: Path) -> bool:
    """Whether the name of a file says that it is a copy of a journal."""
    return any(form.fullmatch(path.name) for form in (_DATED, _UPGRADED))


def clear_unfinished(folder: Path, journal: Path) -> None:
    """Removes what is left of copies that were broken off more than a day ago."""
    stem = stem_of(journal)
    with suppress(OSError):
        times = (file.stat(follow_symlinks=False).st_mtime for file in _files(folder))
        newest = max(times, default=0)
        for file in _files(folder):
            if (found := _UNFINISHED.fullmatch(file.name)) is None:
                continue
            age = newest - file.stat(follow_symlinks=False).st_mtime
            if age > _DAY_SECONDS and found[1].startswith(stem[: len(found[1])]):
                Path(file).unlink()


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    """The plain files in the folder; nothing that is read by being opened alone."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    if stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                        yield entry
    except (FileNotFoundError, NotADirectoryError):
        return


def _copy(file: os.DirEntry[str]) -> tuple[Copy | None, str]:
    status = file.stat(follow_symlinks=False)
    if (found := _DATED.fullmatch(file.name)) is not None:
        try:
            at = datetime.strptime(found[2], _MOMENT)  # noqa: DTZ007 - it has a %z
        except ValueError:
            return None, ""
        stem, kind = found[1], CopyKind.BACKUP
        for ending, other in _BY_ENDING.items():
            if stem.endswith(ending):
                stem, kind = stem.removesuffix(ending), other
        return Copy(Path(file.path), kind, at, status.st_size), stem
    if (found := _UPGRADED.fullmatch(file.name)) is not None:
        at = datetime.fromtimestamp(status.st_mtime, UTC).astimezone()
        return Copy(Path(file.path), CopyKind.BEFORE_UPGRADE, at, status.st_size), found[1]
    return None, ""


def salt_of(copy: Path) -> bytes | None:
    """What the copy's key was made with; None if it can't be read.

    Never asked of a journal that is open: closing a file lets go of all locks on it.
    """
    try:
        return keys.salt_of(copy)
    except OSError:
        return None
