"""Backups in the app: told of on Today, listed, made, looked into and restored."""

import asyncio
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock
from textual.pilot import Pilot
from textual.widgets import Input, Static

from db.engine import said as translated
from db.errors import LookingOnly, NoBackup
from db.store import Store
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.navigation import Show
from journal_app.paths import Paths
from journal_app.screens.backup import BackupScreen
from journal_app.screens.backups import BackupsScreen
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.dialogs.place import PlaceDialog
from journal_app.screens.dialogs.secret import SecretDialog
from journal_app.screens.unlock import UnlockScreen
from journal_app.services import backups
from journal_app.settings import Settings, load
from tests.journal_app.conftest import KEY, Start, settled
from tests.journal_app.past import Past, lines, press, said, shown
from tests.journal_app.screens.test_door import until

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
DAY = timedelta(days=1)
PASSPHRASE = "lantern gravel otter seventeen"
pytestmark = pytest.mark.usefixtures("cheap_keys")


def seed(tx: Transaction) -> None:
    Past(tx).kept("What stays with me of the morning.")


def files(places: Paths) -> list[Path]:
    return sorted(places.backups.glob("journal*.db"))


async def open_backups(app: JournalApp, pilot: Pilot[None]) -> None:
    await app.action_show("backups")
    await settled(pilot)


async def until_says(app: JournalApp, pilot: Pilot[None], words: str) -> None:
    def says() -> bool:
        return any(words in str(found.render()) for found in app.screen.query(Static))

    await until(pilot, says)


@pytest.mark.usefixtures("at_once")
async def test_today_says_when_the_last_good_backup_was_made(start: Start, places: Paths) -> None:
    async with start(seed=seed) as (app, pilot):
        await until_says(app, pilot, "Backed up today at")
        assert len(files(places)) == 1


@pytest.mark.usefixtures("at_once")
async def test_today_says_plainly_that_backups_fail(start: Start, places: Paths) -> None:
    places.backups.parent.mkdir(parents=True)
    places.backups.write_text("a file in the way")
    async with start(seed=seed) as (app, pilot):
        await until_says(app, pilot, "There is no backup yet")
        assert app.screen.query_one("#no_backup").region.height <= 2
        places.backups.unlink()
        await open_backups(app, pilot)
        await press(pilot, "a")
        await press(pilot, "escape")
        await until_says(app, pilot, "Backed up today at")
        assert not app.screen.query_one("#no_backup").display


async def test_quitting_makes_the_backup_that_is_missing(start: Start, places: Paths) -> None:
    async with start(seed=seed) as (app, pilot):
        assert files(places) == []
        await app.action_quit()
        await pilot.pause()
    assert len(files(places)) == 1


@pytest.mark.usefixtures("at_once")
async def test_locking_breaks_a_backup_off_and_leaves_nothing(
    start: Start, places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async with start(seed=seed) as (app, pilot):
        loop = asyncio.get_running_loop()

        def endless(store: Store, _: Path) -> None:
            loop.call_soon_threadsafe(begun.set)
            with translated():
                store.raw.execute(ENDLESS).fetchone()

        await until(pilot, lambda: len(files(places)) == 1)
        monkeypatch.setattr("db.backup.copy_view", endless)
        await open_backups(app, pilot)
        assert isinstance(app.screen, BackupsScreen)
        app.screen.action_make()
        await begun.wait()
        await app.action_lock()
        # What never ends by itself is broken off.
        await until(pilot, lambda: not app.journal.is_open)
        await until_says(app, pilot, "Locked.")
        assert isinstance(app.screen, UnlockScreen)
    assert len(files(places)) == 1


async def test_a_backup_is_made_looked_into_and_restored(start: Start, places: Paths) -> None:
    async with start(seed=seed) as (app, pilot):
        await open_backups(app, pilot)
        assert "There is no backup yet" in shown(app)
        await press(pilot, "a")
        await until(pilot, lambda: len(files(places)) == 1)
        with closing(Store.open(places.journal, KEY)) as window, window.write() as tx:
            Past(tx).kept("Written after the backup.")
        await press(pilot, "enter")
        assert isinstance(app.screen, BackupScreen)
        await until_says(app, pilot, "Written after the backup")
        assert "Written since" in shown(app)
        await press(pilot, "r")
        assert isinstance(app.screen, ConfirmDialog)
        await press(pilot, "y")
        await until_says(app, pilot, "Restored.")
        assert isinstance(app.screen, UnlockScreen)
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "today")
        assert "What stays with me" in shown(app)
        assert "Written after" not in shown(app)
        await open_backups(app, pilot)
        await until_says(app, pilot, "Kept: ")
        (aside,) = (file for file in files(places) if "before-restore" in file.name)
        # It was put aside while a backup's page was open, and that is no place to come back to.
        app.screen.post_message(Show("backup", str(aside)))
        await until_says(app, pilot, "r restores it")
        await press(pilot, "r", "y")
        await until_says(app, pilot, "Restored.")
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "today")
        await until_says(app, pilot, "Written after")
        assert len(app.screen_stack) == 1


