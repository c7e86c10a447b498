"""Writing: nothing typed is lost, whatever it holds and however it is left."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Static

from db import drafts, listing, reflections
from db.errors import DiskFull
from db.records import Reflection, State
from db.store import Store
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.navigation import Write
from journal_app.paths import Paths
from journal_app.screens.write import WriteScreen
from journal_app.services import writing
from tests.journal_app.conftest import KEY, Start, settled

NOW = datetime(2026, 3, 4, 18, 10, tzinfo=UTC)


async def begin(app: JournalApp, pilot: Pilot[None], *anchors: str) -> WriteScreen:
    """Opens the writing screen as a place does."""
    app.screen.post_message(Write(anchors))
    while not (isinstance(app.screen, WriteScreen) and app.screen.autosave is not None):
        await pilot.pause(0.01)
    await settled(pilot)
    return app.screen


async def paste(app: JournalApp, pilot: Pilot[None], text: str) -> None:
    """Pastes as a terminal does."""
    app.post_message(Paste(text))
    await pilot.pause()


async def stored(app: JournalApp, reflection_id: str) -> Reflection:
    """The reflection as the journal holds it."""
    return await app.journal.read(reflections.get, reflection_id)


async def everything(app: JournalApp) -> tuple[Reflection, ...]:
    """Every reflection of the journal, drafts too."""

    def read(tx: Transaction) -> tuple[Reflection, ...]:
        every = reflections.Filter(states=tuple(State))
        rows = listing.page(tx, every, offset=0, limit=100)
        return tuple(reflections.get(tx, row.id) for row in rows)

    return await app.journal.read(read)


async def test_what_is_typed_becomes_safe_without_any_key(start: Start) -> None:
    async with start() as (app, pilot):
        screen = await begin(app, pilot, "co-regulation/Q1")
        await pilot.press(*"I slowed down.")
        await until_saved(pilot, screen)
        draft = (await stored(app, screen.reflection_id)).draft
        assert draft is not None
        assert draft.body == "I slowed down."
        assert draft.cursor == (0, 14)


async def until_saved(pilot: Pilot[None], screen: WriteScreen) -> None:
    """Waits until the screen has nothing unsaved."""
    autosave = screen.autosave
    assert autosave is not None
    while autosave.unsaved:
        await pilot.pause(0.01)
    await settled(pilot)


async def test_keeping_ends_the_draft_with_its_link_and_wording(start: Start) -> None:
    async with start() as (app, pilot):
        screen = await begin(app, pilot, "co-regulation/Q1")
        await pilot.press(*"Kept text", "ctrl+s")
        await settled(pilot)
        reflection = await stored(app, screen.reflection_id)
        assert not isinstance(app.screen, WriteScreen)
        assert (reflection.state, reflection.body) == (State.KEPT, "Kept text")
        assert reflection.draft is None
        assert [link.anchor for link in reflection.links] == ["co-regulation/Q1"]
        assert reflection.links[0].wording.startswith("As a client")


async def test_leaving_asks_nothing_and_the_same_passage_goes_on_with_the_draft(
    start: Start,
) -> None:
    async with start() as (app, pilot):
        first = await begin(app, pilot, "co-regulation/Q1")
        await pilot.press(*"half a thought", "left", "left", "escape")
        await settled(pilot)
        assert not isinstance(app.screen, WriteScreen)
        again = await begin(app, pilot, "co-regulation/Q1")
        assert again.reflection_id == first.reflection_id
        assert again.editor.text == "half a thought"
        assert again.editor.cursor_location == (0, 12)


async def test_two_drafts_are_open_on_two_questions(start: Start) -> None:
    async with start() as (app, pilot):
        await begin(app, pilot, "co-regulation/Q1")
        await pilot.press(*"on one", "escape")
        await settled(pilot)
        await begin(app, pilot, "co-regulation/Q2")
        await pilot.press(*"on two", "escape")
        await settled(pilot)
        texts = {reflection.text for reflection in await everything(app)}
        assert texts == {"on one", "on two"}


async def test_a_draft_with_nothing_in_it_leaves_nothing_behind(start: Start) -> None:
    async with start() as (app, pilot):
        await begin(app, pilot, "co-regulation/Q1")
        await pilot.press("space", "escape")
        await settled(pilot)
        assert await everything(app) == ()


async def test_keeping_nothing_is_said_and_stays(start: Start) -> None:
    async with start() as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert app.screen is screen
        assert [note.message for note in app._notifications] == [
            "There is nothing to keep yet. Write a line first."
        ]


@pytest.mark.parametrize(
    "text",
    [
        "[client] said [/] and [bold red]no[/bold red]",
        "escape \x1b[31mred\x1b]0;title\x07 nul \x00 bell \x07 c1 \x9b31m",
        "עברית ואחריה english \u202e reversed \u2066 isolate",
        "family 👩‍👩‍👧‍👦 flag 🏳️‍🌈 skin 👍🏽 combining e\u0301",
        "\n".join(f"line {number}" for number in range(400)),
        "x" * 100_000,
        "a word " * 150_000,
    ],
    ids=["markup", "controls", "rtl", "emoji", "400 lines", "one long line", "a megabyte"],
)
async def test_any_text_is_pasted_shown_and_kept_as_it_is(start: Start, text: str) -> None:
    async with start() as (app, pilot):
        screen = await begin(app, pilot)
        await paste(app, pilot, text)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert (await stored(app, screen.reflection_id)).body == text


async def test_a_frame_never_overwrites_text(start: Start) -> None:
    async with start() as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press(*"Mine.", "f2")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert screen.editor.text.startswith("Mine.\n\nWhat?\n\n\nSo what?\n\n\nNow what?")
        assert screen.editor.cursor_location == (3, 0)


async def test_own_state_tags_and_links_hang_on_the_reflection(start: Start) -> None:
    async with start() as (app, pilot):
        screen = await begin(app, pilot, "co-regulation/Q1")
        await pilot.press(*"Text.", "f3")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        await pilot.press("ctrl+t")
        await settled(pilot)
        await pilot.press(*"shame", "enter", *"awe", "enter", "escape")
        await settled(pilot)
        await pilot.press("ctrl+o")
        await settled(pilot)
        await pilot.press(*"KT-6", "enter", "escape")
        await settled(pilot)
        reflection = await stored(app, screen.reflection_id)
        assert reflection.own_state == 1
        assert sorted(reflection.tags) == ["awe", "shame"]
        assert [link.anchor for link in reflection.links] == [
            "co-regulation/Q1",
            "co-regulation/KT-6",
        ]
        assert app.screen is screen


async def test_a_tag_that_can_not_be_one_is_said_and_enter_makes_none_of_it(start: Start) -> None:
    async with start() as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press(*"Text.", "ctrl+t")
        await settled(pilot)
        said = app.screen.query_one(".said", Static)
        await pilot.press(*"two words")
        assert "Join its words with hyphens" in str(said.render())
        await pilot.press("enter")
        await pilot.press("ctrl+u", *"[b]")
        assert "markup" in str(said.render())
        await pilot.press("enter", "escape")
        await settled(pilot)
        assert (await stored(app, screen.reflection_id)).tags == ()


async def test_bringing_while_writing_can_be_taken_back(start: Start) -> None:
    async with start() as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press(*"Bring me", "ctrl+g")
        await settled(pilot)
        assert (await stored(app, screen.reflection_id)).brought_at is not None
        await pilot.press("ctrl+g")
        await settled(pilot)
        assert (await stored(app, screen.reflection_id)).brought_at is None


async def test_a_full_disk_is_said_and_the_text_is_saved_once_there_is_room(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as (app, pilot):
        screen = await begin(app, pilot)
        assert screen.autosave is not None
        screen.autosave._retry = 0.01
        saved = drafts.save
        no_room = True

        def full(*args: object, **kwargs: object) -> int:
            if no_room:
                raise DiskFull
            return saved(*args, **kwargs)  # type: ignore[arg-type]

        monkeypatch.setattr(drafts, "save", full)
        await pilot.press(*"Not lost")
        while not screen.saved.has_class("-trouble"):
            await pilot.pause(0.01)
        assert "The disk is full" in str(screen.saved.render())
        assert screen.editor.text == "Not lost"
        no_room = False
        await until_saved(pilot, screen)
        assert (await stored(app, screen.reflection_id)).text == "Not lost"
        assert not screen.saved.has_class("-trouble")


async def test_a_draft_changed_in_another_window_keeps_both_texts(
    start: Start, places: Paths
) -> None:
    async with start() as (app, pilot):
        screen = await begin(app, pilot, "co-regulation/Q1")
        await pilot.press(*"here")
        await until_saved(pilot, screen)
        other = Store.open(places.journal, KEY)
        with other.write() as tx:
            draft = drafts.open(tx, screen.reflection_id, NOW)
            drafts.save(
                tx,
                screen.reflection_id,
                body="there",
                cursor=(0, 5),
                scroll=0,
                revision=draft.revision,
                now=NOW,
            )
        other.close()
        await pilot.press(*" and on")
        await until_saved(pilot, screen)
        assert {reflection.text for reflection in await everything(app)} == {
            "there",
            "here and on",
        }


async def test_closing_on_a_full_disk_says_so_and_keeps_the_text_on_screen(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as (app, pilot):
        screen = await begin(app, pilot)

        def full(*args: object, **kwargs: object) -> int:
            raise DiskFull

        with monkeypatch.context() as broken:
            broken.setattr(drafts, "save", full)
            await pilot.press(*"Not lost")
            await pilot.press("ctrl+q")
            await settled(pilot)
            assert any(note.message.startswith("Not closed") for note in app._notifications)
            assert app.screen is screen
            assert screen.editor.text == "Not lost"
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert (await stored(app, screen.reflection_id)).body == "Not lost"


async def test_what_is_typed_while_the_page_comes_is_typed_on_it(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()
    opened = writing.open_for_writing

    def slowly(*args: Any, **kwargs: Any) -> Any:
        assert begun.wait(10)
        return opened(*args, **kwargs)

    async with start() as (app, pilot):
        monkeypatch.setattr(writing, "open_for_writing", slowly)
        await pilot.press("n")
        await pilot.press("b", "4")
        await pilot.pause()
        begun.set()
        while not isinstance(app.screen, WriteScreen) or app.screen.editor.text != "b4":
            await pilot.pause(0.01)


async def test_searching_from_the_pen_loses_no_letter(start: Start) -> None:
    async with start() as (app, pilot):
        await pilot.press("4")
        await settled(pilot)
        screen = await begin(app, pilot)
        await pilot.press(*"Just now")
        await app.action_search()
        await settled(pilot)
        assert app.screen_stack == [app.screen]
        draft = (await stored(app, screen.reflection_id)).draft
        assert draft is not None
        assert draft.body == "Just now"
