"""The thread: from a reflection to all that is tied to it, and from there on."""

from datetime import UTC, datetime, timedelta

from db import later, reflections
from db.transaction import Transaction
from journal_app.navigation import Show
from journal_app.screens.read import ReadPlace
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.thread import ThreadScreen
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import Past, days_ago, press, said, shown


def seed(tx: Transaction) -> None:
    """One on a question, brought, with a later thought."""
    its = Past(tx).kept("What I [b]kept[/b].", "Q2", day=days_ago(3), brought=True)
    thought = later.begin(tx, its, datetime.now(UTC))
    later.save(tx, thought.id, body="What I [see] now.", revision=0, now=datetime.now(UTC))
    later.keep(tx, thought.id, datetime.now(UTC) + timedelta(seconds=1))


async def test_the_thread_opens_each_thing_it_shows(start: Start) -> None:
    async with start(seed=seed) as (app, pilot):
        await press(pilot, "4", "enter", "t")
        assert isinstance(app.screen, ThreadScreen)
        words = shown(app)
        for part in ("Begun", "↳ Q2 Perfect attunement", "Kept", "Brought", "A later thought"):
            assert part in words
        await press(pilot, "end")
        assert shown(app).count("What I [see] now.") == 2
        await press(pilot, "enter")
        assert isinstance(app.screen, ReflectionScreen)
        await press(pilot, "escape", "home", "j", "enter")
        place = app.screen
        assert isinstance(place, ReadPlace)
        assert place.text.marked == "Q2"
        await press(pilot, "4")
        assert isinstance(app.screen, ThreadScreen)
        await press(pilot, "t", "escape", "t")
        assert isinstance(app.screen, ThreadScreen)
        assert app.screen.reflection_id


async def test_a_thread_whose_reflection_is_purged_elsewhere_closes_and_says_so(
    start: Start,
) -> None:
    ids: list[str] = []
    async with start(seed=lambda tx: ids.append(Past(tx).kept("Gone."))) as (app, pilot):
        app.screen.post_message(Show("thread", ids[0]))
        await pilot.pause()
        await settled(pilot)
        await app.journal.write(reflections.trash, ids[0])
        await app.journal.write(reflections.purge, ids[0])
        assert isinstance(app.screen, ThreadScreen)
        app.screen.look_again()
        await settled(pilot)
        assert not isinstance(app.screen, ThreadScreen)
        assert said(app) == ["This reflection is no longer in the journal."]
