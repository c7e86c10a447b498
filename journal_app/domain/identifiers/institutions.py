"""Hospitals, schools, employers and the like: by what they call themselves, or by the words before."""

import re
from collections.abc import Iterator
from functools import cache

from journal_app.domain.identifiers.marks import Kind, Mark, mark
from journal_app.domain.identifiers.sequence import Passage
from journal_app.domain.identifiers.vocabulary import vocabulary
from journal_app.domain.identifiers.words import Word

_EMPLOYED = re.compile(
    r"\b(?:work(?:s|ed|ing)?|job|employed|manager|boss|shift|night shift|porter|nurse|teacher|driver|doctor|curate|lectur(?:es|ed|er)|"
    r"teach(?:es|ing)?|taught|train(?:s|ed|ing)?|stud(?:ies|ied|ying)|place|patient|inpatient|officer|engineer|cleaner|chef|post|role|"
    r"career|apprentice(?:ship)?|intern(?:ship)?|volunteers?|volunteered|volunteering|team|contract|runs the \w+(?: \w+)?|started|starts|pay(?:s)? \w+(?: \w+)?|paid)"
    r"\s(?:at|for|by|with|in|on)\s(?:the\s)?$|"
    r"\b(?:drives?|drove|plays?|played|writes|wrote|models|modelled|flies|flew|sings?|sang|serves?|served)\s(?:for|with)\s(?:the\s)?$|"
    r"\b(?:joined|employed by|let go by|laid off by|sacked by|fired from|hired by|made redundant by|expelled from|admitted to|"
    r"discharged from|referred to|referral from|referral is from|graduated from|transferred to|adopted through|inquiry into|"
    r"disclosure was made to|resigned from|retired from|contract with)\s(?:the\s)?$"
)
_AT = re.compile(r"\b(?:at|from)\s(?:the\s)?$")
_AT_ALONE = re.compile(r"\bat\s$")
_SAINT = frozenset(("st", "saint"))
_JOINTS = frozenset(("of", "for", "the", "upon", "on", "and", "in"))
_GENERAL = frozenset(
    "high primary secondary middle junior senior infant day night first main local state public private old new big little family group my your "
    "our their his her the a an and or for community national general medical mental health social adult child children clinical trauma acute "
    "care crisis home safe whole inner outer last next good bad best this that every some any no one two three secure attachment "
    "training reading study peer support professional ethics human risk research service systemic hospital school clinic prison "
    "i we you so what now when where why how".split()
)
_LONGEST = 9


def institutions(passage: Passage) -> Iterator[Mark]:
    """Every institution that is named."""
    for index in passage.capitals():
        end = _end(passage, index)
        kind = _kind(passage, index, end)
        if kind is not None:
            yield _mark(passage, index, end, kind)
        elif _is_named_by_context(passage, index):
            until = passage.run(index)
            yield _mark(
                passage, index, until, _kind(passage, index, until, alone=True) or "an employer"
            )


def _mark(passage: Passage, index: int, end: int, suggestion: str) -> Mark:
    return mark(
        passage.words[index].start, passage.words[end - 1].whole_end, Kind.INSTITUTION, suggestion
    )


def _kind(passage: Passage, index: int, end: int, *, alone: bool = False) -> str | None:
    """What kind of institution the words name, when one of them says it and another names it."""
    words = passage.words[index:end]
    kinds = [_kinds()[word.key] for word in words if word.capital and word.key in _kinds()]
    if not kinds:
        return "a hospital" if words[0].key in _SAINT and len(words) > 1 and alone else None
    named = any(
        word.capital
        and word.key not in _GENERAL
        and word.key not in _kinds()
        and not (word.known and not word.name and not word.place)
        and not (position == 0 and words[0].opens and word.plain)
        for position, word in enumerate(words)
    )
    if not named or (words[0].heading and all(word.plain for word in words)):
        return None
    return kinds[-1]


def _end(passage: Passage, index: int) -> int:
    """The end of the capitalised words that belong together, joined by of, the, and."""
    end = index + 1
    while end < len(passage.words) and end - index < _LONGEST:
        gap = passage.gap(end - 1)
        if end in passage.set_aside:
            break
        if passage.words[end].capital:
            if gap not in (" ", ". ", " & ", "-") or (
                gap == ". " and passage.words[end - 1].key not in _SAINT
            ):
                break
            end += 1
        elif passage.words[end].key in _JOINTS and gap == " " and _capital_follows(passage, end):
            # The school in Leeds is two things; the University of the West is one.
            if (
                passage.words[end].key in ("in", "and", "for", "on")
                and passage.words[end - 1].key in _kinds()
            ):
                break
            end += 1
        else:
            break
    while end > index + 1 and not passage.words[end - 1].capital:
        end -= 1
    return end


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


def _is_named_by_context(passage: Passage, index: int) -> bool:
    word = passage.words[index]
    if word.opens or word.key in _kinds() or _stands_for_an_idea(word):
        return False
    before = passage.before(index)
    if _EMPLOYED.search(before):
        return not (word.plain and word.key in _GENERAL)
    if _AT_ALONE.search(before) and not word.heading:
        return not word.plain or word.name or word.place
    return False


def _stands_for_an_idea(word: Word) -> bool:
    return word.known and not word.place and word.key not in _EMPLOYERS


# Names that are at home in everyday talk, and name an employer only after words that say so.
_EMPLOYERS = frozenset(
    "google facebook netflix uber disney twitter ebay amazon microsoft spotify airbnb elsevier wiley bbc itv nhs fbi".split()
) - {"nhs"}


@cache
def _kinds() -> dict[str, str]:
    return {
        word.casefold(): kind
        for kind, words in vocabulary().institutions.items()
        for word in words.split()
    }
