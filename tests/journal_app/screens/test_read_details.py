"""Read: details of a claim, what was written on it, and topics of one's own."""

from pathlib import Path

import pytest

from content.library import Library
from journal_app.navigation import OpenPassage
from journal_app.paths import Paths
from journal_app.screens.answers import AnswersScreen
from journal_app.screens.dialogs.choose import ChooseDialog
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.write import WriteScreen
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import lines, press, said, shown
from tests.journal_app.reading import go_to, line_with, open_details, place, seed, until, within

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
