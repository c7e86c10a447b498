"""The agenda: put in order by keys and by mouse, kept within its time, risk always asked."""

import pytest
from textual.pilot import Pilot

from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.services import agenda
from journal_app.services import meeting as meetings
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import Past, lines, press, said, shown
from tests.journal_app.screens.supervision.doors import opened_from
from tests.journal_app.screens.supervision.meetings_made import asked, planned
from tests.journal_app.through_the_door import back, locked


def order(app: JournalApp) -> str:
    """The initials of the questions in the order in which they stand there."""
    return "".join(line[13] for line in lines(app).splitlines() if "?" in line and line[2] in "123")


async def drag(pilot: Pilot[None], from_row: int, to_row: int) -> None:
    """Drags a line of the list to another."""
    await pilot.mouse_down("#lines", offset=(20, from_row))
    await pilot.hover("#lines", offset=(20, to_row))
    await pilot.mouse_up("#lines", offset=(20, to_row))
    await settled(pilot)


async def test_questions_are_asked_put_in_order_given_minutes_parked_and_dropped(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seed(tx: Transaction) -> None:
        for text in ("Brought one", "Brought two"):
            Past(tx).kept(text, brought=True)
        meeting = planned(tx, minutes=30)
        for name in ("Apple?", "Birch?", "Cedar?"):
            asked(tx, meeting, name, minutes=10)

    opened = opened_from(monkeypatch, "item")
    async with start(seed=seed) as (app, pilot):
        await press(pilot, "5", "g", "J", "J", "J")
        assert order(app) == "BCA"
        await press(pilot, "ctrl+up")
        assert order(app) == "BAC"
        await drag(pilot, 1, 3)
        assert order(app) == "ACB"
        await press(pilot, "plus", "plus")
        assert "3 questions, 40 of 30 minutes: 10 minutes over" in shown(app)
        await press(pilot, "home", "p")
        assert (order(app), "Parking lot" in shown(app)) == ("CB", True)
        await press(pilot, "x")
        assert "Parking lot" not in shown(app)
        await press(pilot, "u")
        assert "Parking lot" in shown(app)
        await press(pilot, "home", "x")
        assert "u undoes that" in said(app)[-1]
        await press(pilot, "u")
        assert order(app) == "CB"
        await pilot.click("#lines", offset=(20, 2))
        await press(pilot, "j", "p")
        assert order(app) == "CBA"
        await press(pilot, "end", "k", "space", "space", "a", "escape")
        item = await app.journal.read(agenda.item, str(opened[0][1]))
        assert len(item.behind.reflections) == 2
        assert "4 a question still to be found" in shown(app)
        assert "Inbox Empty" in shown(app)


async def test_risk_and_ethics_is_asked_before_a_brief_and_none_is_an_answer(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def seed(tx: Transaction) -> None:
        made.append(planned(tx, 0))

    opened = opened_from(monkeypatch, "brief", "hold")
    async with start(seed=seed) as (app, pilot):
        await press(pilot, "5", "g")
        assert "r answers whether there is anything; it may be none" in shown(app)
        await press(pilot, "B", "escape")
        assert opened == []
        await press(pilot, "B", "down", "enter", "escape")
        assert "Risk and ethics: none" in shown(app)
        await press(pilot, "H", "escape")
        assert opened == [("brief", made[0]), ("hold", made[0])]
        await press(pilot, "r", "up", "enter", *"A threat", "ctrl+l")
        await locked(app, pilot)
        await back(app, pilot)
        meeting = await app.journal.read(meetings.get, made[0])
        assert meeting.risk == "A threat"
