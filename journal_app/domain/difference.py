"""How one text became another: what stayed, what was taken out, what was put in."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate, pairwise
from typing import TypeAlias

MOST_WORK = 60_000
"""Comparisons made at most for one pair of texts, beside what takes time by their length alone."""

LONGEST = 200_000
"""Characters, old and new, up to which words are compared; longer stretches differ as they are."""

DEEPEST = 30
"""So many times what stands but once is looked for between what was found so."""

LEAST_IN_COMMON = 0.25
"""The share of a stretch that must have stayed for the words in it to be told apart."""

_LINES = re.compile(r"[^\n]*\n+|[^\n]+")
_SENTENCES = re.compile(r"[^.!?\n]*(?:[.!?]+[ \t]*|\n+)|[^.!?\n]+")
_WORDS = re.compile(r"\w+|\s+|[^\w\s]+")
_LEVELS = (_LINES, _SENTENCES, _WORDS)

_Block: TypeAlias = tuple[int, int, int]
"""Where a stretch in common begins in the one and in the other, and how long it is."""


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text to which one thing happened."""

    change: Change
    text: str


@dataclass(slots=True)
class _Work:
    """What may still be compared."""

    left: int


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in order; all but the added make the old text, all but the removed the new one.

    Lines are compared first, then the sentences of those that differ, then their words. What has
    too little in common differs as a whole.
    """
    return tuple(_joined(_without_islands(_joined(_compared(old, new, 0, _Work(MOST_WORK))))))


def _compared(old: str, new: str, level: int, work: _Work) -> Iterable[Piece]:
    if old == new:
        return (Piece(Change.SAME, old),)
    replaced = (Piece(Change.REMOVED, old), Piece(Change.ADDED, new))
    words = level == len(_LEVELS) - 1
    if not (old and new) or level == len(_LEVELS) or (words and len(old) + len(new) > LONGEST):
        return replaced
    found = tuple(_by_tokens(old, new, level, work))
    if words:
        stayed = sum(len(p.text) for p in found if p.change is Change.SAME and not p.text.isspace())
        if stayed < LEAST_IN_COMMON * max(len(old), len(new)):
            return replaced
    return found


def _by_tokens(old: str, new: str, level: int, work: _Work) -> Iterator[Piece]:
    before, after = _LEVELS[level].findall(old), _LEVELS[level].findall(new)
    end = (len(before), len(after), 0)
    for (at, beside, size), (next_at, next_beside, _) in pairwise(
        ((0, 0, 0), *_common(before, after, work), end)
    ):
        yield Piece(Change.SAME, "".join(before[at : at + size]))
        yield from _compared(
            "".join(before[at + size : next_at]),
            "".join(after[beside + size : next_beside]),
            level + 1,
            work,
        )


def _common(
    before: Sequence[str], after: Sequence[str], work: _Work, depth: int = 0
) -> Iterator[_Block]:
    """What stands in both, in order: how they begin and end, and what stands but once in each.

    Between these it goes on in the same way, and where nothing stands but once, with the longest
    stretches that are found before the work is done.
    """
    head = _as_long(before, after)
    tail = _as_long(before[head:][::-1], after[head:][::-1])
    last, end = len(before) - tail, len(after) - tail
    yield 0, 0, head
    if head < last and head < end:
        once = _standing_once(before, after, head, last, end) if depth < DEEPEST else ()
        if not once:
            for at, beside, size in sorted(_blocks(before[head:last], after[head:end], work)):
                yield head + at, head + beside, size
        at = beside = head
        for next_at, next_beside in (*once, (last, end)) if once else ():
            if at < next_at and beside < next_beside:
                gap = before[at:next_at], after[beside:next_beside]
                for ours, theirs, size in _common(*gap, work, depth + 1):
                    yield at + ours, beside + theirs, size
            yield next_at, next_beside, int(next_at < last)
            at, beside = next_at + 1, next_beside + 1
    yield last, end, tail


def _as_long(before: Sequence[str], after: Sequence[str]) -> int:
    shorter = min(len(before), len(after))
    return next((at for at in range(shorter) if before[at] != after[at]), shorter)


def _standing_once(
    before: Sequence[str], after: Sequence[str], first: int, last: int, end: int
) -> Sequence[tuple[int, int]]:
    """The most places, in the same order in both, of what stands but once in each of them."""
    ours, theirs = Counter(before[first:last]), Counter(after[first:end])
    where = {after[at]: at for at in range(first, end)}
    pairs = [
        (at, where[before[at]])
        for at in range(first, last)
        if ours[before[at]] == 1 == theirs[before[at]]
    ]
    # The longest rising row: for each length the lowest place it can end at, and what led there.
    ends: list[int] = []
    chosen: list[int] = []
    led: list[int] = []
    for number, (_, there) in enumerate(pairs):
        length = bisect_left(ends, there)
        ends[length : length + 1] = [there]
        chosen[length : length + 1] = [number]
        led.append(chosen[length - 1] if length else -1)
    rising = []
    number = chosen[-1] if chosen else -1
    while number >= 0:
        rising.append(pairs[number])
        number = led[number]
    return rising[::-1]


def _blocks(before: Sequence[str], after: Sequence[str], work: _Work) -> Iterator[_Block]:
    standing = Counter(after)
    if standing.keys().isdisjoint(before):
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    # Finding the longest stretch in common looks at each place where each token stands.
    costs = [0, *accumulate(1 + standing[token] for token in before)]
    ranges = [(0, len(before), 0, len(after))]
    while ranges:
        first, last, beside, end = ranges.pop()
        cost = costs[last] - costs[first]
        if first == last or beside == end or cost > work.left:
            continue
        work.left -= cost
        found = matcher.find_longest_match(first, last, beside, end)
        if found.size:
            yield found.a, found.b, found.size
            ranges.append((first, found.a, beside, found.b))
            ranges.append((found.a + found.size, last, found.b + found.size, end))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with what is removed before what is added, and no two of a sort side by side."""
    held = dict.fromkeys(Change, "")
    for piece in pieces:
        if not piece.text:
            continue
        if piece.change is Change.SAME:
            yield from _given(held, Change.REMOVED, Change.ADDED)
        else:
            yield from _given(held, Change.SAME)
        held[piece.change] += piece.text
    yield from _given(held, *Change)


def _given(held: dict[Change, str], *changes: Change) -> Iterator[Piece]:
    for change in changes:
        if held[change]:
            yield Piece(change, held[change])
            held[change] = ""


def _without_islands(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces without the spaces that stayed between two words that didn't."""
    found = list(pieces)
    for at, piece in enumerate(found):
        island = piece.change is Change.SAME and piece.text.isspace() and "\n" not in piece.text
        if island and 0 < at < len(found) - 1:
            yield Piece(Change.REMOVED, piece.text)
            yield Piece(Change.ADDED, piece.text)
        else:
            yield piece
