"""The keys that work where the cursor is."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from journal_app import keymap
from journal_app.domain.signs import LEGEND_AT_LENGTH
from journal_app.widgets.wrapping import wrap


class HelpDialog(ModalScreen[None]):
    """Lists the given commands, those of the screen first."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["dialog.tcss", "help.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("dialog")]
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, commands: Sequence[keymap.Command], *, writing: bool) -> None:
        super().__init__(classes="dialog")
        self.commands = commands
        self.writing = writing

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static("Keys", classes="heading")
            with VerticalScroll():
                groups = dict.fromkeys(command.where for command in self.commands)
                for where in sorted(groups, key=lambda where: where == "everywhere"):
                    yield Static(keymap.HEADINGS[where], classes="group")
                    yield _Table(self._lines(where))
                    if where == "read":
                        yield Static("Signs in the text", classes="group")
                        yield _Table(LEGEND_AT_LENGTH)
                if self.writing:
                    yield Static("In the text", classes="group")
                    yield _Table(_EDITOR_KEYS)
            yield Static("escape  close", classes="keys")

    def _lines(self, where: str) -> Sequence[tuple[str, str]]:
        return [
            (keymap.key_names(command), command.help)
            for command in self.commands
            if command.where == where
        ]

    def action_close(self) -> None:
        """Closes."""
        self.dismiss(None)


class _Table(Static):
    """Keys at the left; what they do beside them, in as many lines as it takes."""

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__(markup=False)
        self._rows = rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are at this width."""
        return sum(len(wrap(says, width - _KEYS)) for _, says in self._rows)

    def render(self) -> Content:
        """The lines at the width it has."""
        lines = []
        for keys, says in self._rows:
            first, *rest = wrap(says, self.size.width - _KEYS)
            lines.append(Content.styled(f"  {keys:<{_KEYS - 2}}", "$primary") + Content(first))
            lines += [Content(" " * _KEYS + line) for line in rest]
        return Content("\n").join(lines)


_KEYS = 18
"""The columns that the keys take."""

_EDITOR_KEYS = (
    ("ctrl+z, ctrl+y", "Undo, and redo."),
    ("ctrl+x, c, v", "Cut, copy, paste."),
    ("ctrl+a, ctrl+e", "Go to the start or the end of the line."),
    ("ctrl+home, end", "Go to the start or the end of the text."),
    ("ctrl+w, ctrl+f", "Delete the word before or after the cursor."),
    ("ctrl+u, ctrl+k", "Delete to the start or the end of the line."),
    ("shift+arrows", "Select."),
)
