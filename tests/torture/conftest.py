"""How often to try, from which seed, and a line a person can follow while it takes its time."""

import os
import random
import secrets
import sys
import time
from collections.abc import Iterator

import pytest

from tests.db.deeds import journal_for_deeds
from tests.faults import Disk, failing_disk


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """What the random moments come from; `make torture SEED=n` repeats them."""
    given = os.environ.get("TORTURE_SEED")
    number = int(given) if given else secrets.randbelow(1_000_000)
    sys.stderr.write(f"\n{request.node.name}: SEED={number}\n")
    return number


@pytest.fixture
def rng(seed: int) -> random.Random:
    """Random numbers that the seed repeats."""
    return random.Random(seed)  # noqa: S311 - nothing is kept secret by them


class Tries:
    """Counts the tries and says now and then how far it is."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, usual: int) -> Iterator[int]:
        """The numbers from 1 to what `make torture TIMES=n` says, else to `usual`."""
        given = os.environ.get("TORTURE_TIMES")
        times = int(given) if given else usual
        began = said = time.monotonic()
        for number in range(1, times + 1):
            yield number
            now = time.monotonic()
            if now - said > 5 or number == times:
                said = now
                self.say(f"{number} of {times}, {now - began:.0f} s")

    def say(self, what: str) -> None:
        """A line for whoever waits."""
        sys.stderr.write(f"  {self._name}: {what}\n")


@pytest.fixture
def tries(request: pytest.FixtureRequest) -> Tries:
    """See Tries."""
    return Tries(request.node.name)


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a journal in which there is something of everything."""
    return journal_for_deeds(tmp_path_factory.mktemp("made") / "journal.db")


@pytest.fixture
def disk() -> Iterator[Disk]:
    """A disk that can be made to fail."""
    with failing_disk() as disk:
        yield disk
