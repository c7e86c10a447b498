"""The commands that find: list and search."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from content.library import Library
from db import listing
from db.names import case_name, folded, tag_name
from db.records import Hit, Marked, Row, State, Terms
from db.transaction import Transaction
from journal_app.commands.filters import Chosen, limit_option, takes_filters
from journal_app.commands.output import Page, Refusal, say, write_json, write_out
from journal_app.commands.reflections import reflection_json, set_hit, set_row
from journal_app.commands.shared import (
    Access,
    as_json,
    load_topics,
    open_journal,
    require_journal,
    takes_journal,
    today,
)
from journal_app.commands.texts import read_lines
from journal_app.domain.search_box import MOST_CHARACTERS, parse
from journal_app.services import reviewing, searching
from journal_app.services.finding import Known, Wanted, read_box

_NOTHING = "There is no such reflection yet."
_NO_WORD = "There is no word in this to look for."
_PROMPT = "Type what to look for; end with ctrl+d on an empty line."
_STDIN = ("-",)


@click.command("list")
@takes_filters
@click.option(
    "--state",
    type=click.Choice([state.value for state in State]),
    default=State.KEPT.value,
    show_default=True,
    help="Which to list.",
)
@limit_option
@as_json
@takes_journal
def list_reflections(access: Access, chosen: Chosen, state: str, limit: int, as_json: bool) -> None:
    """List reflections, the newest first."""
    require_journal(access.paths.journal)
    box = chosen.boxed()
    library = load_topics(access)
    with open_journal(access) as store, store.read() as tx:
        known = searching.known(tx)
        # A tag that nothing bears (yet) finds nothing, and is no reason to refuse.
        wanted = read_box(box, library, _with(known, chosen), today(), typing=False)
        _require_sense(wanted)
        filter_ = replace(wanted.filter, states=(State(state),))
        rows = reviewing.page(tx, filter_, offset=0, limit=limit)
        count = len(rows) if len(rows) < limit else listing.count(tx, filter_)
        if as_json:
            shown = [reviewing.show(tx, library, row.id) for row in rows]
            write_json([reflection_json(tx, each) for each in shown])
    if not as_json:
        _print(rows)
    if not rows:
        missing = read_box(box, library, known, today(), typing=False).troubles
        say(" ".join(missing) or _NOTHING)
    elif count > len(rows) and not as_json:
        say(f"The newest {len(rows)} of {count}; --limit shows more.")


@click.command(
    # A word that begins with a minus is to be left out, and no option.
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]}
)
@click.argument("words", nargs=-1, metavar="WORDS...")
@takes_filters
@limit_option
@as_json
@takes_journal
def search(
    access: Access, words: tuple[str, ...], chosen: Chosen, limit: int, as_json: bool
) -> None:
    """Find reflections, the best first, by WORDS as in the search box.

    All words are looked for, whatever their ending, case and accents; the last one finds what
    begins so too. '"two words"' finds them in a row, -word leaves out what holds it; on:Q2,
    tag:shame, case:K7, state:over, since:2025, until:2025-03, brought:yes, topic:co-regulation and
    is:draft are filters, like the options. The shell keeps what it is given in its history: with -
    in place of WORDS they are read from stdin.
    """
    if words == ("-h",):
        write_out(click.get_current_context().get_help() + "\n")
        return
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    require_journal(access.paths.journal)
    filters = chosen.boxed()
    if not words and not filters:
        raise click.BadArgumentUsage("Name what to look for, or - to read it from stdin.")
    library = load_topics(access)
    by_stdin = words == _STDIN
    with open_journal(access, lines_follow=by_stdin) as store:
        said = read_lines(_PROMPT) if by_stdin else " ".join(words)
        box = f"{filters} {said}"
        asked = parse(box)
        asks_nothing = asked.terms == Terms() and not asked.conditions
        with store.read() as tx:
            found = () if asks_nothing else _found(tx, library, box, limit + 1)
            hits = found[:limit]
            if as_json:
                write_json([_hit_json(tx, library, hit) for hit in hits])
    if not as_json:
        _print(hits)
    if len(box) > MOST_CHARACTERS:
        say(f"Only the first {MOST_CHARACTERS} characters were looked for.")
    if not hits:
        say(_NO_WORD if asks_nothing else _NOTHING)
    elif len(found) > limit and not as_json:
        say(f"The best {limit}; --limit shows more.")


def _found(tx: Transaction, library: Library, box: str, most: int) -> tuple[Hit, ...]:
    """What fits the box, the newest first where that has no words; a Refusal for its troubles."""
    found = searching.look(
        tx,
        library,
        box,
        today=today(),
        typing=False,
        most=most,
        marked_id=None,
        place=0,
        page=most,
    )
    _require_sense(found.wanted)
    if found.window is None:
        return found.hits or ()
    return tuple(
        Hit(
            id=row.id,
            kind=row.kind,
            state=row.state,
            written_on=row.written_on,
            brought=row.brought,
            unfinished=row.unfinished,
            where="body",
            snippet=Marked(row.opening, ()),
        )
        for row in found.window.rows[:most]
    )


def _print(found: Sequence[Row | Hit]) -> None:
    page = Page()
    for each in found:
        if isinstance(each, Hit):
            set_hit(page, each)
        else:
            set_row(page, each)
    page.show()


def _hit_json(tx: Transaction, library: Library, hit: Hit) -> dict[str, Any]:
    """The reflection, and in which words of it the hit stands; `marks` are places in `snippet`."""
    return reflection_json(tx, reviewing.show(tx, library, hit.id)) | {
        "snippet": hit.snippet.text,
        "marks": [list(mark) for mark in hit.snippet.marks],
        "found_in": "unfinished" if hit.unfinished else hit.where,
    }


def _require_sense(wanted: Wanted) -> None:
    if wanted.nothing:
        raise Refusal(" ".join(wanted.troubles))


def _with(known: Known, chosen: Chosen) -> Known:
    """All that is known, and the tags and the case code that are asked for too."""
    codes = () if chosen.case is None else (case_name(chosen.case),)
    borne = {folded(tag) for tag in known.tags}
    return Known(
        tags=(*known.tags, *(tag_name(tag) for tag in chosen.tag if folded(tag) not in borne)),
        cases=(*known.cases, *codes),
        anchors=known.anchors,
    )
