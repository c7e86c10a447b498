"""Whatever becomes of the bytes of a journal, it is noticed, or else what is read is right.

Bits flip in every page and every frame of the log, files end too early, pages change places, and
one page is an older one of the same journal, whose seal is good.
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.engine import PAGE_BYTES
from db.errors import JournalError
from db.store import Store
from db.triggers import INDEXES
from tests.db.breaking_off import Tables, laid
from tests.db.deeds import (
    THE_KEPT,
    fill,
    keep,
    keep_a_later_thought,
    rename_a_tag,
    save_what_is_typed,
)
from tests.db.writing import KEY
from tests.torture.conftest import Tries

pytestmark = pytest.mark.torture

LOG_HEADER, FRAME = 32, 24 + PAGE_BYTES
PLACES = (0, 16, 100, 2000, 4015, 4016, 4031, 4095)
"""In a page: its beginning, its middle, the salt of its seal, and the seal."""


@dataclass(frozen=True)
class Made:
    """A journal and its log, and what it held after each of the deeds that the log holds."""

    file: bytes
    log: bytes
    states: Sequence[Tables]
    older: bytes


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    path = tmp_path_factory.mktemp("made") / "journal.db"
    store = Store.create_with_key(path, KEY)
    with store.write() as tx:
        fill(tx)
    store.close()
    older = path.read_bytes()
    states = [read(path)]
    store = Store.open(path, KEY)
    for deed in (save_what_is_typed, keep, rename_a_tag):
        deed(store)
    store.close()
    file = path.read_bytes()
    states.append(read(path))
    store = Store.open(path, KEY)
    for deed in (keep_a_later_thought, save_what_is_typed):
        deed(store)
        log = path.with_name(f"{path.name}-wal").read_bytes()
        # Reading through a second store leaves the log as it is, for the first is open.
        states.append(read(path))
    store.close()
    return Made(file, log, states, older)


def read(path: Path) -> Tables:
    """Every row of every table, by the way the program reads."""
    store = Store.open(path, KEY)
    try:
        with store.read() as tx:
            names = tx.in_memory("SELECT name FROM sqlite_schema WHERE type = 'table'")
            return {
                name: sorted(tx.in_memory(f"SELECT * FROM {name}"), key=repr)  # noqa: S608
                for (name,) in sorted(names)
                if not name.startswith((*INDEXES, "sqlite_"))
            }
    finally:
        store.close()


def look(path: Path, file: bytes, log: bytes = b"") -> Tables | None:
    """What is read of these bytes; None if damage was noticed. Anything else fails."""
    laid(path, file)
    if log:
        path.with_name(f"{path.name}-wal").write_bytes(log)
    began = time.process_time()
    try:
        found = read(path)
    except JournalError:
        found = None
    assert time.process_time() - began < 2
    return found


def flipped(content: bytes, at: int, bit: int) -> bytes:
    changed = bytearray(content)
    changed[at] ^= 1 << bit
    return bytes(changed)


def test_a_bit_flipped_anywhere_in_any_page(
    tmp_path: Path, made: Made, rng: random.Random, tries: Tries
) -> None:
    path = tmp_path / "journal.db"
    noticed = 0
    pages = len(made.file) // PAGE_BYTES
    tried = 0
    for page in range(pages):
        for place in (*PLACES, rng.randrange(PAGE_BYTES)):
            tried += 1
            found = look(path, flipped(made.file, page * PAGE_BYTES + place, rng.randrange(8)))
            assert found in (None, made.states[1]), (page, place)
            noticed += found is None
    tries.say(f"{tried} bits in {pages} pages; {noticed} noticed, the others nothing to the lists")


def test_a_bit_flipped_anywhere_in_the_log(
    tmp_path: Path, made: Made, rng: random.Random, tries: Tries
) -> None:
    path = tmp_path / "journal.db"
    right = (None, *made.states[1:])
    frames = (len(made.log) - LOG_HEADER) // FRAME
    tried = 0
    for at in (*range(LOG_HEADER), *_in_frames(frames, rng)):
        tried += 1
        assert look(path, made.file, flipped(made.log, at, rng.randrange(8))) in right, at
    tries.say(f"{tried} bits in {frames} frames")


def _in_frames(frames: int, rng: random.Random) -> Iterator[int]:
    for frame in range(frames):
        begin = LOG_HEADER + frame * FRAME
        yield from (begin + place for place in (*range(0, 24, 4), 24, 24 + 4031))
        yield begin + rng.randrange(FRAME)


def test_a_file_or_a_log_that_ends_too_early(tmp_path: Path, made: Made) -> None:
    path = tmp_path / "journal.db"
    for size in range(0, len(made.file), PAGE_BYTES // 2):
        assert look(path, made.file[:size]) is None, size
        assert look(path, made.file[:size], made.log) in (None, *made.states[1:]), size
    for size in range(0, len(made.log), FRAME // 3):
        assert look(path, made.file, made.log[:size]) in made.states[1:], size


def test_two_pages_that_changed_places(tmp_path: Path, made: Made, rng: random.Random) -> None:
    path = tmp_path / "journal.db"
    pages = len(made.file) // PAGE_BYTES
    for one in range(pages):
        other = rng.choice([page for page in range(pages) if page != one])
        changed = bytearray(made.file)
        for to, of in ((one, other), (other, one)):
            changed[to * PAGE_BYTES : (to + 1) * PAGE_BYTES] = made.file[
                of * PAGE_BYTES : (of + 1) * PAGE_BYTES
            ]
        assert look(path, bytes(changed)) in (None, made.states[1]), (one, other)


def test_a_page_of_an_older_copy_brings_nothing_but_what_was_once_written(
    tmp_path: Path, made: Made, tries: Tries
) -> None:
    """Its seal is good, for it is the journal's own; so not every such page can be noticed."""
    path = tmp_path / "journal.db"
    once = {repr(row) for state in made.states for rows in state.values() for row in rows}
    differing = unnoticed = 0
    for page in range(min(len(made.file), len(made.older)) // PAGE_BYTES):
        where = slice(page * PAGE_BYTES, (page + 1) * PAGE_BYTES)
        if made.file[where] == made.older[where]:
            continue
        differing += 1
        changed = bytearray(made.file)
        changed[where] = made.older[where]
        found = look(path, bytes(changed))
        if found is not None:
            unnoticed += found != made.states[1]
            bodies = (row for name in ("reflection_body", "draft") for row in found[name])
            assert {repr(row) for row in bodies} <= once
    tries.say(f"{differing} older pages, {unnoticed} of them changed what is read unnoticed")


def test_the_journal_that_is_damaged_here_is_read_right_without_damage(
    tmp_path: Path, made: Made
) -> None:
    path = tmp_path / "journal.db"
    assert look(path, made.file) == made.states[1]
    assert look(path, made.file, made.log) == made.states[-1]
    assert THE_KEPT in repr(made.states)
