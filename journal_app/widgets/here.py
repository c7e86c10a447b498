"""What was written on the marked passage, newest first, and what supervision said of it."""

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
from db.supervision_records import Said
from journal_app.domain.dates import short_date
from journal_app.domain.visible import one_line, visible
from journal_app.widgets.said import HEADING, said_lines

_OPENING = 110
_SAID = "said"


class HereList(OptionList, inherit_bindings=False):
    """The reflections; the keys that move the mark are the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = []


class Here(Vertical):
    """A heading, the reflections, what supervision said; below, how many more reflections."""

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

    @dataclass
    class MeetingOpened(Message):
        """The meeting in which something was said is to be shown."""

        meeting_id: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._shown: tuple[str, tuple[Row, ...], int, tuple[Said, ...], date] | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="here-heading", markup=False)
        yield HereList(compact=True, markup=False)
        yield Static(id="here-said", markup=False)

    def show(
        self, label: str, rows: Sequence[Row], count: int, said: Sequence[Said], today: date
    ) -> None:
        """Shows these of the `count` reflections there are; the marked one stays marked."""
        shown = (label, tuple(rows), count, tuple(said), today)
        if shown == self._shown:
            return
        self._shown = shown
        options = self.reflections
        marked = options.highlighted_option
        self.heading.update(Content(visible(label)))
        options.clear_options()
        options.add_options(Option(_line(row, today), id=row.id) for row in rows)
        if said:
            heading = Content.styled(HEADING, "bold $primary")
            options.add_option(Option(heading, disabled=True))
            options.add_options(_said_option(each, today) for each in said)
        options.display = bool(rows or said)
        if options.display:
            ids = [option.id for option in options.options]
            first = 0 if rows else 1
            options.highlighted = ids.index(marked.id) if marked and marked.id in ids else first
        self.said.update(_said(len(rows), count))

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        what, _, which = (event.option_id or "").partition(" ")
        if what == _SAID:
            self.post_message(self.MeetingOpened(which.partition(" ")[0]))
        elif what:
            self.post_message(self.Opened(what))


def _line(row: Row, today: date) -> Content:
    day = Content.styled(short_date(row.written_on, today), "$secondary")
    return day + Content("\n") + Content(one_line(row.opening, _OPENING)) + Content("\n")


def _said_option(said: Said, today: date) -> Option:
    lines = said_lines(said, today, longest=_OPENING) + Content("\n")
    return Option(lines, id=f"{_SAID} {said.meeting_id} {said.item_id}")


def _said(shown: int, count: int) -> str:
    if count == 0:
        return "What you write on this passage will stand here. Press w to write."
    if count > shown:
        return f"{count - shown} more: r shows them all."
    return ""
