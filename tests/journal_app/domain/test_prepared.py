"""What was decided about a page holds for that page, and never touches what was written."""

from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.brief import Brief, BriefItem, Excerpt, final_text, parts
from journal_app.domain.brief_marks import marked_lines
from journal_app.domain.brief_page import as_text
from journal_app.domain.identifiers import Kind, Mark
from journal_app.domain.prepared import (
    Changes,
    Found,
    Prepared,
    alike,
    fingerprint,
    found,
    page,
    ticks,
    with_replaced,
    with_standing,
    with_ticks,
)
from journal_app.domain.tick_rows import TickRow, tick_rows
from tests.journal_app.domain.briefs import FULL, TRICKY

ALL = with_ticks(Prepared(), [part.key for part in parts(FULL)], on=True)


def marks_on(brief: Brief, *words: str) -> tuple[Found, ...]:
    """A mark on every place of these words."""
    text = final_text(brief)
    starts = [(at, word) for word in words for at in range(len(text)) if text.startswith(word, at)]
    marks = [Mark(at, at + len(word), Kind.NAME, "?", "-") for at, word in sorted(starts)]
    return found(brief, marks, Prepared())


def seen(brief: Brief, marks: tuple[Found, ...], width: int = 60) -> list[tuple[int, str]]:
    """The places of the marks on the page, each with the characters it has there."""
    return [
        (stretch.place, line.text[stretch.start : stretch.end])
        for line in marked_lines(brief, marks, width)
        for stretch in line.stretches
    ]


def test_what_is_private_is_off_until_it_is_ticked() -> None:
    on_page = {part.field for part in parts(page(FULL, Prepared()))}
    assert on_page == {
        *("heading", "meeting", "supervisor", "minutes", "footer"),
        *("question", "kind", "case_code", "moment", "wants"),
    }
    one = with_ticks(Prepared(), ["7f/excerpt/a2"], on=True)
    left = page(FULL, one)
    assert [held.text for held in left.items[0].excerpts] == ["I looked away first."]
    assert page(FULL, with_ticks(one, ["7f/excerpt/a2"], on=False)) == page(FULL, Prepared())


def test_other_words_stand_on_the_page_alone() -> None:
    before = page(FULL, ALL)
    marks = marks_on(before, "window", "away")
    changed = with_replaced(FULL, ALL, marks, "door")
    assert "turned to the door." in as_text(page(FULL, changed))
    assert "I looked door first." in as_text(page(FULL, changed))
    assert "window" in as_text(before)
    assert FULL.items[0].excerpts[0].text == "She turned to the window."


def test_all_marks_on_the_same_words_are_replaced_even_in_one_part() -> None:
    brief = Brief(items=(BriefItem("a", "Ann and Ann, and Joanna?", moment="Ann."),))
    marks = marks_on(page(brief, Prepared()), "Ann")
    prepared = with_replaced(brief, Prepared(), alike(marks, marks[0]), "somebody else")
    left = page(brief, prepared).items[0]
    assert left.question == "somebody else and somebody else, and Joanna?"
    assert left.moment == "somebody else."
    again = with_replaced(brief, prepared, marks_on(page(brief, prepared), "else,"), "now,")
    assert page(brief, again).items[0].question == ("somebody else and somebody now, and Joanna?")


def test_a_change_ends_when_the_text_it_was_made_in_is_another() -> None:
    brief = Brief(items=(BriefItem("a", "Why does Ann wait?"),))
    prepared = with_replaced(brief, Prepared(), marks_on(page(brief, Prepared()), "Ann"), "she")
    now = Brief(items=(BriefItem("a", "Why did Ann wait so long?"),))
    assert page(now, prepared).items[0].question == "Why did Ann wait so long?"
    renewed = with_replaced(now, prepared, marks_on(page(now, prepared), "Ann"), "she")
    assert page(now, renewed).items[0].question == "Why did she wait so long?"


def test_what_was_decided_holds_no_word_of_the_journal() -> None:
    marks = marks_on(page(FULL, ALL), "window", "R.")
    decided = with_standing(with_replaced(FULL, ALL, marks[:1], "X"), marks[1], stands=True)
    assert "window" not in repr(decided)
    assert "R." not in repr(decided)
    assert decided.changes[marks[0].key] == Changes(
        fingerprint(FULL.supervisor), decided.changes[marks[0].key].made
    )


def test_words_let_stand_stand_until_they_are_marked_again() -> None:
    brief = page(FULL, ALL)
    (one,) = marks_on(brief, "window")
    stands = with_standing(ALL, one, stands=True)
    start = final_text(brief).index("window")
    mark = Mark(start, start + 6, Kind.PLACE, "?", "-")
    assert found(brief, [mark], stands)[0].stands
    assert not found(brief, [mark], with_standing(stands, one, stands=False))[0].stands


def test_the_journals_own_words_bear_no_mark() -> None:
    brief = page(FULL, Prepared())
    assert marks_on(brief, "Monday, 23 November 2026", "Confidential", "50 minutes") == ()


def test_marks_stand_on_the_page_where_their_words_are() -> None:
    brief = page(FULL, ALL)
    words = ("12 November 2026", "window", "R.", "the summer", "Minute thirty. She")
    assert seen(brief, marks_on(brief, *words), 30) == [
        (0, "R."),
        (1, "the"),
        (1, "summer"),
        (2, "Minute thirty."),
        (2, "She"),
        (3, "12 November 2026"),
        (4, "window"),
    ]


@given(TRICKY, TRICKY, st.integers(20, 90))
def test_whatever_is_marked_the_page_is_the_page_that_leaves(
    text: str, name: str, width: int
) -> None:
    excerpts = (Excerpt("a", text + name, name), Excerpt("b", name, name))
    brief = Brief(items=(BriefItem("i", name, moment=text + name + text, excerpts=excerpts),))
    marks = marks_on(brief, name) if name.strip() else ()
    lines = marked_lines(brief, marks, width)
    assert "\n".join(line.text for line in lines) + "\n" == as_text(brief, width)


def test_the_ticks_are_listed_in_the_order_of_the_page_with_a_line_for_each_day() -> None:
    rows = tick_rows(FULL, ticks(FULL, with_ticks(Prepared(), ["7f/excerpt/a2"], on=True)))
    assert [row for row in rows if isinstance(row, str)] == [
        "The page",
        "",
        "Question 1",
        "",
        "Question 2",
    ]
    days = [row for row in rows if isinstance(row, TickRow) and row.key.endswith("/all")]
    assert [(row.label, row.keys, row.on) for row in days] == [
        ("12 November 2026", ("7f/excerpt/a1", "7f/excerpt/a2"), None),
        ("", ("7f/excerpt/b1",), False),
    ]
    assert [row.on for row in rows if isinstance(row, TickRow) and row.keys == ("7f/moment",)] == [
        True
    ]
