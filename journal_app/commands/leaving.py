"""The commands that let something leave the journal: the brief of a meeting, and the log."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from db.errors import JournalError
from journal_app.commands.output import Page, Refusal, named, number, say, write_json, write_out
from journal_app.commands.shared import (
    Access,
    as_json,
    moment,
    open_journal,
    require_journal,
    takes_journal,
    today,
)
from journal_app.commands.supervision import meeting_option, one_meeting
from journal_app.domain.brief import final_text
from journal_app.domain.identifiers import Mark, check
from journal_app.domain.log import Log, as_table_text
from journal_app.domain.prepared import found
from journal_app.domain.search_filters import days
from journal_app.domain.visible import one_line
from journal_app.services import briefing, leaving, sheets
from journal_app.services import log as logs
from journal_app.services.pages import Paper
from journal_app.services.sheets import BRIEF_ENDINGS, LOG_ENDINGS, Sheet

PAPERS: dict[str, Paper] = {"a4": "a4", "letter": "us-letter"}
_ALSO = {
    "excerpts": "excerpt",
    "days": "written_on",
    "context": "context",
    "surfaces": "surfaces_first",
    "reaction": "reaction",
    "went-well": "went_well",
    "risk": "risk",
}
_LONGEST = 60

paper_option = click.option(
    "--paper",
    type=click.Choice(list(PAPERS)),
    default="a4",
    show_default=True,
    help="The paper of a PDF.",
)


@click.command
@meeting_option
@click.option(
    "--to", required=True, metavar="FILE", help="A new file, by its ending .pdf, .md or .txt."
)
@paper_option
@click.option(
    "--with",
    "also",
    metavar="PARTS",
    default="",
    help=f"Parts that stay away unless chosen, with commas between: {named(list(_ALSO))}.",
)
@as_json
@takes_journal
def brief(
    access: Access, meeting_id: str | None, to: str, paper: str, also: str, as_json: bool
) -> None:
    """Let the brief of a meeting leave as a new file, as it was prepared on screen.

    What might identify somebody is said on stderr. It is only a warning: the file is written.
    """
    fields = _fields(also)
    path = leaving.path_from(to)
    form = BRIEF_ENDINGS[sheets.ending_of(path, tuple(BRIEF_ENDINGS))]
    require_journal(access.paths.journal)
    with open_journal(access) as store:
        with store.read() as tx:
            meeting = one_meeting(tx, meeting_id)
            prepared = briefing.prepared_for(tx, meeting.id)
            page = briefing.page_of(tx, meeting.id, fields)
        sheet = sheets.brief_sheet(page, form, PAPERS[paper])
        written = leaving.write_new(path, sheet.content)
        try:
            with store.write() as tx:
                briefing.note_left(tx, meeting.id, page, sheet, written, now=moment())
        except JournalError as error:
            say(f"The file is written, but that is not noted in the journal. {error}")
    marks = [one for one in found(page, check(final_text(page)), prepared) if not one.stands]
    if as_json:
        write_json(
            _sheet_json(written, sheet)
            | {"marks": [_mark_json(one.text, one.mark) for one in marks]}
        )
    else:
        _print(written)
    _warn(sheet, [(one.text, one.mark) for one in marks])


@click.command
@click.option("--since", metavar="DATE", help="From this day on; the beginning of this year else.")
@click.option("--until", metavar="DATE", help="Up to this day; today else.")
@click.option("--to", metavar="FILE", help="A new file, by its ending .pdf, .csv or .md.")
@paper_option
@click.option("--with-questions", is_flag=True, help="Tell what was asked in each meeting too.")
@as_json
@takes_journal
def log(
    access: Access,
    since: str | None,
    until: str | None,
    to: str | None,
    paper: str,
    with_questions: bool,
    as_json: bool,
) -> None:
    """Show the log of supervision over a period, or let it leave as a new file."""
    first = date(today().year, 1, 1) if since is None else _day(since, last=False)
    last = today() if until is None else _day(until, last=True)
    path = None if to is None else leaving.path_from(to)
    ending = None if path is None else sheets.ending_of(path, LOG_ENDINGS)
    require_journal(access.paths.journal)
    with open_journal(access) as store, store.read() as tx:
        told = logs.log(tx, first, last, with_questions=with_questions)
    if path is None or ending is None:
        if as_json:
            write_json(_log_json(told))
        else:
            write_out(as_table_text(told, Page().width))
        return
    sheet = sheets.log_sheet(told, ending, PAPERS[paper])
    written = leaving.write_new(path, sheet.content)
    text = logs.text_of(told)
    marks = [(text[mark.start : mark.end], mark) for mark in check(text)]
    if as_json:
        write_json(_sheet_json(written, sheet) | {"marks": [_mark_json(*one) for one in marks]})
    else:
        _print(written)
    _warn(sheet, marks)


def _fields(also: str) -> frozenset[str]:
    names = [name.strip() for name in also.split(",") if name.strip()]
    for name in names:
        if name not in _ALSO:
            raise click.BadParameter(f"{one_line(name, _LONGEST)} is none of {named(list(_ALSO))}.")
    return frozenset(_ALSO[name] for name in names)


def _day(text: str, *, last: bool) -> date:
    span = days(text, today())
    if span is None:
        shown = one_line(text, _LONGEST)
        raise Refusal(f"{shown} is no date. Write it as 2025, 2025-03 or 2025-03-14.")
    return span[last]


def _print(written: Path) -> None:
    page = Page()
    page.line(str(written))
    page.show()


def _warn(sheet: Sheet, marks: Sequence[tuple[str, Mark]]) -> None:
    for sentence in sheet.warnings:
        say(sentence)
    for text, mark in marks:
        say(f"{one_line(text, _LONGEST)}: {mark.reason}")
    if marks:
        say(f"{number(len(marks), 'mark')} to look at. The file is written all the same.")


def _sheet_json(written: Path, sheet: Sheet) -> dict[str, Any]:
    return {"path": str(written), "pages": sheet.pages, "lacking": list(sheet.lacking)}


def _mark_json(text: str, mark: Mark) -> dict[str, Any]:
    return {
        "text": text,
        "kind": mark.kind.value,
        "reason": mark.reason,
        "suggestion": mark.suggestion,
    }


def _log_json(told: Log) -> dict[str, Any]:
    return {
        "since": told.first.isoformat(),
        "until": told.last.isoformat(),
        "meetings": [
            {
                "day": each.on.isoformat(),
                "supervisor": each.supervisor,
                "kind": each.kind,
                "minutes": each.minutes,
                "questions": list(each.about),
            }
            for each in told.meetings
        ],
        "actions": [
            {
                "agreed_on": each.agreed_on.isoformat(),
                "supervisor": each.supervisor,
                "text": each.text,
                "due": each.due and each.due.isoformat(),
                "done_on": each.done_on and each.done_on.isoformat(),
                "changed": each.changed,
            }
            for each in told.actions
        ],
    }
