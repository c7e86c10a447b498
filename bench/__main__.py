"""Prints one table of all measures."""

import sys

from bench import (
    backing_up,
    identifiers,
    keys,
    locking,
    reviewing,
    searching,
    start,
    taking_along,
    unlock,
)
from bench.table import Row, print_table

MEASURES = (
    start,
    unlock,
    locking,
    keys,
    reviewing,
    searching,
    backing_up,
    taking_along,
    identifiers,
)


def main() -> None:
    """Runs every measure, or those named."""
    named = sys.argv[1:]
    rows: list[Row] = []
    for module in MEASURES:
        if not named or module.__name__.rpartition(".")[2] in named:
            rows += module.measure()
    print_table(rows)


if __name__ == "__main__":
    main()
