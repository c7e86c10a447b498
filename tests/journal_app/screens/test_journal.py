"""The Journal: everything that was written, by month, and the mark that stays where it was."""

from collections.abc import Callable
from datetime import date

import pytest
from textual.pilot import Pilot

from db import listing, reflections
from db.records import Kind
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.paths import Paths
from journal_app.screens.journal import JournalPlace
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.write import WriteScreen
from tests.journal_app.conftest import Start, settled
from tests.journal_app.elsewhere import other_window
from tests.journal_app.odd_texts import ODD_TEXTS
from tests.journal_app.past import Past, lines, press, said, shown


def place(app: JournalApp) -> JournalPlace:
    """The Journal, which is on the screen."""
    assert isinstance(app.screen, JournalPlace)
    return app.screen


def marked(app: JournalApp) -> str:
    """The beginning of the marked reflection."""
    row = place(app).rows.marked
    assert row is not None
    return row.opening


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Waits until it holds; the test's own time limit ends a wait for ever."""
    while not holds():
        await pilot.pause(0.01)
    await settled(pilot)


def three(tx: Transaction) -> None:
    """An old one, one of the same month, and one of the month after."""
    past = Past(tx)
    past.kept("The oldest", "Q1", day=date(2024, 1, 3), tags=("shame",))
    past.kept("The middle", day=date(2024, 1, 30), brought=True)
    past.kept("The newest", "CP-1", day=date(2024, 2, 1))


def many(count: int) -> Callable[[Transaction], None]:
    """So many, one a day, the last written first in the list."""

    def seed(tx: Transaction) -> None:
        past = Past(tx)
        first = date(2020, 1, 1).toordinal()
        for number in range(count):
            past.kept(f"Number {number}", day=date.fromordinal(first + number))

    return seed


async def test_an_empty_journal_says_what_will_stand_here_and_the_keys_that_start_it(
    start: Start,
) -> None:
    async with start() as (app, pilot):
        await press(pilot, "4")
        assert "every reflection you write" in shown(app)
        assert "n begins one" in shown(app)
        await press(pilot, "j", "k", "end", "pagedown", "enter", "e", "b", "space")
        assert isinstance(app.screen, JournalPlace)


async def test_reflections_stand_newest_first_under_their_months(start: Start) -> None:
    async with start(seed=three) as (app, pilot):
        await press(pilot, "4")
        words = shown(app)
        order = ["February 2024", "The newest", "January 2024", "The middle", "The oldest"]
        assert sorted(order, key=words.index) == order
        assert "↳ Q1 Own state #shame" in words
        assert "Tue 30 The middle" in words
        assert "brought" in words


async def test_drafts_and_caught_lines_are_shown_as_what_they_are(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx)
        past.unfinished("Half a thought")
        past.kept("I knew better", "M1", kind=Kind.CAUGHT)

    for size in ((80, 24), (60, 20)):
        async with start(size=size, seed=seed) as (app, pilot):
            await press(pilot, "4")
            assert "unfinished" in shown(app)
            assert "aught" in shown(app)


async def test_what_is_in_the_trash_is_not_listed(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx)
        past.kept("Still here")
        gone = past.kept("Thrown away")
        reflections.trash(tx, gone)

    async with start(seed=seed) as (app, pilot):
        await press(pilot, "4")
        assert "Still here" in shown(app)
        assert "Thrown away" not in shown(app)


async def test_enter_opens_the_marked_one_and_escape_comes_back_to_it(start: Start) -> None:
    async with start(seed=three) as (app, pilot):
        await press(pilot, "4", "j", "enter")
        assert isinstance(app.screen, ReflectionScreen)
        assert "The middle" in shown(app)
        await press(pilot, "escape")
        assert marked(app) == "The middle"


async def test_e_goes_on_writing_and_b_brings_and_takes_back(start: Start) -> None:
    async with start(seed=three) as (app, pilot):
        await press(pilot, "4", "b")
        assert said(app)[-1] == "Brought to supervision."
        assert shown(app).count("brought") == 2
        await press(pilot, "b")
        assert shown(app).count("brought") == 1
        await press(pilot, "e")
        assert isinstance(app.screen, WriteScreen)
        assert app.screen.editor.text == "The newest"


async def test_only_what_is_shown_is_loaded_and_the_end_is_one_key_away(start: Start) -> None:
    async with start(seed=many(700)) as (app, pilot):
        await press(pilot, "4")
        assert marked(app) == "Number 699"
        await press(pilot, "end")
        await until(pilot, lambda: place(app).rows.marked is not None)
        assert marked(app) == "Number 0"
        assert "Number 3" in shown(app)
        await press(pilot, "pageup", "k", "home", "j")
        await until(pilot, lambda: place(app).rows.marked is not None)
        assert marked(app) == "Number 698"
        for _ in range(30):
            await press(pilot, "pagedown")
        assert len(place(app).rows._pages) <= 10
        assert "Number" in shown(app)


