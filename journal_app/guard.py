"""What the program does to itself before it reads anything: it makes nothing others can look at."""

import ctypes
import logging
import os
import resource
import sys
from contextlib import suppress

from journal_app import crash

PRIVATE_UMASK = 0o077

HARMLESS = frozenset(
    {
        "TEXTUAL_ANIMATIONS",
        "TEXTUAL_COLOR_SYSTEM",
        "TEXTUAL_DIM_FACTOR",
        "TEXTUAL_DISABLE_KITTY_KEY",
        "TEXTUAL_FPS",
        "TEXTUAL_SMOOTH_SCROLL",
    }
)
"""The settings of Textual that only change how the screen is drawn."""

_SET_DUMPABLE = 4


def guard() -> None:
    """Shuts what could carry journal text out of this process; called first of all, and once.

    Every program that holds journal text calls it itself, since starting one undoes a part of it.
    """
    # Whatever makes a file, and whatever the shell's own umask, it is the owner's alone.
    os.umask(PRIVATE_UMASK)
    _leave_no_dump()
    _forget_developer_settings()
    crash.tell_no_values()
    # Nothing here logs. What a library would log holds values: asyncio logs those of a lost task.
    logging.disable(sys.maxsize)


def _leave_no_dump() -> None:
    """No core file, and no other program of the same user may read or trace this one."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # The limit alone does not hold where the system hands the core to a program.
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def _forget_developer_settings() -> None:
    """With these, Textual logs into a file, photographs the screen or calls a console by network.

    It reads them when it is imported. With Python's own, a fault ends at a prompt that has all
    values at hand.
    """
    for name in list(os.environ):
        if name == "PYTHONINSPECT" or (name.startswith("TEXTUAL") and name not in HARMLESS):
            del os.environ[name]
