"""Hospitals, schools, employers: by what they call themselves, or by the words before them."""

import re
from collections.abc import Iterator
from functools import cache

from journal_app.domain.identifiers.marks import Kind, Mark, mark
from journal_app.domain.identifiers.sequence import Passage
from journal_app.domain.identifiers.vocabulary import any_of, listed, vocabulary
from journal_app.domain.identifiers.words import Word

_THE = r"\s(?:the\s)?$"
# What somebody does at a place, with what may stand for it.
_DOINGS = tuple(
    (re.compile(rf"\b(?:{pattern}){_THE}"), suggestion)
    for pattern, suggestion in (
        (
            any_of(
                """
                patient inpatient nurse porter doctor consultant surgeon midwife registrar
                team shift operation bed ward appointment
                """
            )
            + r"\s(?:at|for)|"
            r"runs the \w+(?: \w+)? at|(?:admitted to|discharged from|sectioned at|transferred to)",
            "a hospital",
        ),
        (
            any_of("teacher teaches taught teaching pupil head year governor") + r"\s(?:at|for)|"
            r"(?:expelled|excluded) from|disclosure was made to",
            "a school",
        ),
        (
            any_of(
                """
                lectures lecturer lectured studies studied studying place degree student
                trained training
                """
            )
            + r"\sat|graduated from",
            "a university",
        ),
        (
            any_of(
                """
                work works worked working job employed manager boss driver officer engineer
                cleaner chef post role career apprentice apprenticeship intern internship
                volunteers volunteered volunteering contract started starts paid pay pays
                """
            )
            + r"\s(?:\w+\s){0,2}(?:at|for|by)|"
            + any_of(
                """
                drives drove drive plays played play writes wrote models modelled flies flew
                sings sang serves served
                """
            )
            + r"\s(?:\w+\s)?(?:for|with)|joined|"
            r"(?:employed|let go|laid off|sacked|hired|made redundant) by|"
            r"(?:fired|resigned|retired|sacked) from|(?:contract|job|post) with",
            "an employer",
        ),
        (
            r"referr(?:ed|al) (?:is )?(?:to|from)|adopted through|inquiry into|complaint about",
            "an organisation",
        ),
    )
)
_AT = re.compile(r"\bat\s$")
_SAINT = frozenset(("st", "saint"))
_JOINTS = frozenset(("of", "for", "the", "upon", "on", "and", "in"))
# The school in Leeds is two things; the University of the West is one.
_PARTING_JOINTS = _JOINTS - {"of", "the", "upon"}
_LONGEST = 9


def institutions(passage: Passage) -> Iterator[Mark]:
    """Every institution that is named."""
    for index in passage.capitals():
        end = _end(passage, index)
        if _names_itself(passage, index, end):
            yield _mark(passage, index, end, _kinds_of(passage, index, end)[-1])
        elif (suggestion := _by_context(passage, index)) is not None:
            until = passage.run(index)
            kinds = _kinds_of(passage, index, until)
            yield _mark(passage, index, until, kinds[-1] if kinds else suggestion)


def _mark(passage: Passage, index: int, end: int, suggestion: str) -> Mark:
    """A mark with the article before the name, since another stands in the suggestion."""
    first, last = passage.words[index], passage.words[end - 1]
    before = passage.word(index - 1)
    if before is not None and before.key == "the" and passage.gap(index - 1) == " ":
        first = before
    return mark(first.start, last.whole_end, Kind.INSTITUTION, suggestion)


def _kinds_of(passage: Passage, index: int, end: int) -> list[str]:
    words = passage.words[index:end]
    return [_kinds()[word.key] for word in words if word.capital and word.key in _kinds()]


def _names_itself(passage: Passage, index: int, end: int) -> bool:
    """Whether one of the words says what it is, and another which."""
    words = passage.words[index:end]
    if not _kinds_of(passage, index, end):
        return False
    if words[0].heading and all(word.plain for word in words):
        return False
    return any(
        word.capital
        and word.key not in listed("general")
        and word.key not in _kinds()
        and (word.name or word.place or not word.known)
        and not (word is words[0] and word.opens and word.plain)
        for word in words
    )


def _end(passage: Passage, index: int) -> int:
    """The end of the capitalised words that belong together, joined by of, the, and."""
    end = index + 1
    while end < len(passage.words) and end - index < _LONGEST and _belongs(passage, end):
        end += 1
    while end > index + 1 and not passage.words[end - 1].capital:
        end -= 1
    return end


def _belongs(passage: Passage, index: int) -> bool:
    """Whether a word goes on with the name that the word before is part of."""
    word, before, gap = passage.words[index], passage.words[index - 1], passage.gap(index - 1)
    if index in passage.set_aside:
        return False
    if word.capital:
        return gap in (" ", " & ", "-") or (gap == ". " and before.key in _SAINT)
    if word.key not in _JOINTS or gap != " " or not _capital_follows(passage, index):
        return False
    return not (word.key in _PARTING_JOINTS and before.key in _kinds())


def _capital_follows(passage: Passage, index: int) -> bool:
    for ahead in (index + 1, index + 2):
        word = passage.word(ahead)
        if word is None or passage.gap(ahead - 1) != " ":
            return False
        if word.capital:
            return True
        if word.key not in _JOINTS:
            return False
    return False


def _by_context(passage: Passage, index: int) -> str | None:
    """What could stand for a name that says nothing of itself, if the words before say it."""
    word = passage.words[index]
    person = word.given and not (word.plain or word.place)
    if person or word.opens or word.key in _kinds() or _stands_for_an_idea(word):
        return None
    before = passage.before(index)
    for pattern, suggestion in _DOINGS:
        if pattern.search(before) and not _is_general(passage, index):
            return suggestion
    if _AT.search(before) and not word.heading and (not word.plain or word.name or word.place):
        return "an organisation"
    return None


def _is_general(passage: Passage, index: int) -> bool:
    words = passage.words[index : passage.run(index)]
    return all(word.key in listed("general") for word in words)


def _stands_for_an_idea(word: Word) -> bool:
    return word.known and not word.place and word.key not in listed("employers")


@cache
def _kinds() -> dict[str, str]:
    return {
        word.casefold(): kind
        for kind, words in vocabulary().institutions.items()
        for word in words.split()
    }
