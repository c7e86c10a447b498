"""From the shell to the first painted screen, side by side with an empty Textual app."""

import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pexpect

from bench.table import Row
from tests.terminal.terminal import journal_command

EMPTY = """
from textual.app import App
from textual.widgets import Static


class Empty(App):
    def compose(self):
        yield Static("nothing here")


Empty().run()
"""

RUNS = 15


def seconds_until(command: Sequence[str], text: str, environment: dict[str, str]) -> float:
    """How long it takes until the text has come out of the terminal.

    The bytes are searched as they are: emulating a screen takes its own time, and more for ours.
    """
    begun = time.perf_counter()
    program = pexpect.spawn(
        command[0], list(command[1:]), dimensions=(24, 80), env=environment, timeout=15
    )
    try:
        program.expect_exact(text.encode())
        return time.perf_counter() - begun
    finally:
        program.kill(signal.SIGKILL)
        program.expect_exact(pexpect.EOF)
        program.wait()
        program.close()


def measure() -> list[Row]:
    """The median of alternating runs, and its ratio to the empty app's."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        empty = home / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        journal = home / "journal.db"
        journal.write_bytes(bytes(range(256)) * 32)
        surroundings = {
            "HOME": folder,
            "XDG_DATA_HOME": folder,
            "PATH": "",
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        place = home / "journal-app"
        place.mkdir()
        journal.rename(place / "journal.db")
        nothing, door = [], []
        for _ in range(RUNS):
            nothing.append(
                seconds_until([sys.executable, str(empty)], "nothing here", surroundings)
            )
            door.append(seconds_until(journal_command(), "On this computer", surroundings))
    beside, ours = statistics.median(nothing), statistics.median(door)
    return [
        Row(
            "shell to first painted screen",
            f"{ours:.3f} s",
            f"empty app {beside:.3f} s",
            f"ratio {ours / beside:.2f}, at most 1.30",
        )
    ]
