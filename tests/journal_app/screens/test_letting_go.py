"""A day to look again, what Today offers then, and the names by which reflections go together."""

from datetime import UTC, datetime, timedelta

from db import cases, reviews, versions
from db.transaction import Transaction
from journal_app.navigation import Show
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.dialogs.day import DayDialog
from journal_app.screens.names import NamesScreen
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.write import WriteScreen
from journal_app.services import hanging, naming, writing
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import TODAY, Past, days_ago, press, said, shown
from tests.journal_app.reading import until


def due(tx: Transaction) -> None:
    past = Past(tx)
    for number in range(5):
        made = past.kept(f"Due {number}", day=days_ago(300))
        reviews.set_review(tx, made, days_ago(number))
        writing.rewrite(
            tx, made, f"Due {number}, anew", keep_unfinished=False, now=datetime.now(UTC)
        )


async def test_what_is_due_is_shed_from_today_and_only_keeping_ends_its_versions(
    start: Start,
) -> None:
    async with start(seed=due) as (app, pilot):
        assert "Due 4, anew" in shown(app)
        assert "Due 1, anew" not in shown(app).partition("Latest")[0]
        assert "More come after these." in shown(app)
        await press(pilot, "down", "enter")
        assert "To look at again since" in shown(app)
        screen = app.screen
        assert isinstance(screen, ReflectionScreen)
        await press(pilot, "s")
        await until(
            pilot, lambda: isinstance(app.screen, WriteScreen) and app.screen.autosave is not None
        )
        assert "replaces all earlier versions, for ever" in shown(app)
        await press(pilot, "ctrl+home", *"I learned. ", "escape")
        assert await app.journal.read(versions.count, screen.reflection_id) == 2
        assert "It is being shed" in shown(app)
        await press(pilot, "e")
        await until(
            pilot, lambda: isinstance(app.screen, WriteScreen) and app.screen.autosave is not None
        )
        await press(pilot, "ctrl+s")
        assert said(app)[-1].startswith("Kept. Its earlier versions are gone;")
        found = await app.journal.read(versions.versions, screen.reflection_id)
        assert [version.body for version in found] == ["I learned. Due 4, anew"]
        assert "To look at again" not in shown(app)


async def test_what_is_due_is_kept_by_one_key(start: Start) -> None:
    async with start(seed=due) as (app, pilot):
        await press(pilot, "down", "enter", "y", "escape")
        waiting = shown(app).partition("Latest")[0]
        assert "Due 4, anew" not in waiting
        assert "Due 3, anew" in waiting


async def test_a_day_is_chosen_and_bad_or_past_ones_are_said(start: Start) -> None:
    async with start(seed=lambda tx: Past(tx).kept("Some day")) as (app, pilot):
        await press(pilot, "4", "enter", "d", *"31 June", "enter")
        assert isinstance(app.screen, DayDialog)
        assert "This is not a day." in shown(app)
        await press(pilot, "ctrl+u", *days_ago(1).isoformat(), "enter")
        assert "This day is past." in shown(app)
        await press(pilot, "ctrl+u", "down", "enter")
        screen = app.screen
        assert isinstance(screen, ReflectionScreen)
        day = (await app.journal.read(hanging.get, screen.reflection_id)).review_by
        assert day is not None
        assert timedelta(days=365) <= day - TODAY <= timedelta(days=366)
        assert "to look at again on" in shown(app)


async def test_a_case_code_that_looks_like_initials_gets_a_word_and_no_refusal(
    start: Start,
) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx)
        cases.set_case(tx, past.kept("Other"), "AB10")
        past.kept("This")

    async with start(seed=seed) as (app, pilot):
        await press(pilot, "4", "enter", "c", "x", "y")
        await until(pilot, lambda: "initials" in shown(app))
        await press(pilot, "enter")
        assert "case xy" in shown(app)
        assert "initials" in said(app)[-1]
        await press(pilot, "e")
        await until(
            pilot, lambda: isinstance(app.screen, WriteScreen) and app.screen.autosave is not None
        )
        await press(pilot, "f4", *"AB1", "down", "enter")
        assert "case AB10" in shown(app)


async def test_a_tag_is_renamed_and_merged_once_that_is_confirmed(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx)
        past.kept("One", tags=("shame", "body"))
        past.kept("Two", tags=("Shaming",))

    async with start(seed=seed) as (app, pilot):
        app.screen.post_message(Show("names"))
        await settled(pilot)
        assert isinstance(app.screen, NamesScreen)
        await press(pilot, "j", "j", "enter", "ctrl+u", "enter")
        assert "A tag needs a name." in shown(app)
        await press(pilot, *"SHAME", "enter")
        assert isinstance(app.screen, ConfirmDialog)
        await press(pilot, "escape")
        assert len((await app.journal.read(naming.names)).tags) == 3
        await press(pilot, "enter", "ctrl+u", *"SHAME", "enter", "y")
        assert said(app)[-1] == "The two are one now, on 2 reflections."
        assert (await app.journal.read(naming.names)).tags == (("body", 1), ("shame", 2))
