"""What hangs on a reflection beside its text: links, tags, frame, own state."""

from collections.abc import Sequence

from content.library import Library
from db import links, reflections, tags
from db.records import Reflection
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


def set_tags(tx: Transaction, reflection_id: str, names: Sequence[str]) -> None:
    """Gives it just these tags; a JournalError says which name can't be a tag."""
    tags.set_tags(tx, reflection_id, names)


def known_tags(tx: Transaction) -> tuple[str, ...]:
    """All tags in use."""
    return tuple(name for name, _ in tags.all_tags(tx))


def set_frame(tx: Transaction, reflection_id: str, frame: str) -> None:
    """Notes which frame it is written along."""
    reflections.set_frame(tx, reflection_id, frame)


def set_own_state(tx: Transaction, reflection_id: str, step: int | None) -> None:
    """Notes the clinician's own arousal, -2 to 2, or that it is not noted."""
    reflections.set_own_state(tx, reflection_id, step)
