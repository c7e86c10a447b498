"""The last seconds before the journal locks itself: a quiet line at the foot."""

from typing import Any

from textual.app import App
from textual.css.query import NoMatches
from textual.widgets import Static


class Countdown(Static):
    """Stands over the foot of the screen and moves nothing. Any key or mouse takes it away."""

    DEFAULT_CSS = """
    Countdown {
        layer: _toastrack;
        dock: bottom;
        width: 1fr;
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $text-muted;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    @classmethod
    async def show(cls, app: App[Any], seconds: int) -> None:
        """Says on the screen that is shown how many seconds are left."""
        said = "1 second" if seconds == 1 else f"{seconds} seconds"
        try:
            line = app.screen.query_one(cls)
        except NoMatches:
            line = cls()
            await app.screen.mount(line)
        line.update(f"Nobody seems to be here. It locks in {said}; any key keeps it open.")

    @classmethod
    def take_away(cls, app: App[Any]) -> None:
        """Takes the line away, if it is there."""
        if app.screen_stack:
            app.screen.query(cls).remove()
