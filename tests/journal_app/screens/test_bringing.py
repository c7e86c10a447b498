"""Bringing two copies together in the app: what would come is shown first."""

from db.store import Store
from journal_app.paths import Paths
from journal_app.screens.dialogs.choose import ChooseDialog
from journal_app.screens.dialogs.confirm import ConfirmDialog
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
