"""Keys that come faster than the app acts on them still act one after the other."""

from collections.abc import Iterable

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from db import keys
from journal_app.app import JournalApp
from journal_app.key_order import KeyOrder
from journal_app.paths import Paths
from journal_app.screens.begin import BeginScreen
from journal_app.screens.supervision.item import ItemScreen
from journal_app.screens.unlock import UnlockScreen
from journal_app.screens.write import WriteScreen
from journal_app.services import agenda
from tests.journal_app.conftest import Start, settled
from tests.journal_app.elsewhere import other_window
from tests.journal_app.opening import PASSPHRASE, at_the_door, until

ENTER, TAB = "enter", "tab"


def send(app: App[None], typed: Iterable[str]) -> None:
    """Sends the keys as a terminal does that was not read for a while."""
    for key in typed:
        character = key if len(key) == 1 else None
        name = "space" if key == " " else key
        app.post_message(events.Key(name, character).set_sender(app))


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derives keys at a hundredth of the cost."""
    monkeypatch.setattr(keys, "MEMORY_KIBIBYTES", 8 * keys.LANES)
    monkeypatch.setattr(keys, "PASSES", 1)


@pytest.mark.usefixtures("cheap_keys")
@pytest.mark.parametrize("on", [TAB, ENTER])
async def test_a_first_start_typed_ahead_goes_into_its_own_fields(places: Paths, on: str) -> None:
    async with at_the_door(places) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        begin = app.screen
        assert isinstance(begin, BeginScreen)
        send(app, [ENTER, *"x", "backspace", *PASSPHRASE, on, *PASSPHRASE, ENTER])
        await until(pilot, lambda: len(begin.words) == 24)
        await pilot.press(ENTER)
        first, second, third = (begin.words[place] for place in begin.asked)
        send(app, [*first, on, *second, on, *third])
        await settled(pilot)
        fields = [begin.query_one(f"#word-{number}", Input).value for number in range(3)]
        assert fields == [first, second, third]


async def test_a_question_for_supervision_typed_ahead_goes_into_its_own_fields(
    start: Start, places: Paths
) -> None:
    async with start() as (app, pilot):
        await pilot.press("5", "a")
        while not (isinstance(app.screen, ItemScreen) and app.screen.item):
            await pilot.pause(0.01)
        item_id = app.screen.item_id
        send(app, [*"why", TAB, TAB, *"first", TAB, *"he", "left", "t", "shift+tab", "s"])
        await settled(pilot)
        await app.screen.settle()
        with other_window(places) as (tx, _):
            found = agenda.item(tx, item_id)
        assert (found.question, found.surfaces, found.moment) == ("why", "firsts", "hte")


async def test_locking_waits_for_no_key(start: Start) -> None:
    async with start() as (app, pilot):
        await pilot.press("4", "slash")
        await settled(pilot)
        send(app, ["left", "a", "ctrl+l"])
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        assert app.screen.query_one("#passphrase", Input).value == ""


class _Leaving(KeyOrder):
    """An app whose second field goes away by a key that it has the focus for."""

    BINDINGS = [Binding("f2", "leave")]  # noqa: RUF012 - Textual declares it so

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Input(id="stays")
            yield Input(id="goes")

    async def action_leave(self) -> None:
        await self.query_one("#goes").remove()


async def test_a_field_that_goes_away_by_a_key_keeps_no_key_back() -> None:
    app = _Leaving()
    async with app.run_test() as pilot:
        send(app, [TAB, *"one", "f2", *"two"])
        while app.query_one("#stays", Input).value != "two":
            await pilot.pause(0.01)


async def test_what_is_pasted_waits_its_turn_too() -> None:
    app = _Leaving()
    async with app.run_test() as pilot:
        send(app, ["a", TAB])
        app.post_message(events.Paste("bc").set_sender(app))
        send(app, ["d"])
        await pilot.pause()
        assert [field.value for field in app.query(Input)] == ["a", "bcd"]


def test_the_app_keeps_the_order_of_keys() -> None:
    assert issubclass(JournalApp, KeyOrder)


async def test_what_is_typed_on_behind_a_key_is_typed_and_does_nothing_where_nothing_has_the_focus(
    start: Start,
) -> None:
    async with start() as (app, pilot):
        app.screen.set_focus(None)
        send(app, ["n", *"Slow as the bow"])
        await until(pilot, lambda: isinstance(app.screen, WriteScreen))
        page = app.screen
        assert isinstance(page, WriteScreen)
        await until(pilot, lambda: page.editor.text == "Slow as the bow")
