"""Details that name nobody alone and point to one person together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from journal_app.domain.identifiers.marks import Kind, Mark, mark
from journal_app.domain.identifiers.vocabulary import any_of, vocabulary

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_DECADES = any_of("teens twenties thirties forties fifties sixties seventies eighties nineties")
_FEWEST = 3
_SUGGESTIONS = {
    Kind.AGE.value: "as an adult",
    "people": "of another background",
    "occupation": "worker",
    "condition": "a health condition",
    "role": "relative",
}


@dataclass(frozen=True, slots=True)
class _Fact:
    start: int
    end: int
    sort: str


def combinations(text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """One mark a paragraph that holds three sorts of detail: on the last that bears no mark yet."""
    marked = [one for one in marks if one.kind in (Kind.AGE, Kind.PLACE)]
    at = 0
    for paragraph in _PARAGRAPH.finditer(text):
        facts = list(_facts(paragraph))
        sorts = {fact.sort for fact in facts}
        while at < len(marked) and marked[at].start < paragraph.end():
            sorts.add(marked[at].kind.value)
            at += 1
        if len(sorts) < _FEWEST:
            continue
        for fact in sorted(facts, key=lambda each: -each.start):
            if not any(one.start < fact.end and fact.start < one.end for one in marks):
                yield mark(fact.start, fact.end, Kind.COMBINATION, _SUGGESTIONS[fact.sort])
                break


def _facts(paragraph: re.Match[str]) -> Iterator[_Fact]:
    offset = paragraph.start()
    for sort, pattern in _patterns().items():
        for found in pattern.finditer(paragraph.group()):
            yield _Fact(offset + found.start(), offset + found.end(), sort)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    facts = vocabulary().facts
    # She cries in Polish is of a language; a Polish nurse is of a person.
    peoples = any_of(facts.people)
    people = rf"\b(?<!\b[Ii]n ){peoples}\b(?!\s(?:film|words?|verb|noun|study)\b)"
    patterns = {
        Kind.AGE.value: rf"\b(?:in (?:his|her|their|my) )?(?:(?:early|mid|late)[ -])?{_DECADES}\b",
        "occupation": rf"\b{any_of(facts.occupation)}\b",
        "condition": rf"\b{any_of(facts.condition)}(?: disease| disorder| syndrome)?(?!\w)",
        "role": rf"\b{any_of(facts.role)}\b",
    }
    return {"people": re.compile(people)} | {
        sort: re.compile(pattern, re.IGNORECASE) for sort, pattern in patterns.items()
    }
