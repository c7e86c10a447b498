"""What keeps journal text from getting where it doesn't belong: the terminal's ear, a crash."""

import re
import traceback
from collections.abc import Sequence
from pathlib import Path

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class ControlFilter(LineFilter):
    """Takes control characters out of every painted line, whatever widget painted it.

    They are zero cells wide, so that what stands beside them does not move.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without control characters; most lines have none and stay as they are."""
        if not any(_CONTROLS.search(text) for text, _, control in segments if not control):
            return segments
        return [
            segment if segment.control else Segment(_CONTROLS.sub("", segment.text), segment.style)
            for segment in segments
        ]


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


def _frames(error: BaseException) -> Sequence[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [
        *(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames[-12:]),
        f"  {type(error).__module__}.{type(error).__qualname__}",
    ]


def _short(filename: str) -> str:
    """The end of a path: enough to find the file, without the name of whoever's folder it is."""
    return "/".join(Path(filename).parts[-2:])
