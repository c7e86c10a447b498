"""A journal to be read shows every text as it was written, in order, and obeys none."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

import pytest
from hypothesis import example, given

from journal_app.domain.book import (
    HEADING,
    Book,
    Entry,
    Passage,
    Thought,
    as_markdown,
    blocks,
    left_out,
    summary,
)
from journal_app.domain.log import Action, Log, Meeting
from journal_app.domain.visible import visible
from tests.journal_app.domain.briefs import TRICKY
from tests.journal_app.domain.test_brief_page import READERS, shown
from tests.journal_app.odd_texts import ODD_TEXTS

DAY, LATER = date(2026, 11, 23), date(2026, 11, 25)
NO_LOG = Log(DAY, DAY)


def everywhere(text: str) -> Book:
    """A book that holds the text in every part."""
    entry = Entry(
        written_on=DAY,
        text=text,
        passages=(Passage(text, text), Passage("Label", text)),
        tags=(text, text),
        case_code=text,
        own_state=-2,
        brought=True,
        caught=True,
        later=(Thought(LATER, text),),
    )
    return Book((entry,), NO_LOG, LATER, unfinished=1, trashed=2)


def said_by(book: Book) -> Iterator[str]:
    """What the book says, one string a block."""
    yield from (HEADING, summary(book), left_out(book))
    for block in blocks(book):
        yield from (block.heading, block.facts)
        yield from chain.from_iterable((one.label, *one.paragraphs) for one in block.passages)
        yield from block.paragraphs
        yield from chain.from_iterable((one.label, *one.paragraphs) for one in block.later)


@given(TRICKY)
@example("#")
@example("a\n===")
@example("\xa0\xa0- a")
def test_markdown_shows_every_character_as_it_was_written(text: str) -> None:
    book = everywhere(text)
    for reader in READERS:
        assert list(shown(reader.parse(as_markdown(book)))) == [*filter(None, said_by(book))]


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_nothing_in_it_can_act_on_a_terminal(text: str) -> None:
    page = as_markdown(everywhere(text))
    assert visible(page) == page
    assert "\t" not in page


def test_the_book_as_markdown() -> None:
    entry = Entry(
        DAY,
        "She turned away.\n\n\n*I* looked.",
        passages=(Passage("Q1 Own state", "How closely do I follow?"), Passage("Repair", "Repair")),
        tags=("repair", "shame"),
        case_code="K7",
        own_state=1,
        later=(Thought(LATER, "Again."),),
    )
    log = Log(
        DAY, LATER, (Meeting(DAY, 60, "M.", "individual", ("Why?",)),), (Action(DAY, "Ask."),)
    )
    text = as_markdown(Book((entry, Entry(LATER, "Short.")), log, LATER, unfinished=2))
    assert text.startswith("""\
# Journal

2 reflections · 23 November 2026 to 25 November 2026 · exported on 25 November 2026

Left out: 2 unfinished reflections, changes not kept yet, earlier versions, what was noted in \
supervision beyond the log, and all that is held back.

## Monday, 23 November 2026

Tags: repair, shame · Case K7 · Own state: over

**On: Q1 Own state**

> How closely do I follow?

**On: Repair**

She turned away.

\\*I\\* looked.

**Later, 25 November 2026**

Again.

## Wednesday, 25 November 2026

Short.

# Supervision log
""")
    assert "| 23 Nov 2026 | M. | individual | 60 | Why? |" in text


def test_a_journal_with_nothing_in_it_is_a_page_that_says_so() -> None:
    book = Book((), NO_LOG, DAY)
    assert summary(book) == "0 reflections · exported on 23 November 2026"
    assert "log\n" not in as_markdown(book)
