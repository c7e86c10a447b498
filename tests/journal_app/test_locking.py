"""Locking: hidden at once, made safe, let go; and when that can't be."""

import asyncio
import threading
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, TextArea

from db import drafts, reflections
from db.errors import DiskFull
from db.records import State
from db.store import Store
from db.transaction import Transaction
from journal_app import locking
from journal_app.app import JournalApp
from journal_app.journal import Closed
from journal_app.navigation import Write
from journal_app.paths import Paths
from journal_app.screens.begin import BeginScreen
from journal_app.screens.dialogs.help import HelpDialog
from journal_app.screens.unlock import UnlockScreen
from journal_app.screens.write import WriteScreen
from tests.journal_app.conftest import KEY, Start, settled
from tests.journal_app.through_the_door import back, locked, until

PASSPHRASE = "lantern gravel otter seventeen"
CANARY = "canary"


async def writing(app: JournalApp, pilot: Pilot[None], *anchors: str) -> WriteScreen:
    """Begins a reflection on these anchors."""
    app.screen.post_message(Write(anchors))
    await until(pilot, lambda: isinstance(app.screen, WriteScreen))
    screen = app.screen
    assert isinstance(screen, WriteScreen)
    await until(pilot, lambda: screen.autosave is not None)
    return screen


def shown(screen: Screen[Any]) -> str:
    """All that stands on a screen."""
    return "\n".join(strip.text for strip in screen._compositor.render_strips())


async def test_it_locks_from_every_window_with_text_half_typed(start: Start) -> None:
    async with start() as (app, pilot):
        await writing(app, pilot)
        await pilot.press(*"half")
        for keys, kind in (
            ((), WriteScreen),
            (("ctrl+t", *"tag"), ModalScreen),
            (("ctrl+p", *"loc"), CommandPalette),
            (("f1",), HelpDialog),
        ):
            await pilot.press(*keys)
            await until(pilot, lambda kind=kind: isinstance(app.screen, kind))  # type: ignore[misc]
            await pilot.press("ctrl+l")
            assert isinstance(app.screen, UnlockScreen)
            await locked(app, pilot)
            await back(app, pilot)
            assert isinstance(app.screen, kind)
            if isinstance(app.screen, ModalScreen):
                typed = app.screen.query(Input)
                assert [field.value for field in typed] == ["".join(keys[1:])] * len(typed)
                await pilot.press("escape")
                await until(pilot, lambda: isinstance(app.screen, WriteScreen))
        assert app.screen.query_one(TextArea).text == "half"


async def test_the_door_shows_while_the_text_waits_for_the_database(start: Start) -> None:
    release, held = threading.Event(), threading.Event()

    def hold(tx: Transaction) -> None:
        held.set()
        release.wait(10)

    async with start() as (app, pilot):
        screen = await writing(app, pilot)
        await pilot.press(*CANARY)
        assert CANARY in shown(screen)
        waiting = asyncio.create_task(app.journal.write(hold))
        await until(pilot, held.is_set)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert app.journal.is_open
        assert CANARY not in shown(app.screen)
        assert "Locking" in shown(app.screen)
        release.set()
        await waiting
        await locked(app, pilot)


async def test_a_search_that_runs_does_not_hold_up_the_locking(start: Start) -> None:
    begun = threading.Event()

    def endless(tx: Transaction) -> None:
        begun.set()
        connection = tx._connection
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        )

    async with start() as (app, pilot):
        searching = asyncio.create_task(app.journal.read(endless))
        await until(pilot, begun.is_set)
        await pilot.press("ctrl+l")
        await locked(app, pilot)
        with pytest.raises(Closed):
            await searching


async def test_what_can_not_be_saved_stays_hidden_until_it_can(
    places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = Store.create(places.journal, PASSPHRASE)
    store.close()
    monkeypatch.setattr(locking, "RETRY", 0.05)
    full = True
    kept = drafts.save

    def save(*args: object, **kwargs: object) -> object:
        if full:
            raise DiskFull
        return kept(*args, **kwargs)  # type: ignore[arg-type]

    app = JournalApp(places)
    async with app.run_test() as pilot:
        await pilot.pause()
        door = app.screen
        assert isinstance(door, UnlockScreen)
        door.passphrase.value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_hidden)
        screen = await writing(app, pilot)
        monkeypatch.setattr(drafts, "save", save)
        await pilot.press(*CANARY, "left", "left", "ctrl+l")
        await until(pilot, lambda: "not safe yet" in str(door.said.render()))
        assert "full" in str(door.said.render())
        assert app.journal.is_open
        assert CANARY not in shown(app.screen)

        # None of the keys of the journal leads back.
        await pilot.press("f1", "ctrl+p", "escape")
        assert app.screen_stack == [door]
        door.passphrase.value = "not the passphrase at all"
        await pilot.press("enter")
        await until(pilot, lambda: "doesn't open" in str(door.said.render()))
        assert app.screen_stack == [door]

        door.passphrase.value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_hidden)
        assert app.screen is screen
        assert screen.editor.text == CANARY
        assert screen.editor.cursor_location == (0, 4)

        await pilot.press("ctrl+l")
        await until(pilot, lambda: "not safe yet" in str(door.said.render()))
        full = False
        await locked(app, pilot)
        assert "Locked. What you wrote is safe." in str(door.said.render())
        await app.journal.unlock(places.journal, PASSPHRASE, backups=places.backups)
        assert (await app.journal.read(reflections.get, screen.reflection_id)).text == CANARY
        await app.journal.close()
    app.journal.stop()


