"""The Journal as the search box asks for it: ranked hits for words, else a list by month."""

from dataclasses import dataclass, replace
from datetime import date

from content.library import Library
from db import cases, links, searching, tags
from db.records import Hit
from db.transaction import Transaction
from journal_app.domain.search_box import parse
from journal_app.services import reviewing
from journal_app.services.finding import Known, Wanted, read_box
from journal_app.services.reviewing import Window

FIRST = 50
"""Hits that are looked for at first."""

MOST = 400
"""Hits that are looked for when the last of the first ones is reached."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the box asked for and what there is of it: `hits` for words, else a `window` of rows.

    `more` says that there may be more hits than these.
    """

    wanted: Wanted
    hits: tuple[Hit, ...] | None
    window: Window | None
    more: bool


def known(tx: Transaction) -> Known:
    """The tags, case codes and anchors that reflections bear."""
    return Known(tags.names(tx), cases.names(tx), links.all_anchors(tx))


def look(
    tx: Transaction,
    library: Library,
    text: str,
    *,
    today: date,
    typing: bool,
    most: int,
    marked_id: str | None,
    place: int,
    page: int,
) -> Found:
    """What fits the text of the box; a list stands round its mark as `reviewing.window` says."""
    wanted = read_box(text, library, known(tx), today, typing=typing)
    # A word that was left half typed goes on finding what begins so.
    terms = parse(text).terms
    wanted = replace(wanted, terms=terms)
    if terms.words or terms.begun or terms.phrases or terms.without:
        hits = () if wanted.nothing else searching.search(tx, terms, wanted.filter, limit=most)
        return Found(wanted, hits, None, more=len(hits) == most)
    if wanted.nothing:
        return Found(wanted, (), None, more=False)
    window = reviewing.window(tx, wanted.filter, marked_id=marked_id, place=place, page=page)
    return Found(wanted, None, window, more=False)
