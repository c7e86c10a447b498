"""What is held back: noted, asked about some meetings later, and never in anything else."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from db import held_back
from db.errors import NotFound
from db.store import Store
from db.supervision_records import HeldBack, HeldBackState
from db.transaction import Transaction
from tests.db.supervising import held, planned
from tests.db.writing import NOW, TODAY

DAY = timedelta(days=1)
ROOT = Path(__file__).parents[2]


def note(
    tx: Transaction,
    text: str = "Ashamed",
    *,
    supervisor: str | None = None,
    ask_after: int | None = 2,
    today: date = TODAY,
    now: datetime = NOW,
) -> str:
    return held_back.create(
        tx, text=text, supervisor=supervisor, ask_after=ask_after, today=today, now=now
    )


def asked(tx: Transaction) -> list[str]:
    return [each.text for each in held_back.to_ask(tx, limit=5)]


def meet(tx: Transaction, day: date, supervisor: str = "M.") -> None:
    moment = datetime.combine(day, NOW.timetz())
    held(tx, day, supervisor, now=moment + timedelta(minutes=1))


def test_a_note_comes_back_as_it_was_written_newest_first(store: Store) -> None:
    with store.write() as tx:
        first = note(tx, supervisor="M.")
        second = note(tx, "Cross", ask_after=None, now=NOW + DAY)
        assert held_back.get(tx, first) == HeldBack(
            id=first,
            text="Ashamed",
            noted_at=NOW,
            supervisor="M.",
            ask_after=2,
            asked_at=None,
            state=HeldBackState.WAITING,
        )
        assert [each.id for each in held_back.page(tx)] == [second, first]
        held_back.set_state(tx, second, HeldBackState.LET_GO, NOW)
        assert [each.id for each in held_back.page(tx)] == [first]
        assert [each.id for each in held_back.page(tx, tuple(HeldBackState))] == [second, first]


def test_it_asks_after_as_many_meetings_as_were_named(store: Store) -> None:
    with store.write() as tx:
        note(tx)
        note(tx, "never", ask_after=None)
        meet(tx, TODAY + 7 * DAY)
        assert asked(tx) == []
        planned(tx, TODAY + 9 * DAY)
        assert asked(tx) == []
        meet(tx, TODAY + 14 * DAY)
        assert asked(tx) == ["Ashamed"]


def test_only_meetings_with_the_supervisor_it_is_held_back_from_count(store: Store) -> None:
    with store.write() as tx:
        note(tx, "from M.", supervisor="M.", ask_after=1)
        note(tx, "from all", ask_after=1)
        meet(tx, TODAY + DAY, "Other")
        assert asked(tx) == ["from all"]
        meet(tx, TODAY + 2 * DAY)
        assert asked(tx) == ["from M.", "from all"]


def test_a_meeting_before_the_note_does_not_count_however_late_it_is_entered(
    store: Store,
) -> None:
    with store.write() as tx:
        held(tx, TODAY, now=NOW - timedelta(hours=2))
        note(tx, ask_after=1)
        held(tx, TODAY - DAY, now=NOW + DAY)
        assert asked(tx) == []
        held(tx, TODAY, now=NOW + timedelta(hours=2))
        assert asked(tx) == ["Ashamed"]


def test_it_asks_again_after_as_many_meetings_more(store: Store) -> None:
    with store.write() as tx:
        made = note(tx, ask_after=1)
        meet(tx, TODAY + DAY)
        held_back.set_asking(tx, made, 1, today=TODAY + 2 * DAY, now=NOW + 2 * DAY)
        assert asked(tx) == []
        meet(tx, TODAY + 9 * DAY)
        assert asked(tx) == ["Ashamed"]
        held_back.set_state(tx, made, HeldBackState.READY, NOW)
        assert asked(tx) == []


def test_erasing_leaves_nothing(store: Store) -> None:
    with store.write() as tx:
        made = note(tx)
        held_back.erase(tx, made)
        assert tx.is_traceless
        with pytest.raises(NotFound, match="no note"):
            held_back.get(tx, made)


def test_no_module_but_its_own_can_read_the_table() -> None:
    naming = {
        path.name
        for room in ("db", "journal_app")
        for path in (ROOT / room).rglob("*.py")
        if "HeldBackRow" in path.read_text("utf-8")
    }
    assert naming == {
        "comparing.py",
        "held_back.py",
        "supervision.py",
        "supervision_models.py",
        "taking_out.py",
        "typed.py",
    }
