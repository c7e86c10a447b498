"""The language of the search box: words, "exact phrases", -without, and filters as words.

A piece ends at white space or at a quotation mark. Any quotation mark, straight or typographic,
opens a phrase and any closes it; one that is left open runs to the end. `name:value` is a filter
where the name is one of FILTERS; everything else is something to search for, so that there is no
text that can't be read.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from db.records import Terms
from journal_app.domain.search_filters import FILTERS
from journal_app.domain.visible import is_control

MOST_CHARACTERS = 2000
"""What stands beyond this in the box is not read."""

MOST_WORDS = 64
"""Words beyond this are not searched for; those in phrases count one by one."""

_QUOTES = '"“”„‟«»＂'
_PIECE = re.compile(
    rf"""
    (?P<minus>-?)
    (?:
        (?P<name>(?ai:{"|".join(FILTERS)})):
        (?P<value>
            [{_QUOTES}](?P<held>(?:[^{_QUOTES}]|(?P<twice>[{_QUOTES}])(?P=twice))*)
            (?P<held_end>[{_QUOTES}]?)
            |[^\s{_QUOTES}]*
        )
        |[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<phrase_end>[{_QUOTES}]?)
        |(?P<word>[^\s{_QUOTES}]+)
    )
    """,
    re.VERBOSE,
)
_TWICE = re.compile(rf"([{_QUOTES}])\1")
_TO_QUOTE = re.compile(rf"[\s{_QUOTES}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the box: a word, a phrase, or a filter, whose `name` is then not empty.

    `text` is what was typed, without minus, name and quotation marks; of a filter it begins, with
    its marks, at `inside`. `ended` says that a quotation mark closed it.
    """

    start: int
    end: int
    negated: bool
    name: str
    text: str
    inside: int
    quoted: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter as it was asked for, from `start` to before `end` in the box; `value` may be empty.

    `growing` says that it is the last in a box that is typed in, so that its value may go on.
    """

    name: str
    value: str
    negated: bool
    start: int
    end: int
    growing: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What the text of the box asks for."""

    terms: Terms
    conditions: tuple[Condition, ...]


def parse(text: str, *, typing: bool = True) -> Asked:
    """What the text asks for; any text asks for something or for nothing, and none is an error.

    Terms hold nothing but words, one space between two of them: NFC, with no control characters,
    no quotation marks, and no sign that parts words in the index. A word with such a sign in it
    (`self-harm`, `10:30`) is a phrase. With `typing`, the last piece counts as begun unless white
    space or a quotation mark follows it: `self-h` and `"self h` are "self" and right behind it a
    word that begins with "h". No more is read than MOST_CHARACTERS and MOST_WORDS.
    """
    used = text[:MOST_CHARACTERS]
    gathered = _Gathered()
    conditions = []
    for piece in pieces(used):
        growing = typing and not piece.ended and piece.end == len(text)
        if piece.name:
            conditions.append(
                Condition(
                    piece.name, tidy(piece.text), piece.negated, piece.start, piece.end, growing
                )
            )
        else:
            gathered.add(piece, begun=growing and not used[-1].isspace())
    return Asked(gathered.terms(), tuple(conditions))


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of the text in order; only white space stands between them."""
    for found in _PIECE.finditer(text):
        held, phrase = found["held"], found["phrase"]
        if held is not None:
            said = _TWICE.sub(r"\1", held)
        elif phrase is not None:
            said = phrase
        else:
            said = found["word"] or found["value"] or ""
        yield Piece(
            start=found.start(),
            end=found.end(),
            negated=bool(found["minus"]),
            name=(found["name"] or "").lower(),
            text=said,
            inside=found.start("value"),
            quoted=held is not None or phrase is not None,
            ended=bool(found["held_end"] or found["phrase_end"]),
        )


def with_condition(text: str, name: str, value: str | None) -> str:
    """The text with this filter set to this value alone; None or an empty value takes it away.

    The value takes the place of the filter's first, else it goes before all else, where neither
    an open phrase nor the end of what is read reaches it. The rest keeps its words and order; what
    is beyond MOST_CHARACTERS is left out.
    """
    wanted = written(name, value or "")
    text = text[:MOST_CHARACTERS]
    found = [piece for piece in pieces(text) if piece.name == name]
    for piece in reversed(found):
        text = _put(text, piece, wanted if piece is found[0] else "")
    if wanted and not found:
        text = f"{wanted} {text.lstrip()}" if text.strip() else wanted
    return text


def written(name: str, value: str) -> str:
    """The filter as it is typed, its value in quotation marks if need be; empty without a value."""
    said = quoted(value)
    return f"{FILTERS[name].name}:{said}" if said else ""


def quoted(value: str) -> str:
    """The value as it is typed behind a filter's name."""
    value = tidy(value)
    if not _TO_QUOTE.search(value):
        return value
    doubled = re.sub(f"[{_QUOTES}]", r"\g<0>\g<0>", value)
    return f'"{doubled}"'


def tidy(value: str) -> str:
    """The value in NFC, without control characters, its runs of white space as one space each."""
    kept = (" " if c.isspace() else c for c in value if c.isspace() or not is_control(c))
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as the index parts them, in NFC; none if there is no letter or digit."""
    composed = unicodedata.normalize("NFC", text)
    found = "".join(" " if _parts_words(c) else c for c in composed).split(" ")
    return tuple(filter(None, found)) if _holds_letter(found) else ()


@dataclass(slots=True)
class _Gathered:
    """The terms so far, each once, and how many words there is still room for."""

    words: dict[str, None] = field(default_factory=dict)
    phrases: dict[str, None] = field(default_factory=dict)
    without: dict[str, None] = field(default_factory=dict)
    begun: str = ""
    room: int = MOST_WORDS

    def add(self, piece: Piece, *, begun: bool) -> None:
        """Take in a word or a phrase; with `begun` its last word may still go on."""
        found = words_of(piece.text)[: self.room]
        self.room -= len(found)
        said = " ".join(found)
        if not _holds_letter(found):
            return
        if piece.negated:
            self.without[said] = None
        elif begun and _holds_letter(found[-1:]):
            self.begun = said
        elif piece.quoted or len(found) > 1:
            self.phrases[said] = None
        else:
            self.words[said] = None

    def terms(self) -> Terms:
        """All of it."""
        return Terms(tuple(self.words), self.begun, tuple(self.phrases), tuple(self.without))


def _put(text: str, piece: Piece, wanted: str) -> str:
    """The text with something else, or nothing, in the place of the piece."""
    before, after = text[: piece.start], text[piece.end :]
    apart = not before or before[-1].isspace()
    if not wanted and apart:
        return before + after[1:] if after[:1].isspace() else before + after
    joint = " " if after and not after[0].isspace() else ""
    return before + wanted + joint + after


def _holds_letter(words: Iterable[str]) -> bool:
    return any(_is_letter(character) for word in words for character in word)


def _is_letter(character: str) -> bool:
    """Whether a word of the index can begin with it."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"


def _parts_words(character: str) -> bool:
    """Whether the index (FTS5's unicode61) surely parts words here.

    That has an older Unicode than ours: signs that came after it, such as the later emoji, are
    words or parts of words there, and so are some marks. Where one stands with other words, it is
    left to the index what it is, which parts what it is asked for as it parted the text.
    """
    category = unicodedata.ucd_3_2_0.category(character)
    return not _is_letter(character) and (category[0] in "PSZ" or category in {"Cc", "Cf", "Cs"})
