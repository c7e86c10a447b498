"""The text set on lines: all of it, within the width, each paragraph where it says it is."""

import pytest
from textual.content import Content

from content.library import Library
from content.model import Topic
from journal_app.domain.reading_order import homes, reading_order
from journal_app.domain.signs import Lens
from journal_app.widgets.page import GUTTER, Page
from journal_app.widgets.typesetting import TABLE_WIDTH, typeset

WIDTHS = (24, TABLE_WIDTH - 1, TABLE_WIDTH, 76)


@pytest.fixture
def topic(library: Library) -> Topic:
    return library.topic("co-regulation")


def words(page: Page, local: str) -> str:
    """What stands in the lines of one paragraph."""
    spot = page.spots[local]
    held = [
        fragment.content.plain
        for line in page.lines[spot.top : spot.bottom]
        for fragment in line
        if fragment.local == local
    ]
    return " ".join(" ".join(held).split())


@pytest.mark.parametrize("width", WIDTHS)
def test_every_claim_stands_whole_in_its_paragraph(topic: Topic, width: int) -> None:
    page = typeset(topic, Lens.ALL, width)
    assert tuple(page.spots) == reading_order(topic)
    home = homes(topic)
    for local, passage in topic.passages.items():
        # Broken lines lose spaces at their ends, and long words are broken in two.
        found = "".join(words(page, home[local]).split())
        assert "".join(passage.wording.split()) in found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lens", Lens)
def test_no_line_is_wider_than_its_column(topic: Topic, lens: Lens, width: int) -> None:
    for line in typeset(topic, lens, width).lines:
        for fragment in line:
            assert fragment.content.cell_length <= fragment.width
            assert fragment.x + fragment.width <= width


def test_objective_and_reason_stand_side_by_side_only_where_there_is_room(topic: Topic) -> None:
    wide = typeset(topic, Lens.ALL, TABLE_WIDTH)
    assert wide.spots["TP-3"].top == wide.spots["TP-4"].top
    assert wide.spots["TP-4"].x == wide.spots["TP-3"].width + GUTTER
    narrow = typeset(topic, Lens.ALL, TABLE_WIDTH - 1)
    assert narrow.spots["TP-4"].top >= narrow.spots["TP-3"].bottom
    assert narrow.spots["TP-4"].x == 0


def test_every_column_can_be_found_by_where_it_is(topic: Topic) -> None:
    page = typeset(topic, Lens.ALL, 76)
    for local, spot in page.spots.items():
        assert page.at(spot.x, spot.top) == local
        assert page.at(spot.x - GUTTER, spot.bottom - 1) == local
    assert page.at(0, -1) is None
    assert page.at(0, len(page.lines)) is None
    assert page.at(76, page.spots["CP-1"].top) is None


def test_a_lens_leaves_a_trace_of_what_it_hides(topic: Topic) -> None:
    page = typeset(topic, Lens.CITED, 60)
    assert "CP-1" in page.spots
    assert "CP-5" not in page.spots
    text = [fragment.content.plain for line in page.lines for fragment in line]
    assert "· Together before alone  LLM" in text


def test_the_sources_stand_in_full_with_how_far_they_were_checked(topic: Topic) -> None:
    page = typeset(topic, Lens.ALL, 76)
    top, bottom = page.spots["resources"].bottom, page.spots["questions"].top
    text = " ".join(fragment.content.plain for line in page.lines[top:bottom] for fragment in line)
    for source in topic.sources:
        assert f"[{source.number}] {source.short}" in text
        assert source.reference.split()[0] in text
    for label in ("It says.", "Caution.", "Checked.", "Only second-hand.", "Not checked."):
        assert label in text


def test_the_vignette_is_said_to_be_made_up_before_it_begins(topic: Topic) -> None:
    page = typeset(topic, Lens.ALL, 76)
    first = page.lines[page.spots["IT-7"].top][0].content
    assert first == Content("Made up: an illustration that tells of nobody.")
