"""What stands behind a question, to be read while it is built."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from journal_app.domain.visible import visible
from journal_app.widgets.long_text import LongText

HEADING = "What it was made from"


@dataclass(frozen=True, slots=True)
class Source:
    """A reflection, a passage of one, or a place in the text; `key` tells it from the others."""

    key: str
    heading: str
    text: str


class SourcePart(Vertical, can_focus=True):
    """One of them, whole. A click on its name opens it, and so does enter on it."""

    @dataclass
    class Chosen(Message):
        """It is to be opened."""

        key: str

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source

    def compose(self) -> ComposeResult:
        yield Static(Content(visible(self.source.heading)), classes="name", markup=False)
        yield LongText()

    def on_mount(self) -> None:
        """Shows its text."""
        self.query_one(LongText).show(self.source.text)

    def on_click(self, event: events.Click) -> None:
        """Asks for it where its name is clicked, as enter does."""
        if event.widget is not None and event.widget.has_class("name"):
            self.choose()

    def choose(self) -> None:
        """Asks for it."""
        self.post_message(self.Chosen(self.source.key))


class BehindColumn(VerticalScroll, can_focus=False):
    """All of them under a heading; not there at all while there are none."""

    DEFAULT_CSS = """
    BehindColumn {
        height: auto;
        scrollbar-size-vertical: 1;

        & > .heading { color: $primary; text-style: bold; padding: 0 1; }
        & > SourcePart { height: auto; margin-bottom: 1; padding: 0 1; max-width: 78; }
        & > SourcePart > .name { color: $secondary; pointer: pointer; }
        & > SourcePart:focus { background: $panel; }
        & > SourcePart:focus > .name { color: $foreground; text-style: bold; }
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._shown: tuple[Source, ...] = ()
        self.display = False

    async def show(self, sources: Sequence[Source]) -> None:
        """Shows these; nothing moves if they are the same."""
        if tuple(sources) == self._shown:
            return
        self._shown = tuple(sources)
        self.display = bool(sources)
        async with self.batch():
            await self.remove_children()
            await self.mount(Static(HEADING, classes="heading", markup=False))
            await self.mount_all(SourcePart(source) for source in sources)
