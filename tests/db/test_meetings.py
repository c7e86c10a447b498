"""Meetings: listed by day, the next and the last found, changed and held."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from db import meetings, supervisors
from db.errors import JournalError, NotFound
from db.store import Store
from db.supervision_records import ItemState, Meeting, MeetingKind, MeetingState
from tests.db.supervising import asked, held, planned
from tests.db.writing import NOW, TODAY

DAY = timedelta(days=1)


def ids(found: tuple[Meeting, ...]) -> list[str]:
    return [meeting.id for meeting in found]


def test_a_meeting_comes_back_as_it_was_made(store: Store) -> None:
    with store.write() as tx:
        made = planned(tx, supervisor="  Dr  M. ", minutes=50)
        asked(tx, made)
        asked(tx, made, state=ItemState.DROPPED)
        assert meetings.get(tx, made[:6].upper()) == Meeting(
            id=made,
            day=TODAY,
            supervisor="Dr M.",
            kind=MeetingKind.INDIVIDUAL,
            state=MeetingState.PLANNED,
            minutes=50,
            held_minutes=None,
            held_at=None,
            note="",
            risk="",
            risk_answered_at=None,
            items=1,
        )


def test_one_held_already_knows_how_long_and_since_when(store: Store) -> None:
    with store.write() as tx:
        found = meetings.get(tx, held(tx, minutes=45))
        assert (found.state, found.held_minutes, found.held_at) == (MeetingState.HELD, 45, NOW)


def test_lists_have_the_latest_day_first_and_leave_out_the_cancelled(store: Store) -> None:
    with store.write() as tx:
        past = held(tx, TODAY - 9 * DAY)
        first, second = planned(tx, TODAY), planned(tx, TODAY)
        coming = planned(tx, TODAY + DAY, "Other")
        gone = planned(tx, TODAY + 2 * DAY)
        meetings.set_not_held(tx, gone, MeetingState.CANCELLED, NOW)
        assert ids(meetings.page(tx)) == [coming, second, first, past]
        assert ids(meetings.page(tx, offset=1, limit=2)) == [second, first]
        assert ids(meetings.page(tx, supervisor="OTHER")) == [coming]
        assert meetings.page(tx, supervisor="Nobody") == ()
        assert ids(meetings.page(tx, states=(MeetingState.HELD,))) == [past]
        since, until = TODAY - 9 * DAY, TODAY
        assert ids(meetings.page(tx, since=since, until=until)) == [second, first, past]
        assert meetings.count(tx) == 4
        assert meetings.count(tx, supervisor="m.", since=since, until=until) == 3


def test_the_next_is_the_first_to_come_today_included(store: Store) -> None:
    with store.write() as tx:
        assert meetings.next_planned(tx, TODAY) is None
        late = planned(tx, TODAY - DAY)
        held(tx, TODAY)
        other = planned(tx, TODAY + 3 * DAY, "Other")
        soon = planned(tx, TODAY)
        for wanted, expected in (
            ({}, soon),
            ({"supervisor": "other"}, other),
            ({"besides": soon}, other),
        ):
            found = meetings.next_planned(tx, TODAY, **wanted)
            assert found is not None
            assert found.id == expected
        assert meetings.next_planned(tx, TODAY + DAY, supervisor="M.") is None
        assert ids(meetings.overdue(tx, TODAY, limit=5)) == [late]


def test_the_last_held_and_the_days_of_a_supervisor(store: Store) -> None:
    with store.write() as tx:
        held(tx, TODAY - 30 * DAY)
        last = held(tx, TODAY - 2 * DAY)
        held(tx, TODAY - DAY, "Other")
        planned(tx, TODAY + 12 * DAY)
        planned(tx, TODAY + 12 * DAY)
        found = meetings.last_held(tx, "M.")
        assert found is not None
        assert found.id == last
        assert meetings.last_held(tx, "Nobody") is None
        assert meetings.days(tx, "M.", limit=2) == (TODAY + 12 * DAY, TODAY - 2 * DAY)


def test_changing_holding_and_cancelling(store: Store) -> None:
    with store.write() as tx:
        made = planned(tx)
        meetings.change(
            tx,
            made,
            day=date(2026, 4, 1),
            supervisor="Peers",
            kind=MeetingKind.PEER,
            minutes=90,
            now=NOW,
        )
        meetings.set_held(tx, made, 75, NOW)
        meetings.set_held(tx, made, 80, NOW + DAY)
        found = meetings.get(tx, made)
        assert (found.supervisor, found.kind, found.day) == (
            "Peers",
            MeetingKind.PEER,
            date(2026, 4, 1),
        )
        assert (found.minutes, found.held_minutes, found.length) == (90, 80, 80)
        assert found.held_at == NOW
        meetings.set_not_held(tx, made, MeetingState.PLANNED, NOW)
        found = meetings.get(tx, made)
        assert (found.state, found.held_at, found.length) == (MeetingState.PLANNED, None, 90)


def test_a_supervisor_is_one_whatever_the_spelling_and_keeps_the_first(store: Store) -> None:
    with store.write() as tx:
        for day, name in ((1, "Dr Körner"), (2, "dr  KÖRNER"), (3, "Peers"), (4, "Gone")):
            made = planned(tx, date(2026, 3, day), name)
        meetings.set_not_held(tx, made, MeetingState.CANCELLED, NOW)
        assert supervisors.names(tx) == ("Peers", "Dr Körner")
        assert supervisors.known(tx, " DR  körner ") == supervisors.known(tx, "Dr Körner")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "needs a word"),
        (" \n ", "needs a word"),
        ("x" * 61, "at most 60"),
        ("a\x1b[31m", "control"),
        ("a\u202eb", "control"),
    ],
)
def test_what_can_not_be_a_label_is_said_and_nothing_is_made(
    store: Store, name: str, said: str
) -> None:
    with store.write() as tx:
        with pytest.raises(JournalError, match=said):
            planned(tx, supervisor=name)
        assert meetings.count(tx) == 0


def test_an_id_of_nothing_is_said_for_what_it_is(store: Store) -> None:
    with store.write() as tx, pytest.raises(NotFound, match="no meeting with this id"):
        meetings.get(tx, "zzzz")


@pytest.mark.parametrize("minutes", [0, 4, 481])
def test_the_file_itself_takes_no_impossible_meeting(store: Store, minutes: int) -> None:
    with pytest.raises(IntegrityError, match="ck_meeting_minutes"), store.write() as tx:
        planned(tx, minutes=minutes)
