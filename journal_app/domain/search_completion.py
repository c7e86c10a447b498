"""What can be typed next in the search box: the filters, and the values of the one at hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, takewhile

from journal_app.domain.search_box import Piece, pieces, quoted, tidy
from journal_app.domain.search_filters import FILTERS, Value

MOST_OFFERED = 50


@dataclass(frozen=True, slots=True)
class Offer:
    """Text that can be put into the box, and what it means."""

    text: str
    says: str


@dataclass(frozen=True, slots=True)
class Completions:
    """What can stand in the place of the text from `start` to before `end`; perhaps nothing."""

    start: int
    end: int
    offered: tuple[Offer, ...] = ()


def completions(text: str, cursor: int, choices: Mapping[str, tuple[Value, ...]]) -> Completions:
    """What can be put at the cursor; `choices` are the values known for each filter.

    Between two pieces these are the filters, behind the letters of a word those that begin with
    them. Inside a filter's value these are the values that begin with what stands before the
    cursor, then those that hold it, then those with a word in their explanation that begins so,
    MOST_OFFERED in all; they take the place of the whole value, and what it is already is left out.
    """
    cursor = max(0, min(cursor, len(text)))
    for piece in takewhile(lambda piece: piece.start < cursor, pieces(text)):
        if cursor < piece.end + (not piece.ended):
            return _within(piece, text, cursor, choices)
    apart = (not text[:cursor] or text[cursor - 1].isspace()) and (
        not text[cursor:] or text[cursor].isspace()
    )
    return Completions(cursor, cursor, _filters("") if apart else ())


def _within(
    piece: Piece, text: str, cursor: int, choices: Mapping[str, tuple[Value, ...]]
) -> Completions:
    if piece.name and cursor >= piece.inside and not piece.negated:
        typed = next(pieces(text[piece.start : cursor])).text
        there = text[piece.inside : piece.end]
        found = (
            Offer(quoted(value), says)
            for value, says in _fitting(tidy(typed), choices.get(piece.name, ()))
            if quoted(value) != there
        )
        return Completions(piece.inside, piece.end, tuple(islice(found, MOST_OFFERED)))
    if not (piece.name or piece.quoted or piece.negated) and cursor == piece.end:
        return Completions(piece.start, piece.end, _filters(piece.text))
    return Completions(cursor, cursor)


def _filters(begun: str) -> tuple[Offer, ...]:
    return tuple(
        Offer(f"{word.name}:", word.says)
        for word in FILTERS.values()
        if word.name.startswith(begun.casefold())
    )


def _fitting(typed: str, values: tuple[Value, ...]) -> Iterator[Value]:
    wanted = typed.casefold()
    later: list[Value] = []
    latest: list[Value] = []
    for value, says in values:
        name = value.casefold()
        if name.startswith(wanted):
            yield value, says
        elif wanted in name:
            later.append((value, says))
        elif len(wanted) > 1 and f" {wanted}" in f" {says}".casefold():
            latest.append((value, says))
    yield from later
    yield from latest
