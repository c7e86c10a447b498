"""Lines of text set for one width, and where on them each passage stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from textual.content import Content

GUTTER = 6
"""Columns left free before every column of text, for the mark and the count."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of one line: where it begins, how wide its column is, and whose words it holds."""

    x: int
    width: int
    content: Content
    local: str | None


@dataclass(frozen=True, slots=True)
class Spot:
    """The lines from `top` up to, not with, `bottom` that a passage fills, and its column."""

    top: int
    bottom: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Page:
    """Set lines. `spots` are the passages that can be marked, in reading order."""

    width: int
    lines: Sequence[tuple[Fragment, ...]]
    spots: dict[str, Spot]

    def at(self, x: int, y: int) -> str | None:
        """The passage that can be marked at this column and line, its gutter included."""
        if not 0 <= y < len(self.lines):
            return None
        for fragment in self.lines[y]:
            if fragment.local is not None and -GUTTER <= x - fragment.x < fragment.width:
                return fragment.local
        return None


@dataclass(slots=True)
class PageSetter:
    """Sets one block below the other; a column is given by where it begins and its width."""

    width: int
    lines: list[tuple[Fragment, ...]] = field(default_factory=list)
    spots: dict[str, Spot] = field(default_factory=dict)

    def gap(self, least: int = 1) -> None:
        """Leaves at least so many empty lines before the next block, none at the very top."""
        empty = 0
        while empty < len(self.lines) and not self.lines[-1 - empty]:
            empty += 1
        if empty < len(self.lines):
            self.lines += [()] * (least - empty)

    def block(self, paragraphs: Sequence[Content], local: str | None = None) -> None:
        """Sets paragraphs as one block of the full width; with an id it can be marked."""
        self.row((0, self.width, paragraphs, local))

    def row(self, *cells: tuple[int, int, Sequence[Content], str | None]) -> None:
        """Sets blocks side by side: for each its beginning, width, paragraphs and id."""
        top = len(self.lines)
        columns = []
        for x, width, paragraphs, local in cells:
            set_ = [line for paragraph in paragraphs for line in paragraph.wrap(width)]
            columns.append([Fragment(x, width, line, local) for line in set_])
            if local is not None:
                self.spots[local] = Spot(top, top + len(set_), x, width)
        for index in range(max(map(len, columns))):
            self.lines.append(tuple(c[index] for c in columns if index < len(c)))

    def page(self) -> Page:
        """The lines set so far."""
        return Page(self.width, tuple(self.lines), dict(self.spots))
