"""Where each reflection stands in a list grouped by month: lines to rows and back."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from db.records import MonthCount


@dataclass(frozen=True, slots=True)
class Heading:
    """The line that names a month; `month` counts from 0, the newest first."""

    month: int


@dataclass(frozen=True, slots=True)
class Gap:
    """The empty line after the last row of a month."""

    month: int


@dataclass(frozen=True, slots=True)
class RowLine:
    """A line of a row; `row` counts through all months, `part` is 0 for its first line."""

    row: int
    part: int


Place: TypeAlias = Heading | Gap | RowLine


class Timeline:
    """The lines of a list: for each month a heading, `tall` lines for each row, and a gap."""

    def __init__(self, months: Iterable[MonthCount], tall: int) -> None:
        self.months: Sequence[MonthCount] = tuple(month for month in months if month.count > 0)
        self.tall = tall
        counts = [month.count for month in self.months]
        self._first_rows = [0, *accumulate(counts)]
        self._first_lines = [0, *accumulate(count * tall + 2 for count in counts)]

    @property
    def rows(self) -> int:
        """How many rows there are in all months."""
        return self._first_rows[-1]

    @property
    def lines(self) -> int:
        """How many lines they take, headings and gaps included."""
        return self._first_lines[-1]

    def at(self, line: int) -> Place:
        """What stands on a line; IndexError if it is beyond the last."""
        if not 0 <= line < self.lines:
            raise IndexError(line)
        month = bisect_right(self._first_lines, line) - 1
        within = line - self._first_lines[month]
        if within == 0:
            return Heading(month)
        if line + 1 == self._first_lines[month + 1]:
            return Gap(month)
        rows, part = divmod(within - 1, self.tall)
        return RowLine(self._first_rows[month] + rows, part)

    def line_of(self, place: Place) -> int:
        """The line on which it stands; IndexError if there is no such place."""
        match place:
            case Heading(month):
                return self._first_lines[self._month(month)]
            case Gap(month):
                return self._first_lines[self._month(month) + 1] - 1
            case RowLine(row, part):
                month = self.month_of(row)
                rows = row - self._first_rows[month]
                return self._first_lines[month] + 1 + rows * self.tall + part

    def month_of(self, row: int) -> int:
        """The month a row is in; IndexError if there is no such row."""
        if not 0 <= row < self.rows:
            raise IndexError(row)
        return bisect_right(self._first_rows, row) - 1

    def block(self, row: int) -> range:
        """What to have in sight with a row: its lines, and the heading before a month's first."""
        first = self.line_of(RowLine(row, 0))
        heading = row == self._first_rows[self.month_of(row)]
        return range(first - heading, first + self.tall)

    def rows_between(self, first: int, last: int) -> range:
        """The rows with a line from `first` to before `last`; lines that don't exist hold none."""
        first, last = max(first, 0), min(last, self.lines)
        if first >= last:
            return range(0)
        return range(self._row_from(first), self._row_from(last - 1, after=True))

    def _row_from(self, line: int, *, after: bool = False) -> int:
        place = self.at(line)
        match place:
            case Heading(month):
                return self._first_rows[month]
            case Gap(month):
                return self._first_rows[month + 1]
            case RowLine(row):
                return row + after

    def _month(self, month: int) -> int:
        if not 0 <= month < len(self.months):
            raise IndexError(month)
        return month
