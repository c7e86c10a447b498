"""Texts about supervision: exactly as typed, and never saved over another window's."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from db import actions, agenda, held_back, meetings, typed
from db.errors import ChangedElsewhere, NotFound
from db.store import Store
from db.supervision_records import Field
from db.transaction import Transaction
from tests.db.supervising import asked, held
from tests.db.writing import NOW, TODAY

LATER = NOW + timedelta(minutes=1)


def owner(tx: Transaction, field: Field) -> str:
    """The id of something that has this text, empty so far."""
    match field.partition(".")[0]:
        case "agenda_item":
            return asked(tx, None, "")
        case "meeting":
            return held(tx)
        case "action":
            return actions.create(tx, held(tx), text="", item_id=None, due_on=None, now=NOW)
        case _:
            return held_back.create(
                tx, text="", supervisor=None, ask_after=None, today=TODAY, now=NOW
            )


@pytest.mark.parametrize("field", list(Field))
def test_each_text_is_saved_where_it_belongs_and_nowhere_else(store: Store, field: Field) -> None:
    with store.write() as tx:
        made = owner(tx, field)
        typed.save(tx, field, made, "my words", was="", now=LATER)
        table = field.partition(".")[0]
        for other in Field:
            if other.startswith(f"{table}."):
                assert typed.read(tx, other, made) == ("my words" if other is field else "")


@given(st.text(st.characters(exclude_categories=())))
@example("a NUL \x00, a lone surrogate \ud83d, \x1b[31m, [/] and '; DROP TABLE action; --")
@example("\r\n\r\v\x85\u2028 ends \t ")
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_comes_back_exactly_as_it_was_given(store: Store, text: str) -> None:
    with store.write() as tx:
        made = owner(tx, Field.HEARD)
        typed.save(tx, Field.HEARD, made, text, was="", now=NOW)
        assert typed.read(tx, Field.HEARD, made) == text
        assert agenda.get(tx, made).heard == text
        typed.save(tx, Field.HEARD, made, "next", was=text, now=NOW)


def test_a_save_over_another_windows_text_is_refused_and_changes_nothing(
    store: Store, second: Store
) -> None:
    with store.write() as tx:
        made = owner(tx, Field.QUESTION)
        typed.save(tx, Field.QUESTION, made, "common", was="", now=NOW)
    with second.write() as tx:
        typed.save(tx, Field.QUESTION, made, "theirs", was="common", now=NOW)
    with pytest.raises(ChangedElsewhere), store.write() as tx:
        typed.save(tx, Field.QUESTION, made, "mine", was="common", now=NOW)
    with store.read() as tx:
        assert typed.read(tx, Field.QUESTION, made) == "theirs"


def test_two_windows_may_write_in_two_fields_of_the_same_item(store: Store, second: Store) -> None:
    with store.write() as tx:
        made = owner(tx, Field.QUESTION)
        typed.save(tx, Field.QUESTION, made, "a question", was="", now=NOW)
    with second.write() as tx:
        typed.save(tx, Field.MOMENT, made, "a moment", was="", now=NOW)
    with store.write() as tx:
        typed.save(tx, Field.QUESTION, made, "a better question", was="a question", now=NOW)
        found = agenda.get(tx, made)
    assert (found.question, found.moment) == ("a better question", "a moment")


def test_it_is_known_when_an_answer_was_last_written_and_that_none_is_there(store: Store) -> None:
    with store.write() as tx:
        meeting = owner(tx, Field.RISK)
        assert meetings.get(tx, meeting).risk_answered_at is None
        typed.save(tx, Field.RISK, meeting, "none", was="", now=NOW)
        typed.save(tx, Field.RISK, meeting, "none today", was="none", now=LATER)
        assert meetings.get(tx, meeting).risk_answered_at == LATER
        typed.save(tx, Field.RISK, meeting, " \n", was="none today", now=LATER)
        assert meetings.get(tx, meeting).risk_answered_at is None


def test_an_id_of_nothing_is_said(store: Store) -> None:
    with store.write() as tx:
        for field in Field:
            with pytest.raises(NotFound):
                typed.save(tx, field, "zzzz", "x", was="", now=NOW)
