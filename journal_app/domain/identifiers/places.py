"""Towns, counties, countries: by the lists, or by the words beside them."""

import re
from collections.abc import Iterator
from functools import cache

from journal_app.domain.identifiers.lists import Lists, fold, lists
from journal_app.domain.identifiers.marks import Kind, Mark, mark
from journal_app.domain.identifiers.sequence import Passage
from journal_app.domain.identifiers.vocabulary import any_of, vocabulary
from journal_app.domain.identifiers.words import Word

_THE = r"\s(?:the\s)?$"
_WHERE = re.compile(
    rf"\b(?:in|near|outside|around|at|via|across|beyond|leaving|left|fled|of|off|inside){_THE}",
    re.IGNORECASE,
)
_SURELY_WHERE = re.compile(
    r"\b(?:in|near|outside|around|via|off"
    r"|(?:outskirts|suburb|village|town|south|north|east|west) of)\s$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:(?:mov|com|return|commut|driv|travel|arriv|emigrat|immigrat|relocat|deport|evacuat|fl[ye])\w+|"
    + any_of(
        """
        came went go goes going gone back drove flew over here up down away fled ran run
        road train bus trip posted sent transferred tour tours offshore originally family
        holiday weekend refugee student man woman girl boy
        """
    )
    + rf")\s(?:from|to|through|out of){_THE}|\b(?:since|far as|left|visited|fled|reached)\s$",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b"
    + any_of(
        """
        live lives living lived born raised stationed based settled died buried flat house
        farm shop hotel village caravan cottage grew-up brought-up
        """
    )
    + r"\s(?:\w+\s)?in\s$"
)
_FROM = re.compile(r"\b(?:from|between|to|towards|of)\s$", re.IGNORECASE)
_ONLY_FROM = re.compile(r"\bfrom\s$")
_OF_A_PERSON = re.compile(
    r"\b(?:from|left|fled|leav\w+|"
    + any_of(
        """
        born raised grew-up brought-up live lives living lived work works worked working
        based family village mother father home house parents relatives aunt uncle sister
        brother cousin settled stationed served prison detained university school married
        met holiday
        """
    )
    + r"\s(?:\w+\s){0,2}in"
    r"|(?:(?:mov|go|return|fly|travel|post|deploy|transfer)\w*|went|back|came|come|sent|flew|deported|emigrated)"
    rf"\s(?:\w+\s)?to|tours?\s(?:of|in|from)){_THE}"
)
_SAINTS = frozenset(("st", "saint", "ste", "sainte"))
_JOINTS = frozenset(("upon", "am", "an", "unter", "sur", "sous", "les", "le", "under", "by"))
_LONGEST = 5


def places(passage: Passage) -> Iterator[Mark]:
    """Every place that is named; a country only where somebody comes from it or lives there."""
    held = lists()
    skip = 0
    for index in passage.capitals():
        if index < skip:
            continue
        end = max(_listed_end(passage, index, held), _end_by_context(passage, index))
        if not end:
            continue
        skip = end
        yield _mark(passage, index, _with_state(passage, end, held))


def _mark(passage: Passage, index: int, end: int) -> Mark:
    key = _key(passage, index, end)
    region = key.startswith("county ") or key in lists().regions
    suggestion = "another country" if is_country(key) else "a region" if region else "a town"
    return mark(passage.words[index].start, passage.words[end - 1].end, Kind.PLACE, suggestion)


def _listed_end(passage: Passage, index: int, held: Lists) -> int:
    """The end of the longest listed place that begins there and is meant as one, or 0."""
    longest = index + 1
    while longest - index < _LONGEST and passage.gap(longest - 1) in (" ", "-", ". "):
        longest += 1
    for end in range(longest, index, -1):
        if not passage.words[end - 1].capital:
            continue
        key = _key(passage, index, end)
        if key in _too_large():
            return 0
        if is_country(key):
            return end if _OF_A_PERSON.search(passage.before(index)) else 0
        if key in held.places and _is_meant(passage, index, end):
            return end
    return 0


