"""What this window is, said quietly in a corner for as long as it holds."""

from typing import Any

from textual.screen import Screen
from textual.widgets import Static


class WindowMark(Static):
    """A word or two over the first line of a screen, at its right end."""

    DEFAULT_CSS = """
    WindowMark {
        layer: _toastrack;
        dock: right;
        width: auto;
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $text-warning;
    }
    """

    @classmethod
    def show_on(cls, screen: Screen[Any], text: str) -> None:
        """Lets the screen bear this mark, or, with no text, none."""
        there = screen.query(cls)
        if not text:
            there.remove()
        elif there:
            there.first().update(text)
        else:
            screen.mount(cls(text, markup=False))
