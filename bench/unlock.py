"""From Enter on the passphrase to Today, with ten thousand reflections."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.filling import fill
from bench.table import Row
from content.library import load_library
from db.store import Store
from tests.terminal.terminal import Terminal, journal_command

PASSPHRASE = "lantern gravel otter seventeen"  # noqa: S105 - of a journal that lives for a minute
REFLECTIONS = 10_000
RUNS = 7
TYPED = 0.07
"""Seconds a letter, of somebody who types their passphrase fast."""


def seconds_to_today(
    path: Path, environment: dict[str, str], letter_seconds: float
) -> Iterator[float]:
    """How long each of several runs takes from Enter to Today, at this pace of typing."""
    for _ in range(RUNS):
        with Terminal(
            [*journal_command(), "--journal", str(path)], environment=environment
        ) as terminal:
            terminal.wait_for("On this computer")
            for letter in PASSPHRASE:
                terminal.send(letter)
                time.sleep(letter_seconds)
            terminal.wait_for("•" * len(PASSPHRASE))
            begun = time.perf_counter()
            terminal.press("enter")
            terminal.wait_for("A question for today")
            yield time.perf_counter() - begun


def measure() -> list[Row]:
    """The median of several runs, the key derivation included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        store, key = Store.create(path, PASSPHRASE)
        store.close()
        fill(path, key, load_library(None), REFLECTIONS)
        surroundings = {
            "HOME": folder,
            "PATH": "",
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        typed = list(seconds_to_today(path, surroundings, TYPED))
        pasted = list(seconds_to_today(path, surroundings, 0))
    return [
        Row(
            f"Enter on the passphrase to Today, {REFLECTIONS:,} reflections",
            f"{statistics.median(typed):.3f} s",
            f"pasted at once {statistics.median(pasted):.3f} s",
            "under 0.6 s",
        )
    ]
