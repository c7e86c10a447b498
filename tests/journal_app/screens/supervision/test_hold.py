"""Afterwards: noted as far as one gets, taken up again, and then held."""

from datetime import timedelta

from textual.pilot import Pilot
from textual.widgets import Select

from db.supervision_records import ItemState, MeetingState
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.navigation import Show
from journal_app.paths import Paths
from journal_app.screens.dialogs.choose import ChooseDialog
from journal_app.screens.supervision.hold import HoldScreen
from journal_app.screens.today import TodayPlace
from journal_app.services import afterwards, agenda, holding
from tests.journal_app.conftest import Start, settled
from tests.journal_app.elsewhere import other_window
from tests.journal_app.past import TODAY, press, said, shown
from tests.journal_app.screens.supervision.meetings_made import NOW, asked, planned


async def opened(app: JournalApp, pilot: Pilot[None], meeting_id: str) -> HoldScreen:
    app.screen.post_message(Show("hold", meeting_id))
    while not (isinstance(app.screen, HoldScreen) and app.screen.focused):
        await pilot.pause(0.01)
    await settled(pilot)
    return app.screen


def noted(places: Paths, meeting_id: str) -> holding.Holding:
    with other_window(places) as (tx, _):
        return holding.holding(tx, meeting_id)


async def test_it_can_be_left_half_way_and_taken_up_again_and_is_then_held(
    start: Start, places: Paths
) -> None:
    made: list[str] = []

    def seed(tx: Transaction) -> None:
        meeting = planned(tx, in_days=0)
        made.extend((meeting, asked(tx, meeting, "Why [me]?"), asked(tx, meeting, "And now?")))

    async with start(seed=seed) as (app, pilot):
        await opened(app, pilot, made[0])
        assert "Why [me]?" in shown(app)
        await pilot.press("h", "tab", "d", "enter", *"in two weeks")
        await press(pilot, "enter", "e", "tab", *"soo", "escape")
        assert isinstance(app.screen, HoldScreen)
        assert "This is no day yet" in said(app)[-1]
        await press(pilot, *("backspace",) * 3, "escape")
        assert isinstance(app.screen, TodayPlace)
        first = noted(places, made[0]).items[0]
        assert (first.item.heard, first.item.state) == ("h", ItemState.OPEN)
        assert [(action.text, action.due_on) for action in first.actions] == [
            ("d", TODAY + timedelta(weeks=2)),
            ("e", None),
        ]

        screen = await opened(app, pilot, made[0])
        day = (TODAY + timedelta(weeks=2)).isoformat()
        assert day in shown(app)
        await pilot.press("tab", "backspace")
        screen.minutes.focus()
        await press(pilot, *"45", "ctrl+s")
        assert isinstance(app.screen, ChooseDialog)
        assert "Nothing is noted on one question" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayPlace)
        assert said(app)[-1] == "Held, 45 minutes. Carried over: 1."
        found = noted(places, made[0])
        assert found.meeting.state is MeetingState.HELD
        assert [action.text for action in found.items[0].actions] == ["e"]
        assert [each.item.state for each in found.items] == [ItemState.HELD, ItemState.CARRIED]


async def test_what_became_of_a_question_is_said_undone_and_refused(
    start: Start, places: Paths
) -> None:
    made: list[str] = []

    def seed(tx: Transaction) -> None:
        meeting = planned(tx, in_days=3)
        made.extend((meeting, asked(tx, meeting, "One?"), asked(tx, meeting, "Two?")))
        afterwards.add(tx, meeting, "Ring", item_id=made[2], now=NOW)

    async with start(size=(60, 30), seed=seed) as (app, pilot):
        screen = await opened(app, pilot, made[0])
        first, second = (screen.parts[item_id] for item_id in made[1:])
        first.query_one(Select).focus()
        await press(pilot, "enter", "down", "down", "enter")
        assert "It waits in the parking lot." in shown(app)
        with other_window(places) as (tx, _):
            assert agenda.parked(tx).count == 1
        await press(pilot, "enter", "home", "enter")
        assert [each.item.question for each in noted(places, made[0]).items] == ["One?", "Two?"]
        second.query_one(Select).focus()
        await press(pilot, "enter", "end", "enter")
        assert "stays with its meeting" in said(app)[-1]
        assert second.query_one(Select).value == "DISCUSSED"
        await press(pilot, "f3", "ctrl+s", "end", "enter")
        assert "This meeting is still to come" in said(app)[-1]
        assert isinstance(app.screen, HoldScreen)
        assert noted(places, made[0]).meeting.state is MeetingState.PLANNED
