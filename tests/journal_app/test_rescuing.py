"""Damage that is met while the journal is open: the latest good backup is offered, once."""

import threading
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from db.errors import Damaged, ReadOnly
from db.store import Store
from db.transaction import Transaction
from journal_app import rescuing, safekeeping
from journal_app.app import JournalApp
from journal_app.paths import Paths
from journal_app.screens.backup import BackupScreen
from journal_app.screens.backups import BackupsScreen
from journal_app.screens.dialogs.choose import ChooseDialog
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.dialogs.help import HelpDialog
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.rescue import DAMAGED_INSIDE, NO_BACKUP, NOT_SAVED
from journal_app.screens.unlock import UnlockScreen
from journal_app.screens.write import WriteScreen
from journal_app.services import backups, writing
from journal_app.services.restoring import NotDamaged
from journal_app.settings import Settings
from tests.db import spoiling
from tests.journal_app.conftest import KEY, Start, settled
from tests.journal_app.past import Past, press, said, shown
from tests.journal_app.screens.test_door import until

DAY = timedelta(days=1)
BODIES, HELD_BACK = "reflection_body", "held_back"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the window come at once."""
    monkeypatch.setattr(rescuing, "QUIET", 0)


@pytest.fixture
def backed_up(places: Paths) -> None:
    """A journal with a good backup of yesterday."""
    with closing(Store.create_with_key(places.journal, KEY)) as store:
        with store.write() as tx:
            Past(tx).kept("What stays with me of the morning.")
        backups.take(store, backups.place_of(places, Settings()), datetime.now(UTC) - DAY)


@pytest.fixture
def bodies_damaged(backed_up: None, places: Paths) -> None:
    """It is damaged where the texts of reflections are."""
    spoil(places.journal, page_of(places.journal, BODIES))


@pytest.fixture
def held_back_damaged(backed_up: None, places: Paths) -> None:
    """It is damaged where what is held back is."""
    spoil(places.journal, page_of(places.journal, HELD_BACK))


def page_of(path: Path, table: str) -> int:
    with closing(Store.open(path, KEY)) as store:
        (page,) = store.raw.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)
        ).fetchone()
    return int(page)


def spoil(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 7] ^= 1
    path.write_bytes(content)


def offer(app: JournalApp) -> ChooseDialog | None:
    screen = app.screen
    if isinstance(screen, ChooseDialog) and screen.heading == DAMAGED_INSIDE:
        return screen
    return None


async def meet_damage(app: JournalApp, pilot: Pilot[None]) -> None:
    """Opens the reflection, whose text can't be read."""
    await press(pilot, "4", "enter")


async def writing_on(app: JournalApp, pilot: Pilot[None]) -> WriteScreen:
    """Opens a new page."""
    await press(pilot, "n")
    page = app.screen
    assert isinstance(page, WriteScreen)
    return page


async def read(app: JournalApp, table: str) -> None:
    """Meets the damage whatever is shown, as what goes on behind the screens may."""
    with pytest.raises(Damaged):
        await app.journal.read(lambda tx: tx.swiftly(f"SELECT * FROM {table}"))  # noqa: S608


async def offered(app: JournalApp, pilot: Pilot[None]) -> ChooseDialog:
    await until(pilot, lambda: offer(app) is not None)
    found = offer(app)
    assert found is not None
    return found


@pytest.mark.usefixtures("bodies_damaged")
async def test_damage_in_a_page_read_later_is_said_and_the_latest_good_backup_offered(
    start: Start, places: Paths
) -> None:
    async with start() as (app, pilot):
        await meet_damage(app, pilot)
        found = await offered(app, pilot)
        assert "yesterday" in found.says
        assert "1 reflection" in found.says
        assert any("damaged" in one for one in said(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, BackupScreen))
        await until(pilot, lambda: "r restores it" in shown(app))
        await press(pilot, "r", "y")
        await until(pilot, lambda: "Restored." in shown(app))
        assert isinstance(app.screen, UnlockScreen)
    with closing(Store.open(places.journal, KEY)) as restored, restored.read() as tx:
        assert len(tx.swiftly(f"SELECT * FROM {BODIES}")) == 1  # noqa: S608
    (aside,) = places.backups.glob("journal-damaged-*.db")
    with closing(Store.open(aside, KEY)) as kept, pytest.raises(Damaged), kept.read() as tx:
        tx.swiftly(f"SELECT * FROM {BODIES}")  # noqa: S608


