"""Exact ages, in digits and in words."""

import re
from collections.abc import Iterator

from journal_app.domain.identifiers.marks import Kind, Mark, mark
from journal_app.domain.identifiers.vocabulary import any_of

_UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: number for number, word in enumerate(_UNITS, 1)}
_NUMBERS |= {word: number * 10 for number, word in enumerate(_TENS, 2)}

_WORDS = rf"(?:{any_of(_TENS)}(?:[-\s]{any_of(_UNITS[:9])})?|{any_of(_UNITS)})"
_DIGITS = r"(?:1[01]\d|[1-9]?\d)(?![\d.,:/%]\d|[%/:])"
_AGE = rf"(?P<age>{_DIGITS}|{_WORDS})"
_GROWN = rf"(?P<age>{any_of(_TENS)}[-\s]{any_of(_UNITS[:9])}|{any_of(_UNITS[10:])})"
_BARELY = "(?:only |just |now |already |nearly |almost |barely |about |still |around |not yet )?"
_ENDS = (
    r"(?=\s*(?:[.,;:!?)\]]|$|\n)|\s+(?:and|when|but|or|in\s(?:a|the)|next|last|this|on|then|now|today"
    r"|at\sthe\stime|tomorrow|she|he|they|I|we|who|with|while|before|after|years|because|as|by|for\sthe|again|soon)\b)"
)
_PERSON = any_of(
    """
    he she they i you we who client patient son daughter girl boy man woman mother father
    mum mom dad brother sister husband wife partner child baby teenager student twin one
    both elder younger eldest youngest older oldest middle kid lad friend nephew niece grandson
    granddaughter grandmother grandfather aunt uncle cousin
    """
)
_IS = (
    r"(?:\s(?:is|was|were|are|am|will be|would be|has been|be|being|became|becomes)"
    r"|['’](?:s|m|re))?"
)
_BY_TRADE = r"(?:the|a|my|his|her|their) (?:\w+ )?\w+(?:er|or|ist|an|nurse|vicar|priest|judge|chef)"

_OLD = re.compile(
    rf"(?P<article>\ban?\s)?\b{_AGE}(?:[-\s](?:years?|yrs?|months?)[-\s]old|[-\s]?y[/.]?o\b"
    r"|\s?yrs?\b(?=[\s,.)])|\s+years?\s+of\s+age|(?:m|f)(?=[\s,.)]))",
    re.IGNORECASE,
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:(?:at|from|since)\s+)?(?:(?:the|an?)\s+)?(?:aged?(?:\s+of)?|ages)\s+{_AGE}\b"
        r"(?!\s*(?:months|weeks|%|per))",
        rf"\b(?:turn(?:s|ed|ing)?|approach(?:es|ed|ing)|reach(?:es|ed|ing))\s+{_AGE}\b{_ENDS}",
        r"\b(?P<age>\d{1,2}|1[01]\d)(?:st|nd|rd|th)\s+birthday",
        rf"\b(?:older|younger)\s+than\s+{_AGE}\b{_ENDS}",
        rf"\b(?:man|woman|boy|girl|child|lady|gentleman|teenager|student|person|widow|widower"
        rf"|client|patient)\s+(?P<whole>of\s+{_AGE})\b",
        # She is 41 and has; the elder 13.
        rf"\b{_PERSON}{_IS} {_BARELY}{_AGE}\b{_ENDS}",
        # When Ingrid was nineteen
        rf"\b(?:when|since|before|until|while|after)\s(?-i:[A-Z][\w'’-]+)\s(?:was|is|turned)\s"
        rf"{_BARELY}{_AGE}\b{_ENDS}",
        # The client, 37, came; Amira (34) came; a pilot, and 38.
        rf"(?:\b(?:{_PERSON}|{_BY_TRADE}),|(?-i:\b[A-Z][\w'’-]+,|\b[A-Z]{{2}},|\b(?:[A-Z]\.){{1,3}},"
        r"|\b[A-Z][\w'’-]+\s\()|,\s(?:and|but))"
        rf"\s?{_AGE}(?=[,;).])",
        # He came over at nineteen.
        rf"\b(?:he|she|they|him|her|them|who)\b[^.;:\n]{{1,60}}?\s(?P<whole>at\s+{_GROWN})\b"
        r"(?!\s*(?:o['’]clock|in the|am|pm|per|sessions?|minutes))",
    )
)
_BIRTHDAY = re.compile(
    any_of(
        """
        third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        sixteenth seventeenth eighteenth nineteenth twentieth twenty-first thirtieth
        fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth
        """
    )
    + r"\s+birthday",
    re.IGNORECASE,
)
_NOUN_AFTER = re.compile(
    r"\s+(?!(?:should|is|was|has|had|who|whom|whose|that|which|with|without|and|or|but|to|in|on|at|of|"
    r"for|from|by|as|will|would|can|could|may|might|must|does|did|when|while|if|than|then|now|"
    r"came|said|told|are|were|be|not|never|living|lives|like)\b)[a-z]{3,}"
)
_BIRTHDAYS = {"turns": "has a birthday", "turned": "had a birthday", "turning": "having a birthday"}
_FIRST_TEEN, _FIRST_GROWN, _FIRST_OLD, _OLDEST = 13, 20, 65, 115


