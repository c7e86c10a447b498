"""All there is to know about one paragraph of the text: standing, source, notes, grounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from content.model import Topic
from journal_app import keymap
from journal_app.domain.details import Heading, Said, Way, details
from journal_app.domain.visible import visible
from journal_app.services.linking import label_of


class WayLine(Static):
    """A passage that can be gone to, by its letter or by a click."""

    @dataclass
    class Chosen(Message):
        """The passage was clicked."""

        local: str

    def __init__(self, way: Way, letter: str) -> None:
        name = Content(visible(label_of(way.passage)))
        if way.primary:
            name = name.stylize("bold")
        claims = Content.styled(f" ({', '.join(way.claims)})" if way.claims else "", "$text-muted")
        super().__init__(
            Content.styled(f"{letter:<3}", "bold $footer-key-foreground") + name + claims,
            classes="way",
        )
        self.way = way

    def on_click(self) -> None:
        """Asks for the passage."""
        self.post_message(self.Chosen(self.way.goal))


class DetailsDialog(ModalScreen[str | None]):
    """Returns the local id to go to, or None if it was closed."""

    CSS_PATH: ClassVar = ["dialog.tcss", "details.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("details")]
    AUTO_FOCUS = "VerticalScroll"

    scroll = query_one(VerticalScroll)

    def __init__(self, topic: Topic, local: str) -> None:
        super().__init__(classes="dialog")
        self.about = label_of(topic.passage(local))
        self.items = details(topic, local)
        self.ways = tuple(item for item in self.items if isinstance(item, Way))

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(visible(self.about), classes="heading", markup=False)
            with VerticalScroll():
                yield from self._lines()
            go = "A…  go to the passage      " if self.ways else ""
            yield Static(f"{go}escape  close", classes="keys", markup=False)

    def _lines(self) -> Iterator[Widget]:
        letters = iter(keymap.PASSAGE_KEYS[:12])
        for item in self.items:
            match item:
                case Heading():
                    yield Static(item.text, classes="group", markup=False)
                case Said():
                    yield Static(_said(item), classes="line", markup=False)
                case Way():
                    yield WayLine(item, next(letters, ""))
                    if item.reason:
                        reason = item.reason[0].upper() + item.reason[1:]
                        yield Static(visible(reason), classes="reason", markup=False)

    def action_down(self) -> None:
        """Reads on."""
        self.scroll.scroll_down(animate=False)

    def action_up(self) -> None:
        """Goes back up."""
        self.scroll.scroll_up(animate=False)

    def action_passage(self, index: int) -> None:
        """Goes to the passage with this letter, if there is one."""
        if index < len(self.ways):
            self.dismiss(self.ways[index].goal)

    @on(WayLine.Chosen)
    def go_there(self, event: WayLine.Chosen) -> None:
        """Goes to the passage that was clicked."""
        self.dismiss(event.local)

    def action_close(self) -> None:
        """Closes."""
        self.dismiss(None)


def _said(said: Said) -> Content:
    text = Content(visible(said.text))
    if not said.label:
        return text
    ending = "  " if said.label.endswith("]") or not said.label[-1].isalpha() else ". "
    style = "bold $warning" if said.warning else "bold $secondary"
    return Content.styled(visible(said.label) + ending, style) + text