async def test_the_mark_stays_on_its_reflection_when_the_list_changes(
    start: Start, places: Paths
) -> None:
    async with start(seed=many(120)) as (app, pilot):
        await press(pilot, "4", *["pagedown"] * 5)
        before, line = marked(app), lines(app).splitlines()
        at = next(y for y, text in enumerate(line) if before in text)
        with other_window(places) as (tx, _):
            past = Past(tx)
            for number in range(3):
                past.kept(f"From elsewhere {number}", day=date(2021, 1, 1 + number))
        await press(pilot, "1", "4")
        assert marked(app) == before
        assert before in lines(app).splitlines()[at]
        await press(pilot, "home")
        assert marked(app) == "From elsewhere 2"


async def test_a_marked_reflection_that_is_gone_leaves_the_mark_on_its_neighbour(
    start: Start, places: Paths
) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx)
        past.kept("Older", day=date(2024, 1, 1))
        past.unfinished("Let go", day=date(2024, 1, 2))
        past.kept("Newer", day=date(2024, 1, 3))

    async with start(seed=seed) as (app, pilot):
        await press(pilot, "4", "j")
        assert marked(app) == "Let go"
        row = place(app).rows.marked
        assert row is not None
        with other_window(places) as (tx, _):
            reflections.discard(tx, row.id)
        await press(pilot, "b")
        assert "There is no reflection" in said(app)[-1]
        await press(pilot, "1", "4")
        assert marked(app) == "Older"


async def test_a_list_that_grew_shorter_elsewhere_is_looked_at_again(
    start: Start, places: Paths
) -> None:
    async with start(seed=many(400)) as (app, pilot):
        await press(pilot, "4")
        with other_window(places) as (tx, _):
            for row in listing.page(tx, reflections.Filter(), offset=0, limit=399):
                reflections.trash(tx, row.id)
        await press(pilot, "end")
        await until(pilot, lambda: place(app).rows.marked is not None)
        assert marked(app) == "Number 0"


async def test_the_preview_follows_the_mark_where_there_is_room(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx)
        past.kept("Short", day=date(2024, 1, 1))
        past.kept("Long\n" + "\n".join(f"line {n}" for n in range(90)), day=date(2024, 1, 2))

    async with start(size=(120, 40), seed=seed) as (app, pilot):
        await press(pilot, "4")
        await until(pilot, lambda: "line 30" in shown(app))
        assert "Tuesday, 2 January 2024" in shown(app)
        assert "line 60" not in shown(app)
        await press(pilot, "space")
        assert "line 60" in shown(app)
        await press(pilot, "j")
        await until(pilot, lambda: "Monday, 1 January 2024" in shown(app))
        await press(pilot, "k")
        await until(pilot, lambda: "Tuesday, 2 January 2024" in shown(app))
        assert "line 1 " in shown(app)


async def test_clicks_mark_and_open_and_the_wheel_moves_the_view_alone(start: Start) -> None:
    async with start(seed=many(60)) as (app, pilot):
        await press(pilot, "4")
        await pilot.click(place(app).rows, offset=(12, 5))
        await settled(pilot)
        assert marked(app) == "Number 57"
        place(app).rows.scroll_to(y=40, animate=False)
        await settled(pilot)
        assert marked(app) == "Number 57"
        assert "Number 57" not in shown(app)
        place(app).rows.scroll_home(animate=False)
        await settled(pilot)
        await pilot.click(place(app).rows, offset=(12, 5))
        await settled(pilot)
        assert isinstance(app.screen, ReflectionScreen)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_odd_texts_are_listed_as_they_are(start: Start, size: tuple[int, int]) -> None:
    def seed(tx: Transaction) -> None:
        for text in ODD_TEXTS.values():
            Past(tx).kept(text)

    async with start(size=size, seed=seed) as (app, pilot):
        await press(pilot, "4")
        for _ in ODD_TEXTS:
            await press(pilot, "j")
        assert "[client] said [/]" in shown(app) or "x" * 20 in shown(app)
        assert not any(ord(sign) < 32 for sign in lines(app).replace("\n", ""))


async def test_a_draft_that_was_kept_meanwhile_is_no_longer_unfinished(start: Start) -> None:
    async with start(seed=lambda tx: Past(tx).unfinished("Nearly done")) as (app, pilot):
        await press(pilot, "4", "e", "ctrl+s")
        assert isinstance(app.screen, JournalPlace)
        assert "unfinished" not in shown(app)
        assert "Nearly done" in shown(app)
