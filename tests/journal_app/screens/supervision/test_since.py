"""Since last time: several things become one question, and what is not for now is set aside."""

import pytest

from db import reflections
from db.supervision_records import ItemState
from db.transaction import Transaction
from journal_app.services import agenda
from tests.journal_app.conftest import Start
from tests.journal_app.past import TODAY, Past, days_ago, lines, press, said, shown
from tests.journal_app.screens.supervision.doors import opened_from
from tests.journal_app.screens.supervision.meetings_made import NOW, asked, held, planned


async def test_what_came_up_is_gone_through_and_chosen_from(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[str, str] = {}

    def seed(tx: Transaction) -> None:
        past = Past(tx)
        past.kept("Long before", day=days_ago(60))
        made["first"] = past.kept("First thought", day=days_ago(2))
        past.kept("Second thought", day=days_ago(1))
        made["marked"] = past.kept("Marked thought", day=days_ago(1))
        reflections.bring(tx, made["marked"], NOW)
        last = held(tx)
        agenda.carry(tx, asked(tx, last, "Not reached?"), today=TODAY, now=NOW)
        made["next"] = planned(tx)

    opened = opened_from(monkeypatch, "item")
    async with start(seed=seed) as (app, pilot):
        await press(pilot, "5", "s")
        words = shown(app)
        order = ["Carried over", "carried from", "Marked, and waiting", "Marked thought", "Written"]
        assert sorted(order, key=words.index) == order
        assert words.count("Marked thought") == 1
        assert "Long before" not in words
        await press(pilot, "j", "j", "b")
        assert lines(app).index("▸ Second thought") < lines(app).index("First thought")
        await press(pilot, "b", "s")
        assert "Second thought" in shown(app).partition("Set aside")[2]
        assert "It stands at the end here" in said(app)[-1]
        await press(pilot, "end", "s", "k", "space", "space")
        assert lines(app).count("✓") == 2
        await press(pilot, "a")
        assert [name for name, _ in opened] == ["item"]
        item = await app.journal.read(agenda.item, str(opened[0][1]))
        assert (item.state, item.meeting_id) == (ItemState.OPEN, made["next"])
        assert {row.opening for row in item.behind.reflections} == {
            "Marked thought",
            "Second thought",
        }