async def test_a_second_quit_ends_a_hidden_journal_without_its_last_words(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **kwargs: object) -> object:
        raise DiskFull

    async with start() as (app, pilot):
        await writing(app, pilot)
        monkeypatch.setattr(drafts, "save", full)
        await pilot.press(*"lost", "ctrl+l")
        door = app.screen
        assert isinstance(door, UnlockScreen)
        await until(pilot, lambda: "not safe yet" in str(door.said.render()))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: "ctrl+q once more" in str(door.said.render()))
        assert app.is_running
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.journal.is_open)


async def test_recovery_words_that_are_still_shown_are_locked_away(places: Paths) -> None:
    app = JournalApp(places)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        begin = app.screen
        assert isinstance(begin, BeginScreen)
        await pilot.press("enter")
        for name in ("#first", "#second"):
            begin.query_one(name, Input).value = PASSPHRASE
        begin.query_one("#second", Input).focus()
        await pilot.press("enter")
        await until(pilot, lambda: len(begin.words) == 24)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: not app.journal.is_open)
        door = app.screen
        assert isinstance(door, UnlockScreen)
        door.passphrase.value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        await until(pilot, lambda: app.screen.is_mounted)
        await settled(pilot)
        await app.journal.close()
    app.journal.stop()


async def test_being_asked_to_end_makes_the_text_safe_and_leads_back_the_next_time(
    start: Start,
) -> None:
    async with start() as (app, pilot):
        screen = await writing(app, pilot)
        await pilot.press(*"to go on with", "home")
        await app.end_now()
        assert not app.journal.is_open
    async with start() as (app, pilot):
        again = app.screen
        assert isinstance(again, WriteScreen)
        assert again.reflection_id == screen.reflection_id
        assert again.editor.text == "to go on with"
        assert again.editor.cursor_location == (0, 0)


async def test_an_ordinary_quit_begins_at_today_the_next_time(start: Start) -> None:
    async with start() as (app, pilot):
        await writing(app, pilot)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.journal.is_open)
    async with start() as (app, _):
        assert app.current_mode == "today"
        assert len(app.screen_stack) == 1


async def test_a_key_pressed_while_it_locks_never_reaches_the_journal(start: Start) -> None:
    async with start() as (app, pilot):
        screen = await writing(app, pilot)
        await pilot.press(*"abc", "ctrl+l")
        await pilot.press(*"secret")
        await locked(app, pilot)
    store = Store.open(app.paths.journal, KEY)
    with store.read() as tx:
        assert reflections.get(tx, screen.reflection_id).text == "abc"
    store.close()


async def test_locked_on_the_way_back_it_still_leads_all_the_way_the_next_time(
    start: Start,
) -> None:
    async with start() as (app, pilot):
        await writing(app, pilot)
        await pilot.press("ctrl+t")
        await until(pilot, lambda: isinstance(app.screen, ModalScreen))
        await pilot.press(*"half", "ctrl+l")
        await locked(app, pilot)
        app.simulate_key("enter")
        while not app.is_on_its_way or app.is_hidden:  # noqa: ASYNC110 - it is soon over
            await asyncio.sleep(0)
        await pilot.press("ctrl+l")
        await locked(app, pilot)
        assert app.screen_stack == app._screen_stacks["door"]
        await back(app, pilot)
        assert app.screen.query_one(Input).value == "half"


async def test_a_text_kept_just_before_is_kept_and_not_opened_again(start: Start) -> None:
    async with start() as (app, pilot):
        screen = await writing(app, pilot)
        await pilot.press(*"done")
        screen.action_keep()
        await app.action_lock()
        await locked(app, pilot)
        await back(app, pilot)
        assert app.screen_stack == [app.screen]
        reflection = await app.journal.read(reflections.get, screen.reflection_id)
        assert (reflection.state, reflection.body) == (State.KEPT, "done")
