"""Ways to reach someone: addresses of every sort, telephone numbers, names used online."""

import re
from collections.abc import Iterator
from functools import cache

from journal_app.domain.identifiers.marks import Kind, Mark, mark
from journal_app.domain.identifiers.vocabulary import vocabulary

_PLAIN = (
    (
        re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"),
        "[email address]",
    ),
    (
        re.compile(r"\b(?:https?://|www\.)[^\s<>\"')\]]+[^\s<>\"')\].,;:!?]", re.IGNORECASE),
        "[link]",
    ),
    (
        re.compile(
            r"(?<![\w@.])(?:[\w-]{1,63}\.){1,4}(?:com|org|net|co\.uk|org\.uk|ac\.uk|nhs\.uk|gov\.uk|uk|"
            r"edu|gov|io|me|info|eu|ie|de|fr|ca|au|nz|us|app|blog|example)\b(?:/[^\s<>\"')\],;]*)?(?<![.,])",
            re.IGNORECASE,
        ),
        "[link]",
    ),
    (re.compile(r"(?<![\w@.])@[A-Za-z_][\w.]{2,40}(?<!\.)"), "[name used online]"),
    (re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b(?!\.\d)"), "[computer address]"),
    (re.compile(r"\b(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}\b"), "[computer address]"),
    (re.compile(r"\bP\.?\s?O\.?\s?Box\s+\d{1,8}\b", re.IGNORECASE), "[address]"),
    (
        re.compile(
            r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b|"
            r"\b[a-z]{1,2}\d[a-z\d]? \d[abd-hjlnp-uw-z]{2}\b"
        ),
        "[postcode]",
    ),
    (re.compile(r"(?<=\b[A-Z]{2} )\d{5}(?:-\d{4})?\b"), "[zip code]"),
    (
        re.compile(
            r"(?i:(?<=\bzip )|(?<=\bzip code )|(?<=\bzip: )|(?<=\bzip code: ))\d{5}(?:-\d{4})?\b"
        ),
        "[zip code]",
    ),
    (
        re.compile(
            r"\b(?:postcode|lives? in|flat in|house in|room in|over in) ([A-Z]{1,2}\d{1,2}[A-Z]?)\b"
        ),
        "[postcode]",
    ),
    (
        re.compile(
            r"\b(?i:skype|telegram|whatsapp|snapchat|discord|signal|username|user name|handle)(?: is|:)+ (\S{3,40}\w)"
        ),
        "[name used online]",
    ),
)
_PHONE = re.compile(r"(?<![\w/.\-+])(?:\+|\(|00)?\d(?:[\s().\-/]{0,2}\d){6,14}(?![\w/]|[.\-]\d)")
_PHONE_CUE = re.compile(
    r"\b(?:call\w*|ring|rang|phone\w*|tel|telephone|mobile|cell|text\w*|number|line|reach\w*|fax|whatsapp)\b",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_CUE_REACHES = 40


def contacts(text: str) -> Iterator[Mark]:
    """What leads to someone without a name."""
    for pattern, suggestion in (*_PLAIN, (_addresses(), "[address]")):
        for found in pattern.finditer(text):
            group = pattern.groups and found.group(1) is not None
            start, end = found.span(1 if group else 0)
            yield mark(start, end, Kind.CONTACT, suggestion)


def phones(text: str) -> Iterator[Mark]:
    """Telephone numbers of any country, as they are written in the UK and the US."""
    for found in _PHONE.finditer(text):
        start, end = found.span()
        before = text[max(0, start - _CUE_REACHES) : start]
        if _is_phone(found.group(), cued=_PHONE_CUE.search(before) is not None):
            yield mark(start, end, Kind.CONTACT, "[phone number]")


def _is_phone(written: str, *, cued: bool) -> bool:
    import phonenumbers

    digits = sum(letter.isdigit() for letter in written)
    if digits < 7 or _DATE_LIKE.fullmatch(written.strip()):
        return False
    if cued and digits >= 9:
        return True
    # The numbers kept for fiction are of the right shape but not in use, so shape is enough.
    if digits in (10, 11) and written.startswith(("0", "(0")):
        return True
    for region in ("GB", "US"):
        try:
            number = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return not written.isdigit() or cued
        if written.startswith(("+", "00")) and phonenumbers.is_possible_number(number):
            return True
    return False


@cache
def _addresses() -> re.Pattern[str]:
    streets = "|".join(vocabulary().places.streets.split())
    word = r"[A-Z][\w'’.-]{0,30}"
    number = r"\d{1,5}[A-Za-z]?(?:\s?[-–/]\s?\d{1,5}[A-Za-z]?)?"
    flat = rf"(?:(?:Flat|Apartment|Apt|Unit|Room|House)\s(?:{number}|[A-Z]\d?),?\s)?"
    tail = r"(?:,?\s(?:Apt|Apartment|Unit|Suite|Flat|#)\.?\s?\w{1,5})?"
    named = rf"(?:(?:the|The)\s)?(?:{word}\s|\d{{1,3}}(?:st|nd|rd|th)\s){{1,4}}(?:{streets})\b\.?"
    return re.compile(
        # 14 Alderney Road; Flat 3, 27 Bellweather Street; 5 The Cloisters
        rf"\b{flat}{number},?\s(?:{named}|(?:The|the)\s(?:{streets})\b){tail}"
        # The Old Rectory, Church Lane
        rf"|\bThe\s(?:{word}\s){{0,2}}(?:{streets}|House|Lodge|Farm|Barn),\s{named}"
        # on Mafeking Avenue
        rf"|(?<=\bon\s)(?:{word}\s){{1,3}}(?:{streets})\b|(?<=\b[io][nf]\s)(?:{word}\s){{1,3}}"
        r"(?:Street|Road|Avenue|Lane|Crescent|Terrace|Boulevard|Close)\b"
    )
