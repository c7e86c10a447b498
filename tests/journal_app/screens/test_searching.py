"""Searching in the Journal: as one types, with filters typed or chosen, and back to the list."""

from datetime import date

from textual.pilot import Pilot
from textual.widgets import Input, Select

from db import cases, later
from db.records import Terms
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.palette import JournalCommands
from journal_app.screens.dialogs.filters import FiltersDialog
from journal_app.screens.journal import JournalPlace
from journal_app.screens.reflection import ReflectionScreen
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import Past, days_ago, lines, press, said, shown


def seed(tx: Transaction) -> None:
    """Three kept ones and a draft, told apart by their words."""
    past = Past(tx)
    past.kept("Repairing what had [b]torn[/b] took weeks.", "Q5", day=days_ago(40), tags=("shame",))
    old = past.kept("The café was loud.", "Q1", day=date(2024, 3, 5), brought=True)
    past.kept("Nothing of note.", "CP-1", day=days_ago(3))
    past.unfinished("A repair I have not thought through", day=days_ago(1))
    thought = later.begin(tx, old, past.now)
    later.save(tx, thought.id, body="Tenderness, I see now", revision=0, now=past.now)
    later.keep(tx, thought.id, past.now)
    cases.set_case(tx, old, "K 7")


def place(app: JournalApp) -> JournalPlace:
    """The Journal, which is on the screen."""
    assert isinstance(app.screen, JournalPlace)
    return app.screen


def foot(app: JournalApp) -> str:
    """The keys at the foot of the screen."""
    return lines(app).splitlines()[-1]


async def search(pilot: Pilot[None], text: str) -> None:
    """Goes to the box and types."""
    await press(pilot, "slash")
    await pilot.press(*("space" if letter == " " else letter for letter in text))
    await settled(pilot)


async def test_what_is_half_remembered_is_three_keys_away(start: Start) -> None:
    async with start(seed=seed) as (app, pilot):
        await search(pilot, "rep")
        words = shown(app)
        assert "2 found" in words
        assert words.index("A repair I have") < words.index("Repairing what had [b]torn[/b]")
        assert "The café" not in words
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, ReflectionScreen)
        assert app.screen.terms == Terms(begun="rep")
        await press(pilot, "escape")
        assert place(app).box.text == "rep"
        assert "2 found" in shown(app)
        await press(pilot, "1", "4")
        assert place(app).box.text == "rep"


async def test_a_later_thought_and_an_accent_left_out_are_found(start: Start) -> None:
    async with start(seed=seed) as (app, pilot):
        await search(pilot, "cafe")
        assert "The café was loud." in shown(app)
        place(app).box.put("tend ")
        await settled(pilot)
        assert "0 found" in shown(app)
        place(app).box.put("tender ")
        await settled(pilot)
        assert "Later thought: Tenderness" in shown(app)


async def test_filters_alone_keep_the_list_by_month(start: Start) -> None:
    async with start(seed=seed) as (app, pilot):
        await search(pilot, "until:2024")
        assert "1 found" in shown(app)
        assert "March 2024" in shown(app)
        assert "Nothing of note" not in shown(app)
        await press(pilot, "escape")
        assert not place(app).box.is_typed_in
        await press(pilot, "escape")
        assert place(app).box.text == ""
        assert "Nothing of note" in shown(app)


async def test_a_filter_that_names_nothing_is_said_and_finds_nothing(start: Start) -> None:
    async with start(seed=seed) as (app, pilot):
        await search(pilot, "tag:sham ")
        assert "No tag is called “sham”. Did you mean shame?" in shown(app)
        assert "Nothing fits. escape goes to the list" in shown(app)
        await press(pilot, "escape")
        assert "Nothing fits. escape takes the search away" in shown(app)
        place(app).box.put("since:2025-02-30 ")
        await settled(pilot)
        assert "since: takes a date" in shown(app)


async def test_no_key_is_named_that_would_be_typed_into_the_box(start: Start) -> None:
    async with start(seed=seed) as (app, pilot):
        await press(pilot, "4")
        assert "/ Search" in foot(app)
        await press(pilot, "slash")
        assert not any(name in foot(app) for name in ("Search", "Filters", "New"))
        assert "f1 Help" in foot(app)
        assert app.rooms is not None
        listed = {command.id for command in app.rooms.help(app.screen).commands}
        assert "journal.complete" in listed
        assert not listed & {"journal.search", "journal.filters", "everywhere.new"}
        # By its name it can be done there all the same.
        by_name = [hit.text async for hit in JournalCommands(app.screen).discover()]
        assert "Search" in by_name


async def test_tab_puts_in_what_is_offered(start: Start) -> None:
    async with start(seed=seed) as (app, pilot):
        await search(pilot, "tag:s")
        assert "tab shame" in shown(app)
        await press(pilot, "tab")
        assert place(app).box.text == "tag:shame "
        assert "1 found" in shown(app)
        await pilot.press("c", "a")
        await settled(pilot)
        await press(pilot, "tab")
        assert place(app).box.text == "tag:shame case:"
        assert "K 7" in shown(app)


async def test_the_form_and_the_box_say_the_same(start: Start) -> None:
    async with start(seed=seed) as (app, pilot):
        await search(pilot, "loud brought:yes")
        await press(pilot, "escape")
        await pilot.press("f")
        while not isinstance(app.screen, FiltersDialog):
            await pilot.pause(0.01)
        await pilot.pause()
        dialog = app.screen
        assert dialog.query_one("#brought", Select).value == "yes"
        dialog.query_one("#brought", Select).value = "no"
        dialog.query_one("#since", Input).value = "2024-01"
        await press(pilot, "ctrl+s")
        assert place(app).box.text == "since:2024-01 loud brought:no"
        assert "Nothing fits" in shown(app)


async def test_whatever_is_typed_is_only_searched_for(start: Start) -> None:
    async with start(seed=seed) as (app, pilot):
        await press(pilot, "slash")
        for text in ('"', "NEAR(", "* OR", "[/]", "x" * 10_000, "-", '-"', ":", "\x00\x1b[2J"):
            place(app).box.put(text)
            await settled(pilot)
            assert isinstance(app.screen, JournalPlace)
        place(app).box.put("-repair")
        await settled(pilot)
        assert "The café was loud." in shown(app)
        assert "Repairing" not in shown(app)


async def test_what_is_put_into_the_trash_comes_back_as_it_was(start: Start) -> None:
    async with start(seed=seed) as (app, pilot):
        await press(pilot, "4", "u")
        assert "trash" in said(app)[-1]
        await press(pilot, "end", "x")
        assert "u takes it out again" in said(app)[-1]
        assert "The café" not in shown(app)
        await press(pilot, "u")
        assert "The café was loud." in shown(app)
        assert "↳ Q1" in shown(app)
        assert "brought" in shown(app)
