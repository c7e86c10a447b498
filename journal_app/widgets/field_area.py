"""A place for a few sentences in a form: as tall as what is written, with nothing done to it."""

import sys
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Selection


class FieldArea(TextArea):
    """Tab goes to the next field and escape to the screen. With `one` it is a single paragraph.

    Enter in a single paragraph posts Submitted, and the lines of a paste are joined. Until it is
    known what stands in the journal it is only to be read.
    """

    _NOWHERE = (sys.maxsize, sys.maxsize)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "document_start", "To the start", show=False),
        Binding("ctrl+end", "document_end", "To the end", show=False),
    ]
    DEFAULT_CSS = """
    FieldArea {
        height: auto;
        max-height: 12;
        padding: 0 1;
        background: $surface;
        scrollbar-size-vertical: 1;

        &:focus { background: $panel; }
    }
    """

    @dataclass
    class Submitted(Message):
        """Enter was pressed in a single paragraph."""

        area: "FieldArea"

    def __init__(
        self,
        *,
        placeholder: str = "",
        one: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        super().__init__(
            id=id,
            classes=classes,
            soft_wrap=True,
            read_only=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            compact=True,
            placeholder=placeholder,
        )
        self.cursor_blink = False
        self.one = one

    def on_resize(self) -> None:
        """Takes the height that is needed at this width, once the text is wrapped for it."""
        self.call_later(self._fit)

    def _fit(self) -> None:
        # All lines are drawn anew, or as many as before would stay as they were wrapped then.
        self.refresh(layout=self.virtual_size.height != self.size.height)

    async def _on_key(self, event: events.Key) -> None:
        """Enter ends a single paragraph."""
        if self.one and event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted(self))
            return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        """Joins the lines of what is pasted into a single paragraph."""
        if self.one:
            event = events.Paste(" ".join(event.text.splitlines()))
        await super()._on_paste(event)

    def show(self, text: str) -> None:
        """Puts in the text, the cursor where it was; the first text has it at its end."""
        row, column = self.cursor_location if self.text else self._NOWHERE
        self.load_text(text)
        row = min(row, self.document.line_count - 1)
        self.selection = Selection.cursor((row, min(column, len(self.document.get_line(row)))))

    def put_above(self, text: str) -> None:
        """Puts text before what is written; the cursor stays in its place of the latter."""
        self.insert(text, (0, 0))

    def action_document_start(self) -> None:
        """Goes to the start of the text."""
        self.move_cursor((0, 0))

    def action_document_end(self) -> None:
        """Goes to the end of the text."""
        self.move_cursor(self.document.end)
