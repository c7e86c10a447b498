"""The command that writes: the text comes from stdin or a prompt, never from an argument."""

import sys
from collections.abc import Iterable
from datetime import date

import click

from content.library import Library
from db.records import Link
from journal_app.commands.output import Refusal, say, write_json, write_out
from journal_app.commands.reading import find
from journal_app.commands.reflections import reflection_json
from journal_app.commands.shared import (
    Access,
    as_json,
    load_topics,
    moment,
    open_journal,
    require_journal,
    takes_journal,
)
from journal_app.domain.dates import day_from
from journal_app.services import reviewing, writing
from journal_app.services.linking import link_to
from journal_app.terminal import is_terminal

_MOST_BYTES = 16 * 1024 * 1024


@click.command
@click.option(
    "--on",
    "anchors",
    multiple=True,
    metavar="ANCHOR",
    help="Link it to this passage, such as Q2 or co-regulation/CP-3. May be given again.",
)
@click.option(
    "--date", "day", metavar="YYYY-MM-DD", help="The day it is about, if that is not today."
)
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Tag it. May be given again.")
@click.option("--bring", is_flag=True, help="Bring it to supervision.")
@as_json
@takes_journal
def write(
    access: Access,
    anchors: tuple[str, ...],
    day: str | None,
    tags: tuple[str, ...],
    bring: bool,
    as_json: bool,
) -> None:
    """Write a reflection and print its id.

    The text is read from stdin as UTF-8 and kept as it is, but for the line break at its end. With
    `--passphrase-file -` the first line of stdin is the passphrase, and the rest is the text.
    """
    require_journal(access.paths.journal)
    now = moment()
    today = now.astimezone().date()
    written_on = today if day is None else parse_date(day)
    if written_on > today:
        raise Refusal(f"{written_on} is still to come. Give today's date or an earlier one.")
    library = load_topics(access)
    links = _links(library, anchors)
    with open_journal(access, lines_follow=True) as store:
        text = _text()
        with store.write() as tx:
            reflection = writing.write(
                tx, text, on=links, tag_names=tags, written_on=written_on, bring=bring, now=now
            )
        if as_json:
            with store.read() as tx:
                write_json(reflection_json(reviewing.show(tx, library, reflection.id)))
        else:
            write_out(reflection.id + "\n")


def parse_date(text: str) -> date:
    """The day that `YYYY-MM-DD` names, from 1900 on; a Refusal for anything else."""
    day = day_from(text)
    if day is None:
        raise Refusal(f"{text} is no date that can be used. Write it as YYYY-MM-DD.")
    return day


def _links(library: Library, anchors: Iterable[str]) -> tuple[Link, ...]:
    whole = dict.fromkeys(find(library, anchor).anchor for anchor in anchors)
    return tuple(link_to(library, anchor) for anchor in whole)


def _text() -> str:
    if is_terminal(sys.stdin):
        say("Write; end with ctrl+d on an empty line.")
    data = b"" if sys.stdin is None else sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise Refusal("The text is longer than 16 MB. Nothing was written; write it in parts.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        # The error holds the text itself, so only the place is passed on.
        place = error.start + 1
        raise Refusal(
            f"The text is not UTF-8 (at byte {place}). Nothing was written; convert it first."
        ) from None
    if not text.strip():
        raise writing.EmptyText
    if text.endswith("\r\n"):
        return text[:-2]
    return text.removesuffix("\n")
