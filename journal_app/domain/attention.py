"""Which passage was read last: the mark must have rested on it for a while."""

from datetime import datetime, timedelta

A_WHILE = timedelta(seconds=8)


class Attention:
    """Follows the mark through the text."""

    def __init__(self) -> None:
        self._marked: tuple[str, datetime] | None = None
        self._read: str | None = None

    def moved(self, anchor: str | None, now: datetime) -> None:
        """The mark stands on another passage from now on, or on none, being out of sight."""
        self._read = self.read(now)
        self._marked = None if anchor is None else (anchor, now)

    def read(self, now: datetime) -> str | None:
        """The passage that was read last by now; None if the mark rested on none yet."""
        if self._marked is not None:
            anchor, since = self._marked
            if now - since >= A_WHILE:
                return anchor
        return self._read
