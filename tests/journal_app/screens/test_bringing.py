"""Bringing two copies together in the app: what would come is shown first."""

import pytest
from textual.widgets import Input

from db import keys
from db.store import Store
from journal_app.paths import Paths
from journal_app.screens.dialogs.choose import ChooseDialog
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.dialogs.secret import SecretDialog
from tests.journal_app.conftest import Start
from tests.journal_app.past import Past, press, said, shown
from tests.journal_app.screens.test_door import until


async def test_a_copy_is_chosen_shown_and_brought_in(start: Start, places: Paths) -> None:
    copy = places.journal.with_name("journal (conflicted copy 2026-11-25).db")
    async with start(seed=lambda tx: Past(tx).kept("Mine")) as (app, pilot):
        await press(pilot, "4")
        app.action_bring_together()
        await until(pilot, lambda: any("No other copy" in each for each in said(app)))
        store = Store.open(places.journal, bytes(range(32)))
        store.copy_to(copy)
        other = store.at(copy)
        store.close()
        with other.write() as tx:
            Past(tx).kept("Theirs")
        other.close()
        for answer in ("n", "y"):
            app.action_bring_together()
            await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
            assert copy.name in shown(app)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
            assert "1 new reflection" in shown(app)
            await pilot.press(answer)
            await until(pilot, lambda: not isinstance(app.screen, ConfirmDialog))
            assert "Theirs" not in shown(app) or answer == "y"
        await until(pilot, lambda: "Theirs" in shown(app))
        assert any("Brought together" in each for each in said(app))


async def test_a_copy_that_the_key_does_not_open_is_asked_its_passphrase(
    start: Start, places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "MEMORY_KIBIBYTES", 8 * keys.LANES)
    monkeypatch.setattr(keys, "PASSES", 1)
    async with start() as (app, pilot):
        copy = places.journal.with_name("journal (conflicted copy 2026-11-25).db")
        other, _ = Store.create(copy, "lantern gravel otter seventeen")
        with other.write() as tx:
            Past(tx).kept("Theirs")
        other.close()
        await press(pilot, "4")
        app.action_bring_together()
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SecretDialog))
        field = app.screen.query_one(Input)
        field.value = "not this one"
        await pilot.press("enter")
        await until(pilot, lambda: "doesn't open the copy" in shown(app))
        assert "--" not in shown(app)
        field.value = "lantern gravel otter seventeen"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        assert "1 new reflection" in shown(app)
        await pilot.press("y")
        await until(pilot, lambda: "Theirs" in shown(app))
