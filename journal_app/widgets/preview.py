"""The beginning of a reflection beside a list; the reflection's own screen shows all of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from db.records import Kind, Reflection, State
from journal_app.domain.dates import day_and_date
from journal_app.domain.to_read import text_to_read
from journal_app.widgets.chips import chips
from journal_app.widgets.long_text import LongText

if TYPE_CHECKING:
    from textual.timer import Timer

WIDE = 100
"""Columns of the screen from which on a preview stands beside a list."""

PAUSE = 0.08
"""Seconds the mark rests before a text is fetched."""

SHOWN = 20_000
"""Characters laid out here, more than 3,000 words."""

REST = "It goes on from here. enter opens all of it."


class Preview(VerticalScroll, can_focus=False):
    """The marked reflection, from its top; the screen's keys scroll it."""

    DEFAULT_CSS = """
    Preview {
        padding: 0 2;
        scrollbar-size-vertical: 1;

        & > * { max-width: 76; height: auto; }
        & > .when { color: $primary; text-style: bold; }
        & > .text { margin: 1 0; }
        & > .rest { color: $text-muted; }
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._shown: str | None = None
        self._timer: Timer | None = None
        self._when = Static(classes="when", markup=False)
        self._about = Static(classes="about", markup=False)
        self._text = LongText(classes="text")
        self._rest = Static(REST, classes="rest", markup=False)

    def compose(self) -> ComposeResult:
        yield self._when
        yield self._about
        yield self._text
        yield self._rest

    def on_mount(self) -> None:
        """Shows nothing until there is something."""
        self.clear()

    def after_a_rest(self, fetch: Callable[[], object]) -> None:
        """Calls `fetch` once the mark has rested a moment; a later call supersedes this one."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, fetch)

    def show(self, reflection: Reflection | None) -> None:
        """Shows this reflection, the same one where it was scrolled to; None is nothing."""
        if reflection is None:
            self.clear()
            return
        self._when.update(day_and_date(reflection.written_on))
        about = _about(reflection)
        self._about.update(about)
        self._about.display = bool(about)
        text = text_to_read(reflection)
        self._text.show(text[:SHOWN])
        self._rest.update(REST)
        self._rest.display = len(text) > SHOWN
        if self._shown != reflection.id:
            self._shown = reflection.id
            self.scroll_home(animate=False)

    def show_words(self, key: str, heading: str, about: Content, text: str, rest: str = "") -> None:
        """Shows other words than a reflection's; `key` tells whether they are the same as before.

        `rest` stands below the text.
        """
        self._when.update(heading)
        self._about.update(about)
        self._about.display = bool(about)
        self._text.show(text)
        self._rest.update(rest or REST)
        self._rest.display = bool(rest)
        if self._shown != key:
            self._shown = key
            self.scroll_home(animate=False)

    def clear(self) -> None:
        """Shows nothing."""
        self._shown = None
        self._when.update("")
        self._about.display = False
        self._text.show("")
        self._rest.display = False


def _about(reflection: Reflection) -> Content:
    lines = []
    if reflection.kind is Kind.CAUGHT:
        lines.append(Content.styled("I caught myself in this", "italic"))
    if reflection.state is State.DRAFT:
        lines.append(Content.styled("Unfinished. e goes on writing it.", "$accent"))
    elif reflection.draft is not None:
        lines.append(
            Content.styled("Its rewriting is unfinished; this is what was kept.", "$accent")
        )
    hanging = chips(
        [link.label for link in reflection.links],
        reflection.tags,
        reflection.own_state,
        reflection.brought_at is not None,
        reflection.case_code,
    )
    return Content("\n").join([*lines, hanging] if hanging else lines)
