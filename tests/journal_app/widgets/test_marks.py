"""Marks found again on the lines of a wrapped text, whatever is in it."""

from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.visible import visible
from journal_app.widgets.marks import Mark, in_visible, on_lines
from journal_app.widgets.wrapping import wrap

texts = st.lists(
    st.sampled_from(
        [
            "a",
            "bc",
            " ",
            "  ",
            "\n",
            "\t",
            "\r\n",
            "語",
            "é",
            "👩‍👩‍👧",
            "a-long-word",
            "\u2028",
            "\x00",
        ]
    ),
    min_size=1,
    max_size=30,
).map("".join)


def inked(text: str) -> str:
    return "".join(sign for sign in text if sign not in " \n\t\r")


@given(texts, st.integers(2, 14), st.data())
def test_just_what_is_marked_is_marked_on_the_lines(
    text: str, width: int, data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    marks = [Mark(a, b, "hit") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    shown = visible(text)
    lines = wrap(shown, width)
    found = on_lines(shown, lines, in_visible(text, marks))
    there = "".join(lines[at][mark.start : mark.end] for at in sorted(found) for mark in found[at])
    assert inked(there) == inked("".join(visible(text[m.start : m.end]) for m in marks)).replace(
        "␍", ""
    )


def test_a_mark_over_a_break_stands_on_both_lines_and_one_on_a_break_alone_before_it() -> None:
    text = "one two\n\nthree"
    lines = wrap(text, 80)
    assert on_lines(text, lines, [Mark(4, 14, "added")]) == {
        0: [Mark(4, 7, "added")],
        1: [Mark(0, 0, "added")],
        2: [Mark(0, 5, "added")],
    }
    assert on_lines(text, lines, [Mark(7, 8, "removed")]) == {0: [Mark(7, 7, "removed")]}


def test_columns_behind_a_tab_are_counted_as_they_are_shown() -> None:
    text = "\ta\tb"
    assert on_lines(text, wrap(text, 80), [Mark(3, 4, "hit")]) == {0: [Mark(8, 9, "hit")]}
