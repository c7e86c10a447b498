"""The place to write: plain text, wrapped, with nothing done to it."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import Selection


class Editor(TextArea):
    """A text area that leaves escape to the screen and never colours or completes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "document_start", "To the start", show=False),
        Binding("ctrl+end", "document_end", "To the end", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(
            id=id,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            compact=True,
        )
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        """Tab indents by spaces; escape is left to the screen."""
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            self.insert("    ")
            return
        await super()._on_key(event)

    def action_document_start(self) -> None:
        """Goes to the start of the text."""
        self.move_cursor((0, 0))

    def action_document_end(self) -> None:
        """Goes to the end of the text."""
        self.move_cursor(self.document.end)

    def show(self, body: str, cursor: tuple[int, int], scroll: int) -> None:
        """Puts in the text with the cursor and the view where they were."""
        self.load_text(body)
        row = min(cursor[0], self.document.line_count - 1)
        column = min(cursor[1], len(self.document.get_line(row)))
        self.selection = Selection.cursor((row, column))
        self.call_after_refresh(self._scroll_back, scroll)

    def _scroll_back(self, scroll: int) -> None:
        self.scroll_to(y=scroll, animate=False)
        self.call_after_refresh(self.scroll_cursor_visible)

    def append(self, text: str) -> tuple[int, int]:
        """Adds text at the end, changing nothing before it; returns where it begins."""
        before = self.text
        gap = "" if not before.strip() else "\n" if before.endswith("\n") else "\n\n"
        end = self.document.end
        self.insert(gap + text, end, maintain_selection_offset=False)
        return (end[0] + gap.count("\n"), 0 if gap else end[1])
