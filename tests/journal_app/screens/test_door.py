"""The door: opening, locking, and what is said when it stays shut."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from db import keys, reflections
from db.errors import JournalError
from db.store import Store
from journal_app.app import JournalApp
from journal_app.navigation import Write
from journal_app.paths import Paths
from journal_app.screens.begin import BeginScreen
from journal_app.screens.change import ChangeScreen
from journal_app.screens.dialogs.choose import ChooseDialog
from journal_app.screens.dialogs.place import PlaceDialog
from journal_app.screens.unlock import UnlockScreen
from journal_app.screens.write import WriteScreen
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import lines

PASSPHRASE = "lantern gravel otter seventeen"


@asynccontextmanager
async def at_the_door(
    places: Paths, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[JournalApp, Pilot[None]]]:
    """The app as it starts for a person, passphrase and all."""
    app = JournalApp(places)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot
        if app.window is not None:
            app.window.leave()
        await app.journal.close()
    app.journal.stop()


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Lets the app run until the condition holds."""
    while not condition():
        await pilot.pause(0.01)
    await settled(pilot)


async def try_secret(app: JournalApp, pilot: Pilot[None], secret: str) -> str:
    """Types a secret at the door; returns what is said if it stays shut."""
    door = app.screen
    assert isinstance(door, UnlockScreen)
    door.passphrase.value = secret
    await pilot.press("enter")
    await until(pilot, lambda: app.current_mode == "today" or not door.passphrase.disabled)
    return str(door.said.render())


@pytest.fixture
def made(places: Paths) -> str:
    """A journal with a passphrase; its recovery words."""
    store, key = Store.create(places.journal, PASSPHRASE)
    store.close()
    return keys.words_of(key)


async def test_a_wrong_passphrase_is_said_and_the_next_try_opens(places: Paths, made: str) -> None:
    before = places.journal.read_bytes()
    async with at_the_door(places) as (app, pilot):
        assert "doesn't open this journal" in await try_secret(app, pilot, "not this one at all")
        assert places.journal.read_bytes() == before
        assert app.focused is app.screen.query_one(Input)
        await try_secret(app, pilot, PASSPHRASE)
        assert app.current_mode == "today"


async def test_the_recovery_words_open_it_too(places: Paths, made: str) -> None:
    async with at_the_door(places) as (app, pilot):
        app.screen.query_one("#passphrase", Input).value = made.upper()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChangeScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.current_mode == "today")


async def test_of_words_with_a_slip_in_one_the_others_stay_in_the_field(
    places: Paths, made: str
) -> None:
    wrong = f"{made[:-1]}q"
    async with at_the_door(places) as (app, pilot):
        assert "Word 24 is not on the list" in await try_secret(app, pilot, wrong)
        field = app.screen.query_one("#passphrase", Input)
        await pilot.press("backspace", made[-1])
        assert field.value == made
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChangeScreen))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a journal"),
        (b"Dear diary", "not a journal"),
        (b"SQLite format 3\x00" + bytes(8176), "not encrypted"),
        (bytes(range(256)) * 32, "doesn't open this journal"),
    ],
    ids=["empty", "text", "plain database", "noise"],
)
async def test_a_file_that_is_no_journal_is_said_and_left_as_it_is(
    places: Paths, content: bytes, said: str
) -> None:
    places.journal.parent.mkdir(parents=True)
    places.journal.write_bytes(content)
    async with at_the_door(places) as (app, pilot):
        assert said in await try_secret(app, pilot, PASSPHRASE)
    assert places.journal.read_bytes() == content


async def test_locking_keeps_what_was_half_typed_and_shows_the_door(start: Start) -> None:
    async with start() as (app, pilot):
        app.screen.post_message(Write(("co-regulation/Q1",)))
        await until(pilot, lambda: isinstance(app.screen, WriteScreen))
        writing = app.screen
        assert isinstance(writing, WriteScreen)
        await until(pilot, lambda: writing.autosave is not None)
        await pilot.press(*"half a sen", "ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        assert not app.journal.is_open
        assert "Locked" in str(app.screen.query_one("#said", Static).render())
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "today")
        body = (await app.journal.read(reflections.get, writing.reflection_id)).text
        assert body == "half a sen"


