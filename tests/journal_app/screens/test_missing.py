"""The journal's file is not there, while copies of it are: they are offered."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from db import keys
from db.store import Store
from journal_app.app import JournalApp
from journal_app.paths import Paths
from journal_app.screens.begin import BeginScreen
from journal_app.screens.dialogs.choose import ChooseDialog
from journal_app.screens.dialogs.secret import SecretDialog
from journal_app.services import backup_notes, backups, copies
from journal_app.settings import Settings
from tests.journal_app.past import Past, shown
from tests.journal_app.screens.test_door import PASSPHRASE, at_the_door, try_secret, until

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derives keys at a hundredth of the cost."""
    monkeypatch.setattr(keys, "MEMORY_KIBIBYTES", 8 * keys.LANES)
    monkeypatch.setattr(keys, "PASSES", 1)


@pytest.fixture
def gone(places: Paths) -> Store:
    """A journal with two backups, closed, whose file was removed; made again it is another."""
    store, _ = Store.create(places.journal, PASSPHRASE)
    place = backups.place_of(places, Settings())
    for days in (2, 1):
        with store.write() as tx:
            Past(tx).kept(f"Written {days} days ago.")
        backups.take(store, place, NOW - timedelta(days=days))
    return store


def remove(store: Store) -> None:
    store.close()
    store.path.unlink()


async def asked(app: JournalApp, pilot: Pilot[None]) -> list[str]:
    """What is offered, by its names."""
    await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
    dialog = app.screen
    assert isinstance(dialog, ChooseDialog)
    return [choice.name for choice in dialog.choices]


async def restored(app: JournalApp, pilot: Pilot[None]) -> None:
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, SecretDialog))
    app.screen.query_one(Input).value = PASSPHRASE
    await pilot.press("enter")
    said = app.screen_stack[0].query_one("#said", Static)
    await until(pilot, lambda: "Restored." in str(said.render()))
    assert await try_secret(app, pilot, PASSPHRASE) == ""


async def test_the_newest_backup_is_offered_first_and_restored_with_its_passphrase(
    places: Paths, gone: Store
) -> None:
    remove(gone)
    async with at_the_door(places) as (app, pilot):
        names = await asked(app, pilot)
        assert [name[:7] for name in names] == ["Restore", "Restore", "Begin a"]
        assert "yesterday" in names[0]
        await pilot.press("escape")
        await pilot.pause()
        assert not places.journal.exists()
        assert "is not there" in shown(app)
        await pilot.press("enter")
        await asked(app, pilot)
        await restored(app, pilot)
        assert "Written 1 days ago" in shown(app)


async def test_a_copy_that_a_window_went_on_in_is_offered_too(places: Paths, gone: Store) -> None:
    with gone.write() as tx:
        Past(tx).kept("Written today.")
    moved = copies.move_beside(gone, (places.journal.parent,), NOW)
    moved.close()
    places.journal.unlink()
    for log in places.journal.parent.glob("journal.db-*"):
        log.unlink()
    async with at_the_door(places) as (app, pilot):
        assert "the copy of today" in (await asked(app, pilot))[0]
        await restored(app, pilot)
        assert "Written today." in shown(app)


async def test_a_new_journal_is_begun_deliberately_and_takes_no_earlier_backup_away(
    places: Paths, gone: Store
) -> None:
    remove(gone)
    before = sorted(places.backups.iterdir())
    async with at_the_door(places) as (app, pilot):
        names = await asked(app, pilot)
        app.screen.query_one(OptionList).highlighted = len(names) - 1
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        begin = app.screen
        assert isinstance(begin, BeginScreen)
        await begin.make("orchard quiver sandal eighteen")
        assert backup_notes.read(places.journal).made == ()
    assert sorted(places.backups.iterdir()) == before


async def test_where_nothing_is_left_a_new_journal_is_made_at_once(
    places: Paths, tmp_path: Path
) -> None:
    places.backups.mkdir(parents=True)
    (places.backups / "other-2026-11-25-120000+0000.db").write_bytes(b"x" * 4096)
    async with at_the_door(places) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
