"""The answers to one anchor over time: a stretch of their rows, the texts of what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.library import Library, UnknownAnchor
from content.model import Passage, split_anchor
from db import listing, reflections
from db.errors import NotFound
from db.records import Link, Reflection, Row, State
from db.reflections import Filter
from db.supervision_records import Said
from db.transaction import Transaction
from journal_app.services import places, thread
from journal_app.services.linking import label_of
from journal_app.services.reviewing import anchors_within

STRETCH = 100
"""So many rows are loaded at a time."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The kept reflections on an anchor or inside it, the oldest first.

    `rows` are a stretch of them round `place`, before which there are `offset` older ones; `first`
    is the oldest of all. Places count from 0.
    `passage` is None if the anchor is no longer in the text; `label` and `wording` are then as
    they were when the newest was written.
    """

    anchor: str
    passage: Passage | None
    label: str
    wording: str
    count: int
    place: int
    first: Row | None
    offset: int
    rows: tuple[Row, ...]

    def row(self, place: int) -> Row | None:
        """The row at this place, if it is in the stretch."""
        at = place - self.offset
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def asked_otherwise(self, reflection: Reflection) -> Link | None:
        """Its link to this anchor, if the text had another wording when it was made."""
        if self.passage is None:
            return None
        link = _link(reflection, self.anchor)
        return link if link is not None and link.digest != self.passage.digest else None


def answers(tx: Transaction, library: Library, anchor: str, *, place: int | None = None) -> Answers:
    """What was written on the anchor, round this place or, without one, at the newest.

    An anchor that never was has no answers, under its bare name.
    """
    try:
        passage = library.passage(anchor)
    except UnknownAnchor:
        return _answers_then(tx, anchor, place)
    topic, local = split_anchor(passage.anchor)
    tally = places.tallies(tx, library.topic(topic)).get(local)
    count = 0 if tally is None else tally.count
    stretch = _stretch(tx, anchors_within(passage), count, place)
    return Answers(passage.anchor, passage, label_of(passage), passage.wording, count, *stretch)


def again(tx: Transaction, library: Library, before: Answers, place: int) -> Answers:
    """The answers as they are now, at the newest if there is one more, else at the same one."""
    found = answers(tx, library, before.anchor, place=place)
    same = before.row(place)
    if found.count > before.count:
        return answers(tx, library, before.anchor)
    if same is None or (there := found.row(place)) is None or there.id == same.id:
        return found
    moved = _place_of(tx, found, same.id)
    return found if moved is None else answers(tx, library, before.anchor, place=moved)


def said(tx: Transaction, found: Answers) -> tuple[Said, ...]:
    """What supervision said of the anchor or of what is inside it, the latest meeting first."""
    anchors = (found.anchor,) if found.passage is None else anchors_within(found.passage)
    return thread.on_anchor(tx, anchors)


def texts(tx: Transaction, ids: Sequence[str]) -> dict[str, Reflection]:
    """The reflections by id, whole. One that is gone meanwhile is left out."""
    found = {}
    for reflection_id in ids:
        try:
            found[reflection_id] = reflections.get(tx, reflection_id)
        except NotFound:
            continue
    return found


def _answers_then(tx: Transaction, anchor: str, place: int | None) -> Answers:
    on = _on((anchor,))
    newest = listing.page(tx, on, limit=1)
    link = _link(reflections.get(tx, newest[0].id), anchor) if newest else None
    label, wording = (anchor, "") if link is None else (link.label, link.wording)
    count = listing.count(tx, on)
    return Answers(anchor, None, label, wording, count, *_stretch(tx, (anchor,), count, place))


def _stretch(
    tx: Transaction, anchors: tuple[str, ...], count: int, wanted: int | None
) -> tuple[int, Row | None, int, tuple[Row, ...]]:
    """The place, the oldest of all, where the stretch begins, and its rows, oldest first."""
    on = _on(anchors)
    place = max(0, min(count - 1 if wanted is None else wanted, count - 1))
    offset = max(0, min(place - STRETCH // 2, count - STRETCH))
    if offset < (count - STRETCH) // 2:
        rows = listing.page_from_oldest(tx, on, offset=offset, limit=STRETCH)
    else:
        newer = max(0, count - offset - STRETCH)
        rows = tuple(reversed(listing.page(tx, on, offset=newer, limit=STRETCH)))
    oldest = listing.page_from_oldest(tx, on, limit=1) if offset else rows[:1]
    return place, (oldest[0] if oldest else None), offset, rows


def _place_of(tx: Transaction, found: Answers, reflection_id: str) -> int | None:
    """The place that a reflection has now among the answers; None if it is not among them."""
    anchors = (found.anchor,) if found.passage is None else anchors_within(found.passage)
    try:
        newer = listing.position(tx, _on(anchors), reflection_id)
    except NotFound:
        return None
    return None if newer is None else found.count - 1 - newer


def _on(anchors: tuple[str, ...]) -> Filter:
    return Filter(states=(State.KEPT,), anchors=anchors)


def _link(reflection: Reflection, anchor: str) -> Link | None:
    return next((link for link in reflection.links if link.anchor == anchor), None)
