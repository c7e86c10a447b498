"""The brief on screen: every character as it will leave, and what is marked on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions

from journal_app.domain.brief import Brief
from journal_app.domain.brief_marks import MarkedLine, marked_lines
from journal_app.domain.prepared import Found

MEASURE = 76
_GUTTER = 2
_NARROWEST = 20


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is drawn, the characters of it that each mark takes, and its marks' places."""

    content: Content
    places: tuple[int, ...]


class BriefView(ScrollView, can_focus=False):
    """A page with marks, one of which is the current one; keys come from the screen."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "brief-view--open",
        "brief-view--current",
        "brief-view--standing",
        "brief-view--sign",
    }
    DEFAULT_CSS = """
    BriefView {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;

        & > .brief-view--open {
            color: $warning;
            text-style: underline;
        }

        & > .brief-view--standing {
            color: $text-muted;
            text-style: italic;
        }

        & > .brief-view--current {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: bold underline;
        }

        & > .brief-view--sign {
            color: $warning;
        }
    }
    """

    @dataclass
    class Chosen(Message):
        """A mark was clicked."""

        place: int

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._page = Brief()
        self._marks: Sequence[Found] = ()
        self._set: tuple[MarkedLine, ...] = ()
        self._lines: list[_Line] = []
        self._width = 0
        self._found: dict[int, int] = {}
        self.place: int | None = None

    # --- what is shown --------------------------------------------------------------------

    def show(self, page: Brief, marks: Sequence[Found]) -> None:
        """Shows this page; the current mark is then the one in the same place, if there is one."""
        if (page, tuple(marks)) == (self._page, tuple(self._marks)):
            return
        self._page, self._marks = page, marks
        self._lay_out()

    @property
    def current(self) -> Found | None:
        """The mark the keys are about."""
        return None if self.place is None else self._marks[self._found[self.place]]

    @property
    def open(self) -> tuple[int, ...]:
        """The places of the marks that are still to be looked at."""
        return tuple(at for at, mark in self._found.items() if not self._marks[mark].stands)

    @property
    def standing(self) -> int:
        """How many marks were let stand."""
        return len(self._found) - len(self.open)

    # --- moving ---------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Goes to the next mark (1) or the one before (-1), round and round.

        Marks that were let stand are passed over while there are others.
        """
        places = self.open or tuple(self._found)
        if not places:
            return
        here = self.place
        if by > 0:
            after = (at for at in places if here is None or at > here)
            self.go_to(next(after, places[0]))
        else:
            before = (at for at in reversed(places) if here is not None and at < here)
            self.go_to(next(before, places[-1]))

    def go_to_open(self, place: int) -> None:
        """Goes to the first mark to be looked at from this place on, or else to none."""
        places = self.open
        self.go_to(next((at for at in places if at >= place), places[0] if places else None))

    def go_to(self, place: int | None) -> None:
        """Makes this the current mark and brings it into sight."""
        self.place = place if place in self._found else None
        self._draw_all()
        self._show_current()

    def _show_current(self) -> None:
        at = next((y for y, line in enumerate(self._lines) if self.place in line.places), None)
        height = self.scrollable_content_region.height
        if at is None or self.place is None or not height:
            return
        if not self.scroll_offset.y <= at < self.scroll_offset.y + height - 1:
            y = min(max(0, at - height // 3), self.max_scroll_y)
            self.scroll_to(y=y, animate=False, force=True)

    # --- drawing --------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Lays the page out for the new width, with the current mark in sight."""
        if self._room != self._width:
            self._lay_out()
        self._show_current()

    def notify_style_update(self) -> None:
        """Draws all again in the new colours."""
        super().notify_style_update()
        self._draw_all()

    def on_click(self, event: events.Click) -> None:
        """Says which mark was clicked."""
        place = event.style.meta.get("place")
        if isinstance(place, int):
            self.post_message(self.Chosen(place))

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        at = y + self.scroll_offset.y
        base = self.visual_style
        width = self.scrollable_content_region.width
        if at >= len(self._lines):
            return Strip.blank(width, base.rich_style)
        line = self._lines[at]
        sign = self.get_visual_style("brief-view--sign").rich_style
        margin = Strip([Segment(f"{self._sign(line):<{_GUTTER}}", sign)], _GUTTER)
        text = line.content.render_strips(
            max(1, width - _GUTTER), 1, base, RenderOptions(self._get_style, {})
        )
        return Strip.join([margin, *text]).adjust_cell_length(width, base.rich_style)

    @property
    def _room(self) -> int:
        """The width of a line; the widest while the page is not on screen."""
        room = self.scrollable_content_region.width - _GUTTER - 1
        return min(MEASURE, max(_NARROWEST, room)) if room > 0 else MEASURE

    def _sign(self, line: _Line) -> str:
        if self.place is not None and self.place in line.places:
            return "▶"
        return "?" if any(place in self.open for place in line.places) else ""

    def _lay_out(self) -> None:
        self._width = self._room
        self._set = marked_lines(self._page, self._marks, self._width)
        self._found = {
            stretch.place: stretch.mark for line in self._set for stretch in line.stretches
        }
        if self.place not in self._found:
            self.place = None
        self._draw_all()
        self.virtual_size = Size(self._width + _GUTTER, len(self._lines))

    def _draw_all(self) -> None:
        self._lines = [piece for line in self._set for piece in self._drawn(line)]
        self.refresh()

    def _drawn(self, line: MarkedLine) -> list[_Line]:
        content = Content(line.text)
        for stretch in line.stretches:
            style = self._style(stretch.place, stretch.mark)
            content = content.stylize(
                style + Style.from_meta({"place": stretch.place}), stretch.start, stretch.end
            )
        # A line of wide characters, or with an endless word, takes more room than it counts.
        pieces = content.wrap(self._width) if content.cell_length > self._width else [content]
        places = tuple(stretch.place for stretch in line.stretches)
        return [_Line(piece, places if not number else ()) for number, piece in enumerate(pieces)]

    def _style(self, place: int, mark: int) -> Style:
        if place == self.place:
            return self.get_visual_style("brief-view--current")
        name = "standing" if self._marks[mark].stands else "open"
        return self.get_visual_style(f"brief-view--{name}")
