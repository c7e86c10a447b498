"""Terms as a full text index takes them, and hits as it marks them."""

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.records import Marked, Terms

WORDS = "unicode61 remove_diacritics 2"
"""How an index takes a text apart: into words, whatever their case and accents."""

STEMS = f"porter {WORDS}"
"""The same, each word being cut to its stem."""

MOST = 32
"""So many terms of each sort are looked for; what is beyond is left out."""

LONGEST = 400
"""Characters of a term that are looked for."""

_UNHELD = frozenset(("Cc", "Cf", "Cs"))

# An accent that stands apart from its letter is a part of the word.
_TOKENS = re.compile(r"(?:[^\W_][\u0300-\u0331]*)+")


def tidied(terms: Terms) -> Terms:
    """The terms without what no index can hold; a term that is left empty is gone."""
    return Terms(
        words=_tidy_all(terms.words),
        begun=_tidy(terms.begun) if terms.begun else "",
        phrases=_tidy_all(terms.phrases),
        without=_tidy_all(terms.without),
    )


def every(terms: Sequence[str]) -> str:
    """A match of texts that hold all of the terms."""
    return " AND ".join(_quoted(term) for term in terms)


def any_of(terms: Sequence[str]) -> str:
    """A match of texts that hold any of the terms."""
    return " OR ".join(_quoted(term) for term in terms)


def as_prefix(begun: str) -> str:
    """A match of texts with a word that begins so."""
    return f"{_quoted(begun)} *" if begun else ""


@dataclass(frozen=True, slots=True)
class Brackets:
    """What an index puts round a hit, so that the marks can be told from any text."""

    before: str
    after: str

    @classmethod
    def new(cls) -> "Brackets":
        """Brackets that no text holds, being made by chance at every search."""
        chance = os.urandom(8).hex()
        return cls(f"\ue000{chance}<", f"\ue000{chance}>")

    def read(self, text: str) -> Marked:
        """The text without the brackets, and what stood between them."""
        first, *pieces = text.split(self.before)
        plain = [first]
        marks = []
        length = len(first)
        for piece in pieces:
            inside, _, outside = piece.partition(self.after)
            marks.append((length, length + len(inside)))
            plain += inside, outside
            length += len(inside) + len(outside)
        return Marked("".join(plain), tuple(marks))


def begin_or_say(marked: Marked, asked: Terms) -> Marked:
    """Marks besides what begins like the word begun, and the phrases word for word."""
    if not (asked.begun or asked.phrases):
        return marked
    found = list(_TOKENS.finditer(marked.text))
    folds = [_fold(token[0]) for token in found]
    marks = set(marked.marks)
    begun = [_fold(token) for token in _TOKENS.findall(asked.begun)]
    for phrase, is_begun in ((begun, True), *((_words(p), False) for p in asked.phrases)):
        for at in range(len(folds) - len(phrase) + 1 if phrase else 0):
            here = folds[at : at + len(phrase)]
            fits = here[:-1] == phrase[:-1] and (
                here[-1].startswith(phrase[-1]) if is_begun else here[-1] == phrase[-1]
            )
            if fits:
                marks.add((found[at].start(), found[at + len(phrase) - 1].end()))
    return Marked(marked.text, apart(marks))


def apart(marks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The marks in order; those that overlap are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _words(phrase: str) -> list[str]:
    return [_fold(token) for token in _TOKENS.findall(phrase)]


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _tidy_all(terms: tuple[str, ...]) -> tuple[str, ...]:
    if not terms:
        return ()
    tidy = dict.fromkeys(map(_tidy, terms))
    tidy.pop("", None)
    return tuple(tidy)[:MOST]


def _tidy(term: str) -> str:
    """What no index holds parts words there as it parts them in a text."""
    if term.isascii() and term.isalnum() and len(term) <= LONGEST:
        return term
    held = (" " if unicodedata.category(sign) in _UNHELD else sign for sign in term)
    tidy = " ".join("".join(held).split())
    if len(tidy) > LONGEST:
        # Half a word would be found nowhere.
        tidy = tidy[: LONGEST + 1].rpartition(" ")[0] or tidy[:LONGEST]
    return tidy if any(map(_is_held, tidy)) else ""


def _is_held(sign: str) -> bool:
    """Whether an index holds words that are made of such signs."""
    category = unicodedata.category(sign)
    return category[0] in "LN" or category == "Co"


def indexable(text: str) -> str:
    """The text as an index takes it whole, one character for one.

    At a NUL it would end a piece of text, and a lone surrogate it can't hold.
    """
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
