"""What there is to draw on and to ask at, known without loading the app or the command line."""

import os
import stat
import sys
from contextlib import suppress
from typing import TextIO

from journal_app.command_table import COMMANDS, ON_SCREEN


def is_terminal(stream: TextIO | None) -> bool:
    """Whether the stream is a terminal; one that is closed or missing is none."""
    return stream is not None and not stream.closed and stream.isatty()


def require_terminal() -> None:
    """Ends the program with one line on stderr and exit code 1 if there is no screen to draw on."""
    if is_terminal(sys.stdin) and is_terminal(sys.stdout):
        return
    others = ", ".join(name for name in COMMANDS if name not in ON_SCREEN)
    sys.stderr.write(
        "The journal opens in a terminal, and there is none here. "
        f"These commands need none: {others}. See journal --help.\n"
    )
    sys.exit(1)


def can_ask() -> bool:
    """Whether somebody can be asked for a passphrase, even while stdin brings the text."""
    if not (is_terminal(sys.stdin) or is_terminal(sys.stderr)):
        return False
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def let_go() -> None:
    """Drops what could not be told to a terminal that is gone, which is no failure at the end."""
    is_gone = not is_terminal(sys.stdout)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            if is_gone and stat.S_ISCHR(os.fstat(stream.fileno()).st_mode):
                # Whatever is still told, by a thread that ends late, goes nowhere.
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
            stream.flush()
