"""How a brief is being prepared: what is ticked, what was changed on the page, what may stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from journal_app.domain.brief import Brief, chosen, parts, places, with_texts
from journal_app.domain.identifiers import Mark

OFFERED = frozenset(
    {
        "heading",
        "meeting",
        "supervisor",
        "minutes",
        "question",
        "kind",
        "case_code",
        "moment",
        "wants",
        "footer",
    }
)
"""The fields that are ticked unless they are taken off; all others are private until chosen."""

_OUR_WORDS = frozenset({"heading", "meeting", "minutes", "kind", "wants", "footer"})
"""Fields whose words are the journal's own, so that they tell nothing of anybody."""

_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Change:
    """Characters `start` to before `end` of a part's text became `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What was changed in a part, in this order; `of` is the fingerprint of what it was then."""

    of: str
    made: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that was decided about a page. No text of the journal is in it, only what replaces it.

    `ticked` says of keys whether they are, where that is not as it is offered; `stands` holds
    fingerprints of what was let stand, and `typed` by fingerprint what was begun to be put there.
    """

    ticked: Mapping[str, bool] = field(default_factory=dict)
    changes: Mapping[str, Changes] = field(default_factory=dict)
    stands: frozenset[str] = frozenset()
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A mark where it stands: characters `start` to before `end` of the part with this key."""

    key: str
    start: int
    end: int
    text: str
    mark: Mark
    stands: bool = False


def fingerprint(text: str) -> str:
    """Tells a text from others without holding it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def ticks(brief: Brief, prepared: Prepared) -> frozenset[str]:
    """The keys of the parts that are to be on the page."""
    return frozenset(
        part.key for part in parts(brief) if prepared.ticked.get(part.key, part.field in OFFERED)
    )


def with_ticks(prepared: Prepared, keys: Iterable[str], *, on: bool) -> Prepared:
    """The same with these keys ticked, or not."""
    return replace(prepared, ticked={**prepared.ticked, **dict.fromkeys(keys, on)})


def page(brief: Brief, prepared: Prepared) -> Brief:
    """What is to leave. A change no longer holds where the text it was made in is another now."""
    texts = {}
    for part in parts(brief):
        changes = prepared.changes.get(part.key)
        if changes is not None and fingerprint(part.text) == changes.of:
            text = part.text
            for change in changes.made:
                text = text[: change.start] + change.text + text[change.end :]
            texts[part.key] = text
    return chosen(with_texts(brief, texts), ticks(brief, prepared))


def found(page: Brief, marks: Iterable[Mark], prepared: Prepared) -> tuple[Found, ...]:
    """The marks in what people wrote, in the order of the page."""
    marks = tuple(marks)
    held = {part.key: part for part in parts(page)}
    all_found = []
    for mark, there in zip(
        marks, places(page, ((mark.start, mark.end) for mark in marks)), strict=True
    ):
        for place in there[:1]:
            part = held[place.key]
            if part.field not in _OUR_WORDS:
                text = part.text[place.start : place.end]
                stands = fingerprint(text) in prepared.stands
                all_found.append(Found(place.key, place.start, place.end, text, mark, stands))
    return tuple(all_found)


def alike(marks: Iterable[Found], one: Found) -> tuple[Found, ...]:
    """Every mark on the very same words."""
    return tuple(each for each in marks if each.text == one.text)


def with_replaced(brief: Brief, prepared: Prepared, marks: Iterable[Found], text: str) -> Prepared:
    """The same with other words in place of these marks, on the page alone."""
    texts = {part.key: part.text for part in parts(brief)}
    changes = dict(prepared.changes)
    # From the end on, so that what stands before keeps its place.
    for one in sorted(marks, key=lambda each: each.start, reverse=True):
        of = fingerprint(texts[one.key])
        before = changes.get(one.key, Changes(of))
        made = before.made if before.of == of else ()
        changes[one.key] = Changes(of, (*made, Change(one.start, one.end, text)))
    return replace(prepared, changes=changes)


def with_standing(prepared: Prepared, one: Found, *, stands: bool) -> Prepared:
    """The same with these words let stand, or marked again."""
    words = frozenset({fingerprint(one.text)})
    return replace(prepared, stands=prepared.stands | words if stands else prepared.stands - words)


def with_typed(prepared: Prepared, words: str, line: str | None) -> Prepared:
    """The same with a line that was begun for the words with this fingerprint, or without one."""
    typed = {key: text for key, text in prepared.typed.items() if key != words}
    return replace(prepared, typed=typed if line is None else {**typed, words: line})
