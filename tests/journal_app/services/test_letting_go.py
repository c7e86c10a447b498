"""A day to look again, shedding, and later thoughts in two windows: nothing goes unannounced."""

from datetime import datetime, timedelta

import pytest

from db import reflections, versions
from db.errors import ChangedElsewhere
from db.transaction import Transaction
from journal_app.services import later_thoughts, letting_go, writing
from journal_app.services.letting_go import DayIsPast
from tests.journal_app.past import TODAY, Past, days_ago


def twice_kept(tx: Transaction, now: datetime) -> str:
    reflection_id = Past(tx).kept("All that was said in the hour.")
    type_over(tx, reflection_id, "All that was said, and more.", now)
    writing.keep(tx, reflection_id, now=now)
    return reflection_id


def type_over(tx: Transaction, reflection_id: str, text: str, now: datetime) -> None:
    draft = writing.open_for_writing(tx, reflection_id, now=now).draft
    typed = writing.Typed(text, (0, 0), 0)
    writing.save(tx, reflection_id, typed, revision=draft.revision, now=now)


def texts(tx: Transaction, reflection_id: str) -> list[str]:
    return [version.body for version in versions.versions(tx, reflection_id)]


def test_a_day_may_be_today_but_not_past(tx: Transaction) -> None:
    reflection_id = Past(tx).kept("Look again")
    letting_go.set_day(tx, reflection_id, TODAY, today=TODAY)
    assert [due.row.id for due in letting_go.due(tx, TODAY, limit=9)] == [reflection_id]
    with pytest.raises(DayIsPast):
        letting_go.set_day(tx, reflection_id, days_ago(1), today=TODAY)
    assert reflections.get(tx, reflection_id).review_by == TODAY


def test_shedding_takes_the_older_versions_once_it_is_kept_and_not_before(
    tx: Transaction, now: datetime
) -> None:
    reflection_id = twice_kept(tx, now)
    letting_go.set_day(tx, reflection_id, TODAY, today=TODAY)
    letting_go.begin_to_shed(tx, reflection_id, today=TODAY, now=now)
    type_over(tx, reflection_id, "What I learned.", now)
    writing.leave(tx, reflection_id)
    assert len(texts(tx, reflection_id)) == 2
    writing.keep(tx, reflection_id, now=now, shedding=True)
    assert texts(tx, reflection_id) == ["What I learned."]
    assert reflections.get(tx, reflection_id).review_by is None


def test_going_back_unchanged_ends_the_shedding_and_keeps_the_day(
    tx: Transaction, now: datetime
) -> None:
    reflection_id = twice_kept(tx, now)
    letting_go.set_day(tx, reflection_id, TODAY, today=TODAY)
    letting_go.begin_to_shed(tx, reflection_id, today=TODAY, now=now)
    writing.leave(tx, reflection_id)
    reflection = reflections.get(tx, reflection_id)
    assert (reflection.shedding, reflection.review_by, reflection.draft) == (False, TODAY, None)


def test_keeping_it_as_it_is_ends_the_shedding_and_spares_the_versions(
    tx: Transaction, now: datetime
) -> None:
    reflection_id = twice_kept(tx, now)
    letting_go.set_day(tx, reflection_id, TODAY, today=TODAY)
    letting_go.begin_to_shed(tx, reflection_id, today=TODAY, now=now)
    type_over(tx, reflection_id, "What I learned.", now)
    letting_go.set_day(tx, reflection_id, None, today=TODAY)
    writing.keep(tx, reflection_id, now=now, shedding=False)
    assert len(texts(tx, reflection_id)) == 3


def test_a_writer_who_was_not_told_of_the_shedding_ends_no_version(
    tx: Transaction, now: datetime
) -> None:
    reflection_id = twice_kept(tx, now)
    letting_go.set_day(tx, reflection_id, TODAY, today=TODAY)
    type_over(tx, reflection_id, "Written on in one window.", now)
    letting_go.begin_to_shed(tx, reflection_id, today=TODAY, now=now)
    with pytest.raises(ChangedElsewhere):
        writing.keep(tx, reflection_id, now=now, shedding=False)
    assert len(texts(tx, reflection_id)) == 2
    assert reflections.get(tx, reflection_id).text == "Written on in one window."


def test_leaving_an_empty_later_thought_takes_nothing_that_another_window_wrote_in_it(
    tx: Transaction, now: datetime
) -> None:
    reflection_id = Past(tx).kept("Old")
    here = later_thoughts.begin(tx, reflection_id, now=now)
    there = later_thoughts.begin(tx, reflection_id, now=now)
    later_thoughts.save(tx, reflection_id, there, "Written there", now=now)
    later_thoughts.leave(tx, here)
    waiting = later_thoughts.unfinished(tx, reflection_id)
    assert waiting is not None
    assert waiting.body == "Written there"
    later_thoughts.keep(tx, waiting, now=now + timedelta(minutes=1))
    later_thoughts.leave(tx, here)
    assert [thought.body for thought in reflections.get(tx, reflection_id).later] == [
        "Written there"
    ]