async def test_locking_with_a_dialog_open_closes_it(start: Start) -> None:
    async with start() as (app, pilot):
        await pilot.press("f1")
        await settled(pilot)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen))


async def test_a_new_journal_asks_for_the_words_until_they_are_checked(places: Paths) -> None:
    async with at_the_door(places) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        begin = app.screen
        assert isinstance(begin, BeginScreen)
        await pilot.press("enter")
        begin.query_one("#first", Input).value = PASSPHRASE
        begin.query_one("#second", Input).value = PASSPHRASE
        begin.query_one("#second", Input).focus()
        await pilot.press("enter")
        await until(pilot, lambda: len(begin.words) == 24)
    async with at_the_door(places) as (app, pilot):
        door = app.screen
        assert isinstance(door, UnlockScreen)
        door.passphrase.value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        again = app.screen
        assert isinstance(again, BeginScreen)
        words = list(again.words)
        # Where the sheet went stays on the screen.
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, PlaceDialog))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is again)
        sheet = Path.home() / "recovery-words.txt"
        assert words[0] in sheet.read_text("utf-8")
        there = str(again.query_one("#sheet-said", Static).render())
        assert f"The sheet is in {sheet}" in there
        await pilot.press("shift+tab", "enter")
        for field in again.query(".word").results(Input):
            field.value = "wrong"
        again.query_one("#word-2", Input).focus()
        await pilot.press("enter")
        await pilot.pause()
        said = str(again.query_one("#check-said", Static).render())
        assert "Not the same as on the list" in said
        fields = [again.query_one(f"#word-{number}", Input) for number in range(3)]
        fields[1].value = "filled"
        assert all(f"Word {place + 1} " in lines(app) for place in again.asked)
        fields[1].value = ""
        assert [(field.value, field.has_focus) for field in fields] == [
            ("", True),
            ("", False),
            ("", False),
        ]
        await pilot.press("escape", "enter")
        assert not str(again.query_one("#check-said", Static).render())
        fields[2].focus()
        for number, place in enumerate(again.asked):
            again.query_one(f"#word-{number}", Input).value = words[place]
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "today")


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("password", "password", "easy to guess"),
        ("", "", "needs more than spaces"),
        (PASSPHRASE, PASSPHRASE + "x", "not the same"),
    ],
    ids=["weak", "empty", "different"],
)
async def test_a_passphrase_that_will_not_do_is_said_and_makes_no_file(
    places: Paths, first: str, second: str, said: str
) -> None:
    async with at_the_door(places) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        await pilot.press("enter")
        app.screen.query_one("#first", Input).value = first
        app.screen.query_one("#second", Input).value = second
        app.screen.query_one("#second", Input).focus()
        await pilot.press("enter")
        shown = app.screen.query_one("#choose-said", Static)
        await until(pilot, lambda: str(shown.render()) not in {"", "Making the journal…"})
        assert said in str(shown.render())
    assert not places.journal.exists()


async def test_a_small_terminal_still_has_room_for_the_door(places: Paths, made: str) -> None:
    async with at_the_door(places, size=(60, 20)) as (app, _):
        passphrase = app.screen.query_one(Input).region
        assert passphrase.right <= 60
        assert app.screen.query_one("#keys").region.bottom <= 20


async def test_a_broken_topic_file_is_reported_and_left_out(start: Start, places: Paths) -> None:
    places.topics.mkdir(parents=True)
    (places.topics / "mine.md").write_text("## No front matter\n", encoding="utf-8")
    async with start() as (app, _):
        [note] = app._notifications
        assert "Left out" in note.message
        assert "mine.md" in note.message
        assert app._rooms is not None
        assert [topic.id for topic in app._rooms.desk.library.topics] == ["co-regulation"]


def test_every_refusal_is_one_calm_sentence_or_two() -> None:
    for kind in JournalError.__subclasses__():
        sentence = getattr(kind, "sentence", "")
        assert "!" not in sentence, kind
        assert len(sentence) < 160, kind
