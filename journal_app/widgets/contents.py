"""The sections of a topic, each with how many reflections stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from content.model import Topic
from journal_app.domain.reading_order import TOP
from journal_app.domain.visible import one_line

_COUNT = 4


class Contents(OptionList, inherit_bindings=False):
    """Marks the section that is read; the keys that move the mark are the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    Contents {
        border: none;
        padding: 0 1;
        background: $background;
        scrollbar-size-vertical: 1;

        &:focus {
            border: none;
            background-tint: $foreground 0%;
        }
    }
    """

    @dataclass
    class Chosen(Message):
        """A section is to be gone to; the title's id is empty."""

        local: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, compact=True, markup=False)
        self._entries: list[tuple[str, str]] = []
        self._counts: Mapping[str, int] = {}
        self._width = 0

    def show(self, topic: Topic) -> None:
        """Lists the sections of this topic."""
        self._entries = [(TOP, topic.title), *((s.id, s.title) for s in topic.sections)]
        self.clear_options()
        self.add_options(Option(self._line(*entry)) for entry in self._entries)

    def show_counts(self, within: Mapping[str, int]) -> None:
        """Shows how many reflections stand in each section."""
        if within != self._counts:
            self._counts = within
            self._write()

    def mark(self, local: str) -> None:
        """Marks the section with this id."""
        self.highlighted = next(i for i, (own, _) in enumerate(self._entries) if own == local)

    def on_resize(self) -> None:
        """Cuts the titles to the room there is."""
        if self.scrollable_content_region.width != self._width:
            self._width = self.scrollable_content_region.width
            self._write()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(self._entries[event.option_index][0]))

    def _write(self) -> None:
        for index, entry in enumerate(self._entries):
            self.replace_option_prompt_at_index(index, self._line(*entry))

    def _line(self, local: str, title: str) -> Content:
        room = max(1, self._width - _COUNT - 1)
        name = Content(one_line(title, room)).truncate(room, ellipsis=True, pad=True)
        count = self._counts.get(local, 0)
        shown = "" if not count else f"●{count}" if count < 1000 else "●999+"
        return name + Content.styled(f"{shown:>{_COUNT + 1}}", "$accent")
