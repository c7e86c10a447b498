"""The signs in the text, and what each lens leaves whole."""

import pytest

from content.library import Library
from content.model import Note, Standing
from journal_app.domain.signs import (
    LEGEND,
    SHORT_LEGEND,
    Lens,
    note_heading,
    note_signs,
    sign,
)


@pytest.mark.parametrize(
    ("standing", "shown"),
    [
        (Standing.CITED, "[4]"),
        (Standing.BEYOND, "[4+]"),
        (Standing.UNCHECKED, "[4?]"),
    ],
)
def test_each_standing_has_a_sign_that_needs_no_colour(standing: Standing, shown: str) -> None:
    assert sign(4, standing) == shown


def test_a_machine_written_claim_bears_its_marker() -> None:
    assert sign("LLM", Standing.UNSOURCED) == "LLM"


def test_the_legends_explain_the_same_signs() -> None:
    assert [shown for shown, _ in SHORT_LEGEND] == [shown for shown, _ in LEGEND]


def test_notes_are_named_one_after_the_other() -> None:
    assert note_signs(("A3", "B11")) == "※A3 ※B11"
    assert note_signs(()) == ""


def test_a_note_of_an_unknown_grade_is_still_named() -> None:
    assert note_heading(Note("B1", "B", "", "")) == "※B1, the literature disagrees"
    assert note_heading(Note("X1", "X", "", "")) == "※X1"


def test_the_two_lenses_share_out_all_claims_between_them(library: Library) -> None:
    claims = list(library.topic("co-regulation").claims())
    cited = [claim for claim in claims if Lens.CITED.shows(claim)]
    unsourced = [claim for claim in claims if Lens.UNSOURCED.shows(claim)]
    assert (len(cited), len(unsourced)) == (38, 46)
    assert all(Lens.ALL.shows(claim) for claim in claims)


def test_going_through_the_lenses_leads_back_to_all() -> None:
    assert Lens.ALL.after is Lens.CITED
    assert Lens.ALL.after.after.after is Lens.ALL
