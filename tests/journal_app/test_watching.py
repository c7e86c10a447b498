"""Nobody there: the count of the last minute, sleep, and the curtain."""

import gc
import signal
import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual import events
from textual.widgets import Static, TextArea

from db.errors import DiskFull, JournalError
from journal_app import settings
from journal_app.domain.idle import Moment
from journal_app.screens.curtain import CurtainScreen
from journal_app.screens.unlock import UnlockScreen
from journal_app.services import writing as services
from journal_app.widgets.countdown import Countdown
from tests.journal_app.conftest import Start, settled
from tests.journal_app.test_locking import CANARY, shown, writing
from tests.journal_app.through_the_door import back, locked, until


class Clock:
    """A clock that is turned by hand, and with it the app's own looks at it."""

    def __init__(self) -> None:
        self.moment = Moment(100.0, 900.0)

    def __call__(self) -> Moment:
        return self.moment

    def turn(self, running: float, passed: float | None = None) -> None:
        """Lets so many seconds go by."""
        passed = running if passed is None else passed
        self.moment = Moment(self.moment.running + running, self.moment.passed + passed)


async def test_the_last_minute_is_counted_and_a_key_still_does_what_it_does(start: Start) -> None:
    clock = Clock()
    async with start(clock=clock) as (app, pilot):
        screen = await writing(app, pilot)
        for _ in range(110):
            clock.turn(5)
            await app.look()
        await pilot.pause()
        assert "locks in 50 seconds" in shown(app.screen)
        before = app.screen.query_one("#editor").region
        await pilot.press("x")
        assert not app.screen.query(Countdown)
        assert screen.editor.text == "x"
        assert app.screen.query_one("#editor").region == before
        for _ in range(120):
            clock.turn(5)
            await app.look()
        await locked(app, pilot)
        await back(app, pilot)
        await app.look()
        assert app.journal.is_open


async def test_memory_is_looked_through_only_when_nobody_waits(start: Start) -> None:
    clock = Clock()
    async with start(clock=clock) as (app, pilot):
        assert gc.get_freeze_count() > 100_000
        await writing(app, pilot)
        for _ in range(40):
            gc.collect(1)
        await pilot.press(*"words")
        await app.look()
        assert gc.get_count()[2] >= 40
        clock.turn(3)
        await app.look()
        assert gc.get_count()[2] < 5
        await pilot.press("ctrl+l")
        await locked(app, pilot)
        assert gc.get_freeze_count() == 0


async def test_a_computer_that_slept_locks_on_waking(start: Start) -> None:
    clock = Clock()
    async with start(clock=clock) as (app, pilot):
        app.choices = settings.Settings(lock_after=0)
        await app.look()
        clock.turn(0.2, 3_600)
        await app.look()
        assert isinstance(app.screen, UnlockScreen)
        await locked(app, pilot)


async def test_the_curtain_hides_all_at_once_and_gives_it_back_as_it_was(start: Start) -> None:
    clock = Clock()
    async with start(clock=clock) as (app, pilot):
        app.choices = settings.Settings(curtain=True)
        screen = await writing(app, pilot)
        await pilot.press(*CANARY, "left")
        assert not app.told_of_focus
        app.post_message(events.AppBlur())
        await until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.pause()
        assert CANARY not in shown(app.screen)
        assert "curtain" in shown(app.screen)
        assert app.told_of_focus
        app.post_message(events.AppFocus())
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("x")
        assert screen.editor.text == "canarxy"

        app.post_message(events.AppBlur())
        await until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.press("x")
        await until(pilot, lambda: app.screen is screen)
        assert screen.editor.text == "canarxy"

        app.post_message(events.AppBlur())
        await until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        for _ in range(24):
            clock.turn(5)
            await app.look()
        await locked(app, pilot)
        await back(app, pilot)
        assert app.screen.query_one(TextArea).text == "canarxy"


@pytest.mark.parametrize("by_lock", [False, True], ids=["curtain", "lock"])
async def test_a_page_kept_while_it_was_hidden_does_not_come_back_to_be_typed_on(
    start: Start, monkeypatch: pytest.MonkeyPatch, by_lock: bool
) -> None:
    may_keep = threading.Event()
    keep = services.keep

    def keep_late(*args: Any, **kwargs: Any) -> Any:
        may_keep.wait(10)
        return keep(*args, **kwargs)

    async def not_safe(_: object) -> JournalError:
        return DiskFull()

    async with start() as (app, pilot):
        app.choices = settings.Settings(curtain=True)
        page = await writing(app, pilot)
        await pilot.press(*"words")
        monkeypatch.setattr(services, "keep", keep_late)
        await pilot.press("ctrl+s")
        if by_lock:
            monkeypatch.setattr(app, "_make_safe", not_safe)
            await app.action_lock()
        else:
            app.on_app_blur()
        may_keep.set()
        await until(pilot, lambda: page.is_done)
        assert app.is_hidden
        if by_lock:
            await pilot.press("enter")
        else:
            app.on_app_focus()
        await until(pilot, lambda: not app.is_hidden)
        await settled(pilot)
        assert page not in app.screen_stack
        assert app.current_mode == "today"


async def test_without_the_curtain_another_window_hides_nothing(start: Start) -> None:
    async with start() as (app, pilot):
        app.post_message(events.AppBlur())
        await pilot.pause()
        assert app.current_mode == "today"


async def test_settings_are_changed_on_the_spot_and_bad_ones_refused(
    start: Start, sealed_home: Path
) -> None:
    async with start() as (app, pilot):
        await pilot.press("comma")
        await settled(pilot)
        assert "has not so far" in shown(app.screen)
        await pilot.press("enter")
        await settled(pilot)
        assert app.choices.theme == "light"
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        await pilot.press(*"241", "enter")
        await pilot.pause()
        assert "from 1 to 240" in str(app.screen.query_one(".said", Static).render())
        await pilot.press("backspace", "backspace", "backspace", "3", "enter")
        await settled(pilot)
        assert app.choices.lock_after == 3
        await pilot.press("down", "space")
        await settled(pilot)
        assert app.choices.curtain
        kept = msgspec.json.decode(app.paths.settings.read_bytes())
        assert (kept["theme"], kept["lock_after"], kept["curtain"]) == ("light", 3, True)
        app.post_message(events.AppFocus())
        await until(
            pilot,
            lambda: "terminal tells when that happens." in " ".join(shown(app.screen).split()),
        )


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
async def test_it_listens_for_being_asked_to_end(start: Start, number: signal.Signals) -> None:
    async with start() as (app, pilot):
        signal.raise_signal(number)
        await until(pilot, lambda: not app.journal.is_open)
