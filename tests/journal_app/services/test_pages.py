"""The PDF: every word as it was typed, on one page if it fits, and nothing beside it."""

import io
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from journal_app.domain.book import Book, Entry, Passage, Thought
from journal_app.domain.brief import Brief, BriefItem, Excerpt, parts
from journal_app.domain.log import Action, Log, Meeting
from journal_app.services import pages
from journal_app.services.pages import NotSet, Paper, Pdf, book_pdf, brief_pdf, log_pdf
from tests.journal_app.domain.briefs import FULL
from tests.journal_app.odd_texts import ODD_TEXTS

TYPST = """\
#eval("1 + 1") *bold* _slanted_ $x^2$ `raw` <label> @preview ~ \\\\ -- --- ...
"q" 'q' // no /* no */
= Heading
- list
+ number
/ term: text
#import "@preview/example:1.0.0": *
#panic() #set page("a5") \\u{41} https://example.org"""
ITEM = FULL.items[0]
DAY = date(2026, 2, 3)


def reader(pdf: Pdf) -> PdfReader:
    """The PDF as another program reads it."""
    return PdfReader(io.BytesIO(pdf.content))


def text_of(pdf: Pdf) -> str:
    """All its text without spaces, for these are lost where lines are broken."""
    return letters("".join(page.extract_text() for page in reader(pdf).pages))


def letters(text: str) -> str:
    return "".join(text.split())


