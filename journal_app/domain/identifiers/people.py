"""Names of people: by title, by the words before, by the lists, and by being no word at all."""

import re
from collections.abc import Iterator
from functools import cache

from journal_app.domain.identifiers.lists import census_given, common_given, fold, lists
from journal_app.domain.identifiers.marks import Kind, Mark, mark
from journal_app.domain.identifiers.places import is_country
from journal_app.domain.identifiers.sequence import Passage
from journal_app.domain.identifiers.vocabulary import listed
from journal_app.domain.identifiers.words import Word

SOMEONE = "someone"

_CALLED = re.compile(
    r"\b(?:called|named|names? (?:is|was)|nicknamed|known as|signed|christened|Dear|Hi|Hello|Re|re)"
    r"[:,]?\s$"
)
_NAMED = re.compile(
    r"(?:\b(?:man|woman|boy|girl|child|baby|someone|somebody|one|dog|cat|both) (?:called|named)"
    r"|\bnames? (?:is|was)|, (?:called|named))\s$"
)
_PERSON_BEFORE = re.compile(r"([\w-]+)(?:['’]s)?,?\s$")
_OWN = re.compile(r"\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur) (?:\w+ )?([\w-]+),?\s$")
_WHERE = re.compile(r"\b(?:in|of|from|to|into|across|between|the|and)\s$")
_ACADEMIC = frozenset(("dr", "prof", "professor"))
_TOGETHER = frozenset(("and", "&"))
_WHOSE = frozenset(("his", "her", "their", "my", "i", "he", "she"))
_MOST_NAMES = 4
_FEWEST_LOWER = 4


def people(passage: Passage) -> Iterator[Mark]:
    """Every name of a person."""
    skip = 0
    for index in passage.capitals():
        if index < skip:
            continue
        found = _titled(passage, index) or _untitled(passage, index)
        if found is not None:
            start, end, suggestion = found
            skip = end
            yield mark(
                passage.words[start].start, passage.words[end - 1].end, Kind.NAME, suggestion
            )
    yield from _in_lower_case(passage)


def _titled(passage: Passage, index: int) -> tuple[int, int, str] | None:
    """The words of a title and the names after it."""
    word = passage.words[index]
    strong, weak = word.key in listed("titles"), word.key in listed("weak_titles")
    if not (strong or weak) or word.heading:
        return None
    end = index + 1
    while end - index < _MOST_NAMES and _is_title_after(passage, end):
        end += 1
    if end >= len(passage.words) or not passage.is_beside(end - 1):
        return None
    first = passage.words[end]
    if not first.capital or end in passage.set_aside:
        return None
    if first.known and (word.key in _ACADEMIC or not strong):
        return None
    academic_author = word.key in _ACADEMIC and _is_author(passage, end)
    if academic_author or not (strong or _can_be_name(first)) or len(first.text) == 1:
        return None
    until = min(passage.run(end), end + _MOST_NAMES)
    suggestion = "a colleague" if word.key in _ACADEMIC else SOMEONE
    return index, until, suggestion


def _is_title_after(passage: Passage, index: int) -> bool:
    """Whether a title goes on: Detective Constable, Mr and Mrs."""
    word = passage.word(index)
    if word is None:
        return False
    if word.key in _TOGETHER:
        after = passage.word(index + 1)
        return after is not None and after.capital and after.key in listed("titles")
    return (
        word.capital
        and word.key in listed("titles") | listed("weak_titles")
        and (passage.is_beside(index - 1) or passage.words[index - 1].key in _TOGETHER)
    )


def _can_be_name(word: Word) -> bool:
    return (word.name or word.foreign) and not word.known


def _is_author(passage: Passage, index: int) -> bool:
    """Whether a given name goes before a writer's surname: Edward Tronick."""
    after = passage.word(index + 1)
    return after is not None and passage.is_beside(index) and after.key in _authors()


@cache
def _authors() -> frozenset[str]:
    return frozenset(fold(name) for name in listed("authors"))


def _untitled(passage: Passage, index: int) -> tuple[int, int, str] | None:
    word = passage.words[index]
    if len(word.text) == 1:
        return None
    if word.known or _is_author(passage, index):
        return _known_but_named(passage, index)
    if word.shouted:
        sure = _is_sure_given(word.key) or (
            word.foreign and word.text.isalpha() and len(word.text) > _FEWEST_LOWER
        )
        return (index, _name_end(passage, index), SOMEONE) if sure else None
    if not (_is_cued(passage, index) or _is_likely(passage, index)):
        return None
    return index, _name_end(passage, index), SOMEONE


def _known_but_named(passage: Passage, index: int) -> tuple[int, int, str] | None:
    """A word of the trade that is somebody's name after all: my client April, a boy called Jung."""
    word = passage.words[index]
    if not word.name or word.heading or _is_author(passage, index):
        return None
    if _CALLED.search(passage.before(index)) or (
        word.given and _is_after_person(passage, index) and word.key not in _authors()
    ):
        return index, _name_end(passage, index), SOMEONE
    return None


