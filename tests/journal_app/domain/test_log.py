"""The supervision log: what accreditation asks for, in forms that nothing can misread."""

import csv
import io
from datetime import date

import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt

from journal_app.domain.log import (
    Action,
    Log,
    Meeting,
    Total,
    as_csv,
    as_markdown,
    as_table_text,
    in_hours,
    summary,
    tables,
    totals,
)
from journal_app.domain.visible import visible
from tests.journal_app.domain.briefs import TRICKY

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
LOG = Log(
    FIRST,
    LAST,
    (
        Meeting(date(2026, 2, 20), 90, "Dr B", "group"),
        Meeting(date(2026, 1, 12), 50, "R.", "individual", ("Whose silence?", "An ending")),
        Meeting(date(2026, 1, 26), 50, "R.", "individual"),
    ),
    (Action(date(2026, 1, 12), "Wait one breath", "R.", date(2026, 1, 26), None, ""),),
)


def everywhere(text: str) -> Log:
    """A log that holds the text in every place for one."""
    day = date(2026, 2, 3)
    meeting = Meeting(day, 50, text, text, (text,))
    return Log(FIRST, LAST, (meeting, meeting), (Action(day, text, text, day, day, text),))


def read(text: str) -> list[list[str]]:
    """The cells as a program reads them."""
    return list(csv.reader(io.StringIO(text, newline="")))


def test_meetings_are_summed_by_month_and_supervisor() -> None:
    assert totals(LOG) == (
        Total(date(2026, 1, 1), "R.", 2, 100),
        Total(date(2026, 2, 1), "Dr B", 1, 90),
    )
    assert summary(LOG) == "1 January 2026 to 31 March 2026 · 3 meetings · 3 h 10 min"


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (50, "50 min"), (60, "1 h"), (150, "2 h 30 min")]
)
def test_minutes_are_said_in_hours(minutes: int, words: str) -> None:
    assert in_hours(minutes) == words


def test_the_log_as_a_table() -> None:
    assert (
        as_table_text(LOG, 60)
        == """\
Supervision log
===============
1 January 2026 to 31 March 2026 · 3 meetings · 3 h 10 min

By month and supervisor

Month          Supervisor  Meetings        Time
-------------  ----------  --------  ----------
January 2026   R.                 2  1 h 40 min
February 2026  Dr B               1  1 h 30 min

Meetings

Date         Supervisor  Kind        Minutes  About
-----------  ----------  ----------  -------  --------------
12 Jan 2026  R.          individual       50  Whose silence?
                                              An ending
26 Jan 2026  R.          individual       50
20 Feb 2026  Dr B        group            90

Actions

Agreed       Supervisor  Action           Due
-----------  ----------  ---------------  -----------
12 Jan 2026  R.          Wait one breath  26 Jan 2026
"""
    )


def test_the_log_as_csv() -> None:
    assert read(as_csv(LOG)) == [
        ["record", "date", "supervisor", "kind", "minutes", "text", "due", "done", "changed"],
        ["meeting", "2026-01-12", "R.", "individual", "50", "Whose silence?\nAn ending", *[""] * 3],
        ["meeting", "2026-01-26", "R.", "individual", "50", "", "", "", ""],
        ["meeting", "2026-02-20", "Dr B", "group", "90", "", "", "", ""],
        ["action", "2026-01-12", "R.", "", "", "Wait one breath", "2026-01-26", "", ""],
    ]


def test_a_time_without_meetings_says_so_in_every_form() -> None:
    nothing = Log(FIRST, LAST)
    assert "no meetings" in as_table_text(nothing)
    assert "no meetings" in as_markdown(nothing)
    assert len(read(as_csv(nothing))) == 1
    assert tables(nothing) == ()


@pytest.mark.parametrize("sign", list("=+-@\t\r\n＝＋－＠"))
@pytest.mark.parametrize("before", ["", "  "])
def test_a_spreadsheet_finds_no_formula(sign: str, before: str) -> None:
    texts = [cell for row in read(as_csv(everywhere(f"{before}{sign}1+1"))) for cell in row]
    assert not [cell for cell in texts if cell.lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠"))]


@given(TRICKY)
@example("=1+1")
@example("-\n")
def test_csv_gives_every_character_back(text: str) -> None:
    _, *meetings, action = read(as_csv(everywhere(text)))
    for row in meetings:
        assert {cell.removeprefix("'") for cell in (row[2], row[3], row[5])} == {
            visible(text).removeprefix("'")
        }
    assert action[8].removeprefix("'") == visible(text).removeprefix("'")


@given(TRICKY)
@example("a|b\\|c\\")
@example("---|---")
def test_markdown_shows_every_cell_as_it_was_typed(text: str) -> None:
    log = everywhere(text)
    cells: list[str] = []
    tokens = MarkdownIt("gfm-like").parse(as_markdown(log))
    for place, token in enumerate(tokens):
        if token.type == "inline" and tokens[place - 1].type in {"th_open", "td_open"}:
            assert {child.type for child in token.children or ()} <= {"text"}
            cells.append("".join(child.content for child in token.children or ()))
    expected = [cell for table in tables(log) for row in (table.head, *table.rows) for cell in row]
    assert cells == expected


@given(TRICKY)
def test_no_table_is_wider_than_it_may_be(text: str) -> None:
    assert max(map(len, as_table_text(everywhere(text), 90).splitlines())) <= 90
