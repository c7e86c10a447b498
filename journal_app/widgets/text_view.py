"""A topic to be read: lines drawn as they come into view, and one paragraph that is marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions

from content.model import Topic
from journal_app.domain.reading_order import TOP, reading_order
from journal_app.domain.signs import Lens
from journal_app.widgets.page import GUTTER, Fragment, Page
from journal_app.widgets.typesetting import typeset

MEASURE = 76
"""The longest line that reads well, in columns."""

_NARROWEST = 20
_MOST_SHOWN = 99


class TextView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one topic. What is marked is the local id of a paragraph of the reading order."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"text-view--marked", "text-view--count"}
    DEFAULT_CSS = """
    TextView {
        background: $background;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;

        & > .text-view--marked {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
        }

        & > .text-view--count {
            color: $accent;
        }
    }
    """

    @dataclass
    class Marked(Message):
        """Another paragraph is marked."""

        local: str

    @dataclass
    class Chosen(Message):
        """The paragraph was clicked twice."""

        local: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.topic: Topic | None = None
        self.lens = Lens.ALL
        self.marked = TOP
        self._order: tuple[str, ...] = ()
        self._counts: Mapping[str, int] = {}
        self._page = Page(0, (), {})
        self._strips: dict[int, Strip] = {}
        self._scroll_wanted: int | None = None
        self._top_wanted = False

    # --- what is shown --------------------------------------------------------------------

    def show(self, topic: Topic, *, marked: str = TOP, scroll: int = 0) -> None:
        """Shows this topic from the given line on, with this paragraph marked."""
        self.topic = topic
        self._order = reading_order(topic)
        self.marked = marked
        self._scroll_wanted = scroll
        self._set_page()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Shows in the margin how many reflections stand on which paragraph."""
        if counts != self._counts:
            self._counts = counts
            self._redraw()

    def look_through(self, lens: Lens) -> None:
        """Changes the lens; the mark stays, or moves to the next paragraph that is shown."""
        self.lens = lens
        self._set_page()

    @property
    def spots(self) -> tuple[str, ...]:
        """The paragraphs that can be marked now, in reading order."""
        return tuple(self._page.spots)

    def _set_page(self) -> None:
        width = min(MEASURE, self.scrollable_content_region.width - GUTTER)
        if self.topic is None or width < _NARROWEST:
            return
        before = self._page.spots.get(self.marked)
        held = 0 if before is None else before.top - self.scroll_offset.y
        self._page = typeset(self.topic, self.lens, width)
        self.virtual_size = Size(width + GUTTER, len(self._page.lines))
        self._redraw()
        if self.marked not in self._page.spots:
            self._move_mark(self._nearest_shown(self.marked))
        if self._top_wanted:
            self._scroll(max(0, self._page.spots[self.marked].top - 1))
            self._scroll_wanted, self._top_wanted = None, False
        elif self._scroll_wanted is not None:
            self._scroll(self._scroll_wanted)
            self._scroll_wanted = None
        elif before is not None:
            # The marked paragraph stays at the same height of the window.
            self._scroll(self._page.spots[self.marked].top - held)
        self._show_marked()

    def _nearest_shown(self, local: str) -> str:
        index = self._order.index(local)
        spots = self._page.spots
        after = (other for other in self._order[index:] if other in spots)
        before = (other for other in reversed(self._order[:index]) if other in spots)
        return next(after, None) or next(before, TOP)

    # --- moving ---------------------------------------------------------------------------

    def mark(self, local: str, *, at_top: bool = False) -> None:
        """Marks a paragraph and brings it into view, at the top of the window if so asked."""
        if self.lens is not Lens.ALL and local not in self._page.spots:
            self.look_through(Lens.ALL)
        self._move_mark(local)
        if local not in self._page.spots:
            # Nothing is set yet: the place is found once the width is known.
            self._top_wanted = at_top
        elif at_top:
            self._scroll(max(0, self._page.spots[local].top - 1))
        self._show_marked()

    def step(self, by: int) -> None:
        """Marks the next paragraph (1) or the one before (-1); no text on the way is skipped.

        What reaches beyond the window is scrolled through first, a window at a time.
        """
        spots = self.spots
        if self.marked not in spots:
            return
        top, height = self.scroll_offset.y, self._window
        here = self._page.spots[self.marked]
        leap = max(1, height - 2)
        if here.bottom <= top or here.top >= top + height:
            inside = [s for s in spots if top <= self._page.spots[s].top < top + height]
            if inside:
                self._move_mark(inside[0 if by > 0 else -1])
                self._show_marked()
            else:
                self._scroll(top + by * leap)
            return
        beyond = here.bottom - (top + height) if by > 0 else top - here.top
        if beyond > 0:
            self._scroll(top + by * min(leap, beyond))
            return
        index = spots.index(self.marked) + by
        if not 0 <= index < len(spots):
            self._scroll(top + by * leap)
            return
        there = self._page.spots[spots[index]]
        far = there.bottom - (top + height) if by > 0 else top - there.top
        if min(far, abs(there.top - top)) > leap:
            self._scroll(top + by * leap)
            return
        self._move_mark(spots[index])
        self._show_marked()

    def step_section(self, by: int) -> None:
        """Marks the heading of the next section (1), or of this one or the one before (-1)."""
        if self.topic is None or self.marked not in self._order:
            return
        heads = [TOP, *(section.id for section in self.topic.sections)]
        index = self._order.index(self.marked)
        if by > 0:
            found = next((head for head in heads if self._order.index(head) > index), None)
        else:
            found = next((h for h in reversed(heads) if self._order.index(h) < index), None)
        if found is not None:
            self.mark(found, at_top=True)

    def first(self) -> None:
        """Marks the title."""
        self.mark(TOP, at_top=True)

    def last(self) -> None:
        """Marks the last paragraph and shows the end of the text."""
        if self.spots:
            self.mark(self.spots[-1])
            self._scroll(len(self._page.lines))

    @property
    def _window(self) -> int:
        return max(1, self.scrollable_content_region.height)

    def _move_mark(self, local: str) -> None:
        if local == self.marked:
            return
        self.marked = local
        self._redraw()
        self.post_message(self.Marked(local))

    def _show_marked(self) -> None:
        spot = self._page.spots.get(self.marked)
        if spot is None:
            return
        top, height = self.scroll_offset.y, self._window
        if spot.top < top or spot.bottom - spot.top >= height:
            self._scroll(max(0, spot.top - 1) if spot.top < top or spot.top > top else top)
        elif spot.bottom > top + height:
            self._scroll(spot.bottom - height)

    def _scroll(self, y: int) -> None:
        # Forced, since until the next layout there is no scrollbar that would allow it.
        self.scroll_to(y=min(max(0, y), self.max_scroll_y), animate=False, force=True)

    # --- what the terminal says -----------------------------------------------------------

    def on_resize(self) -> None:
        """Sets the text for the new width, with the marked paragraph where it was."""
        if self.scrollable_content_region.width - GUTTER != self._page.width:
            self._set_page()

    def notify_style_update(self) -> None:
        """Draws all again in the new colours."""
        super().notify_style_update()
        self._strips.clear()

    def on_focus(self) -> None:
        """Draws the mark as the one that keys move."""
        self._redraw()

    def on_blur(self) -> None:
        """Draws the mark as one that waits."""
        self._redraw()

    def on_click(self, event: events.Click) -> None:
        """Marks what is clicked; clicked twice, it is chosen."""
        local = self._page.at(event.x - GUTTER, event.y + self.scroll_offset.y)
        if local is None:
            return
        self._move_mark(local)
        if event.chain == 2:
            self.post_message(self.Chosen(local))

    # --- drawing --------------------------------------------------------------------------

    def _redraw(self) -> None:
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        line = y + self.scroll_offset.y
        strip = self._strips.get(line)
        if strip is None:
            strip = self._strips[line] = self._draw(line)
        return strip

    def _draw(self, line: int) -> Strip:
        width = self.scrollable_content_region.width
        base = self.visual_style
        pieces: list[Strip] = []
        column = 0
        for fragment in self._page.lines[line] if line < len(self._page.lines) else ():
            if fragment.x > column:
                pieces.append(Strip.blank(fragment.x - column, base.rich_style))
            pieces.append(self._draw_fragment(fragment, line, base))
            column = fragment.x + GUTTER + fragment.width
        return Strip.join(pieces).adjust_cell_length(width, base.rich_style)

    def _draw_fragment(self, fragment: Fragment, line: int, base: Style) -> Strip:
        local = fragment.local
        style, bar = base, " "
        if local is not None and local == self.marked:
            style = self.get_visual_style("text-view--marked")
            bar = "▌" if self.has_focus else "▏"
        count = self._counts.get(local, 0) if local is not None else 0
        shown = ""
        if local is not None and count and line == self._page.spots[local].top:
            shown = f"●{count}" if count <= _MOST_SHOWN else f"●{_MOST_SHOWN}+"
        gutter = style + Style(foreground=self.get_visual_style("text-view--count").foreground)
        margin = Strip([Segment(f"{bar}{shown:<{GUTTER - 1}}", gutter.rich_style)], GUTTER)
        text = fragment.content.render_strips(
            fragment.width, 1, style, RenderOptions(self._get_style, {})
        )
        return Strip.join([margin, *text]).adjust_cell_length(
            GUTTER + fragment.width, style.rich_style
        )
