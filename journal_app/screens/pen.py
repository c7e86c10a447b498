"""What the screens with an editor share: what is typed is made safe all the while."""

import asyncio
from contextlib import suppress
from datetime import datetime

from textual import on
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static, TextArea

from db.errors import JournalError
from journal_app.autosave import Autosave
from journal_app.desk import Desk
from journal_app.screens.room import Room
from journal_app.widgets.editor import Editor

PATIENCE = 3.0
"""Seconds after which keys go wherever they go, though the text has not come."""


class Pen(Room):
    """A screen with an `#editor`, and below it `#saved`, which says since when the text is safe."""

    editor = query_one("#editor", Editor)
    saved = query_one("#saved", Static)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.autosave: Autosave | None = None
        self._taken_up = asyncio.Event()
        self._is_refused = False

    async def save(self) -> None:
        """Makes the text safe as it stands; raises the JournalError that prevents it."""
        # Filled in by each screen made from this; Textual's metaclass is not ABCMeta.
        raise NotImplementedError

    def take_up(self, body: str, cursor: tuple[int, int], scroll: int) -> None:
        """Shows the text and lets it be written on."""
        self.editor.show(body, cursor, scroll)
        self.editor.read_only = False
        self.editor.focus()
        self.autosave = Autosave(self.save, self._not_saved)
        self._taken_up.set()

    async def at_hand(self) -> bool:
        """Waits until it can be written on, but no longer than anybody would.

        False if it never will be, since what is to be written on can't be had.
        """
        with suppress(TimeoutError):
            await asyncio.wait_for(self._taken_up.wait(), PATIENCE)
        return not self._is_refused

    def say_failure(self, error: BaseException) -> None:
        """Says it; and leaves, if the text did not come: nothing could be typed here."""
        super().say_failure(error)
        if isinstance(error, JournalError) and not self._taken_up.is_set():
            self._is_refused = True
            self._taken_up.set()
            self._leave_refused()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._leave_refused()

    def _leave_refused(self) -> None:
        # Another place may have been gone to meanwhile; then it is left when it is come back to.
        if self._is_refused and self.is_current:
            self.dismiss()

    def put_down(self) -> None:
        """Ends the saving; what is written is safe by now."""
        if self.autosave is not None:
            self.autosave.stop()
            self.autosave = None

    @property
    def is_done(self) -> bool:
        """Whether it was kept or left, and only waits to be gone."""
        return self.autosave is None and not self.editor.read_only

    async def settle(self) -> None:
        """Makes the text safe now; raises the JournalError that prevents it."""
        if self.autosave is not None:
            await self.autosave.settle()

    def say_saved(self, at: datetime) -> None:
        """Says since when the text is safe."""
        self.saved.remove_class("-trouble")
        self.saved.update(f"Saved {at.astimezone():%H:%M}")

    @on(TextArea.Changed, "#editor")
    def text_changed(self) -> None:
        """Marks the text as unsaved; it is made safe in a moment."""
        self.touch()

    def touch(self) -> None:
        """Lets what stands in the editor be saved."""
        if self.autosave is not None and not self.editor.read_only:
            self.autosave.touch()

    def _not_saved(self, error: JournalError) -> None:
        self.saved.add_class("-trouble")
        self.saved.update(
            Content(f"Not saved yet. {error} Your text stays here, and saving is tried again.")
        )
