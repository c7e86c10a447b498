"""The line at the top that says which of the five places this is."""

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.widget import Widget

from journal_app.keymap import command
from journal_app.navigation import PLACES, GoTo


class PlacesBar(Widget):
    """The five places with their keys; a click goes there."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"places-bar--here"}
    DEFAULT_CSS = """
    PlacesBar {
        dock: top;
        height: 1;
        background: $surface;
        color: $text-muted;
        pointer: pointer;

        & > .places-bar--here {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: bold;
        }
    }
    """

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here = here
        self._spans: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        """One line; keys alone where the names don't fit."""
        full = self.size.width >= 56
        marked = self.get_visual_style("places-bar--here", partial=True)
        content = Content(" ")
        self._spans = []
        for place in PLACES:
            entry = command(f"everywhere.{place}")
            here = place == self.here
            text = f" {entry.keys} {entry.label} " if full or here else f" {entry.keys} "
            start = content.cell_length
            content += Content.styled(text, marked) if here else Content(text)
            self._spans.append((start, content.cell_length, place))
            content += Content(" ")
        return content

    def on_click(self, event: events.Click) -> None:
        """Goes to the place under the pointer."""
        for start, end, place in self._spans:
            if start <= event.x < end:
                self.post_message(GoTo(place))
