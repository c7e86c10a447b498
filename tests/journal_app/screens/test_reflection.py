"""A reflection whole: its text, what it stands on, and the ways from it."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from content.library import Library
from db import drafts, reflections
from db.records import Kind, Link, Terms
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.navigation import OpenReflection
from journal_app.paths import Paths
from journal_app.screens.journal import JournalPlace
from journal_app.screens.read import ReadPlace
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.write import WriteScreen
from journal_app.services import later_thoughts
from journal_app.widgets.linked_passages import PassageLine
from tests.journal_app.conftest import Start, settled
from tests.journal_app.elsewhere import other_window
from tests.journal_app.odd_texts import ODD_TEXTS
from tests.journal_app.past import Past, lines, press, said, shown

CHANGED = Link("co-regulation/CP-1", "CP-1 Two-way traffic", "The wording of then.", "0" * 16)
LOST = Link("co-regulation/CP-99", "CP-99 Long gone", "What it once said.", "1" * 16)


def kept(body: str, *on: str | Link, kind: Kind = Kind.REFLECTION) -> Callable[[Transaction], str]:
    """A journal with one kept reflection."""
    return lambda tx: Past(tx).kept(body, *on, kind=kind)


async def opened(app: JournalApp, pilot: Pilot[None]) -> ReflectionScreen:
    """Goes to the Journal and opens what is newest."""
    await press(pilot, "4", "enter")
    assert isinstance(app.screen, ReflectionScreen)
    return app.screen


def reading(app: JournalApp) -> str:
    """The local id that is marked in the text, which is on the screen."""
    assert isinstance(app.screen, ReadPlace)
    return app.screen.text.marked


def heading(library: Library, anchor: str) -> str:
    """How the text names the passage."""
    return library.passage(anchor).label


async def test_the_text_the_day_and_what_hangs_on_it_are_shown(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        made = Past(tx).kept("First line\n\nSecond", "CP-1", tags=("shame",), brought=True)
        reflections.set_own_state(tx, made, 1)

    async with start(seed=seed) as (app, pilot):
        await opened(app, pilot)
        words = shown(app)
        for part in ("First line", "Second", "today", "#shame", "own state: over", "brought"):
            assert part in words


async def test_a_question_is_followed_by_the_passages_that_ground_it_each_by_its_letter(
    start: Start, library: Library
) -> None:
    async with start(size=(80, 60), seed=kept("On the question", "Q3")) as (app, pilot):
        screen = await opened(app, pilot)
        question = next(q for q in library.topics[0].questions() if q.id == "Q3")
        words = shown(app)
        assert question.claim.text in words
        for ground in question.grounds:
            assert heading(library, ground.section) in words
            assert ground.reason in words
        assert len(screen.passages.anchors) == 1 + len(question.grounds)
        await press(pilot, "B")
        assert reading(app) == screen.passages.anchors[1].partition("/")[2]


async def test_the_letter_a_opens_the_text_at_the_very_passage(start: Start) -> None:
    async with start(seed=kept("On a claim", "CP-3")) as (app, pilot):
        await opened(app, pilot)
        await press(pilot, "A")
        assert reading(app) == "CP-3"


async def test_enter_and_a_click_open_the_passage_too(start: Start) -> None:
    async with start(seed=kept("On two", "CP-1", "CP-3")) as (app, pilot):
        screen = await opened(app, pilot)
        await press(pilot, "tab", "tab", "enter")
        assert reading(app) == "CP-3"
        await press(pilot, "4")
        assert app.screen is screen
        await pilot.click(screen.query(PassageLine).first())
        await settled(pilot)
        assert reading(app) == "CP-1"


async def test_a_wording_that_has_changed_stands_beside_that_of_today(
    start: Start, library: Library
) -> None:
    async with start(size=(80, 50), seed=kept("Then", CHANGED)) as (app, pilot):
        await opened(app, pilot)
        words = shown(app)
        today = " ".join(library.passage(CHANGED.anchor).wording.split())
        order = [CHANGED.wording, "The text has changed since.", today]
        assert sorted(order, key=words.index) == order


async def test_a_wording_that_is_the_same_is_said_once(start: Start, library: Library) -> None:
    async with start(size=(80, 50), seed=kept("Now", "CP-1")) as (app, pilot):
        await opened(app, pilot)
        assert shown(app).count(" ".join(library.passage("CP-1").wording.split())) == 1
        assert "changed since" not in shown(app)


async def test_a_passage_that_is_gone_is_listed_with_its_wording_then_and_has_no_letter(
    start: Start,
) -> None:
    async with start(seed=kept("Then", LOST)) as (app, pilot):
        await opened(app, pilot)
        for part in ("CP-99 Long gone", "No longer in the text", "What it once said."):
            assert part in shown(app)
        await press(pilot, "A")
        assert isinstance(app.screen, ReflectionScreen)
        assert said(app)[-1] == "No passage here has that letter."


async def test_unfinished_text_is_shown_and_said_to_be_unfinished(start: Start) -> None:
    async with start(seed=lambda tx: Past(tx).unfinished("Half a thought")) as (app, pilot):
        await opened(app, pilot)
        assert "This is unfinished. e goes on writing it." in shown(app)
        assert "Half a thought" in shown(app)


async def test_a_rewriting_under_way_leaves_what_was_kept_to_read(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        made = Past(tx).kept("As it was kept")
        now = reflections.get(tx, made).created_at
        draft = drafts.open(tx, made, now)
        drafts.save(
            tx, made, body="Anew", cursor=(0, 0), scroll=0, revision=draft.revision, now=now
        )

    async with start(seed=seed) as (app, pilot):
        await opened(app, pilot)
        assert "As it was kept" in shown(app)
        assert "A rewriting of it is unfinished" in shown(app)


async def test_a_caught_line_is_shown_as_one(start: Start) -> None:
    async with start(seed=kept("Again", "M1", kind=Kind.CAUGHT)) as (app, pilot):
        await opened(app, pilot)
        assert "I caught myself in this" in shown(app)


async def test_what_was_edited_is_shown_on_coming_back(start: Start) -> None:
    async with start(seed=kept("Before")) as (app, pilot):
        await opened(app, pilot)
        await press(pilot, "e")
        assert isinstance(app.screen, WriteScreen)
        await press(pilot, "A", "h", "ctrl+s")
        assert isinstance(app.screen, ReflectionScreen)
        assert "AhBefore" in shown(app)


async def test_b_brings_it_and_takes_it_back(start: Start) -> None:
    async with start(seed=kept("Bring me")) as (app, pilot):
        await opened(app, pilot)
        await press(pilot, "b")
        assert "▸ brought" in shown(app)
        await press(pilot, "b")
        assert "▸ brought" not in shown(app)


async def test_escape_goes_back(start: Start) -> None:
    async with start(seed=kept("Here")) as (app, pilot):
        await opened(app, pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, JournalPlace)


async def test_one_that_went_in_another_window_is_said_to_be_gone_and_left(
    start: Start, places: Paths
) -> None:
    async with start(seed=lambda tx: Past(tx).unfinished("Let go")) as (app, pilot):
        screen = await opened(app, pilot)
        with other_window(places) as (tx, _):
            reflections.discard(tx, screen.reflection_id)
        await press(pilot, "b")
        await press(pilot, "1", "4")
        assert isinstance(app.screen, JournalPlace)
        assert "This reflection is no longer in the journal." in said(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
async def test_odd_texts_are_shown_as_they_are(
    start: Start, text: str, size: tuple[int, int]
) -> None:
    odd = Link("co-regulation/CP-98", f"CP-98 {text[:60]}", text[:200], "2" * 16)
    async with start(size=size, seed=kept(text, odd)) as (app, pilot):
        await opened(app, pilot)
        await press(pilot, "pagedown", "end", "home")
        on_screen = lines(app).replace("\n", "")
        assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in on_screen)
        if "[/]" in text:
            assert text in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_megabyte_opens_and_its_end_is_one_key_away(
    start: Start, size: tuple[int, int]
) -> None:
    text = "Words and more of them, all on one line. " * 25_000 + "\nThe very end"
    async with start(size=size, seed=kept(text)) as (app, pilot):
        await opened(app, pilot)
        assert "Words and more" in shown(app)
        await press(pilot, "end")
        assert "The very end" in shown(app)


async def test_keys_read_on_in_a_text_longer_than_the_screen(start: Start) -> None:
    text = "\n".join(f"line {number}" for number in range(100))
    for size in ((80, 24), (120, 40)):
        async with start(size=size, seed=kept(text, "CP-1")) as (app, pilot):
            await opened(app, pilot)
            assert "line 0 " in shown(app)
            await press(pilot, "pagedown", "j", "down")
            assert "line 0 " not in shown(app)
            await press(pilot, "end")
            assert "line 99" in shown(app) or "What it stands on" in shown(app)
            await press(pilot, "home")
            assert "line 0 " in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_hit_far_down_is_in_sight_and_marked_when_a_search_opens_it(
    start: Start, size: tuple[int, int]
) -> None:
    def seed(tx: Transaction) -> None:
        text = "Before it.\n" * 200 + "Here [it] was: shame.\n" + "After it.\n" * 200
        Past(tx).kept(text, "CP-1")

    async with start(size=size, seed=seed) as (app, pilot):
        await press(pilot, "4")
        assert isinstance(app.screen, JournalPlace)
        row = app.screen.rows.marked
        assert row is not None
        app.screen.post_message(OpenReflection(row.id, Terms(words=("shame",))))
        await settled(pilot)
        line = next(line for line in lines(app).splitlines() if "Here [it] was" in line)
        at = line.index("shame")
        y = lines(app).splitlines().index(line)
        assert app.screen.get_style_at(at, y).underline
        assert not app.screen.get_style_at(at - 3, y).underline


async def test_a_hit_in_a_later_thought_is_gone_to(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        made = Past(tx).kept("Nothing of it here.\n" * 100)
        now = reflections.get(tx, made).created_at
        later_thoughts.add(tx, made, "None here either.", now=now)
        later_thoughts.add(tx, made, "It was shame.", now=now)

    async with start(seed=seed) as (app, pilot):
        await press(pilot, "4")
        assert isinstance(app.screen, JournalPlace)
        row = app.screen.rows.marked
        assert row is not None
        app.screen.post_message(OpenReflection(row.id, Terms(words=("shame",))))
        await settled(pilot)
        assert "It was shame." in shown(app)
