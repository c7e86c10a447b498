"""Initials: letters with stops, letters without, and one letter after a title."""

import re
from collections.abc import Iterator

from journal_app.domain.identifiers.marks import Kind, Mark, mark
from journal_app.domain.identifiers.vocabulary import listed

_STOPPED = re.compile(
    r"(?<![\w.])(?:[A-Z]\.\s?){1,3}[A-Z]\.(?![\w.])|(?<![\w.])(?:[A-Z]\.){1,3}[A-Z]\b(?!\.)"
)
_BARE = re.compile(r"(?<![\w.&/-])[A-Z]{2,4}(?![\w&/]|-\w|\.\w)")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.?\s[A-Z]\b\.?(?![\w'’]*\w{2})")
_ONE = re.compile(
    r"\b(?:[Cc]lient|[Pp]atient|[Ss]upervisee|[Cc]olleague|[Cc]hild|son|daughter|husband|wife|partner|brother|sister|called|with|about)\s"
    r"(?P<one>(?!I\b)[A-Z]\b\.?)(?!\w)"
)
_NOT_INITIALS = frozenset(
    "US UK EU EG IE PM AM BC AD PHD MD BA MA PS NB RIP DOB OK TV UN USA PTO BSC MSC DIY".split()
)
_CUE = re.compile(
    r"\b(?:client|patient|saw|seen|see|with|about|on|for|told|asked|met|re|bring|brought|rang|boy|girl|man|woman|child|supervisee|and|when|from),?:?\s$",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"(?:['’]s)?,?\s(?:has|had|is|was|said|says|told|came|missed|left|cried|asked|wants|wanted|would|will|did|does|didn['’]t|keeps|"
    r"felt|feels|seems|never|arrived|cancelled|and|again|works|lives|started|brought|thinks|talked|spoke|again|today)\b|['’]s\s[a-z]"
)
_REFERENCE = re.compile(r"[A-Z][\w-]+,\s$|&\s$")
_REACHES = 30


def initials(text: str) -> Iterator[Mark]:
    """Every set of initials."""
    for found in _TITLED.finditer(text):
        yield _mark(found.start(), found.end())
    for found in _ONE.finditer(text):
        yield _mark(*found.span("one"))
    for found in _STOPPED.finditer(text):
        letters = re.sub(r"[.\s]", "", found.group())
        before = text[max(0, found.start() - _REACHES) : found.start()]
        # Tronick, E. Z. (1989) is a reference and not a client.
        if letters not in _NOT_INITIALS and not _is_reference(before):
            yield _mark(*found.span())
    for found in _BARE.finditer(text):
        if found.group().casefold() not in listed("acronyms") and _is_cued(text, found):
            yield _mark(*found.span())


def _is_reference(before: str) -> bool:
    found = _REFERENCE.search(before)
    return found is not None


def _is_cued(text: str, found: re.Match[str]) -> bool:
    """Two letters that are no known abbreviation are enough; three or four need a word beside."""
    if _is_shouted(text, found):
        return False
    if len(found.group()) == 2:
        return True
    before = text[max(0, found.start() - _REACHES) : found.start()]
    after = text[found.end() : found.end() + _REACHES]
    if len(found.group()) == 4:
        return False
    return (
        _CUE.search(before) is not None
        and not re.match(r"\s[a-z]+ing\b|-", after)
        or (re.match(_ACTS, after) is not None and _opens(before))
    )


def _opens(before: str) -> bool:
    return re.search(r"(?:^|[.!?]\s)$", before) is not None


def _is_shouted(text: str, found: re.Match[str]) -> bool:
    """Whether the words round it are in capitals too."""
    round_it = text[max(0, found.start() - _REACHES) : found.end() + _REACHES]
    return len(re.findall(r"\b[A-Z]{4,}\b", round_it)) > 1


def _mark(start: int, end: int) -> Mark:
    return mark(start, end, Kind.INITIALS, "someone")
