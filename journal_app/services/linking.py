"""Links between reflections and the text: made with today's wording, read beside it later."""

from collections.abc import Collection
from dataclasses import dataclass

from content.library import Library, UnknownAnchor
from content.model import Kind, Passage
from db.records import Link

_FIRST = (Kind.QUESTION, Kind.MISCONCEPTION, Kind.SECTION, Kind.TERM, Kind.OBJECTIVE, Kind.CLAIM)


@dataclass(frozen=True, slots=True)
class ReadLink:
    """A link beside the text of today: `passage` is None if its anchor no longer exists."""

    link: Link
    passage: Passage | None

    @property
    def changed(self) -> bool:
        """Whether the text has another wording today."""
        return self.passage is not None and self.passage.digest != self.link.digest


def link_to(library: Library, anchor: str) -> Link:
    """A link to this anchor with the wording of today; UnknownAnchor if there is no such place."""
    passage = library.passage(anchor)
    return Link(
        anchor=passage.anchor,
        label=label_of(passage),
        wording=passage.wording,
        digest=passage.digest,
    )


def read_link(library: Library, link: Link) -> ReadLink:
    """The link beside what its anchor says today."""
    try:
        return ReadLink(link, library.passage(link.anchor))
    except UnknownAnchor:
        return ReadLink(link, None)


def label_of(passage: Passage) -> str:
    """How a passage is named on screen: a section by its title, all else with its id before it."""
    if passage.local in {"", passage.section}:
        return passage.label
    return f"{passage.local} {passage.label}"


def nameable(library: Library, also: Collection[str] = ()) -> tuple[Passage, ...]:
    """The passages to offer by name: questions first, then misconceptions, sections and the rest.

    A part, or the claim of a question, is reached by what it stands in, under one name; it is
    there only if its anchor is among `also`.
    """
    everywhere = [passage for topic in library.topics for passage in topic.passages.values()]
    inside = {
        f"{topic.id}/{local}"
        for topic in library.topics
        for passage in topic.passages.values()
        if passage.kind not in {Kind.TOPIC, Kind.SECTION}
        for local in passage.within[1:]
    }
    found = [
        passage
        for passage in everywhere
        if passage.kind in _FIRST and (passage.anchor in also or passage.anchor not in inside)
    ]
    return tuple(sorted(found, key=lambda passage: _FIRST.index(passage.kind)))
