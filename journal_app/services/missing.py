"""What is left of a journal whose file is not there: its backups, and copies beside its place."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db.backup_names import CopyKind
from journal_app.domain.conflicted import OURS, Likeness, likeness
from journal_app.services import backup_notes, backups
from journal_app.services.backups import Place


@dataclass(frozen=True, slots=True)
class Left:
    """A file that the journal can be restored from; `at` is aware, by its name or by its file."""

    path: Path
    at: datetime
    is_backup: bool


def left(place: Place) -> tuple[Left, ...]:
    """All that is left by their names, the newest first; what could not be read then is not."""
    found = [
        Left(one.copy.path, one.copy.at, is_backup=True)
        for one in backups.listed(place)
        if one.copy.kind is not CopyKind.DAMAGED
    ]
    found += moved(place)
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def begins_anew(journal: Path) -> None:
    """Lets go of what was noted of earlier backups, so that a new journal removes none of them."""
    backup_notes.forget(journal)


def moved(place: Place) -> list[Left]:
    """Copies into which a window went on when its file was taken away or would not open again."""
    found = []
    ours = re.compile(rf".* \({OURS}, .*\)\..*")
    for folder in dict.fromkeys((place.journal.parent, place.usual)):
        try:
            for file in folder.iterdir():
                is_sure = likeness(file.name, place.journal.name) is Likeness.SURE
                if is_sure and ours.fullmatch(file.name) and file.is_file():
                    at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
                    found.append(Left(file, at, is_backup=False))
        except OSError:
            continue
    return found
