"""Meetings: a form that refuses kindly, the next from the last, cancelled and put back."""

from datetime import timedelta

import pytest
from textual.widgets import Input, Select

from db.transaction import Transaction
from journal_app.screens.dialogs.planning import HELD, PlanningDialog
from journal_app.services import agenda
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import TODAY, days_ago, press, said, shown
from tests.journal_app.screens.supervision.doors import opened_from
from tests.journal_app.screens.supervision.meetings_made import asked, held, planned


async def test_a_meeting_is_made_once_all_fits_and_what_was_typed_stays_until_then(
    start: Start,
) -> None:
    async with start() as (app, pilot):
        await press(pilot, "5", "N", "ctrl+s")
        form = app.screen
        assert isinstance(form, PlanningDialog)
        assert "A meeting needs a word for whom it is with" in shown(app)
        form.supervisor.value, form.day.value, form.minutes.value = "M.", "2026-02-30", "4 h"
        await press(pilot, "ctrl+s")
        assert "This is no day yet" in shown(app)
        form.day.value = days_ago(1).isoformat()
        await press(pilot, "ctrl+s")
        assert "from 5 to 480 minutes" in shown(app)
        form.minutes.value = "45"
        await press(pilot, "ctrl+s")
        assert "This day is past. Is it a meeting that was held?" in shown(app)
        assert "yesterday" in shown(app)
        form.query_one("#day", Input).focus()
        await press(pilot, "pageup", "down", "enter")
        assert said(app)[-1] == "Planned."
        assert "in 5 days, with M., individual" in shown(app)


async def test_the_next_follows_from_the_last_and_one_that_is_cancelled_can_be_put_back(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seed(tx: Transaction) -> None:
        asked(tx, planned(tx, 2), "Why?")
        held(tx, 12)
        held(tx, 13, "Peers")

    opened = opened_from(monkeypatch, "hold")
    async with start(seed=seed) as (app, pilot):
        await press(pilot, "5", "M", "x")
        assert "its questions wait for another meeting" in said(app)[-1]
        assert "planned" not in shown(app)
        assert (await app.journal.read(agenda.unassigned)).count == 1
        await press(pilot, "x")
        assert "was held, so it can't be cancelled" in said(app)[-1]
        await press(pilot, "u", "H")
        assert "planned, 1 question" in shown(app)
        assert "still to come" in said(app)[-1]
        await press(pilot, "j", "j", "enter", "escape", "N")
        assert [name for name, _ in opened] == ["hold"]
        form = app.screen
        assert isinstance(form, PlanningDialog)
        assert (form.supervisor.value, form.day.value) == ("Peers", str(TODAY + timedelta(days=1)))
        form.supervisor.value = "m."
        await settled(pilot)
        assert form.day.value == str(TODAY + timedelta(days=16))
        form.query_one("#state", Select).value = HELD
        await press(pilot, "ctrl+s")
        assert "This day is still to come" in shown(app)
        form.day.value = str(TODAY)
        await press(pilot, "ctrl+s")
        assert "Kept as held" in said(app)[-1]