def _is_cued(passage: Passage, index: int) -> bool:
    """Whether the words before say that a name follows."""
    word = passage.words[index]
    if word.heading or word.opens:
        return False
    before = passage.before(index)
    if _NAMED.search(before) or (_CALLED.search(before) and _can_be_name(word)):
        return True
    own = _OWN.search(before)
    if own is not None and own.group(1).lower() in listed("people_words"):
        return True
    return _can_be_name(word) and _is_after_person(passage, index)


def _is_after_person(passage: Passage, index: int) -> bool:
    before = _PERSON_BEFORE.search(passage.before(index))
    return before is not None and before.group(1).lower() in listed("people_words")


def _is_likely(passage: Passage, index: int) -> bool:
    """Whether a word is a name by itself and by where it stands."""
    word = passage.words[index]
    after = passage.word(index + 1)
    beside = after is not None and after.capital and passage.is_beside(index)
    if is_country(word.key):
        return _is_namesake(passage, index)
    if not word.plain:
        if word.opens and word.listed and word.key not in census_given():
            return _acts(passage, index, plain=not word.given)
        return word.name or word.foreign or (word.place and not word.opens and beside)
    if word.lone and not word.opens and not word.heading and not beside:
        return _acts(passage, index)
    if not word.given:
        return False
    if beside and after is not None:
        # Grace Okafor; but no Grace Period.
        return _can_be_name(after) and not after.plain and not after.known
    if word.opens:
        return _acts(passage, index)
    return not word.heading and not _has_capitals_round(passage, index)


def _is_namesake(passage: Passage, index: int) -> bool:
    """Whether somebody is meant who is called like a country: Chad, Georgia, Jordan."""
    word = passage.words[index]
    if not word.given or word.key not in census_given():
        return False
    return _acts(passage, index) if word.opens else not _WHERE.search(passage.before(index))


def _has_capitals_round(passage: Passage, index: int) -> bool:
    """Whether the word before or after has a capital that says nothing of a name."""
    before = passage.word(index - 1)
    return (
        before is not None
        and before.capital
        and not before.opens
        and not before.name
        and passage.gap(index - 1) == " "
    )


def _acts(passage: Passage, index: int, *, plain: bool = True) -> bool:
    """Whether the sentence goes on as after a person: Grace cried, Amber and Jasmine sat.

    A word of plain English needs more to be a name than one that is hardly ever met as a word.
    """
    word, after = passage.words[index], passage.word(index + 1)
    if word.whole_end > word.end:
        return True
    if after is None:
        return False
    gap = passage.gap(index)
    if gap == " " and after.key in _TOGETHER:
        other = passage.word(index + 2)
        if other is None:
            return False
        return (other.capital and other.given) or (not plain and other.key in _WHOSE)
    if gap != " ":
        return False
    if not plain and after.key.endswith("ed"):
        return True
    if after.key not in listed("person_verbs"):
        return False
    if not plain or after.key not in listed("plain_verbs"):
        return True
    then = passage.word(index + 2)
    if then is None or passage.gap(index + 1) != " ":
        return False
    if after.key in ("is", "was"):
        return then.key.endswith("ing") and len(then.key) > 4
    return after.key in ("came", "comes") and then.key in ("in", "late", "back", "early", "to")


def _name_end(passage: Passage, index: int) -> int:
    """The end of the names that begin there; after a sure one, any word can be a surname."""
    until = min(passage.run(index), index + _MOST_NAMES + 1)
    sure = passage.words[index].given and not passage.words[index].plain
    end = index + 1
    while end < until:
        word = passage.words[end]
        if word.capital and word.plain and not word.name and (word.known or not sure):
            break
        end += 1
    while end > index + 1 and not passage.words[end - 1].capital:
        end -= 1
    return end


def _is_sure_given(key: str) -> bool:
    """Whether it is a given name and no English word, in whatever case it is written."""
    held = lists()
    return (
        len(key) >= _FEWEST_LOWER
        and key in held.given
        and key not in held.names_that_are_words
        and key not in listed("terms")
        and key not in listed("authors")
    )


def _in_lower_case(passage: Passage) -> Iterator[Mark]:
    """Names that were typed without a capital, where they can be nothing else."""
    never_a_word = _never_a_word()
    for word in passage.words:
        if not word.capital and word.key in never_a_word:
            yield mark(word.start, word.end, Kind.NAME, SOMEONE)


@cache
def _never_a_word() -> frozenset[str]:
    """Given names that can be nothing else, in whatever case they are written."""
    held = lists()
    return common_given() | frozenset(
        key
        for key in held.given - held.words
        if len(key) >= _FEWEST_LOWER and "-" not in key and _is_sure_given(key)
    )
