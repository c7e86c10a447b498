"""When nobody has been at the journal for too long, as two clocks tell it."""

from dataclasses import dataclass
from enum import Enum, auto

LAST = 60.0
"""Seconds before locking during which they are counted, and no more than half of the time."""

JUMP = 6.0
"""Seconds between the two clocks that say that the computer slept."""


@dataclass(frozen=True, slots=True)
class Moment:
    """`running` is seconds the program could count; `passed` goes on while the computer sleeps."""

    running: float
    passed: float


class Verdict(Enum):
    """What is to be done."""

    STAY = auto()
    COUNT = auto()
    LOCK = auto()


class Idle:
    """Told of every key and mouse action, and asked about once a second."""

    def __init__(self, now: Moment) -> None:
        self._touched = now
        self._looked = now
        self.left = 0
        """Whole seconds until it locks, where they are counted."""
        self.quiet = 0.0
        """Seconds since somebody was there."""

    def touch(self, now: Moment) -> None:
        """Somebody is there."""
        self._touched = now

    def look(self, now: Moment, lock_after: float) -> Verdict:
        """What is to be done now, when it locks after so many seconds; 0 is never.

        To have been asleep is to have been away, however long.
        """
        before, self._looked = self._looked, now
        # What passed and was not counted; a busy computer only counts late.
        if (now.passed - before.passed) - (now.running - before.running) > JUMP:
            return Verdict.LOCK
        self.quiet = now.running - self._touched.running
        if not lock_after:
            return Verdict.STAY
        left = lock_after - self.quiet
        if left <= 0:
            return Verdict.LOCK
        self.left = round(left + 0.49)
        return Verdict.COUNT if left <= min(LAST, lock_after / 2) else Verdict.STAY
