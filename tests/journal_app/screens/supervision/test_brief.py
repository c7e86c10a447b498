"""The door: nothing leaves but what is seen, and what is marked can be put in other words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from db import reflections
from db.supervision_records import Field
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.domain.dates import day_and_date
from journal_app.navigation import Show
from journal_app.paths import Paths
from journal_app.screens.dialogs.place import PlaceDialog
from journal_app.screens.supervision.brief import BriefScreen
from journal_app.services import agenda, left, meeting, typed
from tests.journal_app.conftest import Start, settled
from tests.journal_app.elsewhere import other_window
from tests.journal_app.odd_texts import ODD_TEXTS
from tests.journal_app.past import TODAY, Past, lines, press, said, shown
from tests.journal_app.reading import until
from tests.journal_app.services.supervising import NOW, plan, whole
from tests.journal_app.through_the_door import locked

WIDE = (120, 40)


@pytest.fixture
def found() -> list[str]:
    """The ids of the meeting and of the reflection, once the journal is filled."""
    return []


@pytest.fixture
def seed(found: list[str]) -> Callable[[Transaction], None]:
    """A meeting with a question that names somebody, made from a reflection of two paragraphs."""

    def fill(tx: Transaction) -> None:
        made = Past(tx).kept("Sarah cried.\n\nI looked away.", brought=True)
        on = meeting.make(tx, plan(TODAY), today=TODAY, now=NOW).meeting.id
        item = agenda.add(tx, on, "Why does Sarah from Leeds wait?", [whole(made)], now=NOW).id
        typed.save(tx, Field.REACTION, item, "I was ashamed.", was="", now=NOW)
        found.extend((on, made))

    return fill


async def open_brief(app: JournalApp, pilot: Pilot[None], meeting_id: str) -> BriefScreen:
    """The screen of the brief, once it was looked through."""
    app.screen.post_message(Show("brief", meeting_id))
    await pilot.pause()
    await settled(pilot)
    screen = app.screen
    assert isinstance(screen, BriefScreen)
    while screen.looking:
        await pilot.pause(0.01)
    await settled(pilot)
    return screen


def on_page(app: JournalApp) -> str:
    """What stands at the right of the ticks."""
    return " ".join(" ".join(line[45:].split()) for line in lines(app).splitlines()[3:36])


async def test_what_i_wrote_is_on_the_page_once_it_is_ticked_paragraph_by_paragraph(
    start: Start, seed: Callable[[Transaction], None], found: list[str]
) -> None:
    async with start(size=WIDE, seed=seed) as (app, pilot):
        await open_brief(app, pilot, found[0])
        page = on_page(app)
        assert f"{day_and_date(TODAY)} · M. · 60 minutes" in page
        assert "1. Why does Sarah from Leeds wait?" in page
        assert not [text for text in ("cried", "looked away", "ashamed") if text in page]
        await press(pilot, "end", "space")
        assert "I looked away." in on_page(app)
        assert "cried" not in on_page(app)
        assert "[-] " in lines(app)
        await press(pilot, "u")
        assert "I looked away." not in on_page(app)


async def test_a_mark_is_put_in_other_words_on_the_page_alone_and_locking_keeps_that(
    start: Start, seed: Callable[[Transaction], None], found: list[str], places: Paths
) -> None:
    async with start(size=WIDE, seed=seed) as (app, pilot):
        await open_brief(app, pilot, found[0])
        await press(pilot, "end", "k", "space")
        assert "3 marks to look at" in shown(app)
        await press(pilot, "right_square_bracket")
        assert "Sarah: This may be somebody's name. " in shown(app)
        await press(pilot, "enter")
        assert "marked 2 times; all are replaced" in shown(app)
        await press(pilot, "home", "ctrl+k", *"my client", "enter")
        assert "Why does my client from Leeds wait?" in on_page(app)
        assert "my client cried." in on_page(app)
        assert "1 mark to look at" in shown(app)
        await press(pilot, "s")
        assert "No marks to look at, 1 let stand" in shown(app)
        await pilot.press("ctrl+l")
        await locked(app, pilot)
        assert "Why does" not in shown(app)
    async with start(size=WIDE) as (app, pilot):
        await open_brief(app, pilot, found[0])
        assert "my client cried." in on_page(app)
        assert "No marks to look at, 1 let stand" in shown(app)
        with other_window(places) as (tx, _):
            assert reflections.get(tx, found[1]).text.startswith("Sarah cried.")


async def test_in_a_small_window_tab_goes_from_the_ticks_to_the_page(
    start: Start, seed: Callable[[Transaction], None], found: list[str]
) -> None:
    async with start(seed=seed) as (app, pilot):
        await open_brief(app, pilot, found[0])
        assert "[x] Question: Why does Sarah" in shown(app)
        assert "2 marks to look at" in shown(app)
        await press(pilot, "tab")
        assert "[x]" not in shown(app)
        assert "1. Why does Sarah from Leeds wait?" in shown(app)
        await press(pilot, "tab", "left_square_bracket")
        assert "▶" in shown(app)
        assert "Leeds: This may say where" in shown(app)


async def test_it_leaves_as_a_new_file_and_what_left_is_shown(
    start: Start,
    seed: Callable[[Transaction], None],
    found: list[str],
    places: Paths,
    sealed_home: Path,
) -> None:
    there = sealed_home / "a.txt"
    there.write_text("mine")
    async with start(size=WIDE, seed=seed) as (app, pilot):
        await open_brief(app, pilot, found[0])
        await press(pilot, "o", "end", "enter")
        await until(pilot, lambda: isinstance(app.screen, PlaceDialog))
        assert app.screen.query_one(Input).value == str(sealed_home / f"supervision-{TODAY}.txt")
        await press(pilot, "ctrl+u", *"~/a.txt", "enter")
        await until(pilot, lambda: "already a file" in shown(app))
        await press(pilot, *("backspace",) * 5, *"b.txt", "enter")
        written = sealed_home / "b.txt"
        await until(pilot, lambda: "Left on" in shown(app))
        assert "1. Why does Sarah from Leeds wait?" in written.read_text("utf-8")
        assert there.read_text() == "mine"
        await press(pilot, "r")
        await until(pilot, lambda: "Confidential." in shown(app))
        await press(pilot, "escape")
        await until(pilot, lambda: "shown on screen Left on" in shown(app))
        with other_window(places) as (tx, _):
            assert [each.place for each in left.left(tx, found[0])] == [None, str(written)]


async def test_odd_texts_are_on_the_page_as_they_leave(start: Start, found: list[str]) -> None:
    def seed(tx: Transaction) -> None:
        on = meeting.make(tx, plan(TODAY), today=TODAY, now=NOW).meeting.id
        for text in ODD_TEXTS.values():
            item = agenda.add(tx, on, text[:300], now=NOW).id
            typed.save(tx, Field.MOMENT, item, text[:2000], was="", now=NOW)
        found.append(on)

    async with start(size=(60, 20), seed=seed) as (app, pilot):
        await open_brief(app, pilot, found[0])
        await press(pilot, "tab", "pagedown", "pagedown", "end", "home")
        assert "[client] said [/]" in shown(app)
        await press(pilot, "tab", "end", "space", "space", "r", "end", "escape")
        for text in ODD_TEXTS.values():
            assert text[:5] not in "".join(said(app))
