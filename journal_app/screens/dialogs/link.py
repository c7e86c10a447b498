"""The places of the text a reflection is linked to, found by a few letters of their name."""

from collections.abc import Sequence

from textual.content import Content
from textual.fuzzy import Matcher

from content.library import Library
from journal_app.screens.dialogs.pick import PickDialog
from journal_app.services.linking import label_of, nameable

_NEAR = 0.4
"""The share of the best score below which a place is not what was meant."""


class LinkDialog(PickDialog):
    """Picks whole anchors. Links to places that are no longer in the text stay listed."""

    HEADING = "Link to a place in the text"
    PLACEHOLDER = "A few letters of its name, or its id"
    ENTER = "link or unlink"

    def __init__(self, library: Library, linked: Sequence[str]) -> None:
        super().__init__(linked)
        there = {p.anchor for topic in library.topics for p in topic.passages.values()}
        passages = nameable(library, also=linked)
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
            best = scored[0][0]
            entries = [entry for score, entry in scored if score > best * _NEAR]
        return [
            (anchor, Content(f"{label}  ") + Content.styled(kind, "$text-muted"))
            for anchor, label, _, kind in entries
        ]
