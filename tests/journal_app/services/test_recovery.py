"""What is said of recovery words while they are typed, and what stands on their sheet."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from db import keys
from journal_app.domain.recovery_sheet import PARTS, RecoverySheet, as_text
from journal_app.services import recovery
from journal_app.services.pages import Paper
from journal_app.services.sheets import recovery_sheet

WORDS = tuple(keys.words_of(bytes(range(32))).split())
SHEET = RecoverySheet(WORDS, "journal.db", date(2026, 3, 2))


@given(st.text(max_size=300))
def test_whatever_is_typed_something_calm_is_said(typed: str) -> None:
    said = recovery.so_far(typed)
    assert said == "" or said.endswith((".", "words"))


def test_a_word_that_is_being_typed_is_left_in_peace() -> None:
    assert recovery.so_far("aband") == "1 of 24 words"
    assert recovery.so_far("abandun ").startswith("Word 1 ")


def test_all_words_are_counted_and_none_is_called_right() -> None:
    right, wrong = " ".join(WORDS), " ".join(reversed(WORDS))
    assert recovery.so_far(right) == recovery.so_far(wrong) == "24 words. ctrl+s checks them."


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_the_sheet_is_one_page_and_says_all(paper: Paper) -> None:
    made = recovery_sheet(SHEET, ".pdf", paper)
    [page] = PdfReader(io.BytesIO(made.content)).pages
    assert made.pages == 1
    assert made.lacking == ()
    text = " ".join(page.extract_text().split())
    plain = " ".join(as_text(SHEET).split())
    for said in ("read everything in the journal", "2 March 2026", "journal recover", "BIP-39"):
        assert said in text
        assert said in plain
    assert [f"{place} {word}" in text for place, word in enumerate(WORDS, 1)] == [True] * 24
    assert [f"{place} {word}" in plain for place, word in enumerate(WORDS, 1)] == [True] * 24
    assert all(part.heading in text for part in PARTS)


def test_the_text_keeps_to_its_width() -> None:
    long = RecoverySheet(WORDS, "j" * 300 + "\x1b[31m", date(2026, 3, 2))
    assert max(map(len, as_text(long).splitlines())) <= 72
    assert "\x1b" not in as_text(long)
