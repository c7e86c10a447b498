"""A list of one-line entries under headings, drawn only as far as it is seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from journal_app.widgets.lines import Entry

Shown: TypeAlias = Entry | str | Content
"""An entry, which can be marked; a heading; or a quiet line that says something."""


class LineList(ScrollView, can_focus=False):
    """Entries with one marked, under headings. The screen moves the mark."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line-list--entry",
        "line-list--heading",
        "line-list--marked",
        "line-list--note",
    }
    DEFAULT_CSS = """
    LineList {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        text-wrap: nowrap;
        text-overflow: ellipsis;

        & > .line-list--heading {
            color: $primary;
            text-style: bold;
        }

        & > .line-list--note {
            color: $text-muted;
        }

        & > .line-list--marked {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
    }
    """

    @dataclass
    class Clicked(Message):
        """An entry was clicked."""

        key: str

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._lines: tuple[Shown, ...] = ()
        self._marked = -1

    @property
    def marked(self) -> str | None:
        """The key of the marked entry; None while there is none."""
        line = self._lines[self._marked] if 0 <= self._marked < len(self._lines) else None
        return line.key if isinstance(line, Entry) else None

    def put(self, lines: Sequence[Shown]) -> None:
        """Shows these lines. The mark stays on its entry, or goes to the one now in its place."""
        marked, at = self.marked, self._marked
        self._lines = tuple(lines)
        self.virtual_size = Size(0, len(self._lines))
        self._marked = next(
            (index for index, entry in self._entries() if entry.key == marked),
            self._near(at),
        )
        self.refresh()

    def mark(self, key: str | None) -> None:
        """Marks the entry with this key, if there is one."""
        for index, entry in self._entries():
            if entry.key == key:
                self._move_to(index)

    def move(self, step: int) -> bool:
        """Moves the mark by so many entries, at most to the end; says whether it moved."""
        entries = [index for index, _ in self._entries()]
        if self._marked not in entries:
            return False
        place = entries.index(self._marked) + step
        before = self._marked
        self._move_to(entries[max(0, min(place, len(entries) - 1))])
        return self._marked != before

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        line = self._lines[index] if index < len(self._lines) else ""
        if isinstance(line, str):
            name, content = "line-list--heading", Content(line)
        elif isinstance(line, Content):
            name, content = "line-list--note", Content(" ") + line
        else:
            name, content = "line-list--entry", Content(" ") + line.content
            if index == self._marked:
                name = "line-list--marked"
        style = self.get_visual_style(name)
        strips = Visual.to_strips(self, content, width, 1, style, pad=True)
        return strips[0].apply_meta({"line": index}) if strips else Strip.blank(width)

    def on_click(self, event: events.Click) -> None:
        """Says which entry was clicked."""
        index = event.style.meta.get("line")
        if isinstance(index, int) and index < len(self._lines):
            line = self._lines[index]
            if isinstance(line, Entry):
                self.post_message(self.Clicked(line.key))

    def on_resize(self) -> None:
        """Keeps the mark in sight."""
        self._show_mark()

    def _entries(self) -> Iterator[tuple[int, Entry]]:
        return ((i, line) for i, line in enumerate(self._lines) if isinstance(line, Entry))

    def _near(self, at: int) -> int:
        indexes = [index for index, _ in self._entries()]
        return min(indexes, key=lambda index: abs(index - at), default=-1)

    def _move_to(self, index: int) -> None:
        self._marked = index
        self._show_mark()
        self.refresh()

    def _show_mark(self) -> None:
        if self._marked >= 0 and self.size.height:
            first = min((index for index, _ in self._entries()), default=0)
            top = 0 if self._marked == first else self._marked
            region = Region(0, top, 1, self._marked - top + 1)
            self.scroll_to_region(region, animate=False, force=True)
