"""Plain text cut into lines of so many cells, quickly enough for a megabyte."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len, chop_cells, get_character_cell_size

_WORDS = re.compile(r"( *)([^ ]+)")
TAB = 4
"""Columns from one tab stop to the next."""


def wrap(text: str, width: int) -> list[str]:
    """The lines of the text, broken at spaces and, where a word is too long, between graphemes.

    The text has been made `visible` before. Spaces at a break are dropped, those at the start of
    a line stay.
    """
    width = max(width, 2)
    return [piece for line in text.expandtabs(TAB).split("\n") for piece in _wrap(line, width)]


def _wrap(line: str, width: int) -> Iterator[str]:
    sizes = {1} if line.isascii() else {get_character_cell_size(sign) for sign in set(line)}
    if sizes == {1}:
        if len(line) <= width:
            yield line
        else:
            yield from (found[0].rstrip(" ") for found in _pieces(width).finditer(line))
    else:
        yield from _by_words(line, width)


@lru_cache(maxsize=8)
def _pieces(width: int) -> re.Pattern[str]:
    """Pieces of a line in which every character takes one cell."""
    return re.compile(rf".{{1,{width}}}(?= |$) *|.{{{width}}}")


def _by_words(line: str, width: int) -> Iterator[str]:
    """Pieces of a line in which characters take none, one or two cells."""
    held: list[str] = []
    taken = 0
    for found in _WORDS.finditer(line):
        gap, word = found.groups()
        cells = cell_len(word)
        if held and taken + len(gap) + cells > width:
            yield "".join(held)
            held, taken, gap = [], 0, ""
        if len(gap) + cells > width:
            *whole, word = _chop(gap + word, width)
            yield from whole
            gap, cells = "", cell_len(word)
        held += (gap, word)
        taken += len(gap) + cells
    yield "".join(held)


def _chop(word: str, width: int) -> list[str]:
    pieces: list[str] = []
    for piece in chop_cells(word, width):
        # Rich measures stray joiners in two ways, and what doesn't fit would not be drawn.
        pieces += [piece] if cell_len(piece) <= width else _by_characters(piece, width)
    return pieces


def _by_characters(text: str, width: int) -> Iterator[str]:
    """Pieces that fit however joiners and variation selectors are counted."""
    start = taken = 0
    for index, sign in enumerate(text):
        cells = 1 if sign == "\ufe0f" else get_character_cell_size(sign)
        if taken + cells > width:
            yield text[start:index]
            start, taken = index, 0
        taken += cells
    yield text[start:]
