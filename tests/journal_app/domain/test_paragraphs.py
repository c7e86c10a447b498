"""Paragraphs are found between blank lines, wherever the cursor stands."""

import pytest

from journal_app.domain.paragraphs import Paragraph, paragraph_at, paragraphs_of

LINES = ["", "one", "still one", " \t", "", "two", ""]


def test_blank_lines_part_them_and_belong_to_none() -> None:
    assert paragraphs_of(LINES) == (Paragraph(1, 2), Paragraph(5, 5))
    assert paragraphs_of(["one"]) == (Paragraph(0, 0),)
    assert paragraphs_of(["", " "]) == ()


@pytest.mark.parametrize(
    ("line", "which"), [(0, 0), (1, 0), (2, 0), (3, 1), (5, 1), (6, 1), (99, 1)]
)
def test_a_line_is_in_one_or_goes_with_the_next(line: int, which: int) -> None:
    assert paragraph_at(paragraphs_of(LINES), line) == which
