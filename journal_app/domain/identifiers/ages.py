"""Exact ages, in digits and in words."""

import re
from collections.abc import Iterator

from journal_app.domain.identifiers.marks import Kind, Mark, mark

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {word: number for number, word in enumerate(_UNITS, 1)}
_NUMBERS |= {word: number * 10 for number, word in enumerate(_TENS, 2)}

_ONE = "(?:" + "|".join(_UNITS[:9]) + ")"
_WORDS = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[-\s]{_ONE})?|{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
)
_DIGITS = r"(?:1[01]\d|[1-9]?\d)(?![\d.,:/%]\d|[%/:])"
_AGE = rf"(?P<age>{_DIGITS}|{_WORDS})"
_GROWN = rf"(?P<age>{_DIGITS}|(?:{'|'.join(_TENS)})[-\s]{_ONE}|{'|'.join((*_TENS, *_UNITS[12:]))})"
_BARELY = r"(?:only |just |now |already |nearly |almost |barely |about |still |around |not yet )?"
_ENDS = (
    r"(?=\s*(?:[.,;:!?)\]]|$|\n)|\s+(?:and|when|but|or|in a|in the|next|last|this|on|at the time|then|now|today|tomorrow|"
    r"who|with|while|before|after|years|because|as|by|for the|again|soon|years)\b)"
)
_PERSON = (
    r"(?:he|she|they|i|you|we|who|client|patient|son|daughter|girl|boy|man|woman|mother|father|mum|mom|dad|brother|sister|"
    r"husband|wife|partner|child|baby|teenager|student|twin|one|elder|younger|eldest|youngest|older|oldest|middle|"
    r"kid|lad|friend|nephew|niece|grandson|granddaughter|grandmother|grandfather|aunt|uncle|cousin)"
)
_IS = r"(?: is| was| were| are|['’]s|['’]m|['’]re| am| will be| would be| has been| be| being| became| becomes)?"

_OLD = re.compile(
    rf"\b{_AGE}(?:[-\s](?:years?|yrs?|months?)[-\s]old|[-\s]?y[/.]?o\b|\s?yrs?\b\.?(?:\s?old)?(?=[\s,.)])|\s+years?\s+of\s+age|\s*(?:m|f)(?=\b[\s,.)]+(?:with|who|ref|present)))",
    re.IGNORECASE,
)
_PATTERNS = (
    re.compile(
        rf"\b(?:at\s+|from\s+|since\s+)?(?:(?:the|an?)\s+)?(?:aged?(?:\s+of)?|ages)\s+{_AGE}\b(?!\s*(?:months|weeks|%|per))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:turn(?:s|ed|ing)?|approach(?:es|ed|ing)|reach(?:es|ed|ing)|hit)\s+{_AGE}\b{_ENDS}",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<age>\d{1,2}|1[01]\d)(?:st|nd|rd|th)\s+birthday", re.IGNORECASE),
    re.compile(
        rf"\b(?:older|younger)\s+than\s+{_AGE}\b{_ENDS}|\blook(?:s|ed)?\s+(?P<looks>{_DIGITS}){_ENDS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:man|woman|boy|girl|child|lady|gentleman|teenager|student|person|widow|widower|client|patient)\s+of\s+{_AGE}\b",
        re.IGNORECASE,
    ),
    # She is 41 and ...; the elder 13.
    re.compile(rf"\b{_PERSON}{_IS} {_BARELY}{_AGE}\b{_ENDS}", re.IGNORECASE),
    # The client, 37, came; Amira (34).
    re.compile(
        rf"(?:\b(?:{_PERSON}|(?:the|a|my|his|her|their) (?:\w+ )?\w+(?:er|or|ist|an|nurse|vicar|priest|judge|chef)),|(?-i:\b[A-Z][\w'’-]+,)|,\s(?:and|but)|(?-i:\b[A-Z][\w'’-]+)\s\()\s?{_AGE}(?=[,;).])",
        re.IGNORECASE,
    ),
    # He came over at nineteen.
    re.compile(
        rf"\b(?:he|she|they|him|her|them|who)\b[^.;:\n]{{1,60}}?\s(?P<whole>at\s+(?P<age>(?:{'|'.join(_TENS)})-{_ONE}|{'|'.join(_UNITS[10:])}))\b(?!\s*(?:o['’]clock|in the|am|pm|per|sessions?|minutes))",
        re.IGNORECASE,
    ),
)
_ORDINAL_BIRTHDAY = re.compile(
    r"\b(?:eighteenth|twenty-first|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth|sixteenth|"
    r"thirteenth|tenth|twelfth|seventeenth|nineteenth|twentieth|fifth|sixth|seventh|eighth|ninth|eleventh|fourth|third)\s+birthday",
    re.IGNORECASE,
)
_FIRST_GROWN, _FIRST_OLD, _FIRST_TEEN = 20, 65, 13
_OLDEST = 115


def ages(text: str) -> Iterator[Mark]:
    """Every exact age, with as many words round it as what stands there instead needs."""
    for found in _OLD.finditer(text):
        years = _years(found.group("age"))
        if years <= _OLDEST:
            yield mark(*found.span(), Kind.AGE, _old(text, found, years))
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield from _in_pattern(found)
    for found in _ORDINAL_BIRTHDAY.finditer(text):
        yield mark(*found.span(), Kind.AGE, "birthday")


def decade(years: int) -> str:
    """`in their thirties`; `a child` and `a teenager` below that."""
    if years < _FIRST_TEEN:
        return "a child"
    if years < _FIRST_GROWN:
        return "a teenager"
    tens = [*_TENS, "hundred", "hundred"][years // 10 - 2]
    return f"in their {tens.removesuffix('y')}ies" if tens.endswith("y") else "very old"


def _in_pattern(found: re.Match[str]) -> Iterator[Mark]:
    groups = found.groupdict()
    name = "age" if groups.get("age") else "looks"
    years = _years(groups[name] or "")
    if not 0 < years <= _OLDEST:
        return
    words = found.group().lower()
    start, end = found.span("whole" if "whole" in groups else name)
    suggestion = decade(years)
    if words.endswith("birthday"):
        end, suggestion = found.end(), "birthday"
    elif words.startswith(("turn", "reach", "approach", "hit")):
        start, suggestion = found.start(), "had a birthday"
    elif "age" in words.split(" ")[0] or words.startswith(("at ", "from ", "since ")):
        start = found.start()
    elif "whole" in groups:
        suggestion = f"when {decade(years)}" if years >= _FIRST_GROWN else f"as {decade(years)}"
    yield mark(start, end, Kind.AGE, suggestion)


def _old(text: str, found: re.Match[str], years: int) -> str:
    """For `34 years old` a decade; for `34-year-old`, before a noun or alone, a word that fits."""
    if "month" in found.group().lower():
        return "baby"
    hyphened = "-" in found.group() and "year" in found.group().lower()
    if not hyphened:
        return decade(years)
    before_noun = re.match(r"\s+[a-z]+", text[found.end() : found.end() + 20]) is not None
    if years < _FIRST_TEEN:
        return "young" if before_noun else "child"
    if years < _FIRST_GROWN:
        return "teenage" if before_noun else "teenager"
    grown = "older" if years >= _FIRST_OLD else "adult"
    return grown if before_noun else f"{grown} person".replace("adult person", "adult")


def _years(written: str) -> int:
    if written.isdigit():
        return int(written)
    return sum(_NUMBERS.get(part, 0) for part in re.split(r"[-\s]", written.lower()))
