"""A screen that is one list of lines, with one of them marked."""

from textual import on
from textual.getters import query_one
from textual.widgets import Static

from journal_app.screens.room import Room
from journal_app.widgets.line_list import LineList

_FAR = 1_000_000


class MarkedLines(Room):
    """Moves the mark by keys and clicks; `#empty` stands there while there are no lines."""

    empty = query_one("#empty", Static)
    rows = query_one("#rows", LineList)

    def take_marked(self) -> None:
        """Does what enter does with the marked line."""
        # Filled in by each screen made from this; Textual's metaclass is not ABCMeta.
        raise NotImplementedError

    def on_mount(self) -> None:
        """Doesn't say that there is nothing before that is known."""
        self.empty.display = False

    def action_next(self) -> None:
        """Marks the next line."""
        self.rows.move(1)

    def action_previous(self) -> None:
        """Marks the line before."""
        self.rows.move(-1)

    def action_page_down(self) -> None:
        """Goes a page down."""
        self.rows.move(max(1, self.rows.size.height - 2))

    def action_page_up(self) -> None:
        """Goes a page up."""
        self.rows.move(-max(1, self.rows.size.height - 2))

    def action_first(self) -> None:
        """Marks the first line."""
        self.rows.move(-_FAR)

    def action_last(self) -> None:
        """Marks the last line."""
        self.rows.move(_FAR)

    @on(LineList.Clicked)
    def choose(self, event: LineList.Clicked) -> None:
        """Marks what is clicked; what is marked already is taken."""
        if event.key == self.rows.marked:
            self.take_marked()
        else:
            self.rows.mark(event.key)

    def action_back(self) -> None:
        """Goes back to where it was opened from."""
        self.dismiss()
