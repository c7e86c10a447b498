"""The key in the computer's keyring: chosen, undone, and what happens where it does not answer."""

import pytest
from textual.widgets import Static

from db import keys
from db.store import Store
from journal_app import settings
from journal_app.paths import Paths
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.unlock import UnlockScreen
from journal_app.services import remembering
from tests.journal_app.conftest import settled
from tests.journal_app.keyrings import fake, hanging
from tests.journal_app.opening import PASSPHRASE, at_the_door, opened, said, show, until


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derives keys at a hundredth of the cost."""
    monkeypatch.setattr(keys, "MEMORY_KIBIBYTES", 8 * keys.LANES)
    monkeypatch.setattr(keys, "PASSES", 1)


async def test_remembering_is_said_plainly_and_undone_as_easily(
    places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring = fake(monkeypatch)
    async with opened(places) as (app, pilot):
        await show(app, pilot, "passphrase")
        await pilot.press("j", "j", "j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        assert "without the passphrase" in str(app.screen.query(Static)[1].render())
        await pilot.press("y")
        await until(pilot, lambda: app.choices.remember)
        assert settings.load(places.settings).remember
        assert list(keyring.held) == [("Journal", str(places.journal))]
        await pilot.press("enter")
        await until(pilot, lambda: not app.choices.remember and not keyring.held)


async def test_where_there_is_no_keyring_it_is_said(
    places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(monkeypatch, safe=False)
    async with opened(places) as (app, pilot):
        await show(app, pilot, "passphrase")
        await pilot.press("j", "j", "j", "enter")
        await until(pilot, lambda: bool(app._notifications))
        assert [note.message for note in app._notifications] == [remembering.NoKeyring.sentence]
        assert not app.choices.remember


async def test_a_remembered_journal_opens_itself_once_and_after_a_lock_no_more(
    places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(monkeypatch)
    store, _ = Store.create(places.journal, PASSPHRASE)
    remembering.keep(store)
    store.close()
    async with at_the_door(places, settings.Settings(remember=True)) as (app, pilot):
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        await settled(pilot)
        assert not app.journal.is_open
        assert app.focused is app.screen.query_one("#passphrase")


async def test_a_keyring_that_hangs_leaves_the_door_to_the_passphrase(
    places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = hanging(fake(monkeypatch), monkeypatch)
    async with opened(places, settings.Settings(remember=True)) as (app, _):
        assert app.current_mode == "today"
    release.set()


async def test_a_key_of_before_is_said_at_the_door(
    places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring = fake(monkeypatch)
    Store.create(places.journal, PASSPHRASE)[0].close()
    keyring.held["Journal", str(places.journal)] = "00" * 32
    async with at_the_door(places, settings.Settings(remember=True)) as (app, pilot):
        await until(pilot, lambda: "no longer opens" in said(app, "#said"))
        assert not app.journal.is_open


async def test_the_key_of_a_journal_that_is_gone_is_forgotten(
    places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring = fake(monkeypatch)
    keyring.held["Journal", str(places.journal)] = "00" * 32
    async with at_the_door(places, settings.Settings(remember=True)) as (_, pilot):
        await until(pilot, lambda: not keyring.held)
