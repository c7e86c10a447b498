"""The program as it is installed, in a real terminal, killed while somebody types in it."""

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from db.keys import derive, salt_of
from db.store import Store
from tests.killed.killing import OLDEST_LOST, texts_in
from tests.terminal.terminal import Terminal, journal_command
from tests.torture.conftest import Tries

pytestmark = pytest.mark.torture

PASSPHRASE = "lantern gravel otter seventeen"


def test_killed_in_a_terminal(tmp_path: Path, rng: random.Random, tries: Tries) -> None:
    made = tmp_path / "made.db"
    store, _ = Store.create(made, PASSPHRASE)
    store.close()
    key = derive(PASSPHRASE, salt_of(made))
    folder = tmp_path / "j"
    path = folder / "journal.db"
    oldest, many = 0.0, 0
    for _ in tries(30):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        shutil.copy(made, path)
        with Terminal(journal_command("--journal", str(path))) as terminal:
            ages = typed_until(terminal, rng)
            terminal.kill()
        there = texts_in(path, key)
        missing = {word: age for word, age in ages.items() if word not in there}
        assert not {word: age for word, age in missing.items() if age > OLDEST_LOST}
        oldest = max(oldest, *missing.values(), 0.0)
        many += len(ages)
    tries.say(f"{many} words; of those that were lost the oldest was {oldest:.2f} s old")


def typed_until(terminal: Terminal, rng: random.Random) -> dict[str, float]:
    """Types words for a while; how old each was at the end."""
    terminal.wait_for("Passphrase")
    terminal.send(PASSPHRASE)
    terminal.press("enter")
    terminal.wait_for("1 Today")
    terminal.press("n")
    terminal.wait_for("On nothing in particular")
    when: dict[str, float] = {}
    end = time.monotonic() + 0.5 + rng.random() * 3
    while time.monotonic() < end:
        word = f"w{len(when):04}x"
        when[word] = time.monotonic()
        terminal.send(f"{word} ")
        terminal.wait_until(pause(rng.choice((0.03, 0.15, 0.3, 0.6))), "the next word")
    now = time.monotonic()
    return {word: now - at for word, at in when.items()}


def pause(seconds: float) -> Callable[[], bool]:
    """True once that much time has gone by."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end