def size_of(pdf: Pdf, word: str) -> float:
    """The size in points of the first text that begins with the word."""
    sizes: list[float] = []

    def look(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        if text.strip().startswith(word):
            sizes.append(round(size * abs(matrix[3]), 1))

    reader(pdf).pages[0].extract_text(visitor_text=look)
    return sizes[0]


def of(*texts: str) -> Brief:
    """A brief with an item for each text, which is its moment."""
    return Brief(items=tuple(BriefItem(str(n), "?", moment=text) for n, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("paper", "width", "height"), [("a4", 595.28, 841.89), ("us-letter", 612, 792)]
)
def test_every_part_is_on_one_page_of_the_paper(paper: Paper, width: float, height: float) -> None:
    pdf = brief_pdf(FULL, paper)
    (page,) = reader(pdf).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
        (width, height), abs=0.01
    )
    assert pdf.pages == 1
    assert pdf.lacking == ""
    assert not [part for part in parts(FULL) if letters(part.text) not in text_of(pdf)]


def test_a_page_with_room_has_lines_to_write_on() -> None:
    assert text_of(brief_pdf(FULL, "a4")).count("Heard") == 2


def test_text_that_would_be_typst_comes_out_as_it_was_typed() -> None:
    pdf = brief_pdf(Brief(heading=TYPST, items=(BriefItem("a", TYPST, moment=TYPST),)), "a4")
    assert text_of(pdf).count(letters(TYPST)) == 3
    assert pdf.pages == 1


def test_the_size_steps_down_once_to_stay_on_one_page_and_no_further() -> None:
    pdfs = [brief_pdf(of("line\n" * lines), "a4") for lines in (40, 55, 70)]
    assert [pdf.pages for pdf in pdfs] == [1, 1, 2]
    assert [size_of(pdf, "line") for pdf in pdfs] == [10.5, 9.5, 10.5]
    assert "1/2" in text_of(pdfs[2])
    assert "1/1" not in text_of(pdfs[1])


def test_a_very_long_excerpt_goes_on_and_loses_nothing() -> None:
    text = "\n".join(f"line {number} of it." for number in range(400))
    pdf = brief_pdf(Brief(items=(replace(ITEM, excerpts=(Excerpt("a", text),)),)), "us-letter")
    assert pdf.pages == len(reader(pdf).pages) > 5
    found = text_of(pdf)
    assert not [number for number in range(400) if f"line{number}ofit." not in found]


def test_a_word_longer_than_a_line_is_broken_and_a_long_footer_is_all_there() -> None:
    brief = replace(of("x" * 2_000), footer="footer " * 500)
    text = text_of(brief_pdf(brief, "a4"))
    assert text.count("x") == 2_000
    assert text.count("footer") == 500


def test_only_what_is_filled_in_is_on_the_page() -> None:
    brief = Brief(heading="", footer="", items=(BriefItem("a", "What now?"),))
    assert text_of(brief_pdf(brief, "a4")) == "1Whatnow?Heard"


def test_an_empty_brief_is_an_empty_page() -> None:
    assert text_of(brief_pdf(Brief(heading="", footer=""), "a4")) == ""


def test_latin_greek_cyrillic_hebrew_and_arabic_have_signs() -> None:
    pdf = brief_pdf(of("Łódź, Tiếng Việt, Ελλάδα, Привет, שָׁלוֹם, مرحبا, “…” – → ✓ ½"), "a4")
    assert pdf.lacking == ""
    assert all(word in text_of(pdf) for word in ("Łódź", "TiếngViệt", "Ελλάδα", "Привет"))


def test_what_no_font_has_a_sign_for_is_told() -> None:
    pdf = brief_pdf(of("漢 and ไ and 한 and 👩‍👧 and ❤️"), "a4")
    assert set(pdf.lacking) == set("漢ไ한👩👧")
    assert set(pdf.scripts) == {"Chinese", "Thai", "Hangul", "emoji and signs"}


def test_control_characters_are_seen_and_not_lacking() -> None:
    pdf = brief_pdf(of("a\x00b\x1b[2J\u202ec"), "a4")
    assert "a\ufffdb\ufffd[2J\ufffdc" in text_of(pdf)
    assert pdf.lacking == ""


def test_odd_texts_can_be_set() -> None:
    texts = [text[:300] for text in ODD_TEXTS.values()]
    for pdf in (
        brief_pdf(of(*texts), "a4"),
        log_pdf(logged(*texts), "a4"),
        book_pdf(Book(tuple(Entry(DAY, text) for text in texts), logged(), DAY), "a4"),
    ):
        found = text_of(pdf)
        assert "[client]said[/]and[red]meant[/red]it" in found
        assert "half\ufffdapair" in found


def test_the_same_brief_is_the_same_file_and_says_nothing_about_its_making() -> None:
    brief = replace(FULL, heading="About K.")
    pdf = brief_pdf(brief, "a4")
    assert pdf == brief_pdf(brief, "a4")
    metadata = reader(pdf).metadata
    assert metadata is not None
    assert set(metadata) == {"/Title", "/Creator"}
    assert metadata.title == "For supervision"
    xmp = pdf.content.partition(b"<x:xmpmeta")[2].partition(b"</x:xmpmeta>")[0].decode()
    assert "For supervision" in xmp
    assert "K." not in xmp
    assert "Date" not in xmp


def test_setting_a_page_leaves_no_file(sealed_home: Path) -> None:
    brief_pdf(FULL, "a4")
    assert not [files for _, _, files in os.walk(sealed_home) if files]


@pytest.mark.parametrize(
    "program",
    ["import sys; sys.exit('Whose silence?')", "while True: pass", "raise MemoryError"],
    ids=["gives up", "never ends", "breaks down"],
)
def test_a_typesetter_that_fails_is_said_without_the_text(
    program: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "typesetter.py").write_text(program, "utf-8")
    monkeypatch.setattr(pages, "TYPESETTER", tmp_path / "typesetter.py")
    monkeypatch.setattr(pages, "PATIENCE", 0.3)
    with pytest.raises(NotSet, match="another ending still works"):
        brief_pdf(FULL, "a4")
    assert capfd.readouterr() == ("", "")


def logged(*texts: str) -> Log:
    """A log with a meeting and an action for each text."""
    return Log(
        date(2026, 1, 1),
        date(2026, 3, 31),
        tuple(Meeting(DAY, 50, text, text, (text,)) for text in texts),
        tuple(Action(DAY, text, text, DAY, DAY, text) for text in texts),
    )


def test_the_log_shows_every_cell_as_it_was_typed() -> None:
    assert text_of(log_pdf(logged(TYPST), "a4")).count(letters(TYPST)) == 7


def test_a_long_log_goes_on_with_its_headings() -> None:
    pdf = log_pdf(logged(*(f"meeting {number}" for number in range(90))), "us-letter")
    found = text_of(pdf)
    assert pdf.pages == len(reader(pdf).pages) > 3
    assert found.count("Minutes") > 1
    assert all(f"meeting{number}" in found for number in (0, 45, 89))


def test_a_log_without_meetings_says_so() -> None:
    assert "nomeetings" in text_of(log_pdf(logged(), "a4"))


def test_the_whole_journal_shows_every_text_as_it_was_written_and_the_log_after_it() -> None:
    entry = Entry(
        DAY, TYPST, (Passage(TYPST, TYPST),), (TYPST,), TYPST, later=(Thought(DAY, TYPST),)
    )
    pdf = book_pdf(Book((entry,), logged("Why?"), DAY, unfinished=1), "us-letter")
    found = text_of(pdf)
    # A passage that is worded as it is called is named once.
    assert found.count(letters(TYPST)) == 5
    assert "1unfinishedreflection" in found
    assert found.index("Supervisionlog") > found.rindex(letters(TYPST))
    assert pdf.pages == len(reader(pdf).pages)
    assert "Supervision log" not in text_of(book_pdf(Book((entry,), logged(), DAY), "a4"))
