"""A list of lines, the first few of which can be dragged into another order."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.message import Message

from journal_app.widgets.line_list import LineList, Shown
from journal_app.widgets.lines import Entry


class AgendaList(LineList):
    """What is dragged goes along with the pointer; where it is let go, the list says so."""

    DEFAULT_CSS = """
    AgendaList.-dragging {
        pointer: grabbing;
    }
    """

    @dataclass
    class Dropped(Message):
        """The entry was dragged to this place among those that can be moved, from 0."""

        key: str
        place: int

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._movable: frozenset[str] = frozenset()
        self._dragged: str | None = None
        self._from = -1
        self._moved = False

    def put_in_order(self, lines: Sequence[Shown], movable: Sequence[str]) -> None:
        """Shows these lines; the keys in `movable` name those that can be dragged."""
        self._movable = frozenset(movable)
        self._let_go()
        self.put(lines)

    @on(events.MouseDown)
    def take(self, event: events.MouseDown) -> None:
        """Takes hold of the entry under the pointer."""
        self._moved = False
        key = self._key_at(event.y)
        if event.button == 1 and key in self._movable:
            self._dragged = key
            self._from = self._place_of(key)
            self.capture_mouse()

    @on(events.MouseMove)
    def drag(self, event: events.MouseMove) -> None:
        """Puts what is held where the pointer is."""
        over = self._key_at(event.y)
        if self._dragged is None or over == self._dragged or over not in self._movable:
            return
        self.add_class("-dragging")
        self._moved = True
        self.mark(self._dragged)
        lines = list(self._lines)
        by_key = {entry.key: index for index, entry in self._entries()}
        lines.insert(by_key[over], lines.pop(by_key[self._dragged]))
        self.put(lines)

    @on(events.MouseUp)
    def drop(self) -> None:
        """Says where it was let go, unless that is where it was."""
        key, before = self._dragged, self._from
        self._let_go()
        if key is not None and self._moved and self._place_of(key) != before:
            self.post_message(self.Dropped(key, self._place_of(key)))

    def on_click(self, event: events.Click) -> None:
        """Says which entry was clicked; the end of dragging is no click."""
        if self._moved:
            event.prevent_default()

    def _let_go(self) -> None:
        if self._dragged is not None:
            self._dragged = None
            self.remove_class("-dragging")
            self.release_mouse()

    def _key_at(self, y: int) -> str:
        index = y + self.scroll_offset.y
        line = self._lines[index] if 0 <= index < len(self._lines) else None
        return line.key if isinstance(line, Entry) else ""

    def _place_of(self, key: str) -> int:
        return [entry.key for _, entry in self._entries() if entry.key in self._movable].index(key)
