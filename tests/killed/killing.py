"""Lets work be done on a journal, kills it at a moment, and says what it had done by then."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db.engine import connect
from db.keys import salt_of
from tests.db.writing import KEY

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds after which a work is held never to begin."""

OLDEST_LOST = 1.0
"""Seconds: a word that was typed longer ago than this is never lost."""


@dataclass(frozen=True)
class Done:
    """What had been done when the kill came: words and how long before it each was typed."""

    ages: dict[str, float]
    safe: frozenset[str]
    """Of them those that had been kept or locked away, however short ago."""
    finished: bool

    def lost(self, there: str) -> dict[str, float]:
        """The words that must be in what is there and aren't, with their ages."""
        return {
            word: age
            for word, age in self.ages.items()
            if word not in there and (age > OLDEST_LOST or word in self.safe)
        }

    def oldest_missing(self, there: str) -> float:
        """How long before the kill the oldest word was typed that isn't there."""
        return max((age for word, age in self.ages.items() if word not in there), default=0.0)


class Killer:
    """Starts works and kills them. It is slow to make, and quick to use."""

    def __init__(self, program: "subprocess.Popen[str]") -> None:
        self._program = program

    def let(self, work: str, path: Path, seed: int, *, moment: float, started: bool) -> Done:
        """Kills the work this many seconds after it began, or `started`: after its first note."""
        noted = Path(f"{path}.done")
        noted.unlink(missing_ok=True)
        self._say(f"{work} {path} {seed}")
        began = time.monotonic()
        while started and not (noted.exists() and noted.read_bytes()):
            assert time.monotonic() < began + PATIENCE, f"{work} does not begin"
            time.sleep(0.002)
        time.sleep(moment)
        killed = time.monotonic()
        self._say("now")
        assert self._program.stdout is not None
        gone = int(self._program.stdout.readline())
        assert gone in (0, -signal.SIGKILL), f"{work} ended by itself: {gone}"
        return _done(noted, killed, finished=gone == 0)

    def _say(self, line: str) -> None:
        assert self._program.stdin is not None
        self._program.stdin.write(f"{line}\n")
        self._program.stdin.flush()


def _done(noted: Path, killed: float, *, finished: bool) -> Done:
    ages: dict[str, float] = {}
    safe: frozenset[str] = frozenset()
    for line in noted.read_text().splitlines() if noted.exists() else ():
        when, what, *word = line.split()
        if what == "typed":
            ages[word[0]] = killed - float(when)
        elif what == "safe":
            safe = frozenset(ages)
    return Done(ages, safe, finished)


@contextmanager
def killer() -> Iterator[Killer]:
    """The program that works, ready to be asked; its last work is over at the end."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.killed.at_work"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as program:
        yield Killer(program)
        assert program.stdin is not None
        program.stdin.close()


def texts_in(path: Path, key: bytes = KEY) -> str:
    """Every text in the journal, drafts too, one after the other."""
    raw = connect(path, key, salt_of(path))
    try:
        found = raw.execute(
            "SELECT body FROM draft UNION ALL SELECT body FROM reflection_body"
        ).fetchall()
        return "\n".join(
            body.decode("utf-8", "surrogatepass") if isinstance(body, bytes) else body
            for (body,) in found
        )
    finally:
        raw.close()
