"""What hangs on a reflection beside its text: links, tags, day, frame, own state."""

from collections.abc import Iterable, Sequence
from datetime import date

from content.library import Library
from db import links, reflections, tags
from db.errors import NotFound
from db.names import folded, split
from db.records import Link, Reflection
from db.transaction import Transaction
from journal_app.services.linking import link_to


def get(tx: Transaction, reflection_id: str) -> Reflection:
    """The reflection, whole; NotFound."""
    return reflections.get(tx, reflection_id)


def set_links(
    tx: Transaction, reflection_id: str, library: Library, anchors: Sequence[str]
) -> None:
    """Links to just these anchors. A link that stays keeps the wording it was made with."""
    linked = {link.anchor for link in reflections.get(tx, reflection_id).links}
    for gone in linked.difference(anchors):
        links.remove(tx, reflection_id, gone)
    for anchor in anchors:
        if anchor not in linked:
            links.add(tx, reflection_id, link_to(library, anchor))


def add_links(tx: Transaction, reflection_id: str, new: Iterable[Link]) -> None:
    """Links it to these places too; a link that is there stays as it was made."""
    for link in new:
        links.add(tx, reflection_id, link)


def unlink(tx: Transaction, reflection_id: str, place: str) -> None:
    """Takes the link to this place away, be it in the text still or gone; NotFound.

    The place is a whole anchor, or its local id where the reflection has only one such.
    """
    there = [link.anchor for link in reflections.get(tx, reflection_id).links]
    found = [a for a in there if a == place] or [a for a in there if split(a)[1] == place]
    if not found:
        raise NotFound("This reflection is not on that place; nothing was changed.")
    if len(found) > 1:
        raise NotFound("This reflection is on more than one such place. Give its whole anchor.")
    links.remove(tx, reflection_id, found[0])


def add_tags(tx: Transaction, reflection_id: str, names: Sequence[str]) -> None:
    """Gives it these tags too; a JournalError says which name can't be a tag."""
    tags.set_tags(tx, reflection_id, (*reflections.get(tx, reflection_id).tags, *names))


def untag(tx: Transaction, reflection_id: str, name: str) -> None:
    """Takes this tag away; NotFound if it does not bear it."""
    there = reflections.get(tx, reflection_id).tags
    left = [tag for tag in there if folded(tag) != folded(name.strip())]
    if len(left) == len(there):
        raise NotFound("This reflection has no such tag; nothing was changed.")
    tags.set_tags(tx, reflection_id, left)


def set_tags(tx: Transaction, reflection_id: str, names: Sequence[str]) -> None:
    """Gives it just these tags; a JournalError says which name can't be a tag."""
    tags.set_tags(tx, reflection_id, names)


def known_tags(tx: Transaction) -> tuple[str, ...]:
    """All tags in use."""
    return tuple(name for name, _ in tags.all_tags(tx))


def set_written_on(tx: Transaction, reflection_id: str, day: date) -> None:
    """Sets the day it is about."""
    reflections.set_written_on(tx, reflection_id, day)


def set_frame(tx: Transaction, reflection_id: str, frame: str) -> None:
    """Notes which frame it is written along."""
    reflections.set_frame(tx, reflection_id, frame)


def set_own_state(tx: Transaction, reflection_id: str, step: int | None) -> None:
    """Notes the clinician's own arousal, -2 to 2, or that it is not noted."""
    reflections.set_own_state(tx, reflection_id, step)
