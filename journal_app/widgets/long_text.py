"""A text of any length to read: wrapped once for its width, drawn only where it is seen."""

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from journal_app.domain.visible import visible
from journal_app.widgets.wrapping import wrap


class LongText(Widget, can_focus=False):
    """Plain text as tall as it needs; what holds it scrolls. Nothing in it is ever markup."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LongText {
        width: 1fr;
        height: auto;
    }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._text = ""
        self._lines: list[str] = []
        self._width = 0

    def show(self, text: str) -> None:
        """Shows this text instead; nothing moves if it is the same."""
        if text != self._text:
            self._text = text
            self._width = 0
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text takes at this width."""
        return len(self._wrapped(width))

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        width = self.size.width
        lines = self._wrapped(width)
        style = self.rich_style
        line = lines[y] if y < len(lines) else ""
        return Strip([Segment(line, style)]).adjust_cell_length(width, style)

    def _wrapped(self, width: int) -> list[str]:
        if width != self._width:
            self._lines = wrap(visible(self._text), width) if self._text else []
            self._width = width
        return self._lines
