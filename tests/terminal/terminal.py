"""A real pseudo-terminal with a program in it, read as a person would see it."""

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

PATIENCE = 15.0
"""Seconds after which what is waited for is held never to come."""

KEYS: Mapping[str, str] = {
    "backspace": "\x7f",
    "backtab": "\x1b[Z",
    "delete": "\x1b[3~",
    "down": "\x1b[B",
    "end": "\x1b[F",
    "enter": "\r",
    "escape": "\x1b",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "home": "\x1b[H",
    "left": "\x1b[D",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "right": "\x1b[C",
    "space": " ",
    "tab": "\t",
    "up": "\x1b[A",
}


def journal_command(*arguments: str) -> list[str]:
    """The installed `journal` with these arguments, as a shell would start it."""
    return [str(Path(sys.executable).with_name("journal")), *arguments]


class Terminal:
    """Starts the program at once; `with` ends it, however the test went.

    Everything is waited for by reading, never by sleeping. What never comes fails the test with
    the screen as it stood. The environment is the test's own, which is sealed, unless given.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        lines: int = 24,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        surroundings = dict(os.environ if environment is None else environment)
        # A program that finds these believes them rather than the terminal it is in.
        surroundings.pop("COLUMNS", None)
        surroundings.pop("LINES", None)
        self.raw = bytearray()
        """Every byte the program has written, what has scrolled away or been cleared too."""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._ended = False
        self._child = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(lines, columns),
            env=surroundings,
            cwd=folder,
            timeout=PATIENCE,
        )
        self._child.delaybeforesend = None
        self._child.ptyproc.delayafterclose = 0
        self._child.ptyproc.delayafterterminate = 0.05

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    @property
    def pid(self) -> int:
        """The program's process id."""
        return int(self._child.pid)

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the cursor stands: row and column, from 0.

        A paint moves it about, so wait for the place it should come to rest at.
        """
        return self._screen.cursor.y, self._screen.cursor.x

    def screen(self) -> list[str]:
        """The lines as they stand now, without the blanks at their ends."""
        return [line.rstrip() for line in self._screen.display]

    def text(self) -> str:
        """The whole screen as one string, a line a line."""
        return "\n".join(self.screen())

    def place_of(self, text: str) -> tuple[int, int]:
        """Where the text begins on the screen: row and column, from 0; fails if it isn't there."""
        for row, line in enumerate(self.screen()):
            if text in line:
                return row, line.index(text)
        raise self._failure(f"{text!r} is not there.")

    def send(self, keys: str | bytes) -> None:
        """Type the characters as they are; a paste or an escape sequence too."""
        self._child.send(keys)

    def press(self, *keys: str) -> None:
        """Press keys by their names, such as "ctrl+l", "f1", "enter" or "n".

        Wait for what a command key does before typing on where no field has the focus: the app
        keeps the order of keys only from a field on; and "escape" followed by a letter is a
        letter pressed with alt.
        """
        for key in keys:
            if key.startswith("ctrl+") and len(key) == len("ctrl+") + 1:
                self.send(chr(ord(key[-1]) & 0x1F))
            else:
                self.send(KEYS.get(key, key))

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size, as a person dragging its corner does."""
        self._screen.resize(lines, columns)
        self._child.setwinsize(lines, columns)

    def wait_for(self, text: str, timeout: float = PATIENCE) -> None:
        """Read until the text stands on one line of the screen."""
        self.wait_until(lambda: text in self.text(), repr(text), timeout)

    def wait_until_gone(self, text: str, timeout: float = PATIENCE) -> None:
        """Read until the text no longer stands on the screen."""
        self.wait_until(lambda: text not in self.text(), f"{text!r} to go", timeout)

    def wait_until(
        self, condition: Callable[[], bool], awaited: str, timeout: float = PATIENCE
    ) -> None:
        """Read until the condition holds; it may look at the screen or at what is on disk."""
        deadline = time.monotonic() + timeout
        while not condition():
            if self._ended:
                raise self._failure(f"The program ended before {awaited} came.")
            left = deadline - time.monotonic()
            if left <= 0:
                raise self._failure(f"{awaited} did not come within {timeout:g} s.")
            self._read(min(left, 0.05))

    def wait_for_exit(self, timeout: float = PATIENCE) -> int:
        """Read until the program has ended; returns its exit status, or minus the signal."""
        deadline = time.monotonic() + timeout
        while not self._ended:
            left = deadline - time.monotonic()
            if left <= 0:
                raise self._failure(f"The program did not end within {timeout:g} s.")
            self._read(min(left, 0.05))
        return self._reap()

    def hang_up(self) -> int:
        """Close the window, and wait until the program has ended; returns as `wait_for_exit`."""
        self._child.ptyproc.fileobj.close()
        self._ended = True
        return self._reap()

    def kill(self) -> int:
        """End the program as `kill -9` does, if it still runs; returns as `wait_for_exit` does."""
        if self._child.isalive():
            os.kill(self._child.pid, signal.SIGKILL)
        while not self._ended:
            self._read(PATIENCE)
        return self._reap()

    def _read(self, seconds: float) -> None:
        try:
            received = self._child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            self._ended = True
            return
        self.raw += received
        # Not known to the emulator, which would draw the "u": back to the plain keyboard.
        self._stream.feed(received.replace(b"\x1b[<u", b""))

    def _reap(self) -> int:
        if not self._child.closed:
            self._child.wait()
            self._child.close()
        if self._child.signalstatus is not None:
            return -int(self._child.signalstatus)
        return int(self._child.exitstatus)

    def _failure(self, what: str) -> AssertionError:
        frame = "-" * self._screen.columns
        return AssertionError(f"{what} The screen:\n{frame}\n{self.text()}\n{frame}")
