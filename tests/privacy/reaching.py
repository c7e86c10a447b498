"""Hears what code of this process reaches for outside itself."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HEARD = frozenset(
    {
        "ctypes.dlopen",
        "open",
        "os.exec",
        "os.listdir",
        "os.mkdir",
        "os.posix_spawn",
        "os.remove",
        "os.rename",
        "os.scandir",
        "os.spawn",
        "os.symlink",
        "os.system",
        "pickle.find_class",
        "subprocess.Popen",
        "webbrowser.open",
    }
)
OWN = tuple(
    str(Path(one).resolve()) for one in (sys.prefix, sys.base_prefix, Path(__file__).parents[2])
)
"""The program and Python themselves, of which parts are loaded when they are first needed."""

_heard: list[str] | None = None


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _heard is None or not (event in HEARD or event.startswith("socket.")):
        return
    what = arguments[0] if arguments else ""
    if isinstance(what, int):
        return
    shown = os.fsdecode(what) if isinstance(what, str | bytes | os.PathLike) else str(what)
    if not shown.startswith(OWN):
        _heard.append(f"{event} {shown}")


@contextmanager
def reached() -> Iterator[list[str]]:
    """What is reached for while the block lasts, but for the program's own files."""
    global _heard
    if not _hooked:
        sys.addaudithook(_hear)
        _hooked.append(True)
    found: list[str] = []
    _heard = found
    try:
        yield found
    finally:
        _heard = None


_hooked: list[bool] = []
