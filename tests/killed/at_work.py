"""A program that works on journals until it is killed, and notes what it has done by when.

It loads everything once, then reads lines "WORK PATH SEED" on stdin, and for each lets a copy of
itself (a fork) work on the journal at the path. What the copy has done stands in PATH.done, a line
each: the moment, by the clock that all processes share, and what. At the next line it kills the
copy and prints how that ended.
"""

import asyncio
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import alembic.command  # noqa: F401 - both are imported so that no copy has to load them

import journal_app.rooms  # noqa: F401
from db import keys as keys_of
from db.errors import NotFound
from db.store import Store
from journal_app.app import JournalApp
from journal_app.journal import Journal
from journal_app.paths import paths
from journal_app.screens.unlock import UnlockScreen
from journal_app.screens.write import WriteScreen
from tests.db import deeds
from tests.db.writing import KEY, kept

Note = Callable[[str], None]


async def type_and_lock(path: Path, rng: random.Random, note: Note) -> None:
    """Types words that are like no other, keeps them, leaves them, locks and opens again."""

    async def opener(journal: Journal) -> None:
        await journal.open_with_key(path, KEY)

    app = JournalApp(paths(path), opener=opener)
    number = 0
    async with app.run_test(size=(80, 24)) as pilot:

        async def come_to(there: Callable[[], bool]) -> None:
            while not there():
                await pilot.pause(0.005)

        def under_the_pen() -> bool:
            screen = app.screen
            return isinstance(screen, WriteScreen) and screen.autosave is not None

        await come_to(lambda: app.current_mode == "today")
        while True:
            await pilot.press("n")
            await come_to(under_the_pen)
            for _ in range(rng.randint(1, 25)):
                number += 1
                word = f"w{number:05}x"
                await pilot.press(*word, "space")
                note(f"typed {word}")
                await asyncio.sleep(rng.choice((0, 0, 0.02, 0.1, 0.3)))
            key = rng.choice(("ctrl+s", "escape", "ctrl+l"))
            await pilot.press(key)
            if key == "ctrl+l":
                await come_to(lambda: isinstance(app.screen, UnlockScreen))
                await come_to(lambda: not app.journal.is_open)
                note("safe")
                await come_to(lambda: app._furnishing is not None and app._furnishing.done())
                await pilot.press("enter")
                await come_to(lambda: app.current_mode == "today")
            else:
                await come_to(lambda: not isinstance(app.screen, WriteScreen))
                note("safe")


def write(path: Path, rng: random.Random, note: Note) -> None:
    """Does one deed after another; each word it notes is kept."""
    store = Store.open(path, KEY)
    number = 0
    while True:
        number += 1
        with store.write() as tx:
            kept(tx, f"w{number:05}x", tagged=(f"tag{number % 5}",))
        note(f"typed w{number:05}x")
        note("safe")
        with suppress(NotFound):
            rng.choice(OVER_AND_OVER)(store)
        if rng.random() < 0.1:
            store.close()
            store = Store.open(path, KEY)


OVER_AND_OVER = (
    deeds.save_what_is_typed,
    deeds.write_and_keep,
    deeds.trash,
    deeds.purge,
    deeds.restore_what_can_be,
    deeds.keep_a_later_thought,
    deeds.move_to_another_day,
    deeds.plan_a_meeting,
    deeds.note_what_was_heard,
)


def open_it(path: Path, rng: random.Random, note: Note) -> None:
    """Opens it, which brings an older one up to date."""
    Store.open(path, KEY, backups=path.parent / "backups").close()
    note("safe")


def create(path: Path, rng: random.Random, note: Note) -> None:
    """Makes a journal."""
    Store.create_with_key(path, KEY).close()
    note("safe")


def back_up(path: Path, rng: random.Random, note: Note) -> None:
    """Writes words, and makes a backup after each."""
    backup: Any = import_module("db.backup")
    store = Store.open(path, KEY)
    note("ready")
    number = 0
    while True:
        number += 1
        with store.write() as tx:
            kept(tx, f"w{number:05}x")
        note(f"typed w{number:05}x")
        note("safe")
        beside = store.beside()
        backup.make(beside, path.parent / "backups", now=datetime.now(UTC))
        beside.close()


def change_the_key(path: Path, rng: random.Random, note: Note) -> None:
    """Puts it under another key, and back again, over and over."""
    rekeying: Any = import_module("db.rekeying")
    keys = [(KEY, keys_of.salt_of(path)), (OTHER_KEY, OTHER_SALT)]
    note("ready")
    while True:
        rekeying.rekey(path, *keys)
        keys.reverse()
        keys[1] = keys[1][0], rng.randbytes(16)


OTHER_KEY, OTHER_SALT = bytes(range(32, 64)), bytes(range(7, 23))


WORKS: dict[str, Callable[[Path, random.Random, Note], None]] = {
    "type_and_lock": lambda *given: asyncio.run(type_and_lock(*given)),
    "write": write,
    "open_it": open_it,
    "create": create,
    "back_up": back_up,
    "change_the_key": change_the_key,
}


def work(name: str, path: Path, seed: int) -> None:
    """What a copy does; it never returns to the loop of the first."""
    done = os.open(f"{path}.done", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def note(what: str) -> None:
        # Once written it is with the system, which keeps it when this is killed.
        os.write(done, f"{time.monotonic()} {what}\n".encode())

    status = 1
    try:
        WORKS[name](path, random.Random(seed), note)  # noqa: S311 - it keeps no secret
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def serve() -> None:
    """Lets a copy work for each line, one after another."""
    while line := sys.stdin.readline():
        name, path, seed = line.split()
        copy = os.fork()
        if copy == 0:
            work(name, Path(path), int(seed))
        sys.stdin.readline()
        os.kill(copy, signal.SIGKILL)
        _, status = os.waitpid(copy, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
