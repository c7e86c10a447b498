"""From Enter on the passphrase to Today, with ten thousand reflections."""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bench.table import Row
from content.library import Library, load_library
from db.store import Store
from db.transaction import Transaction
from journal_app.desk import utc_now
from journal_app.services import writing
from journal_app.services.linking import link_to
from tests.terminal.terminal import Terminal, journal_command

PASSPHRASE = "lantern gravel otter seventeen"  # noqa: S105 - of a journal that lives for a minute
REFLECTIONS = 10_000
WORDS = 150
RUNS = 7
TYPED = 0.07
"""Seconds a letter, of somebody who types their passphrase fast."""

_SYLLABLES = ["la", "mo", "ri", "ten", "var", "sol", "eth", "pan", "ku", "din", "ber", "ost"]


def fill(tx: Transaction, library: Library, many: int) -> None:
    """Writes so many reflections of about 150 words over ten years, each on two passages."""
    rng = random.Random(7)  # noqa: S311 - the same texts at every run
    now = utc_now()
    anchors = [p.anchor for p in library.topics[0].passages.values() if p.local]
    links = {anchor: link_to(library, anchor) for anchor in anchors}
    for _ in range(many):
        words = ("".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(WORDS))
        writing.write(
            tx,
            " ".join(words),
            on=[links[anchor] for anchor in rng.sample(anchors, 2)],
            tag_names=[rng.choice(_SYLLABLES)],
            written_on=now.date() - timedelta(days=rng.randrange(3650)),
            bring=rng.random() < 0.02,
            now=now,
        )


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
        store, _ = Store.create(path, PASSPHRASE)
        with store.write() as tx:
            fill(tx, load_library(None), REFLECTIONS)
        store.close()
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
