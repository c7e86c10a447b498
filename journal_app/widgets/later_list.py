"""The later thoughts on a reflection, each under its date."""

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from db.records import LaterThought
from journal_app.domain.dates import ago, long_date
from journal_app.widgets.long_text import LongText
from journal_app.widgets.marks import Mark


class Thought(Vertical, can_focus=True):
    """One later thought; while it has the focus it says what can be done with it."""

    DEFAULT_CSS = """
    Thought {
        height: auto;
        margin-top: 1;
        padding-left: 1;
        border-left: outer $border;

        & > Static { width: auto; }
        & > .hint { display: none; color: $text-muted; }

        &:focus {
            border-left: outer $primary;

            & > .hint { display: block; }
        }
    }
    """

    def __init__(self, thought: LaterThought, marks: Sequence[Mark], today: date) -> None:
        super().__init__()
        self.thought = thought
        self.text = LongText()
        self._marks = marks
        day = (thought.kept_at or thought.saved_at).astimezone().date()
        self._heading = Content.styled(
            f"A later thought, {long_date(day)}", "bold $primary"
        ) + Content.styled(f"   {ago(day, today)}", "$text-muted")

    def compose(self) -> ComposeResult:
        yield Static(self._heading, markup=False)
        yield self.text
        yield Static("r removes it for ever", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Shows the text."""
        self.text.show(self.thought.body, self._marks)


class LaterList(Vertical):
    """Later thoughts, the oldest first."""

    DEFAULT_CSS = """
    LaterList {
        height: auto;
        max-width: 76;
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._shown: tuple[object, ...] = ()

    async def show(
        self, thoughts: Sequence[LaterThought], marks: Sequence[Sequence[Mark]], today: date
    ) -> None:
        """Shows these, each with its marks; nothing moves if they are the same."""
        shown = (tuple(thoughts), tuple(map(tuple, marks)), today)
        if shown == self._shown:
            return
        self._shown = shown
        async with self.batch():
            await self.remove_children()
            await self.mount_all(
                Thought(thought, its_marks, today)
                for thought, its_marks in zip(thoughts, marks, strict=True)
            )
