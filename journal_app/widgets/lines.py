"""A heading with a few lines under it, each of which can be marked and opened."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line shows, under a key that stays the same when the line moves."""

    key: str
    content: Content


class Line(Static):
    """One line that can be marked. A click on it says so."""

    DEFAULT_CSS = """
    Line {
        text-wrap: nowrap;
        text-overflow: ellipsis;
        pointer: pointer;
        padding: 0 1;
        margin: 0 1 0 1;

        &.-marked {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
    }
    """

    @dataclass
    class Chosen(Message):
        """The line was clicked."""

        line: "Line"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.key = ""
        self.display = False

    def put(self, entry: Entry | None) -> None:
        """Shows the entry, or hides the line if there is none."""
        self.display = entry is not None
        if entry is None:
            self.key = ""
        else:
            self.key = entry.key
            if self.content != entry.content:
                self.update(entry.content)

    def on_click(self) -> None:
        """Says that it was chosen; a line without a key is only there to be read."""
        if self.key:
            self.post_message(self.Chosen(self))


class Lines(Vertical):
    """A heading and room for `most` lines; not there at all while it has none."""

    DEFAULT_CSS = """
    Lines {
        height: auto;
        margin-bottom: 1;

        & > .heading {
            color: $primary;
            text-style: bold;
            padding: 0 2;
        }
    }
    """

    def __init__(self, heading: str, most: int, *below: Static, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.display = False
        self._heading = Static(heading, classes="heading", markup=False)
        self._lines = [Line() for _ in range(most)]
        self._below = below

    def compose(self) -> ComposeResult:
        yield self._heading
        yield from self._lines
        yield from self._below

    def put(self, entries: Sequence[Entry], heading: str | None = None) -> None:
        """Shows these entries in the lines that are there; nothing is made or taken away."""
        if heading is not None and self._heading.content != heading:
            self._heading.update(heading)
        for index, line in enumerate(self._lines):
            line.put(entries[index] if index < len(entries) else None)
        self.display = bool(entries)
