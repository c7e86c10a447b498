"""Looking back: the passage that was read or written on last, and an old reflection on it."""

from datetime import date, timedelta
from random import Random

from content.library import Library, UnknownAnchor
from content.model import split_anchor
from db import links, listing, settings
from db.filters import Filter
from db.records import Row, State
from db.transaction import Transaction
from journal_app.services.reviewing import anchors_within

OLD = timedelta(days=30)
"""How long ago it was written at least."""

_KEY = "last-passage"
_KEPT = (State.KEPT,)


def remember(tx: Transaction, anchor: str) -> None:
    """Notes that this passage was read or written on last; one that is noted costs no writing."""
    if last_passage(tx) != anchor:
        settings.put(tx, _KEY, anchor)


def last_passage(tx: Transaction) -> str | None:
    """The anchor of the passage that was read or written on last."""
    found = settings.get(tx, _KEY)
    return found if isinstance(found, str) else None


def from_before(
    tx: Transaction, library: Library, today: date, *, besides: frozenset[str] = frozenset()
) -> Row | None:
    """An old kept reflection on that passage or inside it, by chance but the same all day.

    None if there is none, or only such whose ids are `besides`.
    """
    anchor = last_passage(tx)
    if anchor is None:
        return None
    try:
        anchors = anchors_within(library.passage(anchor))
    except UnknownAnchor:
        anchors = (anchor,)
    numbers = links.tallies(tx, split_anchor(anchor)[0])
    picks = sorted((_chance(today, place).random(), place) for place in anchors)
    for _, place in picks:
        tally = numbers.get(split_anchor(place)[1])
        if tally is not None:
            row = _one_on(tx, place, tally.count, today, besides)
            if row is not None:
                return row
    return None


def _one_on(
    tx: Transaction, anchor: str, number: int, today: date, besides: frozenset[str]
) -> Row | None:
    last = today - OLD
    newer = Filter(states=_KEPT, anchors=(anchor,), since=last + timedelta(days=1))
    old = number - listing.count(tx, newer)
    if old < 1:
        return None
    rows = listing.page(
        tx,
        Filter(states=_KEPT, anchors=(anchor,), until=last),
        offset=_chance(today, anchor).randrange(old),
        limit=1 + len(besides),
    )
    return next((row for row in rows if row.id not in besides), None)


def _chance(today: date, anchor: str) -> Random:
    """The same numbers all day, so that what is shown stays while other things are written."""
    return Random(f"{today.isoformat()} {anchor}")  # noqa: S311 - no secret hangs on it
