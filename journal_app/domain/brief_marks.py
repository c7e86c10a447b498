"""The page as plain text, with the places on it where something is marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journal_app.domain.brief import Brief, parts, with_texts
from journal_app.domain.brief_page import as_text
from journal_app.domain.prepared import Found

_FIRST_SIGN = 0xF0000
"""From here on Unicode has 65,000 characters that mean nothing; one stands for each marked text."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` to before `end` of a line that are marked.

    `mark` is its index in the marks, the first one on these words; `place` counts the marks that
    are seen on the page, and is the same where one goes on on the next line.
    """

    start: int
    end: int
    mark: int
    place: int


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line of the page; what is marked on it in order."""

    text: str
    stretches: tuple[Stretch, ...] = ()


def marked_lines(page: Brief, marks: Sequence[Found], width: int) -> tuple[MarkedLine, ...]:
    """The lines of `as_text`, and what is marked on them.

    The page is laid out a second time with signs in place of what is marked, which take as much
    room as that; so where a sign stands, a mark stands.
    """
    lines = as_text(page, width).splitlines()
    if not marks:
        return tuple(map(MarkedLine, lines))
    firsts: dict[str, int] = {}
    for at, one in enumerate(marks):
        firsts.setdefault(one.text, at)
    signs = as_text(_with_signs(page, marks, firsts), width).splitlines()
    reader = _Reader(marks)
    return tuple(
        MarkedLine(line, tuple(reader.read(line, signed)))
        for line, signed in zip(lines, signs, strict=True)
    )


def _with_signs(page: Brief, marks: Sequence[Found], firsts: dict[str, int]) -> Brief:
    texts = {part.key: part.text for part in parts(page)}
    in_text: dict[str, list[Found]] = {}
    for one in marks:
        in_text.setdefault(texts[one.key], []).append(one)
    # By the text and not by the key, for what is said once for parts with the same words, such as
    # a day, has to be the same in all of them.
    signed = {text: _signed(text, found, firsts) for text, found in in_text.items()}
    return with_texts(page, {key: signed[text] for key, text in texts.items() if text in signed})


def _signed(text: str, marks: Sequence[Found], firsts: dict[str, int]) -> str:
    signed = list(text)
    for one in marks:
        sign = chr(_FIRST_SIGN + firsts[one.text])
        for at in range(one.start, one.end):
            if not text[at].isspace():
                signed[at] = sign
    return "".join(signed)


class _Reader:
    """Finds the marks line by line; a mark may go on on the next line."""

    def __init__(self, marks: Sequence[Found]) -> None:
        self._lengths = [sum(not each.isspace() for each in one.text) for one in marks]
        self._mark = 0
        self._place = -1
        self._left = 0

    def read(self, line: str, signed: str) -> Iterator[Stretch]:
        """What is marked on the next line."""
        start, end = -1, 0
        for at, (plain, sign) in enumerate(zip(line, signed, strict=True)):
            mark = ord(sign) - _FIRST_SIGN
            if plain == sign or not 0 <= mark < len(self._lengths):
                continue
            if self._left == 0:
                self._mark, self._left = mark, self._lengths[mark]
                self._place += 1
            start, end = at if start < 0 else start, at + 1
            self._left -= 1
            if self._left == 0:
                yield Stretch(start, end, self._mark, self._place)
                start = -1
        if start >= 0:
            yield Stretch(start, end, self._mark, self._place)
