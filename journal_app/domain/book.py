"""A journal to be read and printed: every kept reflection in order of time, then the log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from journal_app.domain import log as supervision_log
from journal_app.domain import markdown
from journal_app.domain.brief_page import shown_paragraphs
from journal_app.domain.dates import day_and_date, long_date
from journal_app.domain.log import Log
from journal_app.domain.own_state import OWN_STATES
from journal_app.domain.visible import in_a_line

HEADING = "Journal"
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a topic that a reflection is on, with its wording as it was then."""

    label: str
    wording: str


@dataclass(frozen=True, slots=True)
class Thought:
    """A later thought and the day it was kept."""

    kept_on: date
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A kept reflection; `caught` is one line: "I caught myself in this"."""

    written_on: date
    text: str
    passages: tuple[Passage, ...] = ()
    tags: tuple[str, ...] = ()
    case_code: str | None = None
    own_state: int | None = None
    brought: bool = False
    caught: bool = False
    later: tuple[Thought, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """All that is in it. `unfinished` and `trashed` reflections are counted and left out."""

    entries: tuple[Entry, ...]
    log: Log
    made_on: date
    unfinished: int = 0
    trashed: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands below a label, by paragraphs."""

    label: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """An entry as it is set; `facts` is one line, or empty."""

    heading: str
    facts: str
    passages: tuple[Quote, ...]
    paragraphs: tuple[str, ...]
    later: tuple[Quote, ...]


def summary(book: Book) -> str:
    """How many reflections of which days, and when the book was made."""
    count = len(book.entries)
    facts = [f"{count} {'reflection' if count == 1 else 'reflections'}"]
    if book.entries:
        first, last = (long_date(book.entries[at].written_on) for at in (0, -1))
        facts.append(first if first == last else f"{first} to {last}")
    return _BETWEEN.join((*facts, f"exported on {long_date(book.made_on)}"))


def left_out(book: Book) -> str:
    """What is not in it."""
    some = []
    if book.unfinished:
        noun = "reflection" if book.unfinished == 1 else "reflections"
        some.append(f"{book.unfinished} unfinished {noun}")
    if book.trashed:
        some.append(f"{book.trashed} in the trash")
    return (
        f"Left out: {', '.join((*some, 'changes not kept yet', 'earlier versions'))}, what was "
        "noted in supervision beyond the log, and all that is held back."
    )


def has_log(book: Book) -> bool:
    """Whether there is anything in the log."""
    return bool(book.log.meetings or book.log.actions)


def blocks(book: Book) -> Iterator[Block]:
    """The entries in order, with nothing in them that a terminal or a reader would obey."""
    for entry in book.entries:
        yield Block(
            heading=day_and_date(entry.written_on),
            facts=_facts(entry),
            passages=tuple(_passage(each) for each in entry.passages),
            paragraphs=shown_paragraphs(entry.text),
            later=tuple(
                Quote(f"Later, {long_date(each.kept_on)}", shown_paragraphs(each.text))
                for each in entry.later
            ),
        )


def as_markdown(book: Book) -> str:
    """The book as Markdown that shows every character as it was typed."""
    pieces = [f"# {HEADING}", summary(book), left_out(book)]
    for block in blocks(book):
        pieces.append(f"## {block.heading}")
        pieces.append(markdown.as_lines(block.facts))
        for quote in block.passages:
            pieces.append(f"**{markdown.escaped(quote.label)}**")
            pieces.append(markdown.quoted(quote.paragraphs))
        pieces += [markdown.as_lines(paragraph) for paragraph in block.paragraphs]
        for quote in block.later:
            pieces.append(f"**{markdown.escaped(quote.label)}**")
            pieces += [markdown.as_lines(paragraph) for paragraph in quote.paragraphs]
    text = "\n\n".join(piece for piece in pieces if piece) + "\n"
    return f"{text}\n{supervision_log.as_markdown(book.log)}" if has_log(book) else text


def _passage(passage: Passage) -> Quote:
    # Of a whole section the title is all there was to keep.
    said = "" if passage.wording == passage.label else passage.wording
    return Quote(in_a_line(f"On: {passage.label}"), shown_paragraphs(said))


def _facts(entry: Entry) -> str:
    facts = [
        "I caught myself in this" if entry.caught else "",
        f"Tags: {', '.join(entry.tags)}" if entry.tags else "",
        f"Case {entry.case_code}" if entry.case_code else "",
        "" if entry.own_state is None else f"Own state: {OWN_STATES[entry.own_state]}",
        "Brought to supervision" if entry.brought else "",
    ]
    return _BETWEEN.join(in_a_line(fact) for fact in facts if fact)
