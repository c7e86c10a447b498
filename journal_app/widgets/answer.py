"""One answer to read: when it was written, what hangs on it, its text."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from db.records import Kind, Link, Reflection
from journal_app.domain.visible import visible
from journal_app.widgets.chips import chips

SHOWN = 12_000
"""Characters laid out here, about 2,000 words; the reflection's own screen shows all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A reflection under its heading; `then` is its link, where that has another wording."""

    heading: str
    reflection: Reflection
    then: Link | None


class Answer(VerticalScroll, can_focus=False):
    """An answer, from its top."""

    DEFAULT_CSS = """
    Answer {
        padding: 0 2;
        scrollbar-size-vertical: 1;

        & > Static { max-width: 76; }
        & > .when { color: $primary; text-style: bold; }
        & > .about { color: $text-muted; }
        & > .text { margin: 1 0; }
        & > .rest { color: $text-muted; }
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._shown: Shown | None = None
        self._when = Static(classes="when", markup=False)
        self._about = Static(classes="about", markup=False)
        self._text = Static(classes="text", markup=False)
        self._rest = Static(
            "It goes on from here. enter opens all of it.", classes="rest", markup=False
        )

    def compose(self) -> ComposeResult:
        yield self._when
        yield self._about
        yield self._text
        yield self._rest

    def show(self, shown: Shown) -> None:
        """Shows this answer; the same one keeps its place on the screen."""
        if shown == self._shown:
            return
        before, self._shown = self._shown, shown
        reflection = shown.reflection
        self._when.update(shown.heading)
        about = _about(shown)
        self._about.display = bool(about)
        self._about.update(about)
        # What was last kept is the answer; a rewriting under way is not one yet.
        self._text.update(Content(visible(reflection.body[:SHOWN])))
        self._rest.display = len(reflection.body) > SHOWN
        if before is None or before.reflection.id != reflection.id:
            self.scroll_home(animate=False)


def _about(shown: Shown) -> Content:
    reflection = shown.reflection
    lines = []
    if reflection.kind is Kind.CAUGHT:
        lines.append(Content.styled("I caught myself in this", "italic"))
    if shown.then is not None:
        lines.append(Content(f"It was worded then: {visible(shown.then.wording)}"))
    if reflection.draft is not None:
        lines.append(Content("A rewriting of it is unfinished."))
    hanging = chips(
        (),
        reflection.tags,
        reflection.own_state,
        reflection.brought_at is not None,
        reflection.case_code,
    )
    return Content("\n").join([*lines, hanging] if hanging else lines)
