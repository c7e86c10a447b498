"""What was written on the marked passage, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from db.records import Row
from journal_app.domain.dates import short_date
from journal_app.domain.visible import one_line, visible

_OPENING = 110


class HereList(OptionList, inherit_bindings=False):
    """The reflections; the keys that move the mark are the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = []


class Here(Vertical):
    """A heading, the reflections below it, and below them how many more there are."""

    DEFAULT_CSS = """
    Here {
        padding: 0 1;

        & > #here-heading { color: $primary; text-style: bold; margin-bottom: 1; }
        & > #here-said { color: $text-muted; }
        & > HereList {
            height: auto;
            max-height: 1fr;
            border: none;
            padding: 0;
            background: $background;
            scrollbar-size-vertical: 1;

            &:focus { border: none; background-tint: $foreground 0%; }
        }
    }
    """

    reflections = query_one(HereList)
    heading = query_one("#here-heading", Static)
    said = query_one("#here-said", Static)

    @dataclass
    class Opened(Message):
        """A reflection is to be shown whole."""

        reflection_id: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._shown: tuple[str, tuple[Row, ...], int, date] | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="here-heading", markup=False)
        yield HereList(compact=True, markup=False)
        yield Static(id="here-said", markup=False)

    def show(self, label: str, rows: Sequence[Row], count: int, today: date) -> None:
        """Shows these of the `count` reflections there are; the marked one stays marked."""
        shown = (label, tuple(rows), count, today)
        if shown == self._shown:
            return
        self._shown = shown
        options = self.reflections
        marked = options.highlighted_option
        self.heading.update(Content(visible(label)))
        options.clear_options()
        options.add_options(Option(_line(row, today), id=row.id) for row in rows)
        options.display = bool(rows)
        if rows:
            ids = [row.id for row in rows]
            options.highlighted = ids.index(marked.id) if marked and marked.id in ids else 0
        self.said.update(_said(len(rows), count))

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Opened(event.option_id))


def _line(row: Row, today: date) -> Content:
    day = Content.styled(short_date(row.written_on, today), "$secondary")
    return day + Content("\n") + Content(one_line(row.opening, _OPENING)) + Content("\n")


def _said(shown: int, count: int) -> str:
    if count == 0:
        return "What you write on this passage will stand here. Press w to write."
    if count > shown:
        return f"{count - shown} more: r shows them all."
    return ""
