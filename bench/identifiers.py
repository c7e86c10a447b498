"""How much the identifier check finds, how often it is wrong, and how long it takes."""

import statistics
import subprocess
import sys
import time

from bench.table import Row
from journal_app.domain.identifiers import Kind, check
from tests.journal_app.domain.identifiers.labelled import (
    FORMS,
    NAMES_AND_PLACES,
    score,
    sentences,
)

WORDS = 500
RUNS = 40

FIRST_USE = """
import time
begun = time.perf_counter()
from journal_app.domain.identifiers import check
check("Siobhan came late.")
print(time.perf_counter() - begun)
"""


def brief() -> str:
    """A page of about five hundred words, half of them from sentences that name someone."""
    pairs = zip(sentences("tuned", "identifiers"), sentences("tuned", "clean"), strict=False)
    paragraphs: list[str] = []
    words = 0
    for named, clean in pairs:
        if words >= WORDS:
            break
        paragraphs.append(f"{named.text} {clean.text}")
        words += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def measure() -> list[Row]:
    """The figures of all sentences beside those written last, and the median of the runs."""
    whole, aside = score(), score(["held_out"])
    rows = [
        Row(
            f"identifiers found: {what}",
            f"{whole.recall(*kinds):.3f}",
            f"written last {aside.recall(*kinds):.3f}",
            held_to,
        )
        for what, kinds, held_to in (
            ("numbers, dates, contacts", FORMS, "at least 0.95"),
            ("names and places", NAMES_AND_PLACES, "at least 0.85"),
            ("rare combinations", (Kind.COMBINATION,), "at least 0.85"),
        )
    ]
    rows.append(
        Row(
            "false marks in 200 words of clean prose",
            f"{whole.false_in_200_words():.2f}",
            f"written last {aside.false_in_200_words():.2f}",
            "at most 1",
        )
    )
    text = brief()
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        check(text)
        taken.append((time.perf_counter() - begun) * 1000)
    first = subprocess.run(
        [sys.executable, "-c", FIRST_USE], capture_output=True, text=True, check=True
    )
    rows.append(
        Row(
            f"identifier check of a brief of {len(text.split())} words",
            f"{statistics.median(taken):.1f} ms, slowest {max(taken):.1f} ms",
            f"first use {float(first.stdout):.2f} s",
            "under 50 ms",
        )
    )
    return rows
