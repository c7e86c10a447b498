"""Two texts told apart: both can be read out of the pieces, and little is marked for little."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.difference import Change, Piece, difference

SAME, REMOVED, ADDED = Change.SAME, Change.REMOVED, Change.ADDED

texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(["I", "was", "still", ". ", "\n", "\n\n", " ", "é", "\r\n"])).map(
        "".join
    ),
)


def without(pieces: tuple[Piece, ...], change: Change) -> str:
    return "".join(piece.text for piece in pieces if piece.change is not change)


def marked(pieces: tuple[Piece, ...]) -> int:
    return sum(len(piece.text) for piece in pieces if piece.change is not SAME)


@given(texts, texts)
def test_the_old_and_the_new_text_are_whole_in_the_pieces(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert without(pieces, ADDED) == old
    assert without(pieces, REMOVED) == new
    assert all(piece.text for piece in pieces)
    assert not any(a.change is b.change for a, b in itertools.pairwise(pieces))


@given(texts)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert difference(text, text) == ((Piece(SAME, text),) if text else ())


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        (
            "I was still. My breath stopped.",
            "I was quiet and still. My own breath stopped.",
            [
                (SAME, "I was "),
                (ADDED, "quiet and "),
                (SAME, "still. My"),
                (ADDED, " own"),
                (SAME, " breath stopped."),
            ],
        ),
        (
            "old words here",
            "new stuff there",
            [(REMOVED, "old words here"), (ADDED, "new stuff there")],
        ),
        (
            "One.\n\nTwo.",
            "One.\n\nOne and a half.\n\nTwo.",
            [(SAME, "One.\n\n"), (ADDED, "One and a half.\n\n"), (SAME, "Two.")],
        ),
        ("", "All new.", [(ADDED, "All new.")]),
        ("All gone.", "", [(REMOVED, "All gone.")]),
        ("a\nb", "a b", [(SAME, "a"), (REMOVED, "\n"), (ADDED, " "), (SAME, "b")]),
    ],
    ids=["words", "no word in common", "a paragraph", "from nothing", "to nothing", "a break"],
)
def test_what_changed_is_marked_as_a_person_would(
    old: str, new: str, pieces: list[tuple[Change, str]]
) -> None:
    assert [(piece.change, piece.text) for piece in difference(old, new)] == pieces


@pytest.mark.parametrize("ending", [" ", ". ", "\n"], ids=["words", "sentences", "lines"])
def test_small_changes_far_apart_in_a_long_text_are_all_that_is_marked(ending: str) -> None:
    words = [f"{word}{ending}" for _ in range(100) for word in ("the", "hour", "I", "fell", "x")]
    numbered = [f"{at} {word}" for at, word in enumerate(words * 20)]
    changed = [*numbered]
    for at in (3, 5_000, 9_990):
        changed[at] = f"another {at}{ending}"
    pieces = difference("".join(numbered), "".join(changed))
    assert 0 < marked(pieces) < 120


def test_a_hopeless_pair_is_given_up_and_still_whole() -> None:
    old, new = "a b. " * 60_000, "b a. c " * 60_000
    pieces = difference(old, new)
    assert (without(pieces, ADDED), without(pieces, REMOVED)) == (old, new)
    assert len(pieces) < 10
