"""A few lines of text, as safe while they are typed as a page."""

from collections.abc import Awaitable, Callable
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
from journal_app.autosave import Autosave
from journal_app.widgets.editor import Editor


class WordsDialog(ModalScreen[str]):
    """Returns the text as it was left; `save` has made it safe by then.

    `save` takes the text as it stands, and returns what another window had written there, which is
    put above it. A JournalError it raises is said, and the text stays.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["dialog.tcss", "words.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("words")]

    editor = query_one(Editor)

    def __init__(
        self,
        heading: str,
        *,
        says: str,
        save: Callable[[str], Awaitable[str]],
        text: str = "",
        keys: str = "escape  done; what is typed is kept",
    ) -> None:
        super().__init__(classes="dialog")
        self.heading = heading
        self.says = says
        self.text = text
        self.keys = keys
        self._save_text = save
        self.autosave = Autosave(self._save, self._not_saved)

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(self.heading, classes="heading", markup=False)
            yield Static(self.says, markup=False)
            yield Editor()
            yield Static(classes="said", markup=False)
            yield Static(self.keys, classes="keys", markup=False)

    def on_mount(self) -> None:
        """Puts in what was written before, the cursor at its end."""
        self._say("")
        self.editor.load_text(self.text)
        self.editor.move_cursor(self.editor.document.end)
        self.editor.focus()

    @on(TextArea.Changed)
    def changed(self) -> None:
        """Marks the text as unsaved; it is made safe in a moment."""
        if self.editor.text != self.text:
            self.text = self.editor.text
            self.autosave.touch()

    def action_done(self) -> None:
        """Leaves; what is typed is safe first."""
        self._finish()

    async def settle(self) -> None:
        """Makes the text safe now; raises the JournalError that prevents it."""
        await self.autosave.settle()

    def put_down(self) -> None:
        """Ends the saving; what is typed is safe by now."""
        self.autosave.stop()

    @work(exclusive=True, group="finish", exit_on_error=False, description="finish a few lines")
    async def _finish(self) -> None:
        try:
            await self.settle()
        except JournalError as error:
            self._not_saved(error)
            return
        self.put_down()
        self.dismiss(self.editor.text)

    async def _save(self) -> None:
        above = await self._save_text(self.editor.text)
        if above:
            self.editor.insert(above, (0, 0))
        self._say("")

    def _not_saved(self, error: JournalError) -> None:
        self._say(f"Not saved yet. {error} The text stays here, and saving is tried again.")

    def _say(self, sentence: str) -> None:
        said = self.query_one(".said", Static)
        said.display = bool(sentence)
        said.update(sentence)
