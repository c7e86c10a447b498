"""One strand of a thread: on a line of a list, and whole."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from journal_app.domain.dates import ago, day_and_date, short_date
from journal_app.domain.thread import Strand
from journal_app.domain.visible import one_line, visible
from journal_app.widgets.long_text import LongText
from journal_app.widgets.preview import SHOWN

_DATE = len("30 Nov 2026")


def strand_line(strand: Strand, today: date) -> Content:
    """Its date, what it is, and how it begins."""
    day = Content.styled(f"{short_date(strand.day, today):<{_DATE}}  ", "$text-muted")
    line = day + Content(one_line(strand.label, 60))
    begins = one_line(strand.text or strand.remark, 200)
    return line + Content.styled(f"   {begins}", "$text-muted") if begins else line


class StrandView(VerticalScroll, can_focus=False):
    """The marked strand, from its top; the screen's keys scroll it."""

    DEFAULT_CSS = """
    StrandView {
        padding: 0 2;
        scrollbar-size-vertical: 1;

        & > * { max-width: 76; height: auto; }
        & > .when { color: $primary; text-style: bold; }
        & > .remark, & > .rest { color: $text-muted; }
        & > .text { margin: 1 0; }
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._shown: Strand | None = None
        self._when = Static(classes="when", markup=False)
        self._label = Static(classes="label", markup=False)
        self._text = LongText(classes="text")
        self._remark = Static(classes="remark", markup=False)
        self._rest = Static(
            "It goes on from here. enter opens all of it.", classes="rest", markup=False
        )

    def compose(self) -> ComposeResult:
        yield self._when
        yield self._label
        yield self._text
        yield self._rest
        yield self._remark

    def on_mount(self) -> None:
        """Shows no rest of what isn't there yet."""
        self._rest.display = False

    def show(self, strand: Strand, today: date) -> None:
        """Shows this strand; the same one stays where it was scrolled to."""
        self._when.update(f"{day_and_date(strand.day)}   {ago(strand.day, today)}")
        self._label.update(visible(strand.label))
        self._text.show(strand.text[:SHOWN])
        self._text.display = bool(strand.text)
        self._rest.display = len(strand.text) > SHOWN
        self._remark.update(visible(strand.remark[:SHOWN]))
        self._remark.display = bool(strand.remark)
        if strand != self._shown:
            self._shown = strand
            self.scroll_home(animate=False)
