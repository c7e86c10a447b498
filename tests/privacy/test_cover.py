"""Under the cover nothing can be read but the word at the cursor and the marked line."""

from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.widgets import Footer, Input, TextArea

from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.cover import SIGN, CoverFilter, CoverSign
from journal_app.paths import Paths
from journal_app.screens.dialogs.choose import Choice, ChooseDialog
from journal_app.themes import THEMES
from journal_app.widgets.editor import Editor
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import Past
from tests.journal_app.through_the_door import back, locked
from tests.privacy.canaries import (
    CANARY,
    dialog_types,
    every_screen,
    fill,
    fill_journal,
    is_written,
    lock,
    small_windows,
)
from tests.privacy.holders import holders, is_held

BLACK = Color(0, 0, 0)
MARKED, CURSOR, OPEN = Color(1, 1, 1), Color(2, 2, 2), Color(3, 3, 3)
COVER = CoverFilter(frozenset([MARKED, OPEN]), CURSOR, Color(4, 4, 4))


def _on(ground: Color) -> Style:
    return Style(bgcolor=ground.rich_color)


def _painted(*pieces: tuple[str, Color]) -> str:
    covered = COVER.apply([Segment(text, _on(ground)) for text, ground in pieces], BLACK)
    assert cell_len("".join(s.text for s in covered)) == cell_len("".join(t for t, _ in pieces))
    return "".join(segment.text for segment in covered)


def test_a_line_is_one_bar_that_tells_no_word_from_the_next() -> None:
    assert _painted((" She wept, I did not.   end", BLACK)) == f" {SIGN * 20}   {SIGN * 3}"


def test_words_in_several_colours_are_one_bar_too() -> None:
    assert _painted(("She", BLACK), (" ", BLACK), ("wept", BLACK)) == SIGN * 8


def test_the_marked_line_and_the_words_of_the_app_stay() -> None:
    assert _painted(("| one two ", MARKED), ("three", BLACK)) == "| one two " + SIGN * 5
    assert _painted(("f1 Help", OPEN)) == "f1 Help"


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        ((("one tw", BLACK), ("o", CURSOR), (" three", BLACK)), f"{SIGN * 3} two {SIGN * 5}"),
        ((("one two", BLACK), (" ", CURSOR), ("three", BLACK)), f"{SIGN * 3} two {SIGN * 5}"),
        ((("one ", BLACK), (" ", CURSOR), ("two", BLACK)), f"{SIGN * 3}  {SIGN * 3}"),
        ((("it's", BLACK), ("-", CURSOR), ("so, well", BLACK)), f"it's-so, {SIGN * 4}"),
    ],
)
def test_of_the_line_of_the_cursor_its_word_stays(
    pieces: tuple[tuple[str, Color], ...], shown: str
) -> None:
    assert _painted(*pieces) == shown


def test_wide_and_combined_signs_keep_their_width() -> None:
    assert _painted(("日本 é\u0301x", BLACK)) == SIGN * 7
    # Where words are not told apart by spaces only one sign stays.
    assert _painted(("日", BLACK), ("本", CURSOR), ("語", BLACK)) == f"{SIGN * 2}本{SIGN * 2}"


def test_frames_and_scroll_bars_stay() -> None:
    assert _painted(("│ text ▅▅ │", BLACK)) == f"│ {SIGN * 4} ▅▅ │"


@pytest.mark.parametrize("name", THEMES)
def test_no_theme_paints_anything_else_on_a_ground_that_tells_what_may_be_read(name: str) -> None:
    theme = THEMES[name]
    colors = {**theme.to_color_system().generate(), **theme.variables}
    reserved = ("open-background", "word-background", "block-cursor-background")
    others = {value for key, value in colors.items() if key not in reserved}
    for ground in reserved:
        assert colors[ground] not in others


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("theme", "size"),
    [
        ("dark", (80, 24)),
        pytest.param("light", (80, 24), marks=pytest.mark.torture),
        pytest.param("dark", (120, 40), marks=pytest.mark.torture),
        pytest.param("light", (120, 40), marks=pytest.mark.torture),
    ],
    ids=["dark-80x24", "light-80x24", "dark-120x40", "light-120x40"],
)
async def test_on_no_screen_can_anything_be_read_but_what_is_read_and_nothing_of_any_outlives_it(
    places: Paths, start: Start, size: tuple[int, int], theme: str
) -> None:
    fill_journal(places)
    async with start(size=size) as (app, pilot):
        app.theme = THEMES[theme].name
        await pilot.press("f8")
        seen = 0
        async for name in every_screen(app, pilot):
            assert app.screen.query(CoverSign), name
            shown = len(list(_letters(app)))
            assert not shown, f"{name} shows {shown} words"
            # The walk is long, so it is seen here too that no foot is cut.
            feet = app.screen.query(Footer).results(Footer)
            assert all(foot.max_scroll_x == 0 for foot in feet), name
            seen += 1
        assert seen > 40
        await pilot.press("f8")
        await app.action_place("journal")
        await settled(pilot)
        assert any(map(is_written, _lines(app)))
        assert is_held(is_written)
        # The walk is long, so what memory holds of so many screens is looked at here too.
        await lock(app, pilot)
        assert holders(is_written) == []


async def test_the_keys_at_the_foot_stay_open_below_a_small_window(start: Start) -> None:
    async with start() as (app, pilot):
        await pilot.press("f8", "n")
        await settled(pilot)
        foot = _lines(app)[-1]
        assert "Keep" in foot
        await pilot.press("f2")
        await settled(pilot)
        assert isinstance(app.screen, ChooseDialog)
        assert _lines(app)[-1] == foot


