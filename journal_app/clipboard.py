"""The one way from the app to the clipboard, and back out of it."""

from typing import TYPE_CHECKING

from rich.console import RenderableType
from textual.app import App
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.timer import Timer

KEPT_SECONDS = 30.0

COPIED = (
    "Sent to the terminal's clipboard, if it takes it. It is emptied in 30 seconds and at "
    "locking, where that can be done."
)


class Copying(App[None]):
    """An app that empties the clipboard some time after it last copied, and when it ends.

    The terminal is only ever told, by an escape sequence (OSC 52): it says neither whether it took
    a text nor what stands in its clipboard now. So it is told to empty it whatever is there.
    """

    def __init__(self) -> None:
        self._emptying: Timer | None = None
        super().__init__()

    def copy_to_clipboard(self, text: str) -> None:
        """Copies it, but nothing where nothing is chosen, and never from a hidden field."""
        hidden = isinstance(self.focused, Input) and self.focused.password
        if not text or hidden:
            return
        super().copy_to_clipboard(text)
        if self._emptying is None:
            self.notify(COPIED, timeout=8, markup=False)
        else:
            self._emptying.stop()
        self._emptying = self.set_timer(KEPT_SECONDS, self.empty_clipboard)

    def empty_clipboard(self) -> None:
        """Forgets what was copied and tells the terminal to, unless nothing was or it is done."""
        if self._emptying is not None:
            self._emptying.stop()
            self._emptying = None
            super().copy_to_clipboard("")

    def exit(
        self, result: None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Ends the app; until then the terminal still listens."""
        self.empty_clipboard()
        super().exit(result, return_code, message)
