"""The search box: what is looked for, what could be typed next, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Static

from journal_app.domain.search_completion import Completions, completions
from journal_app.domain.search_filters import Value

_OFFERED = 5
_EMPTY = Completions(0, 0)


class SearchBox(Vertical):
    """A line to type in; below it, while it is typed in, what tab puts there."""

    DEFAULT_CSS = """
    SearchBox {
        height: auto;
        padding: 0 1;
        background: $surface;

        & > Horizontal { height: 1; }

        Input { width: 1fr; }

        .key { width: auto; color: $footer-key-foreground; padding-right: 1; }
        .number { width: auto; color: $text-muted; padding-left: 2; }
        .offers { height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
        .troubles { color: $warning; height: auto; }
    }
    """

    @dataclass
    class Typed(Message):
        """The text is another now."""

        text: str

    input = query_one(Input)

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._choices: Mapping[str, tuple[Value, ...]] = {}
        self._completions = _EMPTY
        self._troubles = Static(classes="troubles", markup=False)
        self._number = Static(classes="number", markup=False)
        self._offers = Static(classes="offers", markup=False)

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("/", classes="key", markup=False)
            yield Input(
                placeholder='words, "a phrase", -without, tag:, since:2025',
                select_on_focus=False,
                compact=True,
            )
            yield self._number
        yield self._offers
        yield self._troubles

    def on_mount(self) -> None:
        """Leaves no room for what is not said."""
        self._offers.display = self._troubles.display = False

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.input.value

    @property
    def is_typed_in(self) -> bool:
        """Whether keys go into it."""
        return self.input.has_focus

    def begin(self) -> None:
        """Lets keys go into it, at the end of what stands there."""
        self.input.focus()
        self.input.cursor_position = len(self.text)

    def leave(self) -> None:
        """Lets keys go to the screen again; the text stays."""
        self.screen.set_focus(None)

    def put(self, text: str) -> None:
        """Puts another text into it."""
        self.input.value = text

    def say(self, troubles: Sequence[str], number: Content | str) -> None:
        """Says what of it can't be had, and at its end how much was found."""
        self._troubles.update("\n".join(troubles))
        self._troubles.display = bool(troubles)
        self._number.update(number)

    def offer(self, choices: Mapping[str, tuple[Value, ...]]) -> None:
        """Takes in what filters can be set to."""
        self._choices = choices
        self._show_offers()

    def complete(self) -> None:
        """Puts in what is offered first, if anything is."""
        found = self._completions
        if not found.offered:
            return
        first = found.offered[0].text
        text = self.text
        # A value is done, a filter's name waits for one.
        end = first if first.endswith(":") or text[found.end :].startswith(" ") else f"{first} "
        self.input.value = text[: found.start] + end + text[found.end :]
        self.input.cursor_position = found.start + len(end)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Says that the text is another."""
        event.stop()
        self.post_message(self.Typed(event.value))
        self._show_offers()

    def on_descendant_focus(self) -> None:
        """Shows what could be typed."""
        self._show_offers()

    def on_descendant_blur(self) -> None:
        """Shows it no longer."""
        self._show_offers()

    def _show_offers(self) -> None:
        if not self.is_typed_in:
            self._offers.display = False
            return
        self._completions = completions(self.text, self.input.cursor_position, self._choices)
        offered = self._completions.offered
        self._offers.display = True
        self._offers.update(_line([(offer.text, offer.says) for offer in offered[:_OFFERED]]))


def _line(offers: Sequence[tuple[str, str]]) -> Content:
    """The first with what it means, as tab puts it there; the others after it."""
    if not offers:
        return Content("enter opens   ↓ ↑ move   escape to the list")
    (text, says), *others = offers
    content = Content.styled("tab ", "$footer-key-foreground") + Content.styled(text, "bold")
    for other, _ in others:
        content += Content(f"  {other}")
    return content + (Content(f"   {says}") if says else Content(""))
