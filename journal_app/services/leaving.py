"""What leaves the journal as a file: a new one, whole, and readable for its owner alone."""

import errno
import os
import stat
from pathlib import Path

from db import files
from db.errors import JournalError, JournalExists, ReadOnly
from journal_app.domain.visible import in_a_line

_MOST_TRIED = 100


class NotWritten(JournalError):
    """Nothing was written; the sentence says why, and what to do."""


def write_new(path: Path, content: bytes) -> Path:
    """Writes the file and says where it is; NotWritten or another JournalError if it can't be.

    Never replaces or follows anything, and leaves nothing half written.
    """
    look_for_room(path)
    try:
        files.write_new(path, content)
    except JournalExists:
        raise _taken(path) from None
    except ReadOnly:
        raise _closed(path.parent) from None
    return path.absolute()


def path_from(typed: str) -> Path:
    """The place that was typed, `~` being the home folder; NotWritten if it is none."""
    if not typed.strip():
        raise NotWritten("No place is named yet. Type where the file goes.")
    try:
        return Path(typed.strip()).expanduser()
    except RuntimeError:
        raise NotWritten("There is no such home folder. Write the place out in full.") from None


def free_place(folder: Path, name: str, ending: str) -> Path:
    """A place in the folder where nothing is yet: the name, or the name and a number."""
    tried = (
        folder / f"{name}{number}{ending}"
        for number in ("", *(f"-{count}" for count in range(2, _MOST_TRIED)))
    )
    return next((path for path in tried if not os.path.lexists(path)), folder / f"{name}{ending}")


def look_for_room(path: Path) -> None:
    """Says what is known before anything is tried or made; NotWritten."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        if not path.parent.exists():
            raise NotWritten(
                f"There is no folder {_shown(path.parent)}. Make it first, or choose another place."
            ) from None
    except NotADirectoryError:
        raise NotWritten(
            f"{_shown(path.parent)} is not a folder. Choose a folder to put the file into."
        ) from None
    except PermissionError:
        raise _closed(path.parent) from None
    except ValueError:
        raise NotWritten("No file can have this name. Choose another name.") from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise NotWritten("This name is too long for a file. Choose a shorter one.") from None
        raise _closed(path.parent) from None
    else:
        if stat.S_ISDIR(found.st_mode):
            raise NotWritten(f"{_shown(path)} is a folder. Add a name for the file.")
        raise _taken(path)


def _taken(path: Path) -> NotWritten:
    return NotWritten(
        f"There is already a file {_shown(path)}, and nothing is ever replaced. "
        "Choose another name."
    )


def _closed(folder: Path) -> NotWritten:
    return NotWritten(
        f"Nothing can be written in {_shown(folder)}. "
        "Choose another folder, or make this one writable for you."
    )


def _shown(path: Path) -> str:
    return in_a_line(os.fspath(path))
