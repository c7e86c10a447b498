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
        text: list[str] = []
        marks = []
        at = 0
        for piece in pieces:
            text.append(piece.text)
            end = at + len(piece.text)
            if piece.change is not Change.SAME:
                marks.append(Mark(at, end, piece.change.value))
            at = end
        self.show("".join(text), marks)

    def sign(self, kinds: set[str]) -> str:
        """What became of a line."""
        if len(kinds) > 1:
            return "±"
        return "+" if Change.ADDED in kinds else "−" if kinds else ""
