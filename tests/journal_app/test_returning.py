"""Coming back after a lock: every screen and every window as it stood."""

import inspect
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from content.library import Library
from db.store import Store
from db.supervision_records import MeetingState
from db.transaction import Transaction
from journal_app import demo
from journal_app.app import JournalApp
from journal_app.domain.whereabouts import Standing, Whereabouts
from journal_app.paths import Paths
from journal_app.returning import Return, whereabouts
from journal_app.rooms import OPENED, PLACES, SCREENS
from journal_app.screens.journal import JournalPlace
from journal_app.screens.later import LaterScreen
from journal_app.services import agenda, meeting, trash
from tests.journal_app.conftest import KEY, Start
from tests.journal_app.through_the_door import back, locked, until

NOW = datetime.now(UTC)
MOVES = ("down", "down", "pagedown", "down", "tab")
TODAY = NOW.astimezone().date()


class Subjects:
    """What the screens can be about, in the journal of the demo."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.ids: dict[str, str] = {}

    def seed(self, tx: Transaction) -> None:
        """Fills the journal, and notes what there is in it."""
        written = demo.seed(tx, self.library, TODAY, NOW)
        listed = meeting.listed(tx, limit=50).rows
        planned = next(
            one
            for one in listed
            if one.state is MeetingState.PLANNED and agenda.agenda_of(tx, one.id).items
        )
        held = next(one for one in listed if one.state is MeetingState.HELD)
        self.ids = {
            "reflection_id": written[0],
            "meeting_id": planned.id,
            "hold": held.id,
            "item_id": agenda.agenda_of(tx, planned.id).items[0].id,
            "supervisor": held.supervisor,
            "anchor": "co-regulation/Q1",
            "path": "/nowhere/journal-2026-11-25-140312+0100.db",
        }

    def of(self, name: str) -> str | None:
        """What the screen of this name is opened on."""
        if name == "hold":
            return self.ids["hold"]
        parameters = list(inspect.signature((SCREENS | OPENED)[name]).parameters.values())[1:]
        needed = [each.name for each in parameters if each.default is inspect.Parameter.empty]
        return self.ids[needed[0]] if needed else None


async def quiet(pilot: Pilot[None], screen: Screen[Any]) -> None:
    """Waits until the screen has loaded what it shows."""
    await pilot.pause()
    lasting = ("note", "look")
    await until(
        pilot,
        lambda: (
            not any(
                each.is_running and each.node is screen and each.group not in lasting
                for each in pilot.app.workers
            )
        ),
    )
    await pilot.pause()


async def open_screen(
    app: JournalApp, pilot: Pilot[None], name: str, subject: str | None
) -> Screen[Any]:
    """Opens a screen as its way there would."""
    assert app.rooms is not None
    screen = app.rooms.screen(name, subject)
    await app.push_screen(screen)
    await quiet(pilot, screen)
    assert app.screen is screen, name
    return screen


def told(app: JournalApp) -> Whereabouts:
    """Where somebody stands."""
    assert app._rooms is not None
    assert app._trail is not None
    place = app.current_mode
    return whereabouts(place, app._screen_stacks, app._not_yet, app._rooms, app._trail)


def assert_same(before: Sequence[Standing], after: Sequence[Standing]) -> None:
    """Holds them against each other one by one."""
    assert [each.name for each in before] == [each.name for each in after]
    for one, other in zip(before, after, strict=True):
        ways = one.parts.keys() | other.parts.keys()
        assert not {
            way: (one.parts.get(way), other.parts.get(way))
            for way in ways
            if one.parts.get(way) != other.parts.get(way)
        }, one.name
        assert one == other, one.name


@pytest.mark.torture
async def test_every_screen_comes_back_as_it_stood(start: Start, library: Library) -> None:
    there = Subjects(library)
    async with start(size=(100, 30), seed=there.seed) as (app, pilot):
        for name in SCREENS | OPENED:
            screen = await open_screen(app, pilot, name, there.of(name))
            for key in MOVES:
                await pilot.press(key)
            await quiet(pilot, screen)
        before = told(app)
        await pilot.press("ctrl+l")
        await locked(app, pilot)
        await back(app, pilot)
        after = told(app)
        # Below, Today has found one draft more.
        assert_same(before.stacks["today"][1:], after.stacks["today"][1:])


@pytest.mark.torture
async def test_every_place_comes_back_as_it_stood(start: Start, library: Library) -> None:
    there = Subjects(library)
    async with start(size=(100, 30), seed=there.seed) as (app, pilot):
        for place in PLACES:
            await app.action_place(place)
            await quiet(pilot, app.screen)
            for key in MOVES:
                await pilot.press(key)
            await quiet(pilot, app.screen)
        before = told(app)
        await pilot.press("ctrl+l")
        await locked(app, pilot)
        await back(app, pilot)
        assert app.current_mode == place
        # The others are gone to when they are gone to; until then they are remembered.
        assert told(app) == before
        for place in PLACES:
            await app.action_place(place)
            await quiet(pilot, app.screen)
            assert_same(before.stacks[place], told(app).stacks[place])


WINDOWS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("names", "rename", "RenameDialog", ("x", "y", "left")),
    ("write", "tags", "TagsDialog", ("t", "enter", "a", "left")),
    ("write", "link", "LinkDialog", ("s", "t", "down", "enter")),
    ("write", "frame", "ChooseDialog", ("down",)),
    ("actions", "edit", "WordsDialog", ("m", "e", "left")),
    ("held_back", "write", "WordsDialog", ("o", "h", "left")),
    ("log", "out", "PlaceDialog", ("z", "left")),
    ("trash", "remove", "ConfirmDialog", ()),
    ("meetings", "plan", "PlanningDialog", ("P", "tab", "pageup")),
    ("settings", "change", "ValueDialog", ("7",)),
)
"""Where a window is opened, by which action, of which kind, and what is typed in it."""


async def test_every_window_comes_back_with_what_was_typed(start: Start, library: Library) -> None:
    there = Subjects(library)

    def seed(tx: Transaction) -> None:
        there.seed(tx)
        trash.put(tx, there.ids["reflection_id"])

    async with start(size=(100, 30), seed=seed) as (app, pilot):
        assert app._rooms is not None
        assert app._trail is not None
        for name, action, kind, keys in WINDOWS:
            subject = None if name != "write" else await app._rooms.begin(())
            screen = await open_screen(app, pilot, name, subject)
            if name == "settings":
                await pilot.press("j", "j")
            await app.run_action(action, screen)
            await answer_until(app, pilot, kind)
            await pilot.press(*keys)
            settle = getattr(app.screen, "settle", None)
            if settle is not None:
                await settle()
            before = told(app).stacks["today"]
            assert [each.name for each in before][1:] == [name, kind]
            while len(app.screen_stack) > 1:
                await app.pop_screen()
            await Return(app, app._rooms, app._trail).to("today", before, app._switch)
            # A note that was begun in its window is marked now in the list below.
            first = 2 if name == "held_back" else 1
            assert_same(before[first:], told(app).stacks["today"][first:])
            while len(app.screen_stack) > 1:
                await app.pop_screen()


async def answer_until(app: JournalApp, pilot: Pilot[None], kind: str) -> None:
    """Takes the first choice of each window that comes before this one."""
    await until(pilot, lambda: isinstance(app.screen, ModalScreen))
    while type(app.screen).__name__ != kind:
        before = app.screen
        await pilot.press("enter")
        await until(pilot, lambda before=before: app.screen is not before)  # type: ignore[misc]
    await until(pilot, lambda: app.screen.is_mounted)
    await pilot.pause()


async def test_what_is_gone_from_the_journal_is_left_out(
    start: Start, places: Paths, library: Library
) -> None:
    there = Subjects(library)
    async with start(seed=there.seed) as (app, pilot):
        reflection_id = there.ids["reflection_id"]
        await app.action_place("journal")
        await open_screen(app, pilot, "reflection", reflection_id)
        later = await open_screen(app, pilot, "later", reflection_id)
        assert isinstance(later, LaterScreen)
        await pilot.press("ctrl+l")
        await locked(app, pilot)
        store = Store.open(places.journal, KEY)
        with store.write() as tx:
            trash.put(tx, reflection_id)
            trash.purge(tx, reflection_id)
        store.close()
        await back(app, pilot)
        await quiet(pilot, app.screen)
        assert isinstance(app.screen, JournalPlace)


async def test_a_search_comes_back_with_its_hits_and_the_marked_one(
    start: Start, library: Library
) -> None:
    there = Subjects(library)
    async with start(seed=there.seed) as (app, pilot):
        await pilot.press("slash")
        await quiet(pilot, app.screen)
        await pilot.press(*"made")
        await quiet(pilot, app.screen)
        await pilot.press("down", "down", "left")
        place = app.screen
        assert isinstance(place, JournalPlace)
        marked = place.marked
        assert marked is not None
        await pilot.press("ctrl+l")
        await locked(app, pilot)
        await back(app, pilot)
        again = app.screen
        assert isinstance(again, JournalPlace)
        assert again.box.text == "made"
        assert again.box.input.cursor_position == 3
        assert again.marked == marked
        assert again.box.is_typed_in


async def test_a_filter_half_typed_is_read_as_half_typed_after_the_lock(
    start: Start, library: Library
) -> None:
    there = Subjects(library)
    async with start(seed=there.seed) as (app, pilot):
        await pilot.press("slash", *"made tag:r")
        await quiet(pilot, app.screen)
        before = said_of_the_search(app)
        assert "tab" in before[-1]
        await pilot.press("ctrl+l")
        await locked(app, pilot)
        await back(app, pilot)
        await quiet(pilot, app.screen)
        assert said_of_the_search(app) == before


def said_of_the_search(app: JournalApp) -> list[str]:
    """What stands beside what is typed: the number, what is wrong, what tab puts there."""
    return [
        str(app.screen.query_one(part, Static).render())
        for part in ("#box .number", "#box .troubles", "#box .offers")
    ]
