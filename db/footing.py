"""Whether the open file still lies where it was opened, seen from outside and without opening it.

Opening and closing it a second time would take away the locks that SQLite holds for this program.
"""

import os
from contextlib import suppress
from pathlib import Path

Identity = tuple[int, int]


class Footing:
    """Which file the path led to at the opening, and which log lies beside it since."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _identity(path)
        self._log: Identity | None = None
        self._log_path = path.with_name(f"{path.name}-wal")

    def note_log(self) -> None:
        """Notes which log there is, once there is one; SQLite keeps to it until the closing."""
        if self._log is None:
            self._log = _identity(self._log_path)

    def take_log_away(self) -> None:
        """Removes the log of a file that is gone, if it is still the same one.

        SQLite leaves it there, and whoever opens the file that came in its place would read it into
        that.
        """
        if self._log is not None and _identity(self._log_path) == self._log:
            for path in (self._log_path, self._path.with_name(f"{self._path.name}-shm")):
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    @property
    def is_gone(self) -> bool:
        """Whether the file or its log was taken away, or another one put in its place."""
        if _identity(self._path) != self._file:
            return True
        return self._log is not None and _identity(self._log_path) != self._log


def _identity(path: Path) -> Identity | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - a hundred times a minute
    except OSError:
        return None
    return found.st_dev, found.st_ino
