"""Plain text set to a width."""

import textwrap
from collections.abc import Sequence
from itertools import zip_longest

_WRAPPABLE = 10_000
_GAP = "  "
_NARROWEST = 8


def wrapped(text: str, width: int, indent: str, first: str) -> list[str]:
    """The text's own lines, each broken at `width`; a line of endless length is left whole.

    `first` is the indentation, or the mark, of the very first line.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        begin = indent if lines else first
        if len(line) > _WRAPPABLE:
            lines.append(begin + line)
            continue
        lines += textwrap.wrap(
            line,
            width,
            initial_indent=begin,
            subsequent_indent=indent,
            expand_tabs=False,
            replace_whitespace=False,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [begin.rstrip()]
    return lines


def columns(
    head: Sequence[str], rows: Sequence[Sequence[str]], to_the_right: Sequence[int], width: int
) -> list[str]:
    """The lines of a table that is no wider than `width`, if its columns can be made so narrow."""
    widths = [min(max(map(len, cells)), width) for cells in zip(head, *rows, strict=True)]
    while sum(widths) + len(_GAP) * (len(widths) - 1) > width and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    lines = _row(head, widths, to_the_right)
    lines.append(_GAP.join("-" * each for each in widths))
    for row in rows:
        lines += _row(row, widths, to_the_right)
    return lines


def _row(cells: Sequence[str], widths: Sequence[int], to_the_right: Sequence[int]) -> list[str]:
    broken = [textwrap.wrap(cell, each) for cell, each in zip(cells, widths, strict=True)]
    lines: list[str] = []
    for pieces in zip_longest(*broken, fillvalue=""):
        set_cells = (
            piece.rjust(each) if at in to_the_right else piece.ljust(each)
            for at, (piece, each) in enumerate(zip(pieces, widths, strict=True))
        )
        lines.append(_GAP.join(set_cells).rstrip())
    return lines
