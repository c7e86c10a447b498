"""Where a passphrase comes from: a file, stdin, the environment's file, a prompt; no argument."""

import os
import sys
from getpass import getpass

from journal_app.commands.output import Refusal
from journal_app.terminal import can_ask, is_terminal

VARIABLE = "JOURNAL_PASSPHRASE_FILE"
STDIN = "-"
_MOST_BYTES = 4096


def source(option: str | None) -> str | None:
    """The passphrase file that was named, by the option or else by the environment."""
    return option or os.environ.get(VARIABLE) or None


def passphrase(file: str | None, *, lines_follow: bool = False) -> str:
    """The passphrase from the file or the prompt; a Refusal if neither gives one.

    With `lines_follow`, only the first line of stdin is taken and the rest is left there.
    """
    if file == STDIN and not is_terminal(sys.stdin):
        return _only_line(_from_stdin(lines_follow=lines_follow), "What came from stdin")
    if file is not None and file != STDIN:
        return _only_line(_from_file(file), "The passphrase file")
    return ask("Passphrase: ")


def ask(prompt: str) -> str:
    """What is typed, unseen; a Refusal without a terminal."""
    if not can_ask():
        raise Refusal(
            "A passphrase is needed, and there is no terminal to ask for it. Name a file with "
            f"--passphrase-file PATH (- is stdin) or in {VARIABLE}."
        )
    try:
        return getpass(prompt)
    except UnicodeDecodeError:
        raise Refusal("What was typed is not UTF-8. Check the terminal and try again.") from None


def _from_stdin(*, lines_follow: bool) -> bytes:
    if sys.stdin is None:
        return b""
    stream = sys.stdin.buffer
    return stream.readline(_MOST_BYTES + 1) if lines_follow else stream.read(_MOST_BYTES + 1)


def _from_file(file: str) -> bytes:
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - as the shell gave it, /dev/fd/63 too
            return stream.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no path"
        raise Refusal(
            f"The passphrase file {file} can't be read ({reason.lower()}). Check its name."
        ) from None


def _only_line(data: bytes, what: str) -> str:
    if len(data) > _MOST_BYTES:
        raise Refusal(f"{what} is too long for a passphrase. Put it alone into a file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(f"{what} is not UTF-8 text. Put the passphrase alone into a file.") from None
    text = text.removesuffix("\n").removesuffix("\r")
    if not text:
        raise Refusal(f"{what} is empty. It has to hold the passphrase and nothing else.")
    if "\n" in text:
        raise Refusal(f"{what} has more than one line. It has to hold the passphrase alone.")
    return text
