"""The paragraphs of a text that lies before a cursor, as stretches of its lines."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Its first and last line, counted from 0."""

    first: int
    last: int


def paragraphs_of(lines: Sequence[str]) -> tuple[Paragraph, ...]:
    """The paragraphs in their order; blank lines part them and belong to none."""
    found: list[Paragraph] = []
    first: int | None = None
    for at, line in enumerate((*lines, "")):
        if line.strip():
            first = at if first is None else first
        elif first is not None:
            found.append(Paragraph(first, at - 1))
            first = None
    return tuple(found)


def paragraph_at(paragraphs: Sequence[Paragraph], line: int) -> int:
    """Which of them the line is in, or the next after it, or else the last; there is one."""
    return next(
        (at for at, each in enumerate(paragraphs) if line <= each.last), len(paragraphs) - 1
    )
