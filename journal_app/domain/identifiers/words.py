"""The words of a text, with what the lists say of each."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from journal_app.domain.identifiers.lists import Lists, fold, lists
from journal_app.domain.identifiers.vocabulary import listed, vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_POSSESSIVES = ("'s", "’s", "s'", "s’", "'", "’")
_OPENING = re.compile(r"[\n.!?:;•*#>|]")
# Adjectives and teachings made of a name: Kleinian, Socratic, Freudianism.
_ADJECTIVES = ("ian", "ians", "ic", "ical", "ism", "ist", "ists", "esque")
_SHORTEST_STEM = 4
_SHARE_OF_HEADING = 0.6
_SHORT = 2
_SHORTEST_WRAPPED = 50
_REACHES = 20


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word without the 's of a possessive, and what it may be.

    `opens` is whether it begins a sentence or a line, so that its capital says nothing; `heading`
    whether most plain words of its line have one. Of a word in lower case only that is said.
    """

    start: int
    end: int
    whole_end: int
    text: str
    key: str
    opens: bool
    heading: bool
    capital: bool
    shouted: bool
    plain: bool
    known: bool
    given: bool
    surname: bool
    place: bool
    listed: bool
    lone: bool

    @property
    def name(self) -> bool:
        """Whether the lists of names hold it."""
        return self.given or self.surname

    @property
    def foreign(self) -> bool:
        """Whether no list holds it: a name, most likely, when it has a capital."""
        return not (self.plain or self.known or self.name or self.place)


class _Saying(NamedTuple):
    """What the lists say of a word: plain English, of the trade, a name, a place.

    `listed` is whether the dictionary has it, and `lone` whether it has no other form of it, as of
    the names that have found their way into it.
    """

    plain: bool
    known: bool
    given: bool
    surname: bool
    place: bool
    listed: bool
    lone: bool


class _Token(NamedTuple):
    """A word in its line, without the 's of a possessive; `whole` is how long it is with it."""

    start: int
    text: str
    whole: int
    opens: bool


def words_of(text: str) -> list[Word]:
    """The words in order."""
    found: list[Word] = []
    said: dict[str, _Saying] = {}
    line_start = 0
    goes_on = False
    for line in text.splitlines(keepends=True):
        tokens = _tokens(line, goes_on=goes_on)
        saying = [_saying(token.text, said) for token in tokens]
        heading = _is_heading(tokens, saying)
        for token, says in zip(tokens, saying, strict=True):
            start = line_start + token.start
            found.append(
                Word(
                    start,
                    start + len(token.text),
                    start + token.whole,
                    token.text,
                    fold(token.text),
                    token.opens,
                    heading,
                    token.text[0].isupper(),
                    len(token.text) > 1 and token.text.isupper(),
                    *says,
                )
            )
        line_start += len(line)
        goes_on = len(line) > _SHORTEST_WRAPPED and line.rstrip()[-1:].isalpha()
    return found


def _tokens(line: str, *, goes_on: bool) -> list[_Token]:
    """The words of a line; `goes_on` is whether it carries on the sentence of the line before."""
    tokens: list[_Token] = []
    before = 0
    for found in _WORD.finditer(line):
        if not before:
            opens = not goes_on
        else:
            opens = _opens(line[before : found.start()], line[max(0, before - _REACHES) : before])
        whole = found.group()
        tokens.append(_Token(found.start(), _bare(whole), len(whole), opens))
        before = found.end()
    return tokens


def _bare(whole: str) -> str:
    """A word without the 's of a possessive."""
    for ending in _POSSESSIVES:
        if whole.endswith(ending):
            return whole.removesuffix(ending) + ("s" if ending[0] == "s" else "")
    return whole


def _opens(gap: str, before: str) -> bool:
    if _OPENING.search(gap) is None:
        return False
    if not gap.startswith("."):
        return True
    last = re.split(r"[\s(.]", before)[-1]
    return not (len(last) == 1 and last.isupper()) and fold(last) not in listed("abbreviations")


def _is_heading(tokens: list[_Token], saying: list[_Saying]) -> bool:
    """Whether the plain words of a line have capitals: what may be a name has one anywhere."""
    capital = lower = 0
    for token, says in zip(tokens, saying, strict=True):
        if not token.text[0].isupper():
            lower += len(token.text) > 1
        elif len(token.text) > _SHORT and not token.opens and _says_heading(token.text, says):
            capital += 1
    return capital > 1 and capital / (capital + lower) >= _SHARE_OF_HEADING


def _says_heading(text: str, says: _Saying) -> bool:
    """Whether a capital on this word could only be a heading's."""
    if not says.plain or says.known or says.given or says.surname:
        return False
    return fold(text) not in listed("titles") | listed("weak_titles")


