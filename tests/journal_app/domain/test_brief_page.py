"""What leaves as text and Markdown shows every character, and obeys none."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from journal_app.domain.brief import Brief, BriefItem, Excerpt
from journal_app.domain.brief_page import Entry, Page, as_markdown, as_text, laid_out
from journal_app.domain.visible import visible
from tests.journal_app.domain.briefs import FULL, TRICKY
from tests.journal_app.odd_texts import ODD_TEXTS

READERS = (MarkdownIt("commonmark"), MarkdownIt("gfm-like"))
OURS = {
    "blockquote_open",
    "blockquote_close",
    "heading_open",
    "heading_close",
    "hr",
    "inline",
    "paragraph_open",
    "paragraph_close",
}


def everywhere(text: str) -> Brief:
    """A brief that holds the text in every part."""
    excerpts = (Excerpt("a", text, text), Excerpt("b", text))
    item = BriefItem("i", text, text, text, text, text, text, text, text, text, text, excerpts)
    return Brief(text, text, text, text, text, (item, item), text)


def shown(tokens: list[Token]) -> Iterator[str]:
    """The characters that a reader of the Markdown sees, one string a block."""
    for token in tokens:
        assert token.type in OURS, token
        if token.type == "inline":
            text = ""
            for child in token.children or ():
                assert child.type in {"text", "hardbreak", "strong_open", "strong_close"}, child
                text += "\n" if child.type == "hardbreak" else child.content
            yield text


def blocks_of(page: Page) -> Iterator[str]:
    """What the page says, one string a block."""
    yield from (text for text in (page.heading, page.facts) if text)
    yield from texts_of(page.entries)
    for block in page.blocks:
        yield f"{block.number}. {block.question}".rstrip()
        yield from [block.facts] if block.facts else []
        yield from texts_of(block.entries)
    yield from [page.footer] if page.footer else []


def texts_of(entries: tuple[Entry, ...]) -> Iterator[str]:
    """What the entries say, one string a block."""
    for entry in entries:
        first, *others = entry.paragraphs
        if entry.quoted:
            yield from (entry.whole_label, first, *others)
        else:
            yield from (f"{entry.whole_label}: {first}", *others)


@given(TRICKY)
@example("#")
@example("a\n===")
@example("x\\")
@example("1986. A great year")
@example("\xa0\xa0- a")
@example("#\n    code\n\n\tmore")
def test_markdown_shows_every_character_as_it_was_typed(text: str) -> None:
    brief = everywhere(text)
    for reader in READERS:
        assert list(shown(reader.parse(as_markdown(brief)))) == list(blocks_of(laid_out(brief)))


@given(TRICKY)
def test_plain_text_holds_every_character_in_its_order(text: str) -> None:
    page = laid_out(everywhere(text))
    heading, *others = blocks_of(page) if page.heading else ("", *blocks_of(page))
    said = "".join((heading, "=" * min(len(heading), 76), *others))
    # The label of what is quoted has a colon here and none in Markdown.
    assert letters(as_text(everywhere(text))) == letters(said)


def letters(text: str) -> str:
    """The text without spaces and colons."""
    return "".join(text.replace(":", "").split())


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_nothing_that_leaves_can_act_on_a_terminal(text: str) -> None:
    for page in (as_text(everywhere(text)), as_markdown(everywhere(text))):
        assert visible(page) == page
        assert "\t" not in page


def test_the_page_as_text() -> None:
    assert (
        as_text(FULL, 60)
        == """\
For supervision
===============
Monday, 23 November 2026 · R. · 50 minutes

Risk and ethics: none

1. Whose silence am I mending?
   process · 15 minutes

   Case K4: Weekly for a year.
   Long silences since the summer.

   What surfaces first: A tightness in the throat.

   A moment: Minute thirty. She looks at the plant.

   My reaction: I explained, too quickly.

   What I want back: thinking together

   What went well: She came back to it by herself.

   From what I wrote, 12 November 2026:
     She turned to the window.

     I looked away first.

   From what I wrote:
     Two minutes are long.

2. Am I working harder than she is?

Confidential. Prepared for supervision; not a clinical
record.
"""
    )


def test_an_item_without_options_is_its_question() -> None:
    brief = Brief(heading="", footer="", items=(BriefItem("a", "What now?"),))
    assert as_text(brief) == "1. What now?\n"
    assert as_markdown(brief) == "## 1. What now?\n"


def test_a_case_code_without_context_stands_beside_the_kind() -> None:
    (block,) = laid_out(Brief(items=(BriefItem("a", "?", kind="risk", case_code="K4"),))).blocks
    assert block.facts == "risk · case K4"
    assert block.entries == ()
