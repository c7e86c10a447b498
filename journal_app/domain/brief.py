"""What may go onto the one page that leaves the journal: chosen part by part, and changed there."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

FOOTER = "Confidential. Prepared for supervision; not a clinical record."

LABELS = {
    "heading": "Heading",
    "meeting": "Date",
    "supervisor": "Supervisor",
    "question": "Question",
    "kind": "Kind",
    "minutes": "Minutes",
    "risk": "Risk and ethics",
    "case_code": "Case code",
    "context": "Context",
    "surfaces_first": "What surfaces first",
    "moment": "A moment",
    "reaction": "My reaction",
    "wants": "What I want back",
    "went_well": "What went well",
    "excerpt": "From what I wrote",
    "written_on": "Written on",
    "footer": "Footer",
}
"""What each part is called, on a screen and on the page."""

_BETWEEN = "\n\n"
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One paragraph of a reflection; `key` tells it from the others of its item."""

    key: str
    text: str
    written_on: str = ""


@dataclass(frozen=True, slots=True)
class BriefItem:
    """One question for supervision. All but the question may be empty; `key` tells it apart.

    Every field holds the words that will stand on the page (`15 minutes`, `12 November 2026`), so
    that each can be left out or replaced.
    """

    key: str
    question: str
    kind: str = ""
    minutes: str = ""
    case_code: str = ""
    context: str = ""
    surfaces_first: str = ""
    moment: str = ""
    reaction: str = ""
    wants: str = ""
    went_well: str = ""
    excerpts: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """The page. There is no field for what is held back, so that can't be on it."""

    heading: str = "For supervision"
    meeting: str = ""
    supervisor: str = ""
    minutes: str = ""
    risk: str = ""
    items: tuple[BriefItem, ...] = ()
    footer: str = FOOTER


@dataclass(frozen=True, slots=True)
class Part:
    """One text of the page, as it was written, that can be ticked or changed.

    `key` stays the same whatever else is left out; `field` is its key in LABELS; `item` is the key
    of the item it belongs to, empty for the page's own parts.
    """

    key: str
    field: str
    text: str
    item: str = ""

    @property
    def label(self) -> str:
        """What it is called."""
        return LABELS[self.field]


@dataclass(frozen=True, slots=True)
class Place:
    """Characters `start` to before `end` of a part's text."""

    key: str
    start: int
    end: int


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a reflection, as they are offered for ticking; blank lines part them."""
    parted = _BLANK_LINES.split(text.replace("\r\n", "\n"))
    return tuple(paragraph.strip("\n") for paragraph in parted if paragraph.strip())


def parts(brief: Brief) -> tuple[Part, ...]:
    """Every part that holds anything, in the order of the page."""
    found: list[Part] = []

    def look(part: Part) -> str:
        found.append(part)
        return part.text

    _each(brief, look)
    return tuple(part for part in found if part.text.strip())


def chosen(brief: Brief, keys: frozenset[str]) -> Brief:
    """The brief with those parts only; an item goes with its question."""
    kept = _each(brief, lambda part: part.text if part.key in keys else "")
    questions = {item.key for item in brief.items if _key(item, "question") in keys}
    return replace(
        kept,
        items=tuple(
            replace(item, excerpts=tuple(held for held in item.excerpts if held.text))
            for item in kept.items
            if item.key in questions
        ),
    )


def with_texts(brief: Brief, texts: Mapping[str, str]) -> Brief:
    """The brief with other texts in the parts with these keys, and the reflection as it was."""
    return _each(brief, lambda part: texts.get(part.key, part.text))


def final_text(brief: Brief) -> str:
    """All parts one below the other: what is looked through for identifiers."""
    return _BETWEEN.join(part.text for part in parts(brief))


def places(brief: Brief, stretches: Iterable[tuple[int, int]]) -> tuple[tuple[Place, ...], ...]:
    """For each stretch (start, before end) of the final text, where in the parts it stands."""
    all_parts = parts(brief)
    begins = [0]
    for part in all_parts:
        begins.append(begins[-1] + len(part.text) + len(_BETWEEN))
    return tuple(tuple(_places(all_parts, begins, start, end)) for start, end in stretches)


def _places(
    all_parts: Sequence[Part], begins: Sequence[int], start: int, end: int
) -> Iterator[Place]:
    for at in range(bisect_right(begins, start) - 1, len(all_parts)):
        part, begin = all_parts[at], begins[at]
        if begin >= end:
            return
        first, last = max(start - begin, 0), min(end - begin, len(part.text))
        if first < last:
            yield Place(part.key, first, last)


def _each(brief: Brief, change: Callable[[Part], str]) -> Brief:
    """The brief with every text changed, one after the other in the order of the page."""

    def new(field: str, text: str) -> str:
        return change(Part(field, field, text))

    return Brief(
        heading=new("heading", brief.heading),
        meeting=new("meeting", brief.meeting),
        supervisor=new("supervisor", brief.supervisor),
        minutes=new("minutes", brief.minutes),
        risk=new("risk", brief.risk),
        items=tuple(_each_of(item, change) for item in brief.items),
        footer=new("footer", brief.footer),
    )


def _each_of(item: BriefItem, change: Callable[[Part], str]) -> BriefItem:
    def new(field: str, text: str) -> str:
        return change(Part(_key(item, field), field, text, item.key))

    return BriefItem(
        key=item.key,
        question=new("question", item.question),
        kind=new("kind", item.kind),
        minutes=new("minutes", item.minutes),
        case_code=new("case_code", item.case_code),
        context=new("context", item.context),
        surfaces_first=new("surfaces_first", item.surfaces_first),
        moment=new("moment", item.moment),
        reaction=new("reaction", item.reaction),
        wants=new("wants", item.wants),
        went_well=new("went_well", item.went_well),
        excerpts=tuple(_each_excerpt(item, held, change) for held in item.excerpts),
    )


def _each_excerpt(item: BriefItem, held: Excerpt, change: Callable[[Part], str]) -> Excerpt:
    def new(field: str, text: str) -> str:
        return change(Part(_key(item, f"{field}/{held.key}"), field, text, item.key))

    return Excerpt(
        key=held.key,
        written_on=new("written_on", held.written_on),
        text=new("excerpt", held.text),
    )


def _key(item: BriefItem, field: str) -> str:
    return f"{item.key}/{field}"
