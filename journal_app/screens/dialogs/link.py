"""The places of the text a reflection is linked to, found by a few letters of their name."""

from collections.abc import Sequence

from textual.content import Content
from textual.fuzzy import Matcher

from content.library import Library
from content.model import Kind
from journal_app.screens.dialogs.pick import PickDialog
from journal_app.services.linking import label_of

_FIRST = (Kind.QUESTION, Kind.MISCONCEPTION, Kind.SECTION, Kind.TERM, Kind.OBJECTIVE, Kind.CLAIM)


class LinkDialog(PickDialog):
    """Picks whole anchors. Links to places that are no longer in the text stay listed."""

    HEADING = "Link to a place in the text"
    PLACEHOLDER = "A few letters of its name, or its id"
    ENTER = "link or unlink"

    def __init__(self, library: Library, linked: Sequence[str]) -> None:
        super().__init__(linked)
        passages = [
            passage
            for topic in library.topics
            for passage in topic.passages.values()
            if passage.kind is not Kind.TOPIC
        ]
        passages.sort(key=lambda passage: _FIRST.index(passage.kind))
        there = {passage.anchor for passage in passages}
        self.entries = [
            (anchor, anchor, "", "no longer in the text")
            for anchor in linked
            if anchor not in there
        ] + [(p.anchor, label_of(p), p.wording[:200], p.kind.value) for p in passages]
        self.entries.sort(key=lambda entry: entry[0] not in linked)

    def found(self, letters: str) -> Sequence[tuple[str, Content]]:
        """Names count more than wordings; without letters, what is linked comes first."""
        entries = self.entries
        if letters:
            matcher = Matcher(letters)
            scored = [
                (max(matcher.match(entry[1]), 0.4 * matcher.match(entry[2])), entry)
                for entry in entries
            ]
            scored.sort(key=lambda found: -found[0])
            entries = [entry for score, entry in scored if score > 0]
        return [
            (anchor, Content(f"{label}  ") + Content.styled(kind, "$text-muted"))
            for anchor, label, _, kind in entries
        ]
