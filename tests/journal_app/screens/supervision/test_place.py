"""Supervision: the inbox holds what was brought on purpose, and gives it back."""

from datetime import UTC, datetime, timedelta

from db import reflections
from db.transaction import Transaction
from journal_app.paths import Paths
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.supervision.place import SupervisionPlace
from tests.journal_app.conftest import Start
from tests.journal_app.elsewhere import other_window
from tests.journal_app.odd_texts import ODD_TEXTS
from tests.journal_app.past import Past, days_ago, press, said, shown

NOW = datetime.now(UTC)


def two(tx: Transaction) -> None:
    """Brought on two days, the older text last, and one that was not brought."""
    past = Past(tx)
    newer = past.kept("Written lately", day=days_ago(1))
    older = past.kept("Written long ago", day=days_ago(90))
    past.kept("For me alone")
    reflections.bring(tx, newer, NOW - timedelta(days=20))
    reflections.bring(tx, older, NOW)


async def test_an_empty_inbox_says_how_things_get_here(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "5")
        assert "b on any reflection brings it here" in shown(app)
        assert "Nothing gets here by itself" in shown(app)
        await press(pilot, "j", "b", "enter", "end", "pageup")
        assert isinstance(app.screen, SupervisionPlace)


async def test_what_was_brought_last_stands_first_and_says_when_it_was_brought(
    start: Start,
) -> None:
    async with start(seed=two) as (app, pilot):
        await press(pilot, "5")
        words = shown(app)
        order = ["Brought today", "Written long ago", "Brought 2 weeks ago", "Written lately"]
        assert sorted(order, key=words.index) == order
        assert "For me alone" not in words


async def test_b_takes_back_leaves_it_dimmed_and_b_again_undoes_that(start: Start) -> None:
    async with start(seed=two) as (app, pilot):
        await press(pilot, "5", "j", "b")
        assert "It is private again" in said(app)[-1]
        assert "Taken back: Written lately" in shown(app)
        await press(pilot, "b")
        assert "Taken back" not in shown(app)
        await press(pilot, "1", "5")
        words = shown(app)
        assert words.index("Brought 2 weeks ago") < words.index("Written lately")


async def test_what_was_taken_back_is_gone_once_the_place_was_left(start: Start) -> None:
    async with start(seed=two) as (app, pilot):
        await press(pilot, "5", "b", "1", "5")
        assert "Written long ago" not in shown(app)
        await press(pilot, "b", "1", "5")
        assert "Here will stand" in shown(app)


async def test_enter_opens_the_marked_one(start: Start) -> None:
    async with start(seed=two) as (app, pilot):
        await press(pilot, "5", "j", "enter")
        assert isinstance(app.screen, ReflectionScreen)
        assert "Written lately" in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, SupervisionPlace)


async def test_one_that_went_in_another_window_is_said_and_nothing_else_changes(
    start: Start, places: Paths
) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx)
        past.kept("Stays", brought=True)
        reflections.bring(tx, past.unfinished("Goes"), NOW + timedelta(hours=1))

    async with start(seed=seed) as (app, pilot):
        await press(pilot, "5")
        screen = app.screen
        assert isinstance(screen, SupervisionPlace)
        with other_window(places) as (tx, _):
            reflections.discard(tx, screen.shown[0].row.id)
        await press(pilot, "b")
        assert "There is no reflection" in said(app)[-1]
        await press(pilot, "1", "5")
        assert "Stays" in shown(app)
        assert "Goes" not in shown(app)


async def test_the_marked_one_can_be_read_beside_the_inbox_where_there_is_room(
    start: Start,
) -> None:
    def seed(tx: Transaction) -> None:
        Past(tx).kept("The opening.\n\nAnd how it goes on.", brought=True)

    async with start(size=(120, 40), seed=seed) as (app, pilot):
        await press(pilot, "5")
        while "And how it goes on.\n" not in "\n".join(
            strip.text.rstrip() for strip in app.screen._compositor.render_strips()
        ):
            await pilot.pause(0.01)


async def test_odd_texts_are_listed_as_they_are(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        for text in ODD_TEXTS.values():
            Past(tx).kept(text, brought=True)

    for size in ((60, 20),):
        async with start(size=size, seed=seed) as (app, pilot):
            await press(pilot, "5", "end", "home")
            assert "[client] said [/]" in shown(app)
            for _ in ODD_TEXTS:
                await press(pilot, "b", "j")
            await press(pilot, "1", "5")
            assert "Here will stand" in shown(app)
            for text in ODD_TEXTS.values():
                assert text[:5] not in "".join(said(app))
