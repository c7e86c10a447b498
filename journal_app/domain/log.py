"""The supervision log over a period, as accreditation asks for it: a table, CSV or Markdown."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from journal_app.domain import markdown
from journal_app.domain.dates import MONTHS, long_date, short_date_and_year
from journal_app.domain.plain import columns, wrapped
from journal_app.domain.visible import in_a_line, visible

HEADING = "Supervision log"

_CSV_HEAD = ("record", "date", "supervisor", "kind", "minutes", "text", "due", "done", "changed")
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One supervision that was held; `about` holds the texts that were chosen, if any were."""

    on: date
    minutes: int
    supervisor: str = ""
    kind: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """What was agreed, and what it changed."""

    agreed_on: date
    text: str
    supervisor: str = ""
    due: date | None = None
    done_on: date | None = None
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """All that is in the log; `first` and `last` are the days it covers, both included."""

    first: date
    last: date
    meetings: tuple[Meeting, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """The meetings with one supervisor in one month; `month` is its first day."""

    month: date
    supervisor: str
    meetings: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is set; every cell is one line.

    `numbers` are the columns set to the right, `texts` those that get what width there is.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    texts: tuple[int, ...] = ()


def totals(log: Log) -> tuple[Total, ...]:
    """By month and supervisor, the earliest first."""

    def place(meeting: Meeting) -> tuple[date, str]:
        return meeting.on.replace(day=1), meeting.supervisor

    found: list[Total] = []
    for (month, supervisor), group in groupby(sorted(log.meetings, key=place), place):
        minutes = [meeting.minutes for meeting in group]
        found.append(Total(month, supervisor, len(minutes), sum(minutes)))
    return tuple(found)


def in_hours(minutes: int) -> str:
    """`2 h 30 min`, `50 min` or `3 h`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def summary(log: Log) -> str:
    """The days it covers, and how many meetings and how long, or that there were none."""
    days = f"{long_date(log.first)} to {long_date(log.last)}"
    if not log.meetings:
        return f"{days} · no meetings"
    count = len(log.meetings)
    minutes = sum(meeting.minutes for meeting in log.meetings)
    return f"{days} · {count} {'meeting' if count == 1 else 'meetings'} · {in_hours(minutes)}"


def tables(log: Log) -> tuple[Table, ...]:
    """Totals, meetings and actions; a table or a column that holds nothing is left out."""
    found = (_totals_table(log), _meetings_table(log), _actions_table(log))
    return tuple(_without_empty_columns(table) for table in found if table.rows)


def as_csv(log: Log) -> str:
    """One row a meeting and one an action, told apart by the first column.

    What a spreadsheet would take for a formula begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(_CSV_HEAD)
    for meeting in sorted(log.meetings, key=attrgetter("on")):
        who, kind, about = map(_csv_cell, (meeting.supervisor, meeting.kind, _joined(meeting)))
        day = meeting.on.isoformat()
        writer.writerow(("meeting", day, who, kind, meeting.minutes, about, "", "", ""))
    for action in sorted(log.actions, key=attrgetter("agreed_on")):
        who, text, changed = map(_csv_cell, (action.supervisor, action.text, action.changed))
        due, done = (day.isoformat() if day else "" for day in (action.due, action.done_on))
        day = action.agreed_on.isoformat()
        writer.writerow(("action", day, who, "", "", text, due, done, changed))
    return out.getvalue()


def as_markdown(log: Log) -> str:
    """The tables as GitHub writes them; every character shows as it was typed."""
    pieces = [f"# {HEADING}", summary(log)]
    for table in tables(log):
        rules = ["---:" if at in table.numbers else "---" for at in range(len(table.head))]
        rows = [
            table.head,
            rules,
            *([markdown.escaped(cell) for cell in row] for row in table.rows),
        ]
        pieces.append(f"## {table.title}")
        pieces.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
    return "\n\n".join(pieces) + "\n"


def as_table_text(log: Log, width: int = 76) -> str:
    """The tables as plain text, their cells broken to fit the width."""
    lines = [HEADING, "=" * len(HEADING), *wrapped(summary(log), width, "", "")]
    for table in tables(log):
        lines += ["", table.title, "", *columns(table.head, table.rows, table.numbers, width)]
    return "\n".join(lines) + "\n"


def _totals_table(log: Log) -> Table:
    return Table(
        "By month and supervisor",
        ("Month", "Supervisor", "Meetings", "Time"),
        tuple(
            (
                f"{MONTHS[total.month.month - 1]} {total.month.year}",
                in_a_line(total.supervisor),
                str(total.meetings),
                in_hours(total.minutes),
            )
            for total in totals(log)
        ),
        numbers=(2, 3),
    )


def _meetings_table(log: Log) -> Table:
    return Table(
        "Meetings",
        ("Date", "Supervisor", "Kind", "Minutes", "About"),
        tuple(
            (
                short_date_and_year(meeting.on),
                in_a_line(meeting.supervisor),
                in_a_line(meeting.kind),
                str(meeting.minutes),
                in_a_line(_joined(meeting)),
            )
            for meeting in sorted(log.meetings, key=attrgetter("on"))
        ),
        numbers=(3,),
        texts=(4,),
    )


def _actions_table(log: Log) -> Table:
    return Table(
        "Actions",
        ("Agreed", "Supervisor", "Action", "Due", "Done", "What changed"),
        tuple(
            (
                short_date_and_year(action.agreed_on),
                in_a_line(action.supervisor),
                in_a_line(action.text),
                short_date_and_year(action.due) if action.due else "",
                short_date_and_year(action.done_on) if action.done_on else "",
                in_a_line(action.changed),
            )
            for action in sorted(log.actions, key=attrgetter("agreed_on"))
        ),
        texts=(2, 5),
    )


def _without_empty_columns(table: Table) -> Table:
    kept = [at for at in range(len(table.head)) if any(row[at] for row in table.rows)]
    return Table(
        table.title,
        tuple(table.head[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in table.rows),
        tuple(new for new, at in enumerate(kept) if at in table.numbers),
        tuple(new for new, at in enumerate(kept) if at in table.texts),
    )


def _joined(meeting: Meeting) -> str:
    return "\n".join(meeting.about)


def _csv_cell(text: str) -> str:
    shown = visible(text)
    return f"'{shown}" if shown.lstrip(" ").startswith(_FORMULA) else shown
