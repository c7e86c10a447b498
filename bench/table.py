"""What a measure says, and how all of them are printed."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: what, how much, and what it is held to."""

    what: str
    measured: str
    beside: str = ""
    held_to: str = ""


def print_table(rows: Iterable[Row]) -> None:
    """Prints the rows in columns."""
    cells = [("", "measured", "beside", "held to")]
    cells += [(row.what, row.measured, row.beside, row.held_to) for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    for line in cells:
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)))
