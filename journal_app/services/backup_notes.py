"""What is known of a journal's backups without opening any, in a small file beside the journal."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from db.backup import Stamp
from db.errors import JournalError
from db.files import put_over, unfinished_file

_LARGEST = 256 * 1024
_MOST_MADE = 400


class Last(msgspec.Struct, frozen=True):
    """The last good backup: when it was made, where it lies, how long it took.

    `stamp` is that of the journal just before; as long as it is the same, nothing was written.
    """

    at: datetime
    path: str
    seconds: float
    stamp: Stamp | None


class Failed(msgspec.Struct, frozen=True):
    """Since when backups fail, and why in a few words."""

    since: datetime
    reason: str


class Notes(msgspec.Struct, frozen=True):
    """`made` are the paths of backups that were made here; no other is ever removed.

    `read_at` is when the journal was last read through and found sound. `on_other_disk` is the
    folder that lay on another disk than the journal when the last one went there. `is_restored` is
    so from when a backup was restored until that is opened.
    """

    last: Last | None = None
    failed: Failed | None = None
    made: tuple[str, ...] = ()
    read_at: datetime | None = None
    on_other_disk: str | None = None
    is_restored: bool = False

    def with_made(self, path: Path) -> "Notes":
        """The notes with one more that was made here."""
        made = (*(one for one in self.made if one != str(path)), str(path))
        return msgspec.structs.replace(self, made=made[-_MOST_MADE:])


def path_of(journal: Path) -> Path:
    """Where the notes of this journal lie."""
    return journal.with_name(f".{journal.name}.backups")


def read(journal: Path) -> Notes:
    """The notes; where there are none, or others than ours, nothing is known."""
    try:
        # Only a plain file is read, and never one that has no end.
        handle = os.open(path_of(journal), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            notes = msgspec.json.decode(file.read(_LARGEST), type=Notes)
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError):
        return Notes()
    moments = [found.at for found in (notes.last,) if found]
    moments += [found.since for found in (notes.failed,) if found]
    moments += [found for found in (notes.read_at,) if found]
    return notes if all(moment.tzinfo is not None for moment in moments) else Notes()


def forget(journal: Path) -> None:
    """Removes the notes; what was made is left alone from then on."""
    with suppress(OSError):
        path_of(journal).unlink(missing_ok=True)


def write(journal: Path, notes: Notes) -> None:
    """Replaces the notes in one step. That it can't be done is no fault: less is known then."""
    path = path_of(journal)
    with suppress(JournalError, OSError), unfinished_file(path) as new:
        new.write_bytes(msgspec.json.encode(notes))
        put_over(new, path)
