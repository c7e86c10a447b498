"""A place of the map on one line: its name, how often and when it was met, a picture of months."""

from dataclasses import dataclass
from datetime import date

from textual.content import Content

from journal_app.domain.coverage import MONTHS_SHOWN, Place, initials
from journal_app.domain.dates import ago
from journal_app.domain.visible import one_line

NEVER = "not met yet"

_TIMES = 5
_LAST = 16
_LEAST_NAME = 16
_GAP = "  "


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide the columns are; a picture has no cells where there is no room for it."""

    name: int
    apart: str
    pictured: bool

    @classmethod
    def of(cls, width: int) -> "Columns":
        """The columns of a line of this width."""
        numbers = _TIMES + _LAST + 2 * len(_GAP)
        for apart, least in ((" ", 40), ("", _LEAST_NAME)):
            picture = MONTHS_SHOWN + len(apart) * (MONTHS_SHOWN - 1) + len(_GAP)
            name = width - numbers - picture
            if name >= least:
                return cls(name, apart, pictured=True)
        return cls(max(1, width - numbers), "", pictured=False)


def heading(columns: Columns, today: date) -> Content:
    """What stands in each column."""
    line = f"{'':<{columns.name}}{'Times':>{_TIMES}}{_GAP}{'Last met':<{_LAST}}"
    return Content(
        f"{line}{_GAP}{columns.apart.join(initials(today))}" if columns.pictured else line
    )


def place_line(place: Place, name: str, columns: Columns, today: date, *, nested: bool) -> Content:
    """What was never met has an open ring and says so; `nested` shows what stands inside what."""
    count, latest = place.tally.count, place.tally.latest
    indent = "  " if nested and place.is_inside else ""
    style = "" if count else "$accent"
    sign = "  " if count else "○ "
    room = columns.name - len(indent) - len(sign)
    label = Content(one_line(name, 80)).truncate(max(1, room), ellipsis=True, pad=True)
    line = Content(indent) + (Content(sign) + label).stylize(style)
    line += Content.styled(f"{count or '':>{_TIMES}}{_GAP}", "$text-muted")
    said = NEVER if latest is None else ago(latest, today)
    line += Content.styled(f"{said:<{_LAST}}"[:_LAST], style)
    if not columns.pictured:
        return line
    cells = (
        Content.styled("●", "$primary") if met else Content.styled("·", "$text-muted")
        for met in place.months
    )
    return line + Content(_GAP) + Content(columns.apart).join(cells)
