"""What the commands print: well set text for people, JSON for programs, one line for a refusal."""

import json
import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress

from db.errors import JournalError
from db.safe_json import safe
from journal_app.domain.plain import wrapped
from journal_app.domain.visible import visible
from journal_app.terminal import is_terminal

WIDEST = 88


class Refusal(JournalError):
    """A command can't do what was asked; its text says why and what to do."""


class Page:
    """Lines of text set to the terminal's width, but to no more than WIDEST columns."""

    def __init__(self) -> None:
        self.width = max(20, min(shutil.get_terminal_size().columns, WIDEST))
        self.lines: list[str] = []

    def line(self, text: str = "") -> None:
        """One line as it is."""
        self.lines.append(text)

    def heading(self, text: str, aside: str = "") -> None:
        """An underlined title, with a few words at the right edge where there is room."""
        self.gap()
        room = self.width - len(text) - len(aside)
        if aside and room >= 2:
            self.line(text + " " * room + aside)
        else:
            self.paragraph(text)
            if aside:
                self.line(aside)
        self.line("-" * min(len(text), self.width))
        self.line()

    def paragraph(self, text: str, indent: str = "", first: str | None = None) -> None:
        """Wrapped text; `first` is the indentation, or the mark, of its first line."""
        self.lines += wrapped(text, self.width, indent, indent if first is None else first)

    def gap(self) -> None:
        """An empty line, unless there is one already or nothing stands above."""
        if self.lines and self.lines[-1]:
            self.line()

    def show(self) -> None:
        """Prints the lines."""
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        write_out("\n".join(self.lines) + "\n" if self.lines else "")


def write_out(text: str) -> None:
    """Prints the text. A terminal gets signs in place of what it would obey, a pipe every byte.

    A reader that has gone is no failure; a full disk is a Refusal.
    """
    stream = sys.stdout
    if stream is None:
        return
    if is_terminal(stream):
        text = visible(text)
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
    except OSError as error:
        _stop_writing()
        if not isinstance(error, BrokenPipeError):
            raise Refusal(f"The output could not be written: {error.strerror}.") from None


def write_json(value: object) -> None:
    """Prints the value as JSON in which no character can act on a terminal."""
    text = safe(json.dumps(value, ensure_ascii=False, indent=2))
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    write_out(text + "\n")


def say(sentence: str) -> None:
    """One line on stderr; on a terminal as many as it takes, so that no word is broken."""
    if sys.stderr is not None:
        line = " ".join(visible(sentence).split())
        with suppress(OSError):
            if is_terminal(sys.stderr):
                # One that doesn't know its own width says 0.
                width = os.get_terminal_size(sys.stderr.fileno()).columns or WIDEST
                line = "\n".join(wrapped(line, width, "", ""))
            sys.stderr.write(line + "\n")
            sys.stderr.flush()


def named(names: Sequence[str], nothing: str = "none") -> str:
    """Names in a row."""
    return ", ".join(names) or nothing


def number(count: int, noun: str) -> str:
    """`1 reflection`, `3 reflections`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _stop_writing() -> None:
    # What is left in the buffer is flushed when Python ends, and would fail once more.
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
