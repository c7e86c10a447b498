"""Read: walking through the text, the lens, and going to a passage."""

import pytest

from journal_app.navigation import OpenPassage
from journal_app.screens.dialogs.details import DetailsDialog
from journal_app.widgets.contents import Contents
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import lines, press, said, shown
from tests.journal_app.reading import go_to, line_with, place, seed, until, within

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


async def test_what_is_looked_up_while_the_journal_is_closed_is_no_fault(start: Start) -> None:
    async with start() as (app, pilot):
        await pilot.press("2")
        await settled(pilot)
        await app.journal.close()
        place(app).look_again()
        await settled(pilot)
        assert app.crash is None
        assert app.is_running