@pytest.mark.usefixtures("held_back_damaged")
async def test_on_the_page_being_written_the_text_stays_and_goes_on_being_saved(
    start: Start,
) -> None:
    async with start() as (app, pilot):
        page = await writing_on(app, pilot)
        await pilot.press(*"half a sen")
        await read(app, HELD_BACK)
        found = await offered(app, pilot)
        assert NOT_SAVED not in found.says
        await press(pilot, "escape")
        assert page.is_current
        assert page.editor.text == "half a sen"
        await read(app, HELD_BACK)
        await pilot.press(*"tence")
        await page.settle()
        # It was asked once.
        assert page.is_current

        def drafted(tx: Transaction) -> list[tuple[str]]:
            return tx.swiftly("SELECT body FROM draft")

        assert await app.journal.read(drafted) == [("half a sentence",)]


@pytest.mark.usefixtures("held_back_damaged")
async def test_what_can_not_be_saved_stays_on_the_screen_and_nothing_is_restored_over_it(
    start: Start, places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as (app, pilot):
        page = await writing_on(app, pilot)

        def refuse(*_: object, **__: object) -> None:
            raise Damaged

        await pilot.press(*"half a se")
        monkeypatch.setattr(writing, "save", refuse)
        await pilot.press("n")
        found = await offered(app, pilot)
        assert NOT_SAVED in found.says
        assert [choice.name for choice in found.choices] == ["Look inside it first", "Not now"]
        await press(pilot, "enter")
        await until(pilot, lambda: "r restores it" in shown(app))
        monkeypatch.setattr(safekeeping, "_CLOSING_LOOKS", 20)
        await press(pilot, "r")
        await pilot.press("y")
        await until(pilot, lambda: "not safe yet" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_hidden)
        await press(pilot, "escape")
        assert page.is_current
        assert page.editor.text == "half a sen"
        monkeypatch.undo()
        await page.settle()
    assert not list(places.backups.glob("journal-damaged-*"))


@pytest.mark.usefixtures("bodies_damaged")
async def test_it_comes_over_an_open_dialog_and_again_after_a_lock_until_it_is_answered(
    start: Start, places: Paths
) -> None:
    async with start() as (app, pilot):
        await press(pilot, "f1")
        below = app.screen
        assert isinstance(below, HelpDialog)
        await read(app, BODIES)
        await offered(app, pilot)
        await app.action_lock()
        await until(pilot, lambda: not app.journal.is_open)
        assert isinstance(app.screen, UnlockScreen)
        await pilot.press("enter")
        await offered(app, pilot)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, ConfirmDialog)
        await press(pilot, "y")
        await until(pilot, lambda: "Restored." in shown(app))
    assert list(places.backups.glob("journal-damaged-*.db"))


@pytest.mark.usefixtures("held_back_damaged")
async def test_met_behind_the_curtain_it_is_offered_once_that_is_lifted(start: Start) -> None:
    async with start() as (app, pilot):
        app.choices = Settings(curtain=True)
        app.on_app_blur()
        await read(app, HELD_BACK)
        await until(pilot, lambda: app._finding is not None and app._finding.done())
        assert app.is_hidden
        app.on_app_focus()
        await offered(app, pilot)


@pytest.mark.usefixtures("bodies_damaged")
async def test_the_window_waits_until_nobody_types(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescuing, "QUIET", 1000)
    async with start() as (app, pilot):
        await pilot.press("4")
        await read(app, BODIES)
        assert app.rooms is not None
        await app.rooms.safekeeping.offer()
        await pilot.pause()
        assert offer(app) is None


@pytest.mark.usefixtures("bodies_damaged")
async def test_where_no_backup_is_good_that_is_said(start: Start, places: Paths) -> None:
    (copy,) = places.backups.glob("journal-*.db")
    spoil(copy, page_of(copy, BODIES))
    async with start() as (app, pilot):
        await meet_damage(app, pilot)
        await until(pilot, lambda: NO_BACKUP in said(app))
        assert offer(app) is None


