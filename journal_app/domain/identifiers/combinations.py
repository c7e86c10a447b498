"""Details that name nobody alone and point to one person together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from journal_app.domain.identifiers.marks import Kind, Mark, mark
from journal_app.domain.identifiers.vocabulary import vocabulary

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_DECADE = re.compile(
    r"\bin (?:his|her|their|my) (?:early |mid |mid-|late )?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b|"
    r"\b(?:in (?:his|her|their) )?(?:early|mid|late)[ -](?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
    re.IGNORECASE,
)
_FEWEST = 3
_SUGGESTIONS = {
    "age": "an adult",
    "people": "from elsewhere",
    "occupation": "someone with a job that asks a lot",
    "condition": "a health condition",
    "role": "someone in an unusual family position",
}
_AGES = frozenset(("age", "decade"))


@dataclass(frozen=True, slots=True)
class _Fact:
    start: int
    end: int
    sort: str


def combinations(text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """One mark a paragraph that holds three sorts of detail: on the last that bears no mark yet."""
    placed = [
        _Fact(one.start, one.end, one.kind.value)
        for one in marks
        if one.kind in (Kind.AGE, Kind.PLACE)
    ]
    at = 0
    for paragraph in _PARAGRAPH.finditer(text):
        facts = list(_facts(paragraph))
        sorts = {fact.sort for fact in facts}
        while at < len(placed) and placed[at].start < paragraph.end():
            sorts.add(placed[at].sort)
            at += 1
        if len(sorts) < _FEWEST:
            continue
        for fact in sorted(facts, key=lambda each: -each.start):
            if not any(one.start < fact.end and fact.start < one.end for one in marks):
                yield mark(fact.start, fact.end, Kind.COMBINATION, _SUGGESTIONS[fact.sort])
                break


def _facts(paragraph: re.Match[str]) -> Iterator[_Fact]:
    text, offset = paragraph.group(), paragraph.start()
    for sort, pattern in _patterns().items():
        for found in pattern.finditer(text):
            yield _Fact(offset + found.start(), offset + found.end(), sort)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    facts = vocabulary().facts
    # A faith or a people counts; a language or a way of thinking does not.
    peoples = set(vocabulary().peoples.split()) - {
        "English", "British", "European", "Western", "Latin", "American", "BSL", "Orthodox", "Sanskrit",
    }  # fmt: skip
    return {
        "age": _DECADE,
        "people": re.compile(
            rf"\b(?<!in )(?:{_any(peoples)})\b(?!\s(?:film|word|words|verb|noun|study|proverb|politeness))"
        ),
        "occupation": re.compile(rf"\b(?:{_any(facts.occupation.split())})\b", re.IGNORECASE),
        "condition": re.compile(rf"\b(?:{_any(facts.condition.split())})(?!\w)", re.IGNORECASE),
        "role": re.compile(rf"\b(?:{_any(facts.role.split())})\b", re.IGNORECASE),
    }


def _any(words: Sequence[str] | set[str]) -> str:
    alternatives = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(
        re.escape(word).replace(r"\-", "[- ]").replace("'", "['’]") for word in alternatives
    )
