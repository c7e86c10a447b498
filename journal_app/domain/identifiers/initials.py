"""Initials: letters with stops, letters without, and one letter after a title."""

import re
from collections.abc import Iterator
from functools import cache

from journal_app.domain.identifiers.lists import lists
from journal_app.domain.identifiers.marks import Kind, Mark, mark
from journal_app.domain.identifiers.vocabulary import any_of, listed

_STOPPED = re.compile(
    r"(?<![\w.])(?:[A-Z]\.\s?){1,3}[A-Z]\.(?![\w.])|(?<![\w.])(?:[A-Z]\.){1,3}[A-Z]\b(?!\.)"
)
_BARE = re.compile(r"(?<![\w.&/-])[A-Z]{2,3}(?![\w&/]|-\w|\.\w)")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.?\s[A-Z]\b\.?(?![\w'’]*\w{2})")
_ONE = re.compile(
    r"\b(?:[Cc]lient|[Pp]atient|[Ss]upervisee|[Cc]olleague|[Cc]hild|"
    r"son|daughter|husband|wife|partner|brother|sister|called|with|about)\s"
    r"(?P<one>(?!I\b)[A-Z]\b\.?)(?!\w)"
)
_BEFORE = re.compile(
    r"\b"
    + any_of(
        """
        client patient saw seen see with about on for told asked met re bring brought rang
        boy girl man woman child supervisee and when from
        """
    )
    + r",?:?\s$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:['’]s)?,?\s"
    + any_of(
        """
        has had is was said says told came missed left cried asked wants wanted would will
        did does didn't keeps felt feels seems never arrived cancelled and again works lives
        started brought thinks talked spoke today
        """
    )
    + r"\b|['’]s\s[a-z]"
)
_SPEAKS = re.compile(
    r"\s(?:has |had )?"
    + any_of(
        """
        said says told cried asked laughed missed arrived cancelled came wept smiled texted
        rang wants
        """
    )
    + r"\b"
)
_ARTICLE = re.compile(
    r"\b(?:the|an?|my|his|her|their|our|your|this|that|each|some)\s(?:\w+\s)?$", re.IGNORECASE
)
# Tronick, E. Z. (1989) is a reference and no client.
_REFERENCE = re.compile(r"[A-Z][\w-]+,\s$|&\s$")
_OPENING = re.compile(r"(?:^|[.!?]\s)$")
_ACTIVITY = re.compile(r"\s[a-z]+ing\b|-")
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
_REACHES = 30


def initials(text: str) -> Iterator[Mark]:
    """Every set of initials."""
    for pattern, group in ((_TITLED, 0), (_ONE, "one"), (_letter(), 0)):
        for found in pattern.finditer(text):
            yield _mark(*found.span(group))
    for found in _STOPPED.finditer(text):
        letters = re.sub(r"[.\s]", "", found.group()).lower()
        if letters not in listed("stopped") and not _REFERENCE.search(_before(text, found)):
            yield _mark(*found.span())
    for found in _BARE.finditer(text):
        if _is_meant(text, found):
            yield _mark(*found.span())


@cache
def _letter() -> re.Pattern[str]:
    """One letter with a stop that does something, or stands beside another: P. said; D. and P."""
    verbs = any_of(listed("person_verbs"))
    return re.compile(
        rf"(?<![\w.’'-])(?!I\b)[A-Z]\.(?=\s(?:{verbs}\b|and\s[A-Z]\.))"
        r"|(?<=\b[A-Z]\.\sand\s)[A-Z]\."
    )


def _is_meant(text: str, found: re.Match[str]) -> bool:
    """Two letters that are no known abbreviation are enough; others need words beside them."""
    before, letters = _before(text, found), found.group()
    after = text[found.end() : found.end() + _REACHES]
    if letters.lower() in listed("acronyms"):
        return (
            letters.lower() not in listed("callings")
            and _SPEAKS.match(after) is not None
            and not _ARTICLE.search(before)
        )
    if len(_SHOUTED.findall(before + letters + after)) > 1:
        return False
    if "".join(filter(str.isupper, before)).endswith(letters):
        # The Key Terms (KT) explain themselves.
        return False
    if len(letters) == 2:
        return True
    if letters.lower() in lists().words:
        return False
    if _BEFORE.search(before) and not _ACTIVITY.match(after):
        return True
    return _OPENING.search(before) is not None and _AFTER.match(after) is not None


def _before(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - _REACHES) : found.start()]


def _mark(start: int, end: int) -> Mark:
    return mark(start, end, Kind.INITIALS, "someone")
