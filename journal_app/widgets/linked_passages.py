"""What a reflection stands on: its passages by letter, each with its wording then and now."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from journal_app.domain.linked import Ground, Linked
from journal_app.domain.visible import visible
from journal_app.keymap import PASSAGE_KEYS

HEADING = "What it stands on"
CHANGED = "The text has changed since. Now it says:"
GONE = "No longer in the text. This is how it was worded then."
GROUNDED = "What grounds it"


class PassageLine(Horizontal, can_focus=True):
    """A passage that its letter opens; so does a click here, or enter while it has the focus."""

    @dataclass
    class Chosen(Message):
        """The passage was asked for."""

        anchor: str

    def __init__(self, anchor: str, letter: str, label: str, classes: str) -> None:
        super().__init__(classes=classes)
        self.goal = anchor
        self._letter = letter
        self._label = Content(visible(label))

    def compose(self) -> ComposeResult:
        yield Static(self._letter, classes="letter", markup=False)
        yield Static(self._label, classes="label", markup=False)

    def on_click(self) -> None:
        """Asks for the passage."""
        self.choose()

    def choose(self) -> None:
        """Asks for the passage."""
        self.post_message(self.Chosen(self.goal))


@dataclass
class _Setting:
    """The lines in the making, and the anchors lettered so far."""

    lines: list[Widget] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    def say(self, text: str, classes: str) -> None:
        """A piece of text."""
        self.lines.append(Static(Content(visible(text)), classes=classes, markup=False))

    def passage(self, anchor: str, label: str, classes: str) -> None:
        """A passage with the next letter; beyond the last letter it has none."""
        letter = PASSAGE_KEYS[len(self.anchors) : len(self.anchors) + 1]
        self.anchors.append(anchor)
        self.lines.append(PassageLine(anchor, letter, label, classes))


class LinkedPassages(VerticalScroll, can_focus=False):
    """The links of one reflection. `anchors` are those that the letters open, A first."""

    DEFAULT_CSS = """
    LinkedPassages {
        & > * { height: auto; max-width: 76; }
        & > .heading { color: $primary; text-style: bold; }
        & > .passage { pointer: pointer; margin-top: 1; }
        & > .passage .letter { width: 3; color: $footer-key-foreground; text-style: bold; }
        & > .passage .label { width: 1fr; text-style: bold; }
        & > .ground .label { text-style: none; }
        & > .passage:focus {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
        & > .gone { margin-top: 1; padding-left: 3; }
        & > .ground { margin-top: 0; margin-left: 3; }
        & > .then, & > .now { padding-left: 3; }
        & > .remark { color: $warning; padding-left: 3; }
        & > .under { color: $text-muted; padding-left: 3; }
        & > .reason { color: $text-muted; padding-left: 6; }
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.anchors: tuple[str, ...] = ()
        self._shown: tuple[Linked, ...] = ()

    async def show(self, links: Sequence[Linked]) -> None:
        """Shows these links; nothing moves if they are the same."""
        if tuple(links) == self._shown:
            return
        self._shown = tuple(links)
        setting = _Setting()
        setting.say(HEADING, "heading")
        for link in links:
            _set(setting, link)
        self.anchors = tuple(setting.anchors)
        async with self.batch():
            await self.remove_children()
            await self.mount_all(setting.lines)


def _set(setting: _Setting, link: Linked) -> None:
    if link.anchor is None:
        setting.say(link.label, "gone")
        setting.say(GONE, "remark")
    else:
        setting.passage(link.anchor, link.label, "passage")
    if link.then:
        setting.say(link.then, "then")
    if link.now is not None:
        setting.say(CHANGED, "remark")
        setting.say(link.now, "now")
    if link.grounds:
        setting.say(GROUNDED, "under")
    for ground in link.grounds:
        _set_ground(setting, ground)


def _set_ground(setting: _Setting, ground: Ground) -> None:
    setting.passage(ground.anchor, ground.label, "passage ground")
    if ground.reason:
        setting.say(ground.reason, "reason")
