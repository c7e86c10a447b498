"""Bringing in what was exported, from this journal or another."""

import errno
import os
import stat
from pathlib import Path

from db.exported.merging import merge
from db.exported.reading import MOST_BYTES, NotTakenIn, from_bytes
from db.exported.shape import Exported
from journal_app.domain.visible import in_a_line

__all__ = ["merge", "read"]

OTHER = "exported file"
"""How what was merged is called when it is told."""


def read(path: Path, *, journal: Path) -> Exported:
    """What the file holds; NotTakenIn if it is no exported file, and then nothing else is opened.

    A link to a file is followed. It is to be asked for before the journal is open, for a journal
    that is opened by hand as well loses its locks.
    """
    shown = in_a_line(os.fspath(path))
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise NotTakenIn(f"{shown} is not a file. Name one that journal export made.")
        if journal.exists() and path.samefile(journal):
            raise NotTakenIn("This is the journal itself. Name a file that journal export made.")
        content = None if found.st_size > MOST_BYTES else _content(path)
        if content is None or len(content) > MOST_BYTES:
            raise NotTakenIn(f"{shown} is larger than an exported journal can be, one GiB.")
        return from_bytes(content)
    except FileNotFoundError:
        raise NotTakenIn(f"There is no file at {shown}. Check its name.") from None
    except MemoryError:
        raise NotTakenIn(f"{shown} is too large to be held in memory.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no path"
        raise NotTakenIn(f"{shown} can't be read ({reason.lower()}). Check it.") from None


def _content(path: Path) -> bytes:
    # What takes the file's place in between must not hold anything up.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is not a file any more")
        return file.read(MOST_BYTES + 1)
