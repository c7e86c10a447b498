"""A text with what was put in and taken out since the one before marked."""

from collections.abc import Iterable
from typing import ClassVar

from journal_app.domain.difference import Change, Piece
from journal_app.widgets.long_text import LongText
from journal_app.widgets.marks import Mark


class ChangedText(LongText):
    """Both texts woven into one; `+`, `−` and `±` before a line say what is on it."""

    GUTTER: ClassVar[int] = 2

    def show_pieces(self, pieces: Iterable[Piece]) -> None:
        """Shows the pieces one after the other."""
        woven = ""
        marks = []
        before = Change.SAME
        for piece in pieces:
            if before is Change.REMOVED and piece.change is Change.ADDED:
                # What was taken out would run into what stands in its place.
                woven += "" if woven[-1:].isspace() or piece.text[:1].isspace() else " "
            start = len(woven)
            woven += piece.text
            if piece.change is not Change.SAME:
                marks.append(Mark(start, len(woven), piece.change.value))
            before = piece.change
        self.show(woven, marks)

    def sign(self, kinds: set[str]) -> str:
        """What became of a line."""
        if len(kinds) > 1:
            return "±"
        return "+" if Change.ADDED in kinds else "−" if kinds else ""
