"""Both looks can be read by tired eyes: every pair of colours that is painted has contrast."""

import pytest
from textual.color import Color
from textual.widgets import Input, OptionList, TextArea

from journal_app.themes import THEMES
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import press

ENOUGH = 4.5
WORDS = ("foreground", "text-muted", "accent", "secondary", "warning", "primary", "success")
GROUNDS = ("background", "surface", "panel", "block-cursor-background")


def _contrast(words: Color | None, ground: Color | None) -> float:
    assert words is not None
    assert ground is not None
    dark, bright = sorted((_luminance(words), _luminance(ground)))
    return (bright + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    shares = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    ]
    return sum(
        weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), shares, strict=True)
    )


@pytest.mark.parametrize("name", THEMES)
def test_words_stand_out_on_every_ground_and_on_the_marked_line(name: str) -> None:
    theme = THEMES[name]
    colors = {**theme.to_color_system().generate(), **theme.variables}
    faint = {
        (words, ground): found
        for words in WORDS
        for ground in GROUNDS
        if (found := _contrast(Color.parse(colors[words]), Color.parse(colors[ground]))) < ENOUGH
    }
    assert faint == {}


async def test_hints_in_fields_and_the_marked_row_of_a_small_window_are_as_plain(
    start: Start,
) -> None:
    async with start() as (app, pilot):
        for theme in THEMES.values():
            app.theme = theme.name
            await press(pilot, "n", "ctrl+t")
            for kind, part in ((Input, "input--placeholder"), (TextArea, "text-area--placeholder")):
                for screen in app.screen_stack:
                    for field in screen.query(kind):
                        style = field.get_visual_style(part)
                        assert _contrast(style.foreground, style.background) >= ENOUGH, part
            marked = app.screen.query_one(OptionList).get_visual_style(
                "option-list--option-highlighted"
            )
            muted = Color.parse(app.theme_variables["text-muted"])
            assert _contrast(muted, marked.background) >= ENOUGH
            await press(pilot, "escape", "escape")
            await settled(pilot)
