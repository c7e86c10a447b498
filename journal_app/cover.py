"""The cover over what is on the screen, for writing with someone beside you."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakSet

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter
from textual.widgets import Input, Static

from journal_app import keymap

if TYPE_CHECKING:
    from textual.screen import Screen

SIGN = "░"

COVERED = (
    "Covered, but for the word at the cursor and the marked line. It hides what stands here now, "
    "and no more: not how long a text is, not what was shown before, nor what the terminal or "
    "a camera has kept."
)
UNCOVERED = "Nothing is covered now."

_FRAMES = "\u2500-\u259f"
"""Lines and blocks, of which windows and scroll bars are drawn."""

_WORDS = re.compile(rf"[^\s{_FRAMES}]+(?:\s[^\s{_FRAMES}]+)*")
"""A line of words with what is between them: a cover with gaps would tell how long each is."""

_GROUNDS = ("open-background", "block-cursor-background")
_CURSOR = "word-background"
_SIGNS = "border"
_TINT = 0.6
"""How much a small window, as in its stylesheet, takes of what is below it."""


class CoverFilter(LineFilter):
    """Covers every painted line, whatever widget painted it, but for what is being read.

    What a sign is painted on says what it is: the grounds in `open` are those of the marked line
    and of the app's own words, and stay as they are; `cursor` is the ground of the cursor, and
    of its line only the word there stays. So a screen that knows nothing of this is covered whole.
    """

    def __init__(self, open_: frozenset[Color], cursor: Color, sign: Color) -> None:
        super().__init__()
        self._open = frozenset(color.rich_color for color in open_)
        self._cursor = cursor.rich_color
        # Colours and strokes say something too: which words were found, changed or struck out.
        self._sign = Style(
            color=sign.rich_color,
            bold=False,
            italic=False,
            reverse=False,
            strike=False,
            underline=False,
        )

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with signs in place of words, each as wide as before."""
        line = "".join(segment.text for segment in segments if not segment.control)
        spans = [words.span() for words in _WORDS.finditer(line)]
        if not spans:
            return segments
        for start, end in self._left_open(segments, line):
            spans = list(_without(spans, start, end))
        covered: list[Segment] = []
        at = 0
        for segment in segments:
            if segment.control:
                covered.append(segment)
            else:
                covered += self._cover(segment, at, spans)
                at += len(segment.text)
        return covered

    def _cover(
        self, segment: Segment, at: int, spans: Sequence[tuple[int, int]]
    ) -> Iterator[Segment]:
        text, style, _ = segment
        done = 0
        for start, end in spans:
            first, last = max(start - at, 0), min(end - at, len(text))
            if first >= last:
                continue
            if first > done:
                yield Segment(text[done:first], style)
            signs = SIGN * cell_len(text[first:last])
            yield Segment(signs, self._sign if style is None else style + self._sign)
            done = last
        if done < len(text):
            yield Segment(text[done:], style)

    def _left_open(self, segments: list[Segment], line: str) -> Iterator[tuple[int, int]]:
        at = 0
        for text, style, control in segments:
            if control:
                continue
            ground = None if style is None else style.bgcolor
            if ground in self._open:
                yield _with_gaps(line, at, at + len(text))
            elif ground == self._cursor and text:
                yield _with_gaps(line, *_word(line, at))
            at += len(text)


def _without(spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in spans:
        if first < min(start, last):
            yield first, min(start, last)
        if max(end, first) < last:
            yield max(end, first), last


def _word(line: str, at: int) -> tuple[int, int]:
    """Where the word at the cursor begins and ends: the one under it, or else just before it."""
    start = end = at
    if get_character_cell_size(line[at]) > 1:
        # Between wide characters there are no spaces: a whole sentence would be one word.
        return at, at + 1
    while start > 0 and _is_of_word(line[start - 1]):
        start -= 1
    while end < len(line) and _is_of_word(line[end]):
        end += 1
    if start == end == at and at > 0 and not line[at - 1].isspace():
        start -= 1
    return start, end


def _is_of_word(character: str) -> bool:
    return not character.isspace() and get_character_cell_size(character) < 2


def _with_gaps(line: str, start: int, end: int) -> tuple[int, int]:
    """With the spaces round it, so that it stands free of the cover."""
    start -= start > 0 and line[start - 1] == " "
    end += end < len(line) and line[end] == " "
    return start, end


class CoverSign(Static):
    """Says at the top of a screen that it is covered; a click takes the cover off."""

    DEFAULT_CSS = """
    CoverSign {
        layer: _toastrack;
        dock: right;
        width: auto;
        height: 1;
        padding: 0 1;
        color: $accent;
        background: $open-background;
        pointer: pointer;
    }
    """

    def __init__(self) -> None:
        super().__init__(f"covered  {keymap.command('everywhere.cover').keys}", markup=False)

    async def on_click(self) -> None:
        """Takes the cover off."""
        await self.run_action("app.cover")


class Covering(App[None]):
    """An app whose screens can be covered, all by one key, until the key is pressed again."""

    COVERED_CLASS: ClassVar[str] = "-covered"

    def __init__(self) -> None:
        self._cover: CoverFilter | None = None
        self._cover_of = ""
        self._signed: WeakSet[Screen[object]] = WeakSet()
        self.is_covered = False
        super().__init__()

    def action_cover(self) -> None:
        """Covers what is on the screen, or shows it again."""
        self.is_covered = not self.is_covered
        self.set_class(self.is_covered, self.COVERED_CLASS, update=False)
        self.clear_notifications()
        self.notify(
            COVERED if self.is_covered else UNCOVERED,
            timeout=12 if self.is_covered else 4,
            markup=False,
        )
        for screen in self.screen_stack:
            self._sign(screen)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The cover, while it is on, goes by the colours as they were painted, so it is first."""
        filters = super().get_line_filters()
        if not self.is_covered:
            return filters
        if self._cover is None or self._cover_of != self.theme:
            cursor, sign, *open_ = (
                Color.parse(self.theme_variables[name]) for name in (_CURSOR, _SIGNS, *_GROUNDS)
            )
            tint = Color.parse(self.theme_variables["background"]).with_alpha(_TINT)
            # Painted through a small window, what was left open below keeps so; all else is signs.
            below = [open_[0] + tint, open_[0] + tint + tint]
            self._cover = CoverFilter(frozenset([*open_, *below]), cursor, sign)
            self._cover_of = self.theme
        return [self._cover, *filters]

    def post_display_hook(self) -> None:
        """Lets no screen that is shown be without the sign, whatever was behind it meanwhile."""
        super().post_display_hook()
        if self.screen_stack:
            self._sign(self.screen)

    def _sign(self, screen: "Screen[object]") -> None:
        if self.is_covered == (screen in self._signed) or not screen.is_mounted:
            return
        if self.is_covered:
            self._signed.add(screen)
            screen.mount(CoverSign())
        else:
            self._signed.discard(screen)
            screen.query(CoverSign).remove()
        screen.update_node_styles(animate=False)
        screen.refresh(layout=True)
        screen.query("*").refresh()

    @on(events.DescendantFocus)
    def hold_cursor_still(self, event: events.DescendantFocus) -> None:
        """A cursor that blinked would cover and uncover its word; in our text areas none does."""
        if isinstance(event.widget, Input):
            event.widget.cursor_blink = False
