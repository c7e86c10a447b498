"""Locking in a real terminal: what is half typed, signals, sleep, and a window that is closed."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from db.store import Store
from journal_app.paths import paths
from tests.terminal.terminal import Terminal, journal_command
from tests.terminal.test_story import PASSPHRASE

TEXT = "I noticed my own breath."
Open = Callable[..., Terminal]


@pytest.fixture
def place(sealed_home: Path) -> Path:
    """A journal that is there already."""
    path = paths(sealed_home / "elsewhere" / "journal.db").journal
    store, _ = Store.create(path, PASSPHRASE)
    store.close()
    return path


def unlock(terminal: Terminal) -> None:
    """Types the passphrase at the door."""
    terminal.wait_for("Passphrase")
    terminal.send(PASSPHRASE)
    terminal.wait_for("•" * len(PASSPHRASE))
    terminal.press("enter")


def begin(terminal: Terminal) -> tuple[int, int]:
    """Goes in and types half a text, the cursor seven places from its end; where it stands."""
    unlock(terminal)
    terminal.wait_for("1 Today")
    terminal.wait_for("Welcome")
    terminal.press("n")
    terminal.wait_for("On nothing in particular")
    terminal.send(TEXT)
    terminal.wait_for(TEXT)
    row, column = terminal.place_of(TEXT)
    place = (row, column + len(TEXT) - 7)
    terminal.press(*["left"] * 7)
    terminal.wait_until(lambda: terminal.cursor == place, "the cursor seven to the left")
    return place


def go_on(terminal: Terminal, place: tuple[int, int]) -> None:
    """Types on where the cursor was, with no other key than the passphrase before."""
    unlock(terminal)
    terminal.wait_for(TEXT)
    terminal.wait_until(lambda: terminal.cursor == place, "the cursor where it was")
    terminal.send("slow ")
    terminal.wait_for("my own slow breath.")


def state(pid: int) -> str:
    """The state of a process as the system has it: T is stopped."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]


def test_a_lock_hides_at_once_and_leads_back_to_the_cursor(open_journal: Open, place: Path) -> None:
    terminal = open_journal("--journal", str(place))
    cursor = begin(terminal)
    terminal.press("ctrl+l")
    terminal.wait_until_gone(TEXT)
    terminal.wait_for("Locked. What you wrote is safe.")
    go_on(terminal, cursor)


def test_a_program_that_is_stopped_locks_first_and_shows_the_door_when_it_goes_on(
    open_journal: Open, place: Path
) -> None:
    terminal = open_journal("--journal", str(place))
    cursor = begin(terminal)
    for stop in (signal.SIGTSTP, signal.SIGSTOP):
        os.kill(terminal.pid, stop)
        terminal.wait_until(lambda: state(terminal.pid) == "T", "the program to stop")
        if stop is signal.SIGTSTP:
            terminal.wait_until(lambda: b"\x1b[?1049l" in terminal.raw, "the terminal given back")
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_for("Locked. What you wrote is safe.")
        unlock(terminal)
        terminal.wait_for(TEXT)
        terminal.wait_until(lambda: terminal.cursor == cursor, "the cursor where it was")


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_asked_to_end_it_keeps_what_was_just_typed(
    open_journal: Open, place: Path, number: signal.Signals
) -> None:
    terminal = open_journal("--journal", str(place))
    cursor = begin(terminal)
    os.kill(terminal.pid, number)
    assert terminal.wait_for_exit() == 0
    after = bytes(terminal.raw).rpartition(b"\x1b[?1049l")[2]
    assert b"Traceback" not in after
    assert b"breath" not in after
    go_on(open_journal("--journal", str(place)), cursor)


WITHOUT_A_SIGNAL = ["/bin/sh", "-c", 'trap "" HUP; exec setsid --wait "$@"', "sh"]
"""Runs a program in a session of its own, which is not told when the window is closed."""


@pytest.mark.parametrize("before", [[], WITHOUT_A_SIGNAL], ids=["hung up", "no signal"])
def test_a_window_that_is_closed_keeps_what_was_just_typed(
    open_journal: Open, place: Path, before: list[str]
) -> None:
    command = [*before, *journal_command("--journal", str(place))]
    with Terminal(command) as terminal:
        cursor = begin(terminal)
        assert terminal.hang_up() == 0
    go_on(open_journal("--journal", str(place)), cursor)