async def test_a_file_whose_pages_are_all_sound_is_not_replaced(start: Start) -> None:
    def fail(_: Transaction) -> None:
        raise Damaged

    async with start() as (app, pilot):
        with pytest.raises(Damaged):
            await app.journal.read(fail)
        await until(pilot, lambda: NotDamaged.sentence in said(app))
        assert offer(app) is None


async def test_a_page_that_can_not_be_written_on_is_left_and_what_was_typed_for_it_does_nothing(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = threading.Event()

    def refuse(*_: object, **__: object) -> None:
        typed.wait(5)
        raise Damaged

    monkeypatch.setattr(writing, "open_for_writing", refuse)
    async with start() as (app, pilot):
        app.post_message(events.Key("n", "n"))
        while not isinstance(app.screen, WriteScreen):
            await pilot.pause(0.01)
        for key in "45":
            app.post_message(events.Key(key, key))
        while len(app._held) < 2:
            await pilot.pause(0.01)
        typed.set()
        await until(pilot, lambda: Damaged.sentence in said(app))
        assert not isinstance(app.screen, WriteScreen)
        assert app.current_mode == "today"


@pytest.mark.usefixtures("bodies_damaged")
async def test_a_reflection_that_can_not_be_read_says_so_and_offers_only_the_way_back(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescuing, "QUIET", 1000)
    async with start() as (app, pilot):
        await pilot.press("4")
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "can't be read" in shown(app))
        page = app.screen
        assert isinstance(page, ReflectionScreen)
        offered = {active.binding.id for active in page.active_bindings.values()}
        ours = {one for one in offered if one is not None and one.startswith("reflection.")}
        assert ours == {"reflection.back"}
        # Said twice, it stands there once.
        page.look_again()
        await settled(pilot)
        assert said(app).count(Damaged.sentence) == 1
        await pilot.press("escape")
        assert not isinstance(app.screen, ReflectionScreen)


@pytest.fixture
def schema_damaged(start: Start) -> Callable[[JournalApp], Awaitable[None]]:
    """Damages the pages of an open journal without which nothing more can open it."""

    async def damage(app: JournalApp) -> None:
        store = app.journal._store
        assert store is not None
        await app.journal._on_thread(
            lambda: spoiling.spoil_open(store, *spoiling.schema_pages(store))
        )

    return damage


@pytest.mark.usefixtures("backed_up")
async def test_where_nothing_more_opens_the_journal_the_backups_are_listed_and_offered(
    start: Start, schema_damaged: Callable[[JournalApp], Awaitable[None]]
) -> None:
    async with start() as (app, pilot):
        await schema_damaged(app)
        await app.action_show("backups")
        await until(pilot, lambda: "1 reflection" in shown(app))
        assert isinstance(app.screen, BackupsScreen)
        await pilot.press("enter")
        found = await offered(app, pilot)
        assert "1 reflection" in found.says
        await press(pilot, "escape")
        await until(pilot, lambda: "r restores it" in shown(app))
        assert "can't be read" in shown(app)


@pytest.mark.usefixtures("held_back_damaged")
async def test_what_looks_the_same_is_not_called_unchanged_where_the_journal_is_damaged(
    start: Start, places: Paths
) -> None:
    (copy,) = places.backups.glob("journal-*.db")
    async with start() as (app, pilot):
        assert app.rooms is not None
        await app.push_screen(app.rooms.screen("backup", str(copy)))
        await until(pilot, lambda: "r restores it" in shown(app))
        assert "present file can't be read" in shown(app)
        assert "would change nothing" not in shown(app)


async def test_after_damage_it_is_never_said_that_the_file_can_not_be_written(start: Start) -> None:
    errors = iter((Damaged, ReadOnly))

    def fail(_: Transaction) -> None:
        raise next(errors)

    async with start() as (app, _):
        for _ in range(2):
            with pytest.raises(Damaged):
                await app.journal.read(fail)
