"""The answers to one anchor over time: their rows first, the texts of what is shown after."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.library import Library, UnknownAnchor
from content.model import Passage
from db import listing, reflections
from db.errors import NotFound
from db.records import Link, Reflection, Row, State
from db.reflections import Filter
from db.supervision_records import Said
from db.transaction import Transaction
from journal_app.services import thread
from journal_app.services.linking import label_of
from journal_app.services.reviewing import anchors_within


@dataclass(frozen=True, slots=True)
class Answers:
    """Every kept reflection on an anchor or inside it, oldest first.

    `passage` is None if the anchor is no longer in the text; `label` and `wording` are then as
    they were when the newest was written.
    """

    anchor: str
    passage: Passage | None
    label: str
    wording: str
    rows: tuple[Row, ...]

    def asked_otherwise(self, reflection: Reflection) -> Link | None:
        """Its link to this anchor, if the text had another wording when it was made."""
        if self.passage is None:
            return None
        link = _link(reflection, self.anchor)
        return link if link is not None and link.digest != self.passage.digest else None


def answers(tx: Transaction, library: Library, anchor: str) -> Answers:
    """What was written on the anchor; nothing, under its bare name, if none ever was."""
    try:
        passage = library.passage(anchor)
    except UnknownAnchor:
        return _answers_then(tx, anchor)
    rows = _oldest_first(tx, anchors_within(passage))
    return Answers(passage.anchor, passage, label_of(passage), passage.wording, rows)


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


def _answers_then(tx: Transaction, anchor: str) -> Answers:
    rows = _oldest_first(tx, (anchor,))
    link = _link(reflections.get(tx, rows[-1].id), anchor) if rows else None
    if link is None:
        return Answers(anchor, None, anchor, "", rows)
    return Answers(anchor, None, link.label, link.wording, rows)


def _oldest_first(tx: Transaction, anchors: tuple[str, ...]) -> tuple[Row, ...]:
    on = Filter(states=(State.KEPT,), anchors=anchors)
    rows = listing.page(tx, on, offset=0, limit=listing.count(tx, on))
    return tuple(reversed(rows))


def _link(reflection: Reflection, anchor: str) -> Link | None:
    return next((link for link in reflection.links if link.anchor == anchor), None)
