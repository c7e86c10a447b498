"""What a person wrote reaches the terminal as signs, never as something to obey."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

from db import reflections
from db.transaction import Transaction
from journal_app.domain.visible import one_line, visible
from journal_app.privacy import ControlFilter
from journal_app.services import writing
from tests.journal_app.conftest import Start, settled

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
ATTACK = "\x1b]0;gotcha\x07 \x1b[2J \x9b31m [red]not red[/red] [/] \x00"


@given(st.text(st.characters()))
def test_no_control_survives_being_made_visible(text: str) -> None:
    assert not CONTROLS.search(visible(text))
    assert "\n" not in one_line(text, 40)
    assert len(one_line(text, 40)) <= 40


@given(st.text())
def test_plain_words_stay_as_they_are(text: str) -> None:
    plain = re.sub(r"[^\w ]", "", text)
    assert visible(plain) == plain


def test_the_filter_takes_controls_out_of_painted_lines_alone() -> None:
    painted = [Segment("a\x1b[31mb\x00c"), Segment("plain")]
    filtered = ControlFilter().apply(painted, Color(0, 0, 0))
    assert [segment.text for segment in filtered] == ["a[31mbc", "plain"]
    untouched = [Segment("plain")]
    assert ControlFilter().apply(untouched, Color(0, 0, 0)) is untouched


@pytest.mark.parametrize("keys", [("4",), ("4", "enter"), ("1",), ("4", "e")])
async def test_no_place_paints_what_a_terminal_would_obey(
    start: Start, keys: tuple[str, ...]
) -> None:
    async with start(seed=_attack) as (app, pilot):
        await pilot.press(*keys)
        await settled(pilot)
        screen = app.screen
        lines = [
            "".join(segment.text for segment in strip if not segment.control)
            for strip in screen._compositor.render_strips()
        ]
        assert not CONTROLS.search("".join(lines))
        assert any("[red]not red[/red] [/]" in line for line in lines)


def _attack(tx: Transaction) -> None:
    reflection = writing.write(
        tx,
        ATTACK,
        on=(),
        tag_names=(),
        written_on=date(2026, 3, 4),
        bring=True,
        now=datetime(2026, 3, 4, tzinfo=UTC),
    )
    assert reflections.get(tx, reflection.id).body == ATTACK