def ages(text: str) -> Iterator[Mark]:
    """Every exact age, with as many words round it as what stands there instead needs."""
    for found in _OLD.finditer(text):
        if _years(found.group("age")) <= _OLDEST:
            yield _old(text, found)
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if 0 < _years(found.group("age")) <= _OLDEST:
                yield _in_words(text, found)
    for found in _BIRTHDAY.finditer(text):
        yield mark(*found.span(), Kind.AGE, "birthday")


def _in_words(text: str, found: re.Match[str]) -> Mark:
    """A mark of the number, or of the words that go with it: turned forty, at the age of six."""
    years = _years(found.group("age"))
    words = found.group().lower()
    first = words.split()[0]
    start, end = found.span("age")
    suggestion = decade(years)
    if words.endswith("birthday"):
        end, suggestion = found.end(), "birthday"
    elif first.startswith(("turn", "reach", "approach")):
        start, suggestion = found.start(), _BIRTHDAYS.get(first, "growing older")
    elif first in ("at", "from", "since") or "whole" in found.groupdict():
        start = found.start("whole" if "whole" in found.groupdict() else 0)
        if not text.startswith("of", start):
            suggestion = f"when {suggestion}" if years >= _FIRST_GROWN else f"as {suggestion}"
    elif first in ("age", "aged", "ages", "the", "older", "younger", "a", "an") and (
        "age" in words or "than" in words
    ):
        start = found.start()
    return mark(start, end, Kind.AGE, suggestion)


def _old(text: str, found: re.Match[str]) -> Mark:
    """For `is 34 years old` a decade; before a noun, or as one, a word that fits."""
    years = _years(found.group("age"))
    words = found.group().lower()
    before_noun = _NOUN_AFTER.match(text, found.end()) is not None
    article = found.group("article") is not None
    if "month" in words:
        years = 1
    elif not before_noun and not article:
        return mark(found.start(), found.end(), Kind.AGE, decade(years))
    if years < _FIRST_TEEN:
        word = "young" if before_noun else "child"
    elif years < _FIRST_GROWN:
        word = "teenage" if before_noun else "teenager"
    elif years < _FIRST_OLD:
        word = "adult"
    else:
        word = "older" if before_noun else "older person"
    if article:
        word = f"{'an' if word[0] in 'ao' else 'a'} {word}"
    return mark(found.start(), found.end(), Kind.AGE, word)


def decade(years: int) -> str:
    """`in their thirties`; `a child` and `a teenager` below that."""
    if years < _FIRST_TEEN:
        return "a child"
    if years < _FIRST_GROWN:
        return "a teenager"
    if years >= 100:
        return "very old"
    return f"in their {_TENS[years // 10 - 2].removesuffix('y')}ies"


def _years(written: str) -> int:
    if written.isdigit():
        return int(written)
    return sum(_NUMBERS.get(part, 0) for part in re.split(r"[-\s]", written.lower()))
