"""The links of a reflection with what grounds them, one level down."""

from collections.abc import Sequence

from content.library import Library
from content.model import split_anchor
from journal_app.domain.linked import Ground, Linked, ways_to_grounds
from journal_app.services.linking import ReadLink, label_of


def linked(library: Library, links: Sequence[ReadLink]) -> tuple[Linked, ...]:
    """Each link as it was made, beside the text of today."""
    return tuple(_linked(library, read) for read in links)


def _linked(library: Library, read: ReadLink) -> Linked:
    link, passage = read.link, read.passage
    said_by_label = link.wording in {"", link.label}
    if passage is None:
        return Linked(None, link.label, "" if said_by_label else link.wording, None, ())
    topic = library.topic(split_anchor(passage.anchor)[0])
    grounds = tuple(
        Ground(f"{topic.id}/{way.goal}", label_of(way.passage), way.reason)
        for way in ways_to_grounds(topic, passage)
    )
    return Linked(
        anchor=passage.anchor,
        label=link.label,
        then=link.wording if read.changed or not said_by_label else "",
        now=passage.wording if read.changed else None,
        grounds=grounds,
    )
