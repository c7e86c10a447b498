"""A few sentences in a small window, as safe while they are typed as a page."""

from pathlib import PurePath
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from db.errors import JournalError
from journal_app import keymap
from journal_app.screens.typed_text import TypedText, Write
from journal_app.widgets.field_area import FieldArea


class WordsDialog(ModalScreen[bool]):
    """Returns whether they were kept (True) or left; either way they are safe by then.

    `keep` and `leave` say what the two keys do. Nothing typed is no reason to stay.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["dialog.tcss", "words.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("words")]

    area = query_one(FieldArea)

    def __init__(
        self, heading: str, *, says: str, text: str, write: Write, keep: str, leave: str
    ) -> None:
        super().__init__(classes="dialog")
        self.heading = heading
        self.says = says
        self.text = text
        self.keys = f"ctrl+s  {keep}      escape  {leave}"
        self._write = write
        self._typed: TypedText | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(self.heading, classes="heading", markup=False)
            yield Static(self.says, classes="about", markup=False)
            yield FieldArea()
            yield Static(classes="said", markup=False)
            yield Static(self.keys, classes="keys", markup=False)

    def on_mount(self) -> None:
        """Lets it be written in from what stands there."""
        self._say("")
        self.area.read_only = False
        self._typed = TypedText(self.area, self._write, lambda: self._say(""), self._not_saved)
        self._typed.take(self.text)
        self.area.focus()

    @on(TextArea.Changed)
    def changed(self) -> None:
        """Marks the words as unsaved; they are made safe in a moment."""
        if self._typed is not None:
            self._typed.touch()

    async def settle(self) -> None:
        """Makes the words safe now; raises the JournalError that prevents it."""
        if self._typed is not None:
            await self._typed.settle()

    def action_keep(self) -> None:
        """Keeps the words."""
        self._finish(kept=True)

    def action_close(self) -> None:
        """Leaves; what is typed is safe first."""
        self._finish(kept=False)

    @work(exclusive=True, group="finish", exit_on_error=False, description="finish a few words")
    async def _finish(self, *, kept: bool) -> None:
        try:
            await self.settle()
        except JournalError as error:
            self._not_saved(error)
            return
        if self._typed is not None:
            self._typed.stop()
        self.dismiss(kept)

    def _not_saved(self, error: JournalError) -> None:
        self._say(f"Not saved yet. {error} Your words stay here, and saving is tried again.")

    def _say(self, sentence: str) -> None:
        said = self.query_one(".said", Static)
        said.display = bool(sentence)
        said.update(sentence)
