"""What is said of a fault: where the program broke, and no value, message or line of source."""

import sys
import threading
import traceback
import warnings
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType


def crash_report(error: BaseException) -> str:
    """Where it broke, in file names and line numbers alone: no values, no message, no source."""
    lines = ["The journal had to stop because of a fault in the program.", ""]
    lines += _frames(error)
    lines += [
        "",
        "What you wrote is safe up to the last second. Start the journal again to go on.",
        "The lines above hold none of your text; you can send them to whoever looks after it.",
    ]
    return "\n".join(lines)


def tell_no_values() -> None:
    """Puts reports without values in place of all that Python says of a fault by itself."""
    sys.excepthook = _ended
    sys.unraisablehook = lambda fault: _say(fault.exc_value)
    threading.excepthook = lambda fault: _say(fault.exc_value)
    warnings.showwarning = _warn


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None, /) -> None:
    # Whoever presses ctrl+c knows why it ended.
    if not isinstance(error, KeyboardInterrupt):
        _write(crash_report(error.with_traceback(trace)))


def _say(error: BaseException | None) -> None:
    if error is not None and not isinstance(error, SystemExit):
        _write("\n".join(["A fault in the program, which goes on:", *_frames(error)]))


def _warn(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: object = None,
    line: str | None = None,
) -> None:
    _write(f"  {_short(filename)}:{lineno} {category.__name__}")


def _write(report: str) -> None:
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.write(report + "\n")


def _frames(error: BaseException) -> Sequence[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [
        *(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames[-12:]),
        f"  {type(error).__module__}.{type(error).__qualname__}{_lacking(error)}",
    ]


def _lacking(error: BaseException) -> str:
    """The module that is not there, which says what to install."""
    return f" {error.name}" if isinstance(error, ImportError) and error.name else ""


def _short(filename: str) -> str:
    """The end of a path: enough to find the file, without the name of whoever's folder it is."""
    return "/".join(Path(filename).parts[-2:])
