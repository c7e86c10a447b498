"""A text of any length to read: wrapped once for its width, drawn only where it is seen."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.containers import ScrollableContainer
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from journal_app.domain.visible import visible
from journal_app.widgets.marks import Mark, in_visible, on_lines
from journal_app.widgets.wrapping import wrap


class LongText(Widget, can_focus=False):
    """Plain text as tall as it needs; what holds it scrolls. Nothing in it is ever markup."""

    ALLOW_SELECT = False
    GUTTER: ClassVar[int] = 0
    """Columns before the text, for a sign."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "long-text--read",
        "long-text--hit",
        "long-text--added",
        "long-text--removed",
    }
    DEFAULT_CSS = """
    LongText {
        width: 1fr;
        height: auto;

        & > .long-text--hit {
            background: $accent 25%;
            text-style: bold underline;
        }

        & > .long-text--added {
            color: $success;
            text-style: bold underline;
        }

        & > .long-text--removed {
            color: $error;
            text-style: strike;
        }
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
        self._marks: tuple[Mark, ...] = ()
        self._lines: list[str] = []
        self._marked: dict[int, list[Mark]] = {}
        self._width = 0
        self._read = -1

    def on_mount(self) -> None:
        """Follows what scrolls it, for the line that is read lies at the top of that."""
        for each in self.ancestors:
            if isinstance(each, ScrollableContainer):
                self.watch(each, "scroll_y", self._follow, init=False)

    def on_resize(self) -> None:
        """Finds that line anew."""
        self._follow()

    def _follow(self) -> None:
        self.call_after_refresh(self._move_read)

    def _move_read(self) -> None:
        tops = [e.content_region.y for e in self.ancestors if isinstance(e, ScrollableContainer)]
        line = max(tops, default=0) - self.content_region.y
        if line != self._read:
            before, self._read = self._read, line
            width = self.size.width
            self.refresh(*(Region(0, y, width, 1) for y in (before, line) if y >= 0))

    def show(self, text: str, marks: Sequence[Mark] = ()) -> None:
        """Shows this text instead, marked so; nothing moves if it is the same.

        The marks are in order and don't overlap; `long-text--` and their kind is how they look.
        """
        if (text, tuple(marks)) != (self._text, self._marks):
            self._text, self._marks = text, tuple(marks)
            self._width = 0
            self.refresh(layout=True)

    @property
    def first_marked(self) -> int | None:
        """The first line with a mark, as the text stands now; None if there is none."""
        return min(self._marked, default=None)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text takes at this width."""
        return len(self._wrapped(width - self.GUTTER))

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        width = self.size.width
        lines = self._wrapped(width - self.GUTTER)
        style = self.rich_style
        if y == self._read:
            # Seen only under a cover, of which this line alone is left open.
            style += self.get_visual_style("long-text--read").rich_style
        segments = self._segments(y, lines[y], style) if y < len(lines) else ()
        return Strip(segments).adjust_cell_length(width, style)

    def sign(self, kinds: set[str]) -> str:
        """What stands before a line with marks of these kinds."""
        return ""

    def _segments(self, y: int, line: str, style: Style) -> Iterator[Segment]:
        marks = self._marked.get(y, ())
        if self.GUTTER:
            sign = self.sign({mark.kind for mark in marks})
            yield Segment(sign.ljust(self.GUTTER), style)
        at = 0
        for mark in marks:
            yield Segment(line[at : mark.start], style)
            marked = self.get_visual_style(f"long-text--{mark.kind}").rich_style
            yield Segment(line[mark.start : mark.end], style + marked)
            at = mark.end
        yield Segment(line[at:], style)

    def _wrapped(self, width: int) -> list[str]:
        if width != self._width:
            shown = visible(self._text)
            self._lines = wrap(shown, width) if self._text else []
            self._marked = (
                on_lines(shown, self._lines, in_visible(self._text, self._marks))
                if self._marks and self._lines
                else {}
            )
            self._width = width
        return self._lines
