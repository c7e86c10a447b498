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

    async def save(self) -> None:
        """Makes the text safe as it stands; raises the JournalError that prevents it."""
        raise NotImplementedError

    def take_up(self, body: str, cursor: tuple[int, int], scroll: int) -> None:
        """Shows the text and lets it be written on."""
        self.editor.show(body, cursor, scroll)
        self.editor.read_only = False
        self.editor.focus()
        self.autosave = Autosave(self.save, self._not_saved)
        self._taken_up.set()

    async def at_hand(self) -> None:
        """Waits until it can be written on, but no longer than anybody would."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._taken_up.wait(), PATIENCE)

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
