"""Looking back: pages of the list, one reflection whole, all answers to one question."""

from contextlib import suppress
from dataclasses import dataclass

from content.library import Library, UnknownAnchor
from content.model import Passage
from db import links, listing, reflections
from db.errors import NotFound
from db.records import MonthCount, Reflection, Row, State
from db.reflections import Filter
from db.transaction import Transaction
from journal_app.services.linking import ReadLink, read_link


@dataclass(frozen=True, slots=True)
class Overview:
    """A list at first sight: its newest rows, how many there are in all, and in which months."""

    rows: tuple[Row, ...]
    count: int
    months: tuple[MonthCount, ...]


EVERYTHING = Filter(states=(State.DRAFT, State.KEPT))
"""All but the trash."""


@dataclass(frozen=True, slots=True)
class Window:
    """A list round its mark: the months of all of it, and the rows from `offset` on."""

    months: tuple[MonthCount, ...]
    offset: int
    rows: tuple[Row, ...]
    marked: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A reflection whole, each of its links beside what the text says today."""

    reflection: Reflection
    links: tuple[ReadLink, ...]


def overview(tx: Transaction, filter_: Filter, *, limit: int) -> Overview:
    """The first page, the count and the months, seen at one moment."""
    return Overview(
        rows=listing.page(tx, filter_, offset=0, limit=limit),
        count=listing.count(tx, filter_),
        months=listing.months(tx, filter_),
    )


def window(
    tx: Transaction, filter_: Filter, *, marked_id: str | None, place: int, page: int
) -> Window:
    """The list round the reflection that is marked, or round `place` where it is no longer in it.

    `offset` is a multiple of `page`; a page before and after the mark's own come along.
    """
    place = _position(tx, filter_, marked_id, place)
    offset = max(0, place // page - 1) * page
    return Window(
        months=listing.months(tx, filter_),
        offset=offset,
        rows=listing.page(tx, filter_, offset=offset, limit=3 * page),
        marked=place,
    )


def _position(tx: Transaction, filter_: Filter, marked_id: str | None, place: int) -> int:
    if marked_id is not None:
        with suppress(NotFound):
            found = listing.position(tx, filter_, marked_id)
            return place if found is None else found
    return place


def beside(tx: Transaction, reflection_id: str) -> Reflection | None:
    """The reflection to show beside a list; None if it is gone meanwhile."""
    try:
        return reflections.get(tx, reflection_id)
    except NotFound:
        return None


def page(tx: Transaction, filter_: Filter, *, offset: int, limit: int) -> tuple[Row, ...]:
    """A page of the list, newest first."""
    return listing.page(tx, filter_, offset=offset, limit=limit)


def show(tx: Transaction, library: Library, reflection_id: str) -> Shown:
    """The reflection with this id, or the beginning of it (four characters or more); NotFound."""
    reflection = reflections.get(tx, reflection_id)
    return Shown(reflection, tuple(read_link(library, link) for link in reflection.links))


def answers(tx: Transaction, library: Library, anchor: str) -> tuple[Shown, ...]:
    """Every kept reflection on the anchor or inside it, oldest first."""
    on = Filter(states=(State.KEPT,), anchors=places(tx, library, anchor))
    newest_first = listing.page(tx, on, offset=0, limit=listing.count(tx, on))
    return tuple(show(tx, library, row.id) for row in reversed(newest_first))


def places(tx: Transaction, library: Library, anchor: str) -> tuple[str, ...]:
    """The anchors to look under for this one: itself and all inside it.

    One that the text no longer has is looked for as it stands if a reflection bears it; else
    UnknownAnchor.
    """
    try:
        return anchors_within(library.passage(anchor))
    except UnknownAnchor:
        if anchor in links.all_anchors(tx):
            return (anchor,)
        raise


def lost_places(tx: Transaction, library: Library) -> tuple[str, ...]:
    """The anchors that reflections bear and no topic has any more, in order."""
    return tuple(sorted(a for a in links.all_anchors(tx) if not _stands(library, a)))


def anchors_within(passage: Passage) -> tuple[str, ...]:
    """The whole anchors of a passage and of all inside it."""
    topic = passage.anchor.partition("/")[0]
    return tuple(f"{topic}/{local}" if local else topic for local in passage.within)


def _stands(library: Library, anchor: str) -> bool:
    try:
        library.passage(anchor)
    except UnknownAnchor:
        return False
    return True
