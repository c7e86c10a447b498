"""The commands that take the whole journal along as a file, and bring such a file in."""

from dataclasses import asdict
from pathlib import Path

import click

from journal_app.commands.leaving import PAPERS, paper_option
from journal_app.commands.output import Page, number, say, write_json
from journal_app.commands.shared import (
    Access,
    as_json,
    moment,
    open_journal,
    require_journal,
    takes_journal,
)
from journal_app.services import leaving, merging, sheets
from journal_app.services.leaving import NotWritten
from journal_app.services.sheets import EXPORT_ENDINGS, WHOLE


@click.command
@click.option(
    "--to", required=True, metavar="FILE", help="A new file, by its ending .json, .md or .pdf."
)
@paper_option
@click.option(
    "--with-held-back",
    is_flag=True,
    help="Take the notes of what is held back along too, into a .json file.",
)
@as_json
@takes_journal
def export(access: Access, to: str, paper: str, with_held_back: bool, as_json: bool) -> None:
    """Take the whole journal along as a new file, which is not encrypted.

    A .json file holds all of it, for journal import and for other programs. A .md or .pdf file is
    for reading and printing: the kept reflections in order of time, and the log of supervision.
    """
    path = leaving.path_from(to)
    try:
        ending = sheets.ending_of(path, EXPORT_ENDINGS)
    except NotWritten as error:
        raise click.BadParameter(str(error), param_hint="--to") from None
    if with_held_back and ending != WHOLE:
        raise click.BadParameter(
            "What is held back only goes into a .json file.", param_hint="--with-held-back"
        )
    require_journal(access.paths.journal)
    # A long journal takes a while, and a place that can't be is known before.
    leaving.look_for_room(path)
    with open_journal(access) as store:
        from journal_app.services import exporting

        with store.read() as tx:
            found = exporting.contents(tx, now=moment(), with_held_back=with_held_back)
    sheet = exporting.sheet_of(found, ending, PAPERS[paper])
    placed = leaving.write_new(path, sheet.content)
    many = found.reflections(ending)
    if as_json:
        notes = found.exported.held_back
        write_json(
            {
                "path": str(placed),
                "reflections": many,
                "held_back": None if ending != WHOLE or notes is None else len(notes),
                "pages": sheet.pages,
                "lacking": list(sheet.lacking),
            }
        )
    else:
        page = Page()
        page.line(str(placed))
        page.show()
    say(
        f"It holds {number(many, 'reflection')} and is not encrypted: "
        "whoever has the file can read all of it."
    )
    for sentence in exporting.stays(found, ending):
        say(sentence)
    for sentence in sheet.warnings:
        say(sentence)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come, and change nothing.")
@as_json
@takes_journal
def import_file(access: Access, file: Path, dry_run: bool, as_json: bool) -> None:
    """Bring in what journal export put into a .json file; FILE itself is only read.

    It is brought together with what is here as by journal merge: nothing is lost on either side,
    and importing twice changes nothing. --dry-run shows what would come.
    """
    path = access.paths.journal
    require_journal(path)
    from journal_app.services import importing

    exported = importing.read(file, journal=path)
    with open_journal(access, backs_up=not dry_run) as store:
        done = importing.merge(store, exported, trial=dry_run)
    if as_json:
        write_json({"dry_run": dry_run, **asdict(done)})
        return
    page = Page()
    for line in merging.told(done, trial=dry_run, other=importing.OTHER):
        page.paragraph(line)
    page.show()
