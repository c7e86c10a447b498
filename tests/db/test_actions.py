"""Actions: open and done, due and asked about, in the order in which they are shown."""

from datetime import date, timedelta

import pytest

from db import actions, agenda, meetings, typed
from db.errors import NotFound
from db.store import Store
from db.supervision_records import Action, Field, MeetingState
from db.transaction import Transaction
from tests.db.supervising import asked, held, planned
from tests.db.writing import NOW, TODAY

DAY = timedelta(days=1)


def action(tx: Transaction, meeting_id: str, text: str = "Ring", *, due: date | None = None) -> str:
    return actions.create(tx, meeting_id, text=text, item_id=None, due_on=due, now=NOW)


def texts(found: tuple[Action, ...]) -> list[str]:
    return [one.text for one in found]


def test_an_action_comes_back_with_where_it_was_said(store: Store) -> None:
    with store.write() as tx:
        meeting = held(tx)
        item = asked(tx, meeting)
        made = actions.create(tx, meeting, text="Ring", item_id=item, due_on=TODAY + DAY, now=NOW)
        assert actions.get(tx, made[:4]) == Action(
            id=made,
            text="Ring",
            meeting_id=meeting,
            meeting_day=TODAY,
            supervisor="M.",
            item_id=item,
            due_on=TODAY + DAY,
            done_at=None,
            what_changed="",
            what_changed_at=None,
            ask_on=None,
            dropped_at=None,
            created_at=NOW,
        )
        agenda.remove(tx, item)
        assert actions.get(tx, made).item_id is None


def test_the_first_due_comes_first_and_what_is_never_due_last(store: Store) -> None:
    with store.write() as tx:
        one, other = held(tx), held(tx, supervisor="Other")
        action(tx, one, "some day")
        action(tx, one, "late", due=TODAY - DAY)
        action(tx, other, "soon", due=TODAY + DAY)
        for text, values in (("done", {"done_at": NOW}), ("dropped", {"dropped_at": NOW})):
            actions.set_values(tx, action(tx, one, text), NOW, **values)
        assert texts(actions.still_open(tx)) == ["late", "soon", "some day"]
        assert texts(actions.still_open(tx, offset=1, limit=1)) == ["soon"]
        assert texts(actions.still_open(tx, supervisor="m.")) == ["late", "some day"]
        assert actions.still_open(tx, supervisor="Nobody") == ()
        assert actions.count_open(tx) == 3
        assert actions.count_open(tx, supervisor="Other") == 1
        assert texts(actions.done(tx)) == ["done"]


def test_what_changed_is_asked_from_its_day_on_until_it_is_said(store: Store) -> None:
    with store.write() as tx:
        made = action(tx, held(tx))
        actions.set_values(tx, made, NOW, done_at=NOW, ask_on=TODAY + 14 * DAY)
        assert actions.to_ask(tx, TODAY + 13 * DAY, limit=5) == ()
        assert texts(actions.to_ask(tx, TODAY + 14 * DAY, limit=5)) == ["Ring"]
        assert actions.to_ask(tx, TODAY + 14 * DAY, supervisor="Other", limit=5) == ()
        typed.save(tx, Field.WHAT_CHANGED, made, "A lot", was="", now=NOW)
        assert actions.to_ask(tx, TODAY + 99 * DAY, limit=5) == ()
        typed.save(tx, Field.WHAT_CHANGED, made, "", was="A lot", now=NOW)
        assert texts(actions.to_ask(tx, TODAY + 14 * DAY, limit=5)) == ["Ring"]


def test_the_last_done_comes_first(store: Store) -> None:
    with store.write() as tx:
        meeting = held(tx)
        for days in (3, 1, 2):
            made = action(tx, meeting, str(days))
            actions.set_values(tx, made, NOW, done_at=NOW - days * DAY)
        assert texts(actions.done(tx)) == ["1", "2", "3"]
        assert texts(actions.done(tx, offset=1, limit=1)) == ["2"]


def test_what_meetings_and_items_led_to_is_found_from_them(store: Store) -> None:
    with store.write() as tx:
        meeting, other = held(tx, TODAY - DAY), held(tx, TODAY - 9 * DAY)
        item = asked(tx, meeting)
        empty = asked(tx, meeting)
        for text, owner, of in (("one", meeting, item), ("two", meeting, None), ("3", other, None)):
            actions.create(tx, owner, text=text, item_id=of, due_on=None, now=NOW)
        gone = actions.create(tx, meeting, text="gone", item_id=item, due_on=None, now=NOW)
        actions.set_values(tx, gone, NOW, dropped_at=NOW)
        assert texts(actions.of_meeting(tx, meeting)) == ["one", "two"]
        found = actions.of_items(tx, [item, empty])
        assert {key: texts(each) for key, each in found.items()} == {item: ["one"], empty: []}
        assert actions.of_items(tx, []) == {}
        assert texts(actions.of_days(tx, TODAY - 9 * DAY, TODAY)) == ["3", "one", "two"]
        assert texts(actions.of_days(tx, TODAY - 8 * DAY, TODAY - DAY)) == ["one", "two"]
        meetings.set_not_held(tx, meeting, MeetingState.PLANNED, NOW)
        assert actions.of_days(tx, TODAY - 8 * DAY, TODAY) == ()


def test_an_action_of_nothing_is_said(store: Store) -> None:
    with store.write() as tx:
        with pytest.raises(NotFound, match="no meeting"):
            action(tx, "zzzz")
        with pytest.raises(NotFound, match="no agenda item"):
            actions.create(tx, planned(tx), text="x", item_id="zzzz", due_on=None, now=NOW)
        with pytest.raises(NotFound, match="no action"):
            actions.set_values(tx, "zzzz", NOW, due_on=TODAY)
        assert actions.count_open(tx) == 0
