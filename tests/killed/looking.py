"""What must hold of a journal after a kill, whatever it was that was killed."""

import shutil
from pathlib import Path

from tests.db.breaking_off import Tables
from tests.db.soundness import check_sound, everything, revision_of
from tests.killed.killing import Done, Killer, texts_in

LONGEST = {"type_and_lock": 4.0, "write": 1.0, "open_it": 0.35, "create": 0.25}
"""Seconds within which the kill comes; opening and creating are over by then."""


def kill_and_look(  # one line of what is needed to do it again
    killer: Killer, work: str, folder: Path, journal: bytes, *, seed: int, moment: float
) -> tuple[Done, float]:
    """Kills the work; the journal is sound and lacks no word that is older than a second.

    `moment` is a part of the longest time, from 0 to 1. Returns what was done, and the age of the
    oldest word that was lost.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / "journal.db"
    if journal:
        path.write_bytes(journal)
    earlier = revision_of(path) if journal else ""
    before = everything(path) if work == "open_it" else {}
    started = work in ("type_and_lock", "write")
    done = killer.let(work, path, seed, moment=moment * LONGEST[work], started=started)
    there = ""
    if work == "create":
        assert path.exists() or not done.finished
    if path.exists():
        check_sound(path)
        there = texts_in(path)
    if work == "open_it":
        check_upgraded(path, earlier, before)
    lost = done.lost(there)
    assert not lost, f"lost: {lost}"
    return done, done.oldest_missing(there)


def check_upgraded(path: Path, earlier: str, before: Tables) -> None:
    """The old journal as it was, or the new one with a copy of the old one beside it."""
    copies = list((path.parent / "backups").glob("journal-before-*.db"))
    if revision_of(path) == earlier:
        assert everything(path) == before
    else:
        assert copies
    for copy in copies:
        assert everything(copy) == before
