"""Versions: every kept text is seen with what changed, and can be brought back."""

from datetime import datetime, timedelta

from textual.pilot import Pilot

from db import reflections, versions
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.paths import Paths
from journal_app.screens.versions import VersionsScreen
from journal_app.services import writing
from tests.journal_app.conftest import Start
from tests.journal_app.elsewhere import other_window
from tests.journal_app.past import Past, lines, press, said, shown


def keep_anew(tx: Transaction, reflection_id: str, text: str, now: datetime) -> None:
    writing.rewrite(tx, reflection_id, text, keep_unfinished=False, now=now)


def seed(tx: Transaction) -> None:
    made = Past(tx).kept("I was still.\n\nMy breath stopped.")
    now = reflections.get(tx, made).created_at
    keep_anew(tx, made, "I was not still.\n\nMy breath stopped.", now + timedelta(minutes=1))
    keep_anew(tx, made, "I was not still.\n\n[/] stopped.", now + timedelta(minutes=2))


async def at_the_versions(app: JournalApp, pilot: Pilot[None]) -> VersionsScreen:
    """Opens those of the newest reflection."""
    await press(pilot, "4", "enter", "v")
    assert isinstance(app.screen, VersionsScreen)
    return app.screen


async def kept(app: JournalApp, reflection_id: str) -> list[str]:
    """The texts of all versions, the oldest first."""
    found = await app.journal.read(versions.versions, reflection_id)
    return [version.body for version in found]


async def test_what_changed_is_marked_by_more_than_colour_and_a_version_is_brought_back(
    start: Start,
) -> None:
    async with start(seed=seed) as (app, pilot):
        screen = await at_the_versions(app, pilot)
        assert "± My breath [/] stopped." in shown(app)
        await press(pilot, "j")
        assert "+ I was not still." in shown(app)
        await press(pilot, "m")
        assert "+ I was" not in shown(app)
        await press(pilot, "end", "enter")
        assert said(app)[-1].startswith("Kept anew as the newest.")
        first, *others, newest = await kept(app, screen.reflection_id)
        assert (first, len(others)) == (newest, 2)
        assert screen.rows.marked == "4"
        await press(pilot, "enter")
        assert said(app)[-1] == "This is the text as it stands now."
        await press(pilot, "escape")
        assert "I was still." in shown(app)
        assert "4 versions (v)" in shown(app)


async def test_a_text_that_changed_in_another_window_is_not_brought_back_over(
    start: Start, places: Paths
) -> None:
    async with start(seed=seed) as (app, pilot):
        screen = await at_the_versions(app, pilot)
        with other_window(places) as (tx, now):
            keep_anew(tx, screen.reflection_id, "Kept in the other window.", now)
        await press(pilot, "end", "enter")
        assert "Another window has changed this text." in said(app)[-1]
        assert (await kept(app, screen.reflection_id))[-1] == "Kept in the other window."
        assert len([line for line in lines(app).splitlines() if ":" in line[:24]]) == 4
