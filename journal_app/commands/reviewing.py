"""The commands that look back: list and show."""

import click

from content.library import UnknownAnchor
from db import listing
from db.records import State
from db.reflections import Filter
from journal_app.commands.output import Page, Refusal, say, write_json
from journal_app.commands.reflections import reflection_json, set_reflection, set_row
from journal_app.commands.shared import (
    Access,
    as_json,
    load_topics,
    open_journal,
    require_journal,
    takes_journal,
)
from journal_app.commands.writing import parse_date
from journal_app.services import reviewing

_SHORTEST = 4


@click.command("list")
@click.option(
    "--on",
    "anchors",
    multiple=True,
    metavar="ANCHOR",
    help="Only those on this passage or anything in it. May be given again: on any of them.",
)
@click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="TAG",
    help="Only those with this tag. May be given again: with all of them.",
)
@click.option("--since", metavar="YYYY-MM-DD", help="Only those of this day or later.")
@click.option("--until", metavar="YYYY-MM-DD", help="Only those of this day or earlier.")
@click.option("--brought/--not-brought", default=None, help="Only those brought, or those not.")
@click.option(
    "--state",
    type=click.Choice([state.value for state in State]),
    default=State.KEPT.value,
    show_default=True,
    help="Which to list.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000),
    default=50,
    show_default=True,
    metavar="N",
    help="At most so many, the newest.",
)
@as_json
@takes_journal
def list_reflections(
    access: Access,
    anchors: tuple[str, ...],
    tags: tuple[str, ...],
    since: str | None,
    until: str | None,
    brought: bool | None,
    state: str,
    limit: int,
    as_json: bool,
) -> None:
    """List reflections, the newest first."""
    require_journal(access.paths.journal)
    first = None if since is None else parse_date(since)
    last = None if until is None else parse_date(until)
    library = load_topics(access)
    with open_journal(access) as store, store.read() as tx:
        try:
            places = tuple(
                dict.fromkeys(a for given in anchors for a in reviewing.places(tx, library, given))
            )
        except UnknownAnchor as error:
            raise Refusal(str(error)) from None
        wanted = Filter(
            states=(State(state),),
            anchors=places,
            tags=tags,
            brought=brought,
            since=first,
            until=last,
        )
        if as_json:
            shown = reviewing.show_page(tx, library, wanted, limit=limit)
            write_json([reflection_json(each) for each in shown])
            return
        rows = reviewing.page(tx, wanted, offset=0, limit=limit)
        count = len(rows) if len(rows) < limit else listing.count(tx, wanted)
    page = Page()
    for row in rows:
        set_row(page, row)
    page.show()
    if not rows:
        say("There is no such reflection yet.")
    elif count > len(rows):
        say(f"The newest {len(rows)} of {count}; --limit shows more.")


@click.command
@click.argument("reflection_id", metavar="ID")
@as_json
@takes_journal
def show(access: Access, reflection_id: str, as_json: bool) -> None:
    """Show one reflection whole.

    ID is its id, or the beginning of it: four characters or more that no other id begins with.
    """
    require_journal(access.paths.journal)
    wanted = reflection_id.strip().casefold()
    if len(wanted) < _SHORTEST:
        raise Refusal("An id needs at least four characters here. See journal list for the ids.")
    library = load_topics(access)
    with open_journal(access) as store, store.read() as tx:
        shown = reviewing.show(tx, library, wanted)
    if as_json:
        write_json(reflection_json(shown))
        return
    page = Page()
    set_reflection(page, shown)
    page.show()