_LOWER = _Saying(True, False, False, False, False, True, False)
_MADE_UP = _Saying(False, True, False, False, False, False, False)
# SQLite, MiB, JournalApp; but McCarthy, DePasquale, LaToya and O'Brien are people.
_MIXED = re.compile(
    r"[A-Z]{2}[a-z]|^(?!(?:Mc|Mac|De|Di|Da|Du|La|Le|Lo|Van|Fitz|Al|El|Ben|St)[A-Z])[A-Z][a-z]+[A-Z]"
)


def _saying(text: str, said: dict[str, _Saying]) -> _Saying:
    """What the lists say of a word; `said` is kept for one text only, since it holds its words."""
    if not text[0].isupper():
        return _LOWER
    if text not in said:
        said[text] = _MADE_UP if _MIXED.search(text) else _of(text)
    return said[text]


def _of(text: str) -> _Saying:
    held, key = lists(), fold(text)
    parts = key.split("-")
    # Of short syllables with capitals a name is made: Li-Xian, Hae-Ran.
    syllables = len(parts) > 1 and all(
        part[0].isupper() and len(part) <= _SHORTEST_STEM for part in text.split("-")
    )
    given = _in(held.given, parts, key)
    surname = _in(held.surnames, parts, key)
    place = key in held.places or key in held.countries
    known = key in vocabulary_words() or (
        # CBT-informed, Still-Face, post-Freud
        any(part in vocabulary_words() and len(part) > _SHORT for part in parts)
        and all(part in vocabulary_words() or part in held.words for part in parts)
    )
    plain = not syllables and all(
        _is_plain(part, held, named=given or surname or place) for part in parts
    )
    entry = not syllables and all(part in held.words for part in parts)
    lone = entry and len(key) >= _SHORTEST_STEM and not _has_forms(key, held.words)
    return _Saying(plain, known, given, surname, place, entry, lone)


def _in(names: frozenset[str], parts: list[str], key: str) -> bool:
    return key in names or (len(parts) > 1 and all(part in names for part in parts))


def _is_plain(key: str, held: Lists, *, named: bool) -> bool:
    bare = key.partition("'")[0]
    if bare in held.names_that_are_words:
        return True
    if bare in held.words:
        return not named or len(bare) < 3
    if named:
        return False
    return _is_derived(bare, held.words)


def _has_forms(key: str, words: frozenset[str]) -> bool:
    """Whether the dictionary has another form of a word: door and doors, tiring and tired."""
    if key.endswith(_ABSTRACT):
        return True
    stems = {key, key.removesuffix("e"), key[:-1] + "i" if key.endswith("y") else key}
    stems |= {key.removesuffix(ending) for ending in _FORMS if key.endswith(ending)}
    forms = {stem + ending for stem in stems for ending in ("", "e", *_FORMS)} - {key}
    return not words.isdisjoint(forms)


_ABSTRACT = ("cy", "ty", "ness", "ment", "ion", "nce", "ism", "hood", "ship", "ure", "less")
_FORMS = ("s", "es", "d", "ed", "ing", "ly", "er", "est", "y", "ness", "ful", "less", "al", "ally")


def _is_derived(key: str, words: frozenset[str]) -> bool:
    """Whether it is made of an English word: misattuned, mentalizing, Winnicottian."""
    stems = {key}
    for prefix in listed("prefixes"):
        if key.startswith(prefix) and len(key) - len(prefix) >= _SHORTEST_STEM:
            stems.add(key.removeprefix(prefix))
    for stem in tuple(stems):
        for suffix in listed("suffixes"):
            if stem.endswith(suffix) and len(stem) - len(suffix) >= _SHORTEST_STEM:
                short = stem.removesuffix(suffix)
                stems.update((short, short + "e"))
    return not words.isdisjoint(stems) or _is_of_a_writer(key)


def _is_of_a_writer(key: str) -> bool:
    """Whether it is an adjective or a teaching made of a writer's name: Kleinian, Rogerian."""
    stems = {key.removesuffix(ending) for ending in _ADJECTIVES if key.endswith(ending)}
    writers = {fold(name) for name in listed("authors")}
    return any(stem + ending in writers for stem in stems for ending in ("", "s", "e", "y", "i"))


@cache
def vocabulary_words() -> frozenset[str]:
    """Capitalised words that name nobody here: writers, methods, months, peoples, letters."""
    words = {word for name in ("authors", "terms", "acronyms") for word in listed(name)}
    words.update(vocabulary().facts.people.split())
    return frozenset(fold(word) for word in words)


@cache
def phrases() -> re.Pattern[str]:
    """What stands as a whole and names nobody."""
    alternatives = sorted(vocabulary().phrases, key=len, reverse=True)
    joined = "|".join(re.escape(phrase).replace("'", "['’]") for phrase in alternatives)
    return re.compile(rf"\b(?:{joined})(?!\w)")