def _is_meant(passage: Passage, index: int, end: int) -> bool:
    """Whether a word that is a place's name too stands where a place would."""
    word = passage.words[index]
    before = passage.before(index)
    surely = any(pattern.search(before) for pattern in (_SURELY_WHERE, _MOVED))
    cued = surely or any(pattern.search(before) for pattern in (_WHERE, _FROM))
    if word.heading or word.shouted:
        return False
    if end - index > 1:
        geographic = passage.words[end - 1].key in _after() and not word.opens
        return cued or geographic or not all(each.plain for each in passage.words[index:end])
    after = passage.word(end)
    followed = after is not None and after.capital and passage.gap(end - 1) == " "
    if word.plain or word.known:
        surely = surely or _ONLY_FROM.search(before) is not None
        return surely and not (followed or word.known)
    if word.given:
        return surely and not followed
    if word.surname:
        return cued and not followed
    return cued or not word.listed or (word.lone and not word.opens)


def _end_by_context(passage: Passage, index: int) -> int:
    """The end of a place that no list has, or 0: a word beside it says that it is one."""
    word = passage.words[index]
    until = _run(passage, index)
    keys = [each.key for each in passage.words[index:until]]
    before = passage.before(index)
    if word.key in _SAINTS and until - index > 1:
        return until
    if until - index > 1 and not word.heading:
        if (
            keys[0] in _before()
            and not (word.opens and word.plain)
            and not _is_all_plain(passage, index + 1, until)
        ):
            return until
        if keys[-1] in _after() and not _is_all_plain(passage, index, until - 1):
            return until
    if word.shouted or word.known or word.opens or word.heading:
        return 0
    if any(_is_unsure(each) for each in passage.words[index:until]):
        return until if _SURELY_WHERE.search(before) or _MOVED.search(before) else 0
    return until if _LIVES.search(before) else 0


def _is_unsure(word: Word) -> bool:
    """Whether it is a name of some sort, but no given name and no country's."""
    if word.known or word.given or is_country(word.key):
        return False
    return word.foreign or word.lone or word.place or (word.surname and not word.plain)


def _run(passage: Passage, index: int) -> int:
    """The end of the capitalised words, over the little words of Kingston upon Thames."""
    until = passage.run(index)
    if passage.words[index].key in _SAINTS and passage.gap(index) == ". ":
        until = passage.run(index + 1)
    joint, after = passage.word(until), passage.word(until + 1)
    while joint is not None and after is not None and joint.key in _JOINTS and after.capital:
        if passage.gap(until - 1) != " " or passage.gap(until) != " ":
            break
        until = passage.run(until + 1)
        joint, after = passage.word(until), passage.word(until + 1)
    return until


def _is_all_plain(passage: Passage, start: int, end: int) -> bool:
    return all(each.plain or each.known for each in passage.words[start:end])


def _with_state(passage: Passage, end: int, held: Lists) -> int:
    """The end with the state or country after a comma: Tucson, Arizona."""
    if passage.gap(end - 1) != ", ":
        return end
    for last in (end + 2, end + 1):
        if last > len(passage.words) or not all(word.capital for word in passage.words[end:last]):
            continue
        if last > end + 1 and passage.gap(end) != " ":
            continue
        key, first = _key(passage, end, last), passage.words[end]
        short = last == end + 1 and first.shouted and len(key) == 2
        if short or is_country(key) or (key in held.places and not first.name):
            return last
    return end


def is_country(key: str) -> bool:
    """Whether a folded name is a country's."""
    return key in lists().countries


@cache
def _too_large() -> frozenset[str]:
    return frozenset(fold(name) for name in vocabulary().places.too_large)


def _key(passage: Passage, index: int, end: int) -> str:
    return fold(passage.text[passage.words[index].start : passage.words[end - 1].end]).replace(
        ". ", " "
    )


@cache
def _before() -> frozenset[str]:
    return frozenset(fold(word) for word in vocabulary().places.before.split())


@cache
def _after() -> frozenset[str]:
    return frozenset(fold(word) for word in vocabulary().places.after.split())
