"""Two windows write the same text: both texts stay."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import NotFound
from db.supervision_records import Field
from db.transaction import Transaction
from journal_app.services import agenda, typed
from journal_app.services.typed import Saved
from tests.journal_app.services.supervising import NOW


def save(tx: Transaction, made: str, text: str, was: str) -> Saved:
    return typed.save(tx, Field.HEARD, made, text, was=was, now=NOW)


def item(tx: Transaction) -> str:
    return agenda.begin(tx, None, now=NOW).id


def test_a_text_is_saved_as_typed(tx: Transaction) -> None:
    made = item(tx)
    first = save(tx, made, "one", "")
    assert first == Saved("one", "")
    assert save(tx, made, "one two", first.text) == Saved("one two", "")


def test_what_another_window_wrote_stands_above_and_is_not_added_twice(tx: Transaction) -> None:
    made = item(tx)
    save(tx, made, "theirs", "")
    saved = save(tx, made, "mine", "")
    assert saved == Saved("theirs\n\nmine", "theirs\n\n")
    further = save(tx, made, f"{saved.above}mine, and more", saved.text)
    assert further == Saved("theirs\n\nmine, and more", "")


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        ("same", "same", "same"),
        (" \n", "mine", "mine"),
        ("theirs", "", "theirs"),
        ("theirs", " \n", "theirs \n"),
    ],
)
def test_nothing_is_added_to_where_one_of_them_is_empty_or_they_are_the_same(
    tx: Transaction, theirs: str, mine: str, both: str
) -> None:
    made = item(tx)
    save(tx, made, theirs, "")
    assert save(tx, made, mine, "as it was once").text == both


@given(st.lists(st.tuples(st.booleans(), st.text(max_size=6)), max_size=8))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_word_of_either_window_is_ever_lost(
    tx: Transaction, typed_in: list[tuple[bool, str]]
) -> None:
    made = item(tx)
    was = {True: "", False: ""}
    shown = {True: "", False: ""}
    for number, (window, more) in enumerate(typed_in):
        shown[window] += more
        saved = save(tx, made, shown[window], was[window])
        shown[window] = saved.above + shown[window]
        was[window] = saved.text
        assert saved.text == shown[window]
        stands = agenda.item(tx, made).heard
        assert stands == saved.text
        assert all(words in stands for _, words in typed_in[: number + 1] if words.strip())


def test_an_item_that_is_gone_is_said(tx: Transaction) -> None:
    with pytest.raises(NotFound):
        save(tx, "zzzz", "mine", "")
