"""Texts from stdin or a prompt: read as UTF-8, and kept but for one line break at their end."""

import sys

from journal_app.commands.output import Refusal, say
from journal_app.services.writing import EmptyText
from journal_app.terminal import is_terminal

MOST_BYTES = 16 * 1024 * 1024


def read_text(prompt: str = "Write; end with ctrl+d on an empty line.") -> str:
    """The text that is on stdin, or typed; EmptyText, or a Refusal if it can't be one."""
    text = read_lines(prompt)
    if not text.strip():
        raise EmptyText
    return text


def read_lines(prompt: str) -> str:
    """What is on stdin, be it nothing; at a terminal the prompt is said first."""
    if is_terminal(sys.stdin):
        say(prompt)
    data = b"" if sys.stdin is None or sys.stdin.closed else sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refusal("The text is longer than 16 MB. Nothing was written; write it in parts.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        # The error holds the text itself, so only the place is passed on.
        place = error.start + 1
        raise Refusal(
            f"The text is not UTF-8 (at byte {place}). Nothing was written; convert it first."
        ) from None
    if text.endswith("\r\n"):
        return text[:-2]
    return text.removesuffix("\n")
