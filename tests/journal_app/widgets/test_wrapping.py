"""Long texts are cut into lines that fit, and nothing of them is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from journal_app.domain.visible import visible
from journal_app.widgets.wrapping import wrap
from tests.journal_app.odd_texts import ODD_TEXTS

texts = st.text(
    st.sampled_from("ab \n\té漢👩\u200d\ufe0f\u0301ש“\u00a0") | st.characters(), max_size=120
)


def without_spaces(text: str) -> str:
    """What must be the same before and after."""
    return text.replace(" ", "").replace("\n", "").replace("\t", "")


@given(texts, st.integers(2, 30))
@example("\u200d\u200d漢漢", 3)
@example("00\xa0", 2)
def test_every_line_fits_and_nothing_is_lost(text: str, width: int) -> None:
    shown = visible(text)
    lines = wrap(shown, width)
    assert all(cell_len(line) <= width for line in lines)
    assert without_spaces("".join(lines)) == without_spaces(shown)


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_odd_texts_keep_all_their_characters(text: str) -> None:
    lines = wrap(visible(text), 40)
    assert all(cell_len(line) <= 40 for line in lines)
    assert without_spaces("".join(lines)) == without_spaces(visible(text))


def test_lines_break_at_spaces_and_keep_their_indents() -> None:
    assert wrap("  one two three\n\nfour", 9) == ["  one two", "three", "", "four"]


def test_wide_words_break_at_spaces_too() -> None:
    assert wrap("漢字 ab 漢字", 8) == ["漢字 ab", "漢字"]


def test_a_word_too_long_is_cut_between_graphemes() -> None:
    family = "👩\u200d👩\u200d👧"
    assert wrap(family * 3, 4) == [family * 2, family]
