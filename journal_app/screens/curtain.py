"""The curtain: shown in place of all else while the window is not in front."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

SAYS = "The journal is behind the curtain. It comes back with this window, or with any key."


class CurtainScreen(Screen[None]):
    """Nothing of the journal. A key lifts it too: keys come only to a window that is in front."""

    CSS_PATH = "curtain.tcss"

    @dataclass
    class Lifted(Message):
        """A key was pressed."""

    def compose(self) -> ComposeResult:
        yield Static(SAYS, id="says", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Lets what was hidden be shown."""
        event.stop()
        self.post_message(self.Lifted())
