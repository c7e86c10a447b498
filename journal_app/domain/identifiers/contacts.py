"""Ways to reach someone: addresses of every sort, telephone numbers, names used online."""

import re
from collections.abc import Iterator
from functools import cache

from journal_app.domain.identifiers.marks import Kind, Mark, mark
from journal_app.domain.identifiers.vocabulary import any_of, vocabulary

_PLAIN = tuple(
    (re.compile(pattern), suggestion)
    for pattern, suggestion in (
        (r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}", "[email address]"),
        (r"\b(?i:https?://|www\.)[^\s<>\"')\]]+[^\s<>\"')\].,;:!?]", "[link]"),
        (
            r"(?<![\w@.])(?:[\w-]{1,63}\.){1,4}(?i:com|org|net|co\.uk|uk|edu|gov|info|ca|au|nz|fr|blog)"
            r"\b(?:/[^\s<>\"')\],;]*)?(?<![.,])",
            "[link]",
        ),
        (r"(?<![\w@.])@[A-Za-z_][\w.]{2,40}(?<!\.)", "[name used online]"),
        (
            r"\b(?i:skype|telegram|snapchat|discord|user ?name|handle)(?: is|:)+ (\S{3,40}\w)",
            "[name used online]",
        ),
        (r"\b(?:\d{1,3}\.){3}\d{1,3}\b(?!\.\d)", "[computer address]"),
        (r"\b(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}\b", "[computer address]"),
        (r"\b(?i:P\.?\s?O\.?\s?Box)\s+\d{1,8}\b", "[address]"),
        (r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", "[postcode]"),
        (r"\b[a-z]{1,2}\d[a-z\d]? \d[abd-hjlnp-uw-z]{2}\b", "[postcode]"),
        (
            r"\b(?:postcode|(?:lives?|flat|house|room|over) in) ([A-Z]{1,2}\d{1,2}[A-Z]?)\b",
            "[postcode]",
        ),
        (r"\b(?:(?i:zip(?: ?code)?:?)|[A-Z]{2},?) (\d{5}(?:-\d{4})?)\b", "[zip code]"),
    )
)
_PHONE = re.compile(r"(?<![\w/.\-+])(?:\+|\(|00)?\d(?:[\s().\-/]{0,2}\d){6,14}(?![\w/]|[.\-]\d)")
_PHONE_CUE = re.compile(
    r"\b(?:call\w*|ring|rang|phone\w*|tel|telephone|mobile|cell|text\w*|number|line|reach\w*|fax)\b",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_REACHES = 40
_FEWEST_CUED = 9


def contacts(text: str) -> Iterator[Mark]:
    """What leads to someone without a name, but for telephone numbers."""
    for pattern, suggestion in (*_PLAIN, (_addresses(), "[address]")):
        for found in pattern.finditer(text):
            yield mark(*found.span(pattern.groups), Kind.CONTACT, suggestion)


def phones(text: str) -> Iterator[Mark]:
    """Telephone numbers of any country, as they are written in the UK and the US."""
    for found in _PHONE.finditer(text):
        before = text[max(0, found.start() - _REACHES) : found.start()]
        if _is_phone(found.group(), cued=_PHONE_CUE.search(before) is not None):
            yield mark(found.start(), found.end(), Kind.CONTACT, "[phone number]")


def _is_phone(written: str, *, cued: bool) -> bool:
    # It is large, and most texts have nothing in them that could be a number.
    import phonenumbers

    digits = sum(letter.isdigit() for letter in written)
    if _DATE_LIKE.fullmatch(written):
        return False
    # The numbers kept for fiction are of the right shape and not in use, so shape is enough.
    if (cued and digits >= _FEWEST_CUED) or (
        digits in (10, 11) and written.startswith(("0", "(0"))
    ):
        return True
    for region in ("GB", "US"):
        try:
            number = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return not written.isdigit()
        if written.startswith(("+", "00")) and phonenumbers.is_possible_number(number):
            return True
    return False


@cache
def _addresses() -> re.Pattern[str]:
    streets = any_of(vocabulary().places.streets)
    plain = any_of("Street Road Avenue Lane Crescent Terrace Boulevard Close")
    word = r"[A-Z][\w'’.-]{0,30}"
    number = r"\d{1,5}[A-Za-z]?(?:\s?[-–/]\s?\d{1,5}[A-Za-z]?)?"
    flat = rf"(?:(?:Flat|Apartment|Apt|Unit|Room|House)\s(?:{number}|[A-Z]\d?),?\s)?"
    tail = r"(?:,?\s(?:Apt|Apartment|Unit|Suite|Flat|#)\.?\s?\w{1,5})?"
    named = rf"(?:(?:the|The)\s)?(?:{word}\s|\d{{1,3}}(?:st|nd|rd|th)\s){{1,4}}{streets}\b"
    return re.compile(
        # 14 Alderney Road; Flat 3, 27 Bellweather Street; 5 The Cloisters
        rf"\b{flat}{number},?\s(?:{named}|(?:The|the)\s{streets}\b){tail}"
        # The Old Rectory, Church Lane
        rf"|\bThe\s(?:{word}\s){{0,2}}(?:{streets}|House|Lodge|Farm|Barn),\s{named}"
        # on Mafeking Avenue, of Mafeking Avenue
        rf"|(?<=\bon\s)(?:{word}\s){{1,3}}{streets}\b|(?<=\b[io][nf]\s)(?:{word}\s){{1,3}}{plain}\b"
    )
