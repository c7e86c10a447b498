"""What is copied leaves by one way, is never named in a notice, and is cleared as far as can be."""

import base64
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from journal_app.app import JournalApp
from journal_app.clipboard import COPIED, KEPT_SECONDS
from journal_app.widgets.editor import Editor
from tests.journal_app.conftest import Start, settled
from tests.terminal.terminal import Terminal


class Clock:
    """Timers that run out when the test says so."""

    def __init__(self, other_timers: Callable[..., Any]) -> None:
        self.now = 0.0
        self._other_timers = other_timers
        self._due: list[tuple[float, Callable[[], object], list[bool]]] = []

    def set_timer(self, seconds: float, callback: Callable[[], object], **more: str) -> Any:
        """As App.set_timer; the short ones, which are Textual's own, are left to it."""
        if seconds < KEPT_SECONDS:
            return self._other_timers(seconds, callback, **more)
        on = [True]
        self._due.append((self.now + seconds, callback, on))
        return Stopper(on)

    def pass_by(self, seconds: float) -> None:
        """Lets time pass."""
        self.now += seconds
        for due, callback, on in self._due:
            if on[0] and due <= self.now:
                on[0] = False
                callback()


class Stopper:
    """Stops one of them."""

    def __init__(self, on: list[bool]) -> None:
        self._on = on

    def stop(self) -> None:
        """As Timer.stop."""
        self._on[0] = False


async def _with_all_marked(app: JournalApp, pilot: Pilot[None]) -> Editor:
    """A page on which ab is typed and marked."""
    await pilot.press("n", *"ab")
    await settled(pilot)
    editor = app.screen.query_one(Editor)
    editor.select_all()
    return editor


@contextmanager
def _watched(app: JournalApp, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Clock, list[str]]]:
    """The clock, and the texts the terminal is told to put into its clipboard."""
    told: list[str] = []
    clock = Clock(app.set_timer)
    assert app._driver is not None
    write = app._driver.write

    def listen(data: str) -> None:
        if data.startswith("\x1b]52;c;"):
            told.append(base64.b64decode(data[len("\x1b]52;c;") : -1]).decode())
        write(data)

    with monkeypatch.context() as patch:
        patch.setattr(app._driver, "write", listen)
        patch.setattr(app, "set_timer", clock.set_timer)
        yield clock, told


async def test_a_copy_is_cleared_after_half_a_minute_and_can_be_pasted_until_then(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as (app, pilot):
        with _watched(app, monkeypatch) as (clock, told):
            editor = await _with_all_marked(app, pilot)
            await pilot.press("ctrl+c")
            assert told == ["ab"]
            await pilot.press("end", "ctrl+v")
            assert editor.text == "abab"
            clock.pass_by(KEPT_SECONDS - 1)
            assert told == ["ab"]
            clock.pass_by(1)
            assert told == ["ab", ""]
            assert app.clipboard == ""
            clock.pass_by(KEPT_SECONDS)
            assert told == ["ab", ""]


async def test_what_is_copied_later_has_its_own_half_minute(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as (app, _):
        with _watched(app, monkeypatch) as (clock, told):
            app.copy_to_clipboard("one")
            clock.pass_by(20)
            app.copy_to_clipboard("two")
            clock.pass_by(20)
            assert told == ["one", "two"]
            clock.pass_by(10)
            assert told == ["one", "two", ""]


async def test_what_was_cut_comes_back_by_undoing(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as (app, pilot):
        with _watched(app, monkeypatch) as (clock, told):
            editor = await _with_all_marked(app, pilot)
            await pilot.press("ctrl+x")
            clock.pass_by(KEPT_SECONDS)
            assert (editor.text, told) == ("", ["ab", ""])
            await pilot.press("ctrl+z")
            assert editor.text == "ab"


@pytest.mark.parametrize("end", ["ctrl+l", "ctrl+q"])
async def test_locking_and_quitting_clear_it_at_once(
    start: Start, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    async with start() as (app, pilot):
        with _watched(app, monkeypatch) as (_, told):
            app.copy_to_clipboard("one")
            await pilot.press(end)
            await pilot.pause()
            while told == ["one"]:
                await pilot.pause(0.01)
            assert told == ["one", ""]
            assert app.clipboard == ""


async def test_where_nothing_was_copied_nothing_is_cleared(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as (app, pilot):
        with _watched(app, monkeypatch) as (_, told):
            await pilot.press("ctrl+l")
            await settled(pilot)
            assert told == []


async def test_the_notice_claims_no_more_than_is_known_and_holds_nothing_of_the_text(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as (app, pilot):
        with _watched(app, monkeypatch):
            app.copy_to_clipboard("one")
            app.copy_to_clipboard("two")
            await pilot.pause()
            assert [notice.message for notice in app._notifications] == [COPIED]
    assert "if it takes it" in COPIED
    assert "where that can be done" in COPIED


async def test_a_hidden_field_gives_nothing_to_the_clipboard(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as (app, pilot):
        with _watched(app, monkeypatch) as (_, told):
            field = Input("passphrase", password=True)
            await app.screen.mount(field)
            field.focus()
            await pilot.pause()
            field.select_all()
            field.action_copy()
            assert told == []


def test_the_terminal_is_told_to_clear_when_the_program_is_ended(
    open_journal: Callable[..., Terminal],
) -> None:
    terminal = open_journal("demo")
    terminal.wait_for("Help")
    terminal.press("n")
    terminal.wait_for("Keep")
    terminal.send("half")
    terminal.wait_for("half")
    terminal.press("ctrl+x")
    copied = b"\x1b]52;c;" + base64.b64encode(b"half") + b"\x07"
    terminal.wait_until(lambda: copied in terminal.raw, "the copy")
    assert b"\x1b]52;c;\x07" not in terminal.raw
    os.kill(terminal.pid, signal.SIGTERM)
    terminal.wait_for_exit()
    assert b"\x1b]52;c;\x07" in terminal.raw