async def test_the_name_of_the_present_place_stays_open_below_small_windows(start: Start) -> None:
    async with start(seed=fill) as (app, pilot):
        await pilot.press("4", "f8")
        await settled(pilot)
        bar = _lines(app)[0][:60]
        assert all(name in bar for name in ("1 Today", "4 Journal", "5 Supervision"))
        for _ in range(2):
            await app.push_screen(ChooseDialog("Which?", [Choice("one", "One", "")], None))
            await settled(pilot)
            assert _lines(app)[0][:60] == bar
            # The line that was marked below it is no longer what is read.
            assert not any(map(is_written, _lines(app)))


async def test_every_dialog_is_walked(start: Start) -> None:
    async with start() as (app, _):
        assert set(small_windows(app)) == dialog_types()


async def test_the_word_that_is_typed_can_be_read_and_no_other(start: Start) -> None:
    async with start() as (app, pilot):
        await pilot.press("n", *"one two")
        await pilot.press("f8")
        await settled(pilot)
        line = _line_with(app, "two")
        assert "one" not in line
        await pilot.press("ctrl+left", "left", "left")
        assert "two" not in "".join(_lines(app))
        assert "one" in _line_with(app, "one")


async def test_a_long_text_is_read_line_by_line_to_its_end(start: Start) -> None:
    lines = [f"line{number}" for number in range(30)]

    def seed(tx: Transaction) -> None:
        Past(tx).kept("\n".join(lines))

    async with start(seed=seed) as (app, pilot):
        await pilot.press("4", "enter", "f8")
        await settled(pilot)
        read: list[str] = []
        while read != lines:
            shown = [word for word in " ".join(_lines(app)).split() if word.startswith("line")]
            assert len(shown) == 1
            read += [shown[0]] if shown[0] not in read else []
            assert read == lines[: len(read)]
            await pilot.press("j")
            await settled(pilot)


async def test_it_stays_through_screens_and_the_lock_and_goes_with_the_same_key(
    start: Start,
) -> None:
    async with start(seed=fill) as (app, pilot):
        await pilot.press("f8", "ctrl+l")
        await locked(app, pilot)
        assert app.screen.query(CoverSign)
        await back(app, pilot)
        assert app.screen.query(CoverSign)
        assert not list(_letters(app))
        await pilot.press("4", "f8")
        await settled(pilot)
        assert not app.screen.query(CoverSign)
        assert any(map(is_written, _lines(app)))
        await pilot.press("1")
        await settled(pilot)
        assert not app.screen.query(CoverSign)


async def test_a_place_that_was_out_of_sight_is_covered_and_uncovered_as_any(start: Start) -> None:
    async with start(seed=fill) as (app, pilot):
        await pilot.press("4", "1", "f8", "4")
        await settled(pilot)
        assert not list(_letters(app))
        assert "Search" in _lines(app)[-1]
        assert app.screen.query(CoverSign)
        await pilot.press("1", "f8", "4")
        await settled(pilot)
        assert any(map(is_written, _lines(app)))
        assert not app.screen.query(CoverSign)


async def test_neither_the_pointer_nor_selecting_uncovers(start: Start) -> None:
    async with start(seed=fill) as (app, pilot):
        await pilot.press("4", "e", "f8")
        await settled(pilot)
        editor = app.screen.query_one(Editor)
        await pilot.hover(Editor, offset=(5, 3))
        editor.select_all()
        await pilot.pause()
        assert not list(_letters(app))


async def test_the_marked_action_of_the_palette_can_be_read(start: Start) -> None:
    async with start() as (app, pilot):
        await pilot.press("f8", "ctrl+p")
        await settled(pilot)
        await pilot.press(*"passphrase")
        await settled(pilot)
        assert _line_with(app, "Passphrase and recovery words")


async def test_no_cursor_blinks(start: Start) -> None:
    async with start() as (app, pilot):
        await pilot.press("slash")
        await pilot.pause()
        assert isinstance(app.focused, Input)
        assert not app.focused.cursor_blink


async def test_a_click_on_the_sign_takes_the_cover_off(start: Start) -> None:
    async with start() as (app, pilot):
        await pilot.press("f8")
        await pilot.pause()
        await pilot.click(CoverSign)
        assert not app.is_covered


def _lines(app: JournalApp) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()]


def _line_with(app: JournalApp, word: str) -> str:
    return next(line for line in _lines(app) if word in line)


def _letters(app: JournalApp) -> Iterator[str]:
    """Every letter that can be read and isn't the app's, the marked line's or the cursor's word."""
    variables = app.theme_variables
    marked = Color.parse(variables["block-cursor-background"]).rich_color
    open_ = Color.parse(variables["open-background"])
    # The foot of the screen, seen through a small window.
    below = open_ + Color.parse(variables["background"]).with_alpha(0.6)
    apps_own = {open_.rich_color, below.rich_color}
    cursor = Color.parse(variables["word-background"]).rich_color
    for strip in app.screen._compositor.render_strips():
        rest = ""
        at_cursor = False
        for text, style, _ in strip:
            ground = None if style is None else style.bgcolor
            at_cursor |= ground == cursor
            if ground in apps_own:
                yield from (found[0] for found in CANARY.finditer(text))
            elif ground != marked:
                rest += text
        words = [word for word in rest.replace(SIGN, " ").split() if any(map(str.isalnum, word))]
        yield from words[1:] if at_cursor else words


def test_a_text_area_and_an_input_show_where_their_cursor_is() -> None:
    # The cover finds the cursor by its ground, which these two name so.
    assert "text-area--cursor" in TextArea.COMPONENT_CLASSES
    assert "input--cursor" in Input.COMPONENT_CLASSES
