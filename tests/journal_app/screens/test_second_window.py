"""A second window on the journal: it looks, it says so, and it writes only when it is asked to."""

import os
from pathlib import Path

import pytest
from textual.widgets import TextArea

from db import listing, reflections
from db.errors import JournalError, LookingOnly
from db.filters import Filter
from db.store import Store
from journal_app import keymap
from journal_app.app import JournalApp
from journal_app.keymap.writes import WRITES
from journal_app.paths import Paths
from journal_app.screens.reflection import ReflectionScreen
from journal_app.services import writing
from journal_app.widgets.window_mark import WindowMark
from journal_app.window import WRITES_HERE
from tests.journal_app.conftest import KEY, Start, settled
from tests.journal_app.elsewhere import other_window
from tests.journal_app.past import Past, press, said, shown
from tests.journal_app.screens.test_door import until

EVERYTHING = Filter()


def some_past(tx: object) -> None:
    past = Past(tx)  # type: ignore[arg-type]  # the seed's transaction
    past.kept("Kept long ago about repair", "Q1")
    past.unfinished("Half a thought", "Q2")


def mark(app: JournalApp) -> list[str]:
    return [str(each.render()) for each in app.screen.query(WindowMark)]


def names_in(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


async def test_the_second_window_says_so_all_the_time_and_reads_everything(start: Start) -> None:
    async with start(seed=some_past) as (first, _), start() as (second, pilot):
        assert mark(first) == []
        assert not said(first)
        assert ["another window" in sentence for sentence in said(second)] == [True]
        for place in "12345":
            await press(pilot, place)
            assert mark(second) == ["Looking only"]
        await press(pilot, "4", "slash", *"repair", "enter")
        assert "Kept long ago" in shown(second)
        await press(pilot, "escape", "c")
        assert mark(second) == ["Looking only"]


async def test_it_names_no_key_that_would_write(start: Start) -> None:
    async with start(seed=some_past), start() as (second, pilot):
        await press(pilot, "4", "enter")
        assert "This is unfinished. Half a thought" in shown(second)


async def test_no_key_begins_what_could_not_be_saved(start: Start, places: Paths) -> None:
    async with start(seed=some_past), start() as (second, pilot):
        for keys in ("n", "2w", "3w", "3c", "4x", "4b", "4e", "5N", "5a"):
            second.clear_notifications()
            await press(pilot, *keys)
            assert said(second) == [LookingOnly.sentence], keys
            assert not second.screen.query(TextArea)


async def test_a_draft_is_opened_to_be_read(start: Start) -> None:
    async with start(seed=some_past), start() as (second, pilot):
        await press(pilot, "1", "enter")
        assert isinstance(second.screen, ReflectionScreen)
        assert "Half a thought" in shown(second)


async def test_what_is_asked_for_in_any_other_way_is_refused_too(start: Start) -> None:
    async with start(seed=some_past), start() as (second, _):
        rows = await second.journal.read(listing.page, EVERYTHING, offset=0, limit=9)
        with pytest.raises(LookingOnly):
            await second.journal.write(reflections.trash, rows[0].id)
        await second.journal.note(reflections.trash, rows[0].id)
        assert await second.journal.read(listing.page, EVERYTHING, offset=0, limit=9) == rows


async def test_it_writes_when_the_first_is_closed_and_it_is_asked_to(
    start: Start, places: Paths
) -> None:
    async with start(seed=some_past) as (first, _), start() as (second, pilot):
        await press(pilot, "f7")
        assert "still open" in said(second)[-1]
        assert second.window is not None
        await second.window.look()
        assert not any("f7 lets you write" in sentence for sentence in said(second)[1:])
        with other_window(places) as (tx, now):
            writing.write(
                tx,
                "Written in the first",
                on=(),
                tag_names=(),
                written_on=now.date(),
                bring=False,
                now=now,
            )
        assert first.window is not None
        first.window.leave()
        await second.window.look()
        await settled(pilot)
        assert "f7 lets you write" in said(second)[-1]
        assert second.journal.looking_only
        await press(pilot, "4", "f7")
        await until(pilot, lambda: not second.journal.looking_only)
        assert mark(second) == []
        assert said(second) == [WRITES_HERE]
        assert "Written in the first" in shown(second)
        await press(pilot, "n", *"mine")
        assert second.screen.query_one(TextArea).text == "mine"
        await first.window.hold(lambda _: None)
        assert first.journal.looking_only


async def test_what_a_command_writes_shows_in_an_open_window_by_itself(
    start: Start, places: Paths
) -> None:
    async with start(seed=some_past) as (app, pilot):
        await press(pilot, "4")
        assert app.window is not None
        await app.window.look()
        with other_window(places) as (tx, _):
            Past(tx).kept("From a command")
        await app.window.look()
        await until(pilot, lambda: "From a command" in shown(app))


@pytest.mark.parametrize("by_link", [False, True])
async def test_the_window_that_writes_sweeps_up_what_a_kill_left_long_ago(
    start: Start, places: Paths, tmp_path: Path, by_link: bool
) -> None:
    folder = places.journal.parent
    if by_link:
        folder = tmp_path / "elsewhere"
        folder.mkdir(0o700)
        Store.create_with_key(folder / "journal.db", KEY).close()
        places.journal.parent.mkdir(parents=True)
        places.journal.symlink_to(folder / "journal.db")
    folder.mkdir(parents=True, exist_ok=True)
    old = [folder / f".journal.db.0a1b2c3d.new{end}" for end in ("", "-wal")]
    young, linked = (folder / f".journal.db.{hex_}.new" for hex_ in ("11111111", "22222222"))
    a_folder, theirs = folder / ".journal.db.33333333.new", folder / ".other.db.44444444.new"
    kept = folder / "kept"
    for file in (*old, young, theirs, kept):
        file.write_bytes(b"x")
    a_folder.mkdir()
    linked.symlink_to(kept)
    for file in (*old, linked, a_folder, theirs):
        os.utime(file, (0, 0), follow_symlinks=False)
    async with start() as (app, pilot):
        await until(pilot, lambda: not any(file.exists() for file in old))
        assert not said(app)
    assert names_in(folder) >= {file.name for file in (young, linked, a_folder, theirs, kept)}


async def test_a_window_that_looks_sweeps_nothing(start: Start, places: Paths) -> None:
    async with start(), start() as (second, _):
        left = places.journal.with_name(".journal.db.0a1b2c3d.new")
        left.touch()
        os.utime(left, (0, 0))
        assert second.window is not None
        await second.window.sweep()
        assert left.exists()


def test_a_connection_that_looks_cannot_write_whatever_it_is_told(
    start: Start, places: Paths
) -> None:
    store = Store.create_with_key(places.journal, KEY)
    store.look_only(True)
    beside = store.beside()
    for each in (store, beside):
        with pytest.raises(JournalError), each.write() as tx:
            Past(tx).kept("never")
        with pytest.raises(Exception, match="readonly"):
            each._raw.execute("DELETE FROM setting")
    beside.close()
    store.look_only(False)
    with store.write() as tx:
        Past(tx).kept("now")
    store.close()


def test_every_action_that_writes_is_one_there_is() -> None:
    assert {command.id for command in keymap.COMMANDS} >= WRITES
