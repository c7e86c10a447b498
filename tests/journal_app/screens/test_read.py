"""Read: walking through the text, and from the text to what was written on it and back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from content.library import Library
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.navigation import OpenPassage
from journal_app.paths import Paths
from journal_app.screens.answers import AnswersScreen
from journal_app.screens.dialogs.choose import ChooseDialog
from journal_app.screens.dialogs.details import DetailsDialog
from journal_app.screens.read import ReadPlace
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.write import WriteScreen
from journal_app.widgets.contents import Contents
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import Past, days_ago, lines, press, said, shown

OWN_TOPIC = """\
+++
id = "pacing"
title = "Pacing [bold]a session[/]"
summary = "How [/] the speed is shared."
also_known_as = ["[red]Tempo"]
sources = []
+++

# Pacing [bold]a session[/]

## Core [i]principles[/i] {#principles}

[**Two speeds.** Each brings \\[red\\]a speed\\[/\\] of \\[their own.]{#PA-1}[^llm]

[**The second.** It follows the first.]{#PA-2}[^llm]

[^llm]: Machine-written; no source.
"""


def place(app: JournalApp) -> ReadPlace:
    screen = app.screen
    assert isinstance(screen, ReadPlace)
    return screen


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    while not condition():
        await pilot.pause(0.01)
    await pilot.pause()


async def open_details(pilot: Pilot[None]) -> DetailsDialog:
    """Presses enter; a worker waits for as long as the dialog is open."""
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, DetailsDialog))
    dialog = pilot.app.screen
    assert isinstance(dialog, DetailsDialog)
    return dialog


async def go_to(app: JournalApp, pilot: Pilot[None], local: str) -> ReadPlace:
    app.post_message(OpenPassage(f"co-regulation/{local}"))
    await until(pilot, lambda: app.current_mode == "read")
    await settled(pilot)
    return place(app)


def line_with(app: JournalApp, words: str) -> str:
    return next((line for line in lines(app).splitlines() if words in line), "")


def within(app: JournalApp, widget: Widget) -> str:
    """What stands in the widget's part of the screen, its runs of spaces as one each."""
    x, y, width, height = widget.region
    rows = lines(app).splitlines()[y : y + height]
    return " ".join(" ".join(row[x : x + width].rstrip("▁▂▃▄▅▆▇█") for row in rows).split())


# --- walking ----------------------------------------------------------------------------------


async def test_the_text_opens_at_its_title_with_its_signs_explained(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "2")
        assert place(app).text.marked == ""
        words = shown(app)
        assert "[3] cited [3+] beyond its source [3?] unchecked LLM machine-written ※ note" in words
        assert "How two people settle and unsettle each other" in words
        assert "all claims" in words


async def test_the_mark_walks_by_paragraph_and_by_section(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "2", "j", "down")
        text = place(app).text
        assert text.marked == "TD-1"
        await press(pilot, "k")
        assert text.marked == "type"
        await press(pilot, "]", "pagedown")
        assert text.marked == "principles"
        assert line_with(app, "all claims").strip().startswith("Core principles")
        await press(pilot, "j", "[")
        assert text.marked == "principles"
        await press(pilot, "pageup")
        assert text.marked == "creators"
        await press(pilot, "end")
        assert text.marked == "Q5"
        await press(pilot, "j")
        assert text.marked == "Q5"
        await press(pilot, "home", "k")
        assert text.marked == ""


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_walking_down_shows_every_line_of_the_text(
    start: Start, size: tuple[int, int]
) -> None:
    async with start(size=size) as (app, pilot):
        await press(pilot, "2")
        text = place(app).text
        seen: set[int] = set()
        before: tuple[str, int] | None = None
        marked: list[str] = [text.marked]
        while (now := (text.marked, text.scroll_offset.y)) != before:
            before = now
            seen |= set(range(now[1], now[1] + text.scrollable_content_region.height))
            text.step(1)
            marked += [text.marked] if text.marked != marked[-1] else []
        assert set(range(text.virtual_size.height)) <= seen
        assert tuple(marked) == text.spots
        while (now := (text.marked, text.scroll_offset.y)) != before or now[1] > 0:
            before = now
            text.step(-1)
        assert (text.marked, text.scroll_offset.y) == ("", 0)


async def test_a_click_marks_and_a_second_one_opens_the_details(start: Start) -> None:
    async with start() as (app, pilot):
        read = await go_to(app, pilot, "CP-1")
        top = read.text._page.spots["CP-2"].top - read.text.scroll_offset.y
        await pilot.click(read.text, offset=(12, top))
        assert read.text.marked == "CP-2"
        await pilot.click(read.text, offset=(12, top), times=2)
        await until(pilot, lambda: isinstance(app.screen, DetailsDialog))
        assert "CP-2 Quick to unsettle" in shown(app)
        await pilot.press("escape")


async def test_another_width_keeps_the_mark_in_view(start: Start) -> None:
    async with start(size=(120, 40)) as (app, pilot):
        read = await go_to(app, pilot, "CC-2")
        for size in ((60, 20), (80, 24), (160, 50)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert read.text.marked == "CC-2"
            spot = read.text._page.spots["CC-2"]
            top = read.text.scroll_offset.y
            assert top <= spot.top
            assert spot.bottom <= top + read.text.scrollable_content_region.height


async def test_the_place_is_as_it_was_left(start: Start) -> None:
    async with start() as (app, pilot):
        read = await go_to(app, pilot, "EB-3")
        scroll = read.text.scroll_offset.y
        await press(pilot, "3", "2")
        assert place(app) is read
        assert (read.text.marked, read.text.scroll_offset.y) == ("EB-3", scroll)


# --- going to a passage -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "marked"),
    [("CP-3a", "CP-3"), ("TP-4", "TP-4"), ("RQ-2", "Q2"), ("CM-1", "M1"), ("terms", "terms")],
)
async def test_a_passage_asked_for_before_the_text_was_ever_open_stands_at_the_top(
    start: Start, asked: str, marked: str
) -> None:
    async with start() as (app, pilot):
        read = await go_to(app, pilot, asked)
        assert read.text.marked == marked
        assert read.text._page.spots[marked].top - read.text.scroll_offset.y == 1
        assert not said(app)


@pytest.mark.parametrize(
    ("anchor", "marked", "where"),
    [
        ("co-regulation/CP-99", "principles", "the section nearest to it"),
        ("co-regulation/gone", "", "the beginning"),
        ("another/CP-1", "", "the beginning"),
    ],
)
async def test_a_passage_that_is_gone_is_said_to_be_gone(
    start: Start, anchor: str, marked: str, where: str
) -> None:
    async with start() as (app, pilot):
        await go_to(app, pilot, "EB-1")
        app.post_message(OpenPassage(anchor))
        await settled(pilot)
        assert place(app).text.marked == marked
        assert said(app) == [f"That passage is no longer in the text. This is {where}."]


async def test_a_passage_that_the_lens_hides_is_shown_when_asked_for(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "2", "e")
        read = await go_to(app, pilot, "CP-5")
        assert read.text.marked == "CP-5"
        assert "all claims" in shown(app)


# --- the lens ---------------------------------------------------------------------------------


async def test_the_lens_goes_round_and_is_named(start: Start) -> None:
    async with start() as (app, pilot):
        read = await go_to(app, pilot, "CP-5")
        await press(pilot, "e")
        assert "cited only" in shown(app)
        assert read.text.marked == "CP-7"  # CP-5 and CP-6 have no source
        await press(pilot, "e")
        assert "unsourced only" in shown(app)
        assert "CP-1" not in read.text.spots
        assert "CP-5" in read.text.spots
        await press(pilot, "e")
        assert "all claims" in shown(app)


async def test_the_mark_stays_where_the_lens_leaves_it_and_traces_stay_of_the_rest(
    start: Start,
) -> None:
    async with start(size=(80, 40)) as (app, pilot):
        read = await go_to(app, pilot, "CP-1")
        await press(pilot, "e")
        assert read.text.marked == "CP-1"
        assert "· Together before alone LLM · Soothing taken in LLM" in within(app, read.text)


# --- details ----------------------------------------------------------------------------------


async def test_enter_shows_source_and_notes_and_a_letter_goes_on(start: Start) -> None:
    async with start(size=(120, 40)) as (app, pilot):
        read = await go_to(app, pilot, "CP-7")
        await open_details(pilot)
        words = shown(app)
        assert "CP-7 Two bodies" in words
        assert "[4+] Goes beyond its source [4]" in words
        assert "※A3, the claim goes beyond its source." in words
        assert "Basis." in words
        await pilot.press("A")
        await until(pilot, lambda: app.screen is read)
        assert read.text.marked == "Q1"


async def test_on_a_misconception_the_letters_lead_to_what_grounds_it(start: Start) -> None:
    async with start(size=(120, 40)) as (app, pilot):
        read = await go_to(app, pilot, "M2")
        dialog = await open_details(pilot)
        words = within(app, dialog.scroll)
        assert "A Common misconceptions (CM-2) This claim names the error." in words
        assert "B Core principles (CP-3, CP-4)" in words
        await pilot.press("B")
        await until(pilot, lambda: app.screen is read)
        assert read.text.marked == "CP-3"


async def test_escape_closes_the_details_and_changes_nothing(start: Start) -> None:
    async with start() as (app, pilot):
        read = await go_to(app, pilot, "CP-7")
        dialog = await open_details(pilot)
        assert "escape close" in shown(app)
        await pilot.press("L", "j", "down")
        assert dialog.scroll.scroll_offset.y == 2
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is read)
        assert read.text.marked == "CP-7"


async def test_help_explains_the_signs(start: Start) -> None:
    async with start(size=(120, 60)) as (app, pilot):
        await press(pilot, "2", "f1")
        assert "[3?] cites source 3 but could not be checked against it" in shown(app)


# --- what was written -------------------------------------------------------------------------


def seed(tx: Transaction) -> None:
    past = Past(tx)
    past.kept("The older one.", "CP-1", day=days_ago(30))
    past.kept("The newer [one] of two.", "CP-1", "CP-2", day=days_ago(2))
    past.kept("On the section itself.", "principles", day=days_ago(5))


async def test_the_margin_counts_what_stands_on_each_paragraph(start: Start) -> None:
    async with start(seed=seed) as (app, pilot):
        await go_to(app, pilot, "principles")
        assert "●2" in line_with(app, "Done by two.")
        assert "●1" in line_with(app, "Quick to unsettle.")
        heading = [line for line in lines(app).splitlines() if "Core principles" in line]
        assert any("●1" in line[24:] for line in heading)
        assert any("●3" in line[:24] for line in heading)


async def test_what_is_written_from_here_is_counted_here_at_once(start: Start) -> None:
    async with start() as (app, pilot):
        read = await go_to(app, pilot, "CP-1")
        await press(pilot, "w")
        assert isinstance(app.screen, WriteScreen)
        assert "CP-1 Done by two" in shown(app)
        await press(pilot, *"We did it.", "ctrl+s")
        await until(pilot, lambda: app.screen is read)
        await settled(pilot)
        assert "●1" in line_with(app, "Done by two.")
        assert read.text.marked == "CP-1"


async def test_r_shows_what_was_written_or_says_how_to_begin(start: Start) -> None:
    async with start(seed=seed) as (app, pilot):
        await go_to(app, pilot, "CP-4")
        await press(pilot, "r")
        assert said(app) == ["Nothing is written on this passage yet. Press w to write."]
        app.post_message(OpenPassage("co-regulation/CP-2"))
        await settled(pilot)
        await press(pilot, "r")
        assert isinstance(app.screen, AnswersScreen)


async def test_at_a_wide_size_here_shows_the_newest_first_and_enter_opens(start: Start) -> None:
    async with start(size=(120, 40), seed=seed) as (app, pilot):
        read = await go_to(app, pilot, "CP-1")
        words = within(app, read.here)
        assert words.index("The newer [one] of two.") < words.index("The older one.")
        await press(pilot, "tab", "tab", "j", "enter")
        assert isinstance(app.screen, ReflectionScreen)
        assert "The older one." in shown(app)
        await press(pilot, "escape", "escape")
        assert place(app) is read
        assert read.focused is read.text
        await press(pilot, "j", "j")
        assert "CP-3 In and out of step What you write" in within(app, read.here)


# --- sizes ------------------------------------------------------------------------------------


async def test_a_narrow_screen_shows_the_contents_when_they_are_asked_for(start: Start) -> None:
    async with start(size=(60, 20), seed=seed) as (app, pilot):
        await press(pilot, "2")
        read = place(app)
        assert not read.contents.display
        await press(pilot, "tab")
        assert read.contents.display
        assert not read.text.display
        assert line_with(app, "Core principles").rstrip().endswith("●3")
        await press(pilot, "j", "j", "j", "enter")
        assert read.text.display
        assert not read.contents.display
        assert read.text.marked == "principles"
        await press(pilot, "tab", "escape")
        assert read.text.display
        assert read.text.marked == "principles"


async def test_the_contents_go_to_a_section_by_key_and_by_mouse(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "2", "tab", "j", "j", "enter")
        read = place(app)
        assert (read.text.marked, read.focused) == ("creators", read.text)
        await pilot.click(Contents, offset=(3, 3))
        await settled(pilot)
        assert (read.text.marked, read.focused) == ("principles", read.text)


@pytest.mark.parametrize(("size", "beside"), [((120, 40), True), ((80, 24), False)])
async def test_the_plan_is_a_table_where_there_is_room(
    start: Start, size: tuple[int, int], beside: bool
) -> None:
    async with start(size=size) as (app, pilot):
        await go_to(app, pilot, "plan")
        heads = line_with(app, "Objective")
        assert ("Why it should help" in heads) is beside


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_legend_and_the_keys_are_whole(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as (app, pilot):
        await press(pilot, "2")
        assert "※ note" in line_with(app, "[3+]")
        if size[0] >= 80:
            assert "Help" in lines(app).splitlines()[-1]


# --- topics -----------------------------------------------------------------------------------


@pytest.fixture
def own_topic(places: Paths) -> Path:
    places.topics.mkdir(parents=True)
    path = places.topics / "pacing.md"
    path.write_text(OWN_TOPIC, encoding="utf-8")
    return path


@pytest.mark.usefixtures("own_topic")
async def test_another_topic_is_shown_letter_by_letter_and_each_keeps_its_mark(
    start: Start,
) -> None:
    async with start(size=(120, 40)) as (app, pilot):
        read = await go_to(app, pilot, "EB-3")
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen is read)
        await settled(pilot)
        words = shown(app)
        assert "Pacing [bold]a session[/]" in words
        assert "Also: [red]Tempo" in words
        assert "How [/] the speed is shared." in words
        assert "Core [i]principles[/i]" in words
        assert "Each brings [red]a speed[/] of [their own. LLM" in words
        await press(pilot, "j", "j")
        assert read.text.marked == "PA-1"
        await open_details(pilot)
        assert "Each brings [red]a speed[/] of [their own." in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is read)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("up", "enter")
        await until(pilot, lambda: app.screen is read)
        await settled(pilot)
        assert read.text.marked == "EB-3"
        app.post_message(OpenPassage("pacing/PA-2"))
        await settled(pilot)
        assert read.text.marked == "PA-2"


async def test_with_one_topic_there_is_nothing_to_choose(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "2", "t")
        assert said(app) == ["There is only this topic."]


async def test_without_a_topic_it_says_what_to_do(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journal_app.rooms.load_library", lambda _: Library((), ()))
    async with start() as (app, pilot):
        await press(pilot, "2", *"jketwr", "tab", "enter", "end")
        assert "No topic could be read" in shown(app)
        app.post_message(OpenPassage("co-regulation/CP-1"))
        await settled(pilot)
        assert app.current_mode == "read"
