"""Exact days, in numbers and in words; a month or a year alone is none, but for a birth."""

import re
from collections.abc import Iterator

from journal_app.domain.dates import MONTHS, WEEKDAYS
from journal_app.domain.identifiers.marks import Kind, Mark, mark
from journal_app.domain.identifiers.vocabulary import any_of

LONG_AGO = "some time ago"

_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_WEEKDAY = "(?:" + "|".join(rf"{day[:3]}(?:{day[3:]})?" for day in WEEKDAYS) + "|Tues|Thurs?)"
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
_IN_WORDS = any_of(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    thirtieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth
    twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirty-first
    """
)
_DAY = rf"(?:{_NUMBER}(?:st|nd|rd|th)?|{_IN_WORDS})"
_YEAR = r"(?:,?\s*(?:1[89]|20)\d\d\b|,?\s*['’]\d\d\b)"
_LEAD = rf"(?:\bon\s+)?(?:\b{_WEEKDAY}\b\.?,?\s+)?(?:\bthe\s+)?"
_SEPARATED = r"(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}))"
_COUNTED = any_of(
    """
    session sessions time week weeks day hour minute minutes year years meeting floor
    century attempt question item birthday anniversary per percent
    """
)

_WRITTEN = re.compile(
    rf"{_LEAD}\b{_DAY}\s*(?:of\s+|[-/])?(?P<month>{_MONTH})\b"
    rf"(?:\.(?=\s*[\d'’]))?(?:[-/]?{_YEAR}|[-/]\d\d(?:\d\d)?)?"
    rf"|{_LEAD}\b(?P<before>{_MONTH})\b\.?\s+(?:the\s+)?"
    rf"{_DAY}\b(?!\s*(?:%|[:.]\d|{_COUNTED}\b)){_YEAR}?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(rf"(?:\bon\s+)?(?<![\d./-]){_SEPARATED}(?![\d/-]|\.\d)", re.IGNORECASE)
_OTHERS = (
    # 20240312
    re.compile(r"\b(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\b"),
    # on 9/11, but no mark of 9/10
    re.compile(
        rf"\bon\s+(?:the\s+)?{_NUMBER}[./](?:0?[1-9]|1[0-2])\b(?![./:]?\d|\s*(?:on|for|out)\b)",
        re.IGNORECASE,
    ),
    # since the 14th, Monday the 12th
    re.compile(
        rf"\b(?:(?:on|since|until|till|by|before|after|from)\s+(?:{_WEEKDAY},?\s+)?|{_WEEKDAY},?\s+)"
        rf"the\s+{_NUMBER}(?:st|nd|rd|th)\b(?!\s+{_COUNTED}\b)",
        re.IGNORECASE,
    ),
    # Christmas Eve 2017
    re.compile(
        r"\b(?:on\s+)?(?:Christmas(?:\s+(?:Eve|Day))?|Boxing\s+Day|New\s+Year['’]s\s+(?:Eve|Day)"
        r"|Easter(?:\s+(?:Sunday|Monday))?|Good\s+Friday|Halloween|Thanksgiving|Eid|Diwali"
        r"|Valentine['’]s\s+Day|Bonfire\s+Night)\s+(?:of\s+)?(?:19|20)\d\d\b",
        re.IGNORECASE,
    ),
)
_BORN = re.compile(
    r"\b(?:born|birth|d\.?o\.?b\.?)(?!\w)[\s:,.-]{0,3}(?:(?:in|on|about|around|c\.)\s+)?"
    rf"(?P<day>(?:{_MONTH}\s+)?(?:1[89]|20)\d\d\b|\d{{6}}\b|\d{{8}}\b|{_SEPARATED}(?!\d))",
    re.IGNORECASE,
)
_FOUR_DIGITS = re.compile(r"\b(?:1[89]|20)\d\d\b")
_BIRTH = re.compile(r"\b(?:born|birth|d\.?o\.?b)\b", re.IGNORECASE)
_AFTER_PREPOSITION = re.compile(
    r"\b(?:since|until|till|from|to|by|before|after|is|was|for|dated|of|and|between)\s$|:\s$",
    re.IGNORECASE,
)
# After a number these are a verb or a day of the week: of the 3 may go, we met 2 sat.
_NO_MONTHS = frozenset(("may", "march", "mar"))
_REACHES = 24


def dates(text: str) -> Iterator[Mark]:
    """Every exact day, with the word on before it, so that what stands there instead reads well."""
    for found in _BORN.finditer(text):
        yield mark(*found.span("day"), Kind.DATE, _decade(found.group("day")))
    for found in _WRITTEN.finditer(text):
        month = found.group("month") or found.group("before")
        if month not in _NO_MONTHS:
            yield _day(text, found, _whole(month))
    for found in _NUMERIC.finditer(text):
        if _could_be(found.group()):
            yield _day(text, found)
    for pattern in _OTHERS:
        for found in pattern.finditer(text):
            yield _day(text, found)


def is_date_like(text: str) -> bool:
    """Whether the whole text is digits, with strokes or without, that make a day."""
    if re.fullmatch(_SEPARATED, text):
        return _could_be(text)
    if not re.fullmatch(r"\d{6}(?:\d\d)?", text):
        return False
    return _could_be(f"{text[:2]}/{text[2:4]}/{text[4:]}") or (
        len(text) > 6 and _could_be(f"{text[:4]}/{text[4:6]}/{text[6:]}")
    )


def _day(text: str, found: re.Match[str], month: str | None = None) -> Mark:
    before = text[max(0, found.start() - _REACHES) : found.start()]
    year = _FOUR_DIGITS.search(found.group())
    if _BIRTH.search(before):
        suggestion = _decade(found.group())
    elif month is None:
        suggestion = LONG_AGO
    else:
        named = f"{month} {year.group()}" if year else month
        suggestion = named if _AFTER_PREPOSITION.search(before) else f"in {named}"
    return mark(found.start(), found.end(), Kind.DATE, suggestion)


def _decade(written: str) -> str:
    year = _FOUR_DIGITS.search(written)
    return f"in the {year.group()[:3]}0s" if year else LONG_AGO


def _whole(written: str) -> str:
    return next(month for month in MONTHS if month.lower().startswith(written.lower()[:3]))


def _could_be(written: str) -> bool:
    """Whether the numbers make a day in one order or another."""
    numbers = [int(part) for part in re.findall(r"\d+", written)]
    if numbers[0] > 31:
        numbers.reverse()
    low, high = sorted(numbers[:2])
    return 1 <= low <= 12 and high <= 31
