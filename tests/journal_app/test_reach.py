"""A file that would not open again is read out before the key is dropped."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from db import keys
from db.errors import Damaged
from db.store import Store
from journal_app import locking
from journal_app.app import JournalApp
from journal_app.paths import Paths
from journal_app.screens.unlock import LOCKED, UnlockScreen
from journal_app.services import backups, copies, restoring
from journal_app.services.backups import Place
from journal_app.settings import Settings
from tests.db import spoiling
from tests.journal_app.conftest import KEY, Start
from tests.journal_app.past import Past, press, said, shown
from tests.journal_app.screens.test_door import until

NOW = datetime.now(UTC)


@asynccontextmanager
async def spoilt(start: Start) -> AsyncIterator[tuple[JournalApp, Pilot[None]]]:
    """The app, open on a journal of which the pages that hold the schema are spoilt."""
    async with start() as (app, pilot):
        store = app.journal._store
        assert store is not None

        def spoil() -> None:
            spoiling.spoil_open(store, *spoiling.schema_pages(store))

        await app.journal._on_thread(spoil)
        yield app, pilot


async def write(pilot: Pilot[None], *, keep: bool = True) -> None:
    await press(pilot, "n")
    await pilot.press(*"words")
    if keep:
        await press(pilot, "ctrl+s")


async def locked(app: JournalApp, pilot: Pilot[None]) -> str:
    await pilot.press("ctrl+l")
    await until(pilot, lambda: not app.journal.is_open)
    assert isinstance(app.screen, UnlockScreen)
    return str(app.screen.said.render())


def copy_of(places: Paths) -> Path:
    (copy,) = places.journal.parent.glob("journal (this computer, *).db")
    return copy


def texts(path: Path, table: str) -> list[str]:
    with closing(Store.open(path, KEY)) as store:
        return [body for (body,) in store.raw.execute(f"SELECT body FROM {table}")]  # noqa: S608


def latest(place: Place) -> Path:
    found = restoring.latest_for(place, keys.words_of(KEY), Damaged())
    assert found is not None
    return found.copy


async def test_what_was_kept_is_in_a_copy_and_the_door_says_so(start: Start, places: Paths) -> None:
    async with spoilt(start) as (app, pilot):
        await write(pilot)
        assert any(one == "Kept." for one in said(app))
        told = await locked(app, pilot)
        assert LOCKED not in told
        assert copy_of(places).name in " ".join(told.split())
        assert "All of it" in told
    assert texts(copy_of(places), "reflection_body") == ["words"]


async def test_what_is_half_typed_is_in_the_copy_too(start: Start, places: Paths) -> None:
    async with spoilt(start) as (app, pilot):
        await write(pilot, keep=False)
        await locked(app, pilot)
    assert texts(copy_of(places), "draft") == ["words"]


@pytest.mark.parametrize("how", ["quit", "signal"])
async def test_ending_says_on_the_terminal_where_the_copy_is(
    start: Start, places: Paths, how: str
) -> None:
    async with spoilt(start) as (app, pilot):
        await write(pilot, keep=False)
        await (app.action_quit() if how == "quit" else app.end_now())
        assert app.farewell is not None
        assert str(copy_of(places)) in app.farewell
    assert texts(copy_of(places), "draft") == ["words"]


async def test_without_room_for_a_copy_it_stays_open_and_the_door_says_so(
    start: Start, places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise copies.OutOfReach

    monkeypatch.setattr(locking, "RETRY", 0.01)
    async with spoilt(start) as (app, pilot):
        await write(pilot, keep=False)
        with monkeypatch.context() as patch:
            patch.setattr(copies, "_saved_beside", full)
            await pilot.press("ctrl+l")
            await until(pilot, lambda: "not safe yet" in shown(app))
            assert app.journal.is_open
        await until(pilot, lambda: not app.journal.is_open)
    assert texts(copy_of(places), "draft") == ["words"]


async def test_where_nothing_can_be_read_any_more_it_is_locked_and_not_called_safe(
    start: Start, places: Paths
) -> None:
    async with start() as (app, pilot):
        store = app.journal._store
        assert store is not None
        pages = range(2, store.path.stat().st_size // 4096 + 1)
        await app.journal._on_thread(lambda: spoiling.spoil_open(store, *pages))
        assert " ".join((await locked(app, pilot)).split()) == copies.NOTHING_LEFT
        assert not list(places.journal.parent.glob("* (this computer*"))


async def test_a_sound_file_is_locked_without_a_copy(start: Start, places: Paths) -> None:
    async with start() as (app, pilot):
        await write(pilot)
        assert await locked(app, pilot) != ""
        assert not list(places.journal.parent.glob("* (this computer*"))


def test_the_door_has_the_copy_to_offer_unless_it_is_only_a_part(places: Paths) -> None:
    Store.create_with_key(places.journal, KEY).close()
    place = backups.place_of(places, Settings())
    with closing(Store.open(places.journal, KEY)) as store:
        with store.write() as tx:
            Past(tx).kept("words")
        backups.take(store, place, NOW - timedelta(days=1))
        spoiling.spoil_open(store, *spoiling.schema_pages(store))
        found = copies.keep_within_reach(store, [places.journal.parent], NOW)
        assert found is not None
        whole, _ = found
        whole_path = whole.path
        assert latest(place) == whole_path
        page = spoiling.page_of(whole, "reflection")
        spoiling.spoil_open(whole, *spoiling.schema_pages(whole), page)
        found = copies.keep_within_reach(whole, [places.journal.parent], NOW)
        assert found is not None
        part, says = found
        assert "the latest backup is offered" in says
        part.close()
        whole_path.unlink()
    assert latest(place).parent == places.backups
