"""What may go onto the page is chosen and changed part by part."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.brief import (
    Brief,
    BriefItem,
    Excerpt,
    Part,
    Place,
    chosen,
    final_text,
    paragraphs,
    parts,
    places,
    with_texts,
)
from tests.journal_app.domain.briefs import FULL, TRICKY

ALL = frozenset(part.key for part in parts(FULL))


def text_of(brief: Brief, key: str) -> str:
    """The text of the part with this key."""
    return {part.key: part.text for part in parts(brief)}[key]


def test_every_text_is_a_part_with_a_name_and_a_key_of_its_own() -> None:
    found = parts(FULL)
    assert len(ALL) == len(found) == 6 + 11 - 1 + 5 + 1
    assert all(part.label and part.text for part in found)
    assert Part("7f/moment", "moment", "Minute thirty. She looks at the plant.", "7f") in found
    assert Part("7f/excerpt/b1", "excerpt", "Two minutes are long.", "7f") in found
    assert Part("supervisor", "supervisor", "R.") in found


def test_an_empty_part_is_not_offered() -> None:
    brief = Brief(heading="", footer=" \n", items=(BriefItem("a", "What now?"),))
    assert [part.key for part in parts(brief)] == ["a/question"]


def test_ticking_everything_changes_nothing() -> None:
    assert chosen(FULL, ALL) == FULL


def test_only_what_is_ticked_stays_and_keeps_its_key() -> None:
    keys = frozenset({"7f/question", "7f/excerpt/a2", "7f/wants", "footer"})
    brief = chosen(FULL, keys)
    assert {part.key for part in parts(brief)} == keys
    assert brief.items == (
        BriefItem(
            "7f",
            "Whose silence am I mending?",
            wants="thinking together",
            excerpts=(Excerpt("a2", "I looked away first."),),
        ),
    )


def test_an_item_goes_with_its_question() -> None:
    assert [item.key for item in chosen(FULL, ALL - {"7f/question"}).items] == ["8a"]


@given(st.sets(st.sampled_from(sorted(ALL))))
def test_whatever_is_ticked_nothing_else_comes_through(keys: set[str]) -> None:
    left = parts(chosen(FULL, frozenset(keys)))
    assert {part.key for part in left} <= keys
    assert set(left) <= set(parts(FULL))


def test_parts_can_be_changed_on_the_page() -> None:
    changed = {"7f/excerpt/a1": "The client turned.", "meeting": "In November", "none": "x"}
    brief = with_texts(FULL, changed)
    assert text_of(brief, "7f/excerpt/a1") == "The client turned."
    assert brief.meeting == "In November"
    assert text_of(FULL, "7f/excerpt/a1") == "She turned to the window."
    assert with_texts(brief, {part.key: part.text for part in parts(FULL)}) == FULL


@given(st.data())
def test_a_place_in_the_final_text_is_found_in_its_part(data: st.DataObject) -> None:
    whole = final_text(FULL)
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    (there,) = places(FULL, [(start, end)])
    found = [text_of(FULL, place.key)[place.start : place.end] for place in there]
    assert "\n\n".join(found).strip("\n") == whole[start:end].strip("\n")


def test_a_mark_over_two_parts_stands_in_both() -> None:
    start = final_text(FULL).index("2026\n\nR.")
    assert places(FULL, [(start, start + 8), (0, 3)]) == (
        (Place("meeting", 20, 24), Place("supervisor", 0, 2)),
        (Place("heading", 0, 3),),
    )


def test_a_reflection_is_offered_by_its_paragraphs() -> None:
    body = "\n One\nstill one\r\n\r\nTwo\n \t\n\n  Three\n\n"
    assert paragraphs(body) == (" One\nstill one", "Two", "  Three")
    assert paragraphs(" \n\n \n") == ()


@given(TRICKY)
def test_paragraphs_lose_no_word(text: str) -> None:
    assert " ".join(paragraphs(text)).split() == text.split()


def test_there_is_no_place_for_what_is_held_back() -> None:
    names = {field.name for kind in (Brief, BriefItem, Excerpt) for field in fields(kind)}
    assert not [name for name in names if "held" in name or "back" in name]
