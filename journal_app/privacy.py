"""What keeps what is painted from being obeyed by the terminal."""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


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
