"""Stretches of a text that are marked, found again on the lines it was wrapped into."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from journal_app.widgets.wrapping import TAB

_BREAK = re.compile("\r\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """The characters from `start` up to, not with, `end`; `kind` says what is drawn."""

    start: int
    end: int
    kind: str


def in_visible(text: str, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks of a text as marks of what `visible` makes of it, where two signs may become one."""
    breaks = [found.start() for found in _BREAK.finditer(text)]
    return tuple(
        Mark(
            mark.start - bisect_left(breaks, mark.start),
            mark.end - bisect_left(breaks, mark.end),
            mark.kind,
        )
        for mark in marks
    )


def on_lines(text: str, lines: Sequence[str], marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """For each line that bears any, its marks, counted from its own beginning.

    `lines` are what `wrap` made of the text; the marks are in order and don't overlap. One on what
    a line break swallowed stands, without a width, at the end of the line before it.
    """
    found: dict[int, list[Mark]] = {}
    waiting = deque(marks)
    number = start = 0
    for raw in text.split("\n"):
        end = start + len(raw) + 1
        here: deque[Mark] = deque()
        while waiting and waiting[0].start < end:
            here.append(waiting.popleft())
            if here[-1].end > end:
                # The next line has the rest of it.
                waiting.appendleft(replace(here[-1], start=end))
        columns = deque(_in_columns(raw, here, start))
        for first, last, line in _pieces(raw.expandtabs(TAB), lines, number):
            while columns and columns[0].start < last:
                mark = columns.popleft()
                room = len(lines[line])
                clipped = Mark(
                    min(mark.start - first, room), min(mark.end - first, room), mark.kind
                )
                found.setdefault(line, []).append(clipped)
                if mark.end > last:
                    columns.appendleft(replace(mark, start=last))
            number = line + 1
        start = end
    return found


def _in_columns(raw: str, marks: Iterable[Mark], start: int) -> Iterator[Mark]:
    """Marks of the whole text as those of a line of it, with tabs as wide as they are shown."""
    at = column = 0
    for mark in marks:
        first = mark.start - start
        column, at = _column(raw, at, column, first), first
        begins = column
        last = min(mark.end - start, len(raw))
        column, at = _column(raw, at, column, last), last
        # The line break is one column beyond the end.
        yield Mark(begins, column + (mark.end - start > len(raw)), mark.kind)


def _column(raw: str, at: int, column: int, to: int) -> int:
    """The column of the character `to`, that of the character `at` before it being known."""
    lead = column % TAB
    return column - lead + len((" " * lead + raw[at:to]).expandtabs(TAB))


def _pieces(line: str, lines: Sequence[str], number: int) -> Iterator[tuple[int, int, int]]:
    """Where each piece of a line begins, where the next one does, and its number."""
    begins = line.index(lines[number])
    at = begins + len(lines[number])
    ending = len(line.rstrip(" "))
    while at < ending:
        next_begins = line.index(lines[number + 1], at)
        yield begins, next_begins, number
        number += 1
        begins = next_begins
        at = begins + len(lines[number])
    yield begins, len(line) + 1, number