async def test_a_backup_under_another_passphrase_asks_for_that_one(
    start: Start, places: Paths
) -> None:
    other, _ = Store.create(places.journal.with_name("other.db"), PASSPHRASE)
    with other.write() as tx:
        Past(tx).kept("Under the passphrase of then.")
    copy = places.backups / "journal-2020-01-01-120000+0000.db"
    places.backups.mkdir()
    backups.save_to(other, copy, datetime(2020, 1, 1, tzinfo=UTC))
    other.close()
    async with start(seed=seed) as (app, pilot):
        await open_backups(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SecretDialog))
        field = app.screen.query_one(Input)
        field.value = "not this one"
        await pilot.press("enter")
        await until_says(app, pilot, "made under")
        field.value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BackupScreen))
        await until_says(app, pilot, "that one opens the journal again")


async def test_two_of_one_minute_in_two_folders_say_where_they_lie(
    start: Start, places: Paths, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    async with start(seed=seed) as (app, pilot):
        await open_backups(app, pilot)
        await press(pilot, "a")
        (copy,) = files(places)
        assert "proven when it was made" in shown(app)
        (disk / copy.name).write_bytes(copy.read_bytes())
        app.choices = Settings(backups=str(disk))
        await press(pilot, "escape")
        await open_backups(app, pilot)
        await until(pilot, lambda: shown(app).count("1 reflection") == 2)
        assert "/journal-app/backups" in shown(app)
        assert "not made here, in …" in shown(app)
        assert "/disk" in lines(app).split("not made here")[1]


async def test_the_place_is_chosen_and_a_folder_that_is_not_there_is_offered_to_be_made(
    start: Start, places: Paths, tmp_path: Path
) -> None:
    disk = tmp_path / "disk" / "backups"
    async with start(seed=seed) as (app, pilot):
        await open_backups(app, pilot)
        await press(pilot, "p")
        assert isinstance(app.screen, PlaceDialog)
        app.screen.query_one(Input).value = str(disk)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("y")
        await until(pilot, lambda: disk.exists() and any(disk.glob("journal-*.db")))
        assert isinstance(app.screen, BackupsScreen)
        assert load(places.settings).backups == str(disk)


async def test_a_place_that_can_not_be_written_changes_nothing(
    start: Start, places: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "read only"
    disk.mkdir()

    def refuse(_: Path) -> None:
        raise NoBackup("Nothing can be written there.")

    monkeypatch.setattr("journal_app.services.backup_places.prepare", refuse)
    async with start(seed=seed) as (app, pilot):
        await open_backups(app, pilot)
        await press(pilot, "p")
        app.screen.query_one(Input).value = str(disk)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BackupsScreen))
        assert "Nothing can be written there." in said(app)
        assert app.choices == Settings()


@pytest.mark.usefixtures("at_once")
async def test_only_the_window_that_writes_makes_backups_by_itself(
    start: Start, places: Paths
) -> None:
    window = FileLock(places.journal.with_name(".journal.db.window"))
    places.journal.parent.mkdir(parents=True, exist_ok=True)
    with window:
        async with start(seed=seed) as (app, pilot):
            assert app.journal.looking_only
            await settled(pilot)
            await open_backups(app, pilot)
            await press(pilot, "a")
            assert said(app)[-1] == LookingOnly.sentence
            await app.action_quit()
            await pilot.pause()
    assert files(places) == []
