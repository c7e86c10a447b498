"""Exact days, however they are written; a bare month or year is none, unless somebody was born in it."""

import re
from collections.abc import Iterator

from journal_app.domain.dates import MONTHS, WEEKDAYS
from journal_app.domain.identifiers.marks import Kind, Mark, mark

LONG_AGO = "some time ago"

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_WEEKDAY = "(?:" + "|".join(rf"{day[:3]}(?:{day[3:]})?" for day in WEEKDAYS) + "|Tues|Thurs?)"
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth "
    "twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
    "twenty-seventh twenty-eighth twenty-ninth thirty-first"
).split()
_ORDINAL_WORD = "(?:" + "|".join(sorted(_ORDINAL_WORDS, key=len, reverse=True)) + ")"
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = rf"(?:{_NUMBER}(?:st|nd|rd|th)|{_ORDINAL_WORD})"
_DAY = rf"(?:{_NUMBER}(?:st|nd|rd|th)?|{_ORDINAL_WORD})"
_YEAR = r"(?:,?\s*(?:1[89]|20)\d\d\b|,?\s*['’]\d\d\b)"
_LEAD = rf"(?:\b(?:on|On)\s+)?(?:\b{_WEEKDAY}\b\.?,?\s+)?(?:\b(?:the|The)\s+)?"
_SEPARATED = r"(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}))"

_WRITTEN = re.compile(
    rf"{_LEAD}\b{_DAY}\s*(?:of\s+|[-/ ]\s*)?(?P<month>{_MONTH})\b\.?(?:[-/]?{_YEAR}|[-/]\d\d(?:\d\d)?)?"
    rf"|{_LEAD}\b(?P<before>{_MONTH})\b\.?\s+(?:the\s+)?{_DAY}\b(?!\s*(?:%|per\b|sessions?|weeks?|years?|[:.]\d)){_YEAR}?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(rf"(?:\b[Oo]n\s+)?(?<![\d./-]){_SEPARATED}(?![\d/-]|\.\d)")
_ISO_RUN = re.compile(r"\b(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\b")
_SHORT = re.compile(
    rf"\b[Oo]n\s+(?:the\s+)?{_NUMBER}[./](?:0?[1-9]|1[0-2])\b(?![./:]\d|\d|\s*(?:on|for|out|anxiety))"
)
_OF_THE_MONTH = re.compile(
    rf"\b(?:(?:on|On|since|Since|until|till|by|before|after|from)\s+(?:{_WEEKDAY},?\s+)?|{_WEEKDAY},?\s+)the\s+{_NUMBER}(?:st|nd|rd|th)\b"
    r"(?!\s+(?:session|time|week|day|hour|minute|year|meeting|floor|century|attempt|question|item|birthday|anniversary))",
    re.IGNORECASE,
)
_FEAST = re.compile(
    r"\b(?:on\s+)?(?:Christmas(?:\s+(?:Eve|Day))?|Boxing\s+Day|New\s+Year['’]s\s+(?:Eve|Day)|Easter\s+(?:Sunday|Monday)|Good\s+Friday|"
    r"Halloween|Thanksgiving|Valentine['’]s\s+Day|Bonfire\s+Night|Eid|Diwali)\s+(?:of\s+)?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:born|b\.|birth|d\.?o\.?b\.?|DOB)\b[\s:,.-]{0,3}(?:(?:in|on|about|around|c\.)\s+)?"
    rf"(?P<day>(?:{_MONTH}\s+)?(?:1[89]|20)\d\d\b|\d{{6}}\b|\d{{8}}\b|{_SEPARATED}(?!\d))",
    re.IGNORECASE,
)
_FOUR_DIGITS = re.compile(r"\b(?:1[89]|20)\d\d\b")
_BIRTH = re.compile(r"\b(?:born|birth|d\.?o\.?b)\b", re.IGNORECASE)
_REACHES = 24
_LATEST_MONTH = 12
_LATEST_DAY = 31


def dates(text: str) -> Iterator[Mark]:
    """Every exact day, with the word on before it, so that what stands there instead reads well."""
    for found in _BORN.finditer(text):
        yield mark(*found.span("day"), Kind.DATE, _decade(found.group("day")))
    for found in _WRITTEN.finditer(text):
        if not _is_may_or_march(found):
            yield _day(text, found, _month(found.group("month") or found.group("before")))
    for found in _NUMERIC.finditer(text):
        if _could_be(found.group()):
            yield _day(text, found, None)
    for pattern in (_ISO_RUN, _SHORT, _OF_THE_MONTH, _FEAST):
        for found in pattern.finditer(text):
            yield _day(text, found, None)


def is_date_like(text: str) -> bool:
    """Whether the whole text is digits, and perhaps strokes, that make a day."""
    if re.fullmatch(_SEPARATED, text):
        return _could_be(text)
    if re.fullmatch(r"\d{8}", text):
        return _could_be("/".join((text[:2], text[2:4], text[4:]))) or _could_be(
            "/".join((text[:4], text[4:6], text[6:]))
        )
    return re.fullmatch(r"\d{6}", text) is not None and _could_be(
        "/".join((text[:2], text[2:4], text[4:]))
    )


def _day(text: str, found: re.Match[str], month: str | None) -> Mark:
    before = text[max(0, found.start() - _REACHES) : found.start()]
    year = _FOUR_DIGITS.search(found.group())
    if _BIRTH.search(before):
        suggestion = _decade(found.group())
    elif month is None:
        suggestion = LONG_AGO
    else:
        suggestion = f"in {month} {year.group()}" if year else f"in {month}"
    return mark(found.start(), found.end(), Kind.DATE, suggestion)


def _decade(written: str) -> str:
    year = _FOUR_DIGITS.search(written)
    return f"in the {year.group()[:3]}0s" if year else LONG_AGO


def _month(written: str) -> str:
    return next(month for month in MONTHS if month.lower().startswith(written.lower()[:3]))


def _is_may_or_march(found: re.Match[str]) -> bool:
    """Whether it is the verb after a number: of the 3 may go, the first march."""
    word = found.group("month") or found.group("before")
    return word in ("may", "march", "mar", "sun", "sat")


def _could_be(written: str) -> bool:
    """Whether the numbers make a day in one order or the other."""
    parts = [int(part) for part in re.split(r"[./-]", re.sub(r"^[Oo]n\s+", "", written))]
    if parts[0] > 1000:
        parts.reverse()
    day, month = sorted(parts[:2], reverse=True)
    return 1 <= month <= _LATEST_MONTH and 1 <= day <= _LATEST_DAY
