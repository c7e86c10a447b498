"""What a search found, best first: each hit with the words round it and its marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from db.records import Hit, Kind, State
from journal_app.domain.dates import short_date
from journal_app.domain.visible import visible

_DATE_CELLS = 14

_LEADS = {"body": "", "later": "Later thought: ", "wording": "On the passage: "}


class HitList(ScrollView, can_focus=False):
    """Hits with one of them marked, drawn only as far as they are seen. The screen moves the mark.

    The words stand on two lines, or on one where there is little room.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hit-list--hit", "hit-list--marked", "hit-list--found"}
    DEFAULT_CSS = """
    HitList {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;

        & > .hit-list--marked {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }

        & > .hit-list--found {
            text-style: bold underline;
        }
    }
    """

    @dataclass
    class Marked(Message):
        """Another hit is marked; None while there is none."""

        reflection_id: str | None

    @dataclass
    class Opened(Message):
        """The marked hit was clicked."""

        reflection_id: str

    @dataclass
    class EndReached(Message):
        """The last hit is marked; there may be more."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._hits: tuple[Hit, ...] = ()
        self._today = date.min
        self._marked = 0
        self._tall = 2

    @property
    def marked(self) -> Hit | None:
        """The marked hit, if there is one."""
        return self._hits[self._marked] if self._marked < len(self._hits) else None

    def put(self, hits: Sequence[Hit], today: date, *, stay: bool) -> None:
        """Shows these hits; the mark stays on its reflection if it is to, else goes to the best."""
        before = self.marked
        self._hits, self._today = tuple(hits), today
        ids = [hit.id for hit in self._hits]
        here = before is not None and stay and before.id in ids
        self._marked = ids.index(before.id) if here and before is not None else 0
        self._lay_out()
        if before is None or self.marked is None or before.id != self.marked.id:
            self._say_marked()

    def show_tall(self, tall: int) -> None:
        """Gives each hit so many lines: two, or one where room is scarce."""
        if tall != self._tall:
            self._tall = tall
            self._lay_out()

    def move(self, hits: int) -> None:
        """Moves the mark by so many hits, at most to the end."""
        if not self._hits:
            return
        before = self._marked
        self._marked = max(0, min(before + hits, len(self._hits) - 1))
        self._show_mark()
        self.refresh()
        if self._marked != before:
            self._say_marked()
        if self._marked == len(self._hits) - 1:
            self.post_message(self.EndReached())

    def mark(self, reflection_id: str) -> None:
        """Marks the hit of this reflection, if there is one."""
        ids = [hit.id for hit in self._hits]
        if reflection_id in ids:
            self.move(ids.index(reflection_id) - self._marked)

    def move_page(self, pages: int) -> None:
        """Moves the mark by what fits on the screen."""
        self.move(pages * max(1, self.size.height // self._tall - 1))

    def mark_first(self) -> None:
        """Marks the best."""
        self.move(-len(self._hits))

    def mark_last(self) -> None:
        """Marks the last of those that are here."""
        self.move(len(self._hits))

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        width = self.scrollable_content_region.width
        place, part = divmod(y + self.scroll_offset.y, self._tall)
        if place >= len(self._hits):
            return Strip.blank(width, self.rich_style)
        hit = self._hits[place]
        name = "hit-list--marked" if place == self._marked else "hit-list--hit"
        style = self.get_visual_style(name)
        words = Visual.to_strips(
            self,
            self._words(hit),
            max(1, width - _DATE_CELLS),
            self._tall,
            style,
            pad=True,
        )
        beside = Content(f" {short_date(hit.written_on, self._today)}") if part == 0 else _what(hit)
        date_strips = Visual.to_strips(self, beside, _DATE_CELLS, 1, style, pad=True)
        blank = Strip.blank(width - _DATE_CELLS, style.rich_style)
        return Strip.join([date_strips[0], words[part] if part < len(words) else blank])

    def _words(self, hit: Hit) -> Content:
        # Sign by sign, so that the marks stay where they are.
        text = "".join(" " if sign.isspace() else sign for sign in hit.snippet.text)
        content = Content(visible(text).replace("\n", " "))
        found = Style.from_styles(self.get_component_styles("hit-list--found"))
        for start, end in hit.snippet.marks:
            content = content.stylize(Style(bold=found.bold, underline=found.underline), start, end)
        lead = _LEADS[hit.where]
        return Content.styled(lead, "$text-muted") + content if lead else content

    def on_click(self, event: events.Click) -> None:
        """Marks what is clicked; opens it if it is marked already."""
        place = (event.y + self.scroll_offset.y) // self._tall
        if place >= len(self._hits):
            return
        if place == self._marked:
            self.post_message(self.Opened(self._hits[place].id))
        else:
            self.move(place - self._marked)

    def on_resize(self) -> None:
        """Keeps the mark in sight."""
        self._show_mark()

    def _lay_out(self) -> None:
        self.virtual_size = Size(0, len(self._hits) * self._tall)
        if self._marked == 0:
            self.scroll_to(y=0, animate=False, force=True)
        self._show_mark()
        self.refresh()

    def _show_mark(self) -> None:
        if self._hits and self.size.height:
            region = Region(0, self._marked * self._tall, 1, self._tall)
            self.scroll_to_region(region, animate=False, force=True)

    def _say_marked(self) -> None:
        marked = self.marked
        self.post_message(self.Marked(None if marked is None else marked.id))


def _what(hit: Hit) -> Content:
    """What it is, below its date."""
    if hit.unfinished or hit.state is State.DRAFT:
        said = "unfinished"
    elif hit.state is State.TRASHED:
        said = "in the trash"
    elif hit.kind is Kind.CAUGHT:
        said = "caught"
    else:
        said = "brought" if hit.brought else ""
    return Content.styled(f" {said}", "$accent")
