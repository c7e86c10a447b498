"""A damaged journal at the door, and a backup that is opened in its place."""

import asyncio
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.content_of import content_of
from db.copies import prove
from db.errors import BackupOnly, Damaged
from db.store import Store
from journal_app import rescuing
from journal_app.app import JournalApp
from journal_app.paths import Paths, paths
from journal_app.screens.backup import BackupScreen
from journal_app.screens.dialogs.choose import ChooseDialog
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.unlock import UnlockScreen
from journal_app.services import backups, recovery
from journal_app.settings import Settings
from tests.journal_app.past import press, said, shown
from tests.journal_app.screens.test_backups import (
    DAY,
    PASSPHRASE,
    files,
    open_backups,
    seed,
    until_says,
)
from tests.journal_app.screens.test_door import at_the_door, try_secret, until

pytestmark = pytest.mark.usefixtures("cheap_keys")


@pytest.fixture
def backed_up(places: Paths) -> bytes:
    """A journal with a passphrase and a backup, as the file's bytes."""
    store, _ = Store.create(places.journal, PASSPHRASE)
    with store.write() as tx:
        seed(tx)
    backups.take(store, backups.place_of(places, Settings()), datetime.now(UTC) - DAY)
    store.close()
    return places.journal.read_bytes()


def read_at_the_door(places: Paths, whole: bytes) -> int:
    """Where a page is that is read on opening, and isn't the first."""
    try:
        for page in range(1, len(whole) // 4096):
            places.journal.write_bytes(spoiled(whole, page * 4096 + 7))
            with suppress(Damaged), closing(Store.unlock(places.journal, PASSPHRASE)):
                continue
            return page * 4096 + 7
    finally:
        places.journal.write_bytes(whole)
    raise AssertionError("No other page is read.")


def spoiled(whole: bytes, at: int) -> bytes:
    damaged = bytearray(whole)
    damaged[at] ^= 1
    return bytes(damaged)


@pytest.mark.parametrize("at", [5, 3000, None])
async def test_at_the_door_of_a_damaged_journal_the_latest_good_backup_is_offered(
    places: Paths, backed_up: bytes, at: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescuing, "QUIET", 0)
    damaged = spoiled(backed_up, at or read_at_the_door(places, backed_up))
    places.journal.write_bytes(damaged)
    async with at_the_door(places) as (app, pilot):
        door = app.screen
        assert isinstance(door, UnlockScreen)
        door.passphrase.value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        dialog = app.screen
        assert isinstance(dialog, ConfirmDialog)
        assert "1 reflection" in dialog.says
        await pilot.press("ctrl+r")
        await until_says(app, pilot, "Restored.")
        assert await try_secret(app, pilot, PASSPHRASE) == ""
        assert "What stays with me" in shown(app)
    # With another salt it may as well be another journal.
    name = "as-it-was" if at == 5 else "damaged"
    (aside,) = [file for file in files(places) if name in file.name]
    assert aside.read_bytes() == damaged


@pytest.mark.usefixtures("at_once")
async def test_damage_that_backing_up_meets_is_said_and_the_backup_before_it_offered(
    places: Paths, backed_up: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescuing, "QUIET", 0)
    with closing(Store.unlock(places.journal, PASSPHRASE)) as store:
        (page,) = store.raw.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'reflection_body'"
        ).fetchone()
    places.journal.write_bytes(spoiled(backed_up, (page - 1) * 4096 + 7))
    (copy,) = files(places)
    async with at_the_door(places) as (app, pilot):
        await try_secret(app, pilot, PASSPHRASE)
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert "the journal's file is damaged" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BackupScreen))
        await until_says(app, pilot, "r restores it")
        await press(pilot, "r")
        await press(pilot, "y")
        await until_says(app, pilot, "Restored.")
    with closing(Store.unlock(places.journal, PASSPHRASE)) as store:
        held = prove(copy, store.key, store.salt)
        assert content_of(store.raw) == held


async def test_who_types_again_at_the_door_answers_no_question_by_that(
    places: Paths, backed_up: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = spoiled(backed_up, 5)
    places.journal.write_bytes(damaged)
    waits, nobody_types = asyncio.Event(), asyncio.Event()

    async def quiet(_: JournalApp) -> None:
        waits.set()
        await nobody_types.wait()

    monkeypatch.setattr(JournalApp, "_quiet", quiet)
    async with at_the_door(places) as (app, pilot):
        await try_secret(app, pilot, PASSPHRASE)
        await until(pilot, waits.is_set)
        await pilot.press(*"my y")
        assert isinstance(app.screen, UnlockScreen)
        assert app.screen.passphrase.value == "my y"
        nobody_types.set()
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press(*"yny", "enter")
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen))
    assert places.journal.read_bytes() == damaged


async def test_a_wrong_passphrase_is_only_that_and_nothing_is_offered(
    places: Paths, backed_up: bytes
) -> None:
    async with at_the_door(places) as (app, pilot):
        assert "doesn't open" in await try_secret(app, pilot, "some other words of mine")
        await pilot.app.workers.wait_for_complete()
        assert isinstance(app.screen, UnlockScreen)
    assert places.journal.read_bytes() == backed_up


def everything(folder: Path) -> dict[Path, tuple[bytes, int]]:
    """All files below, and when each was changed."""
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in found}


@pytest.mark.usefixtures("at_once")
async def test_a_backup_that_is_opened_is_only_looked_at_and_says_so(
    places: Paths, backed_up: bytes
) -> None:
    (copy,) = files(places)
    copy.chmod(0o440)
    before = everything(places.backups)
    async with at_the_door(paths(copy)) as (app, pilot):
        await try_secret(app, pilot, PASSPHRASE)
        assert "What stays with me" in shown(app)
        assert any("This is a backup" in one and "restore-backup" in one for one in said(app))
        for keys_ in ("n", "4x", "4e"):
            app.clear_notifications()
            await press(pilot, *keys_)
            assert said(app) == [BackupOnly.sentence], keys_
        app.clear_notifications()
        await press(pilot, "f7")
        assert said(app) == [BackupOnly.sentence]
        await open_backups(app, pilot)
        await press(pilot, "a")
        assert app.window is not None
        assert app.window.mark() == "A backup"
        await app.window.look()
        await app.action_lock()
        await until_says(app, pilot, "Locked.")
        await try_secret(app, pilot, PASSPHRASE)
        await app.action_quit()
        await pilot.pause()
    assert everything(places.backups) == before
    assert copy.stat().st_mode & 0o777 == 0o440


async def test_recovery_words_that_are_still_due_are_no_matter_in_a_backup(places: Paths) -> None:
    store, _ = Store.create(places.journal, PASSPHRASE)
    with store.write() as tx:
        seed(tx)
        recovery.set_due(tx, due=True)
    copy = backups.take(store, backups.place_of(places, Settings()), datetime.now(UTC)).path
    words = store.recovery_words()
    store.close()
    async with at_the_door(paths(copy)) as (app, pilot):
        await try_secret(app, pilot, words)
        assert app.current_mode == "today"
