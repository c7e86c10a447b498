"""A text in a field, made safe as it is typed; words of another window are kept above it."""

from collections.abc import Awaitable, Callable

from db.errors import JournalError
from journal_app.autosave import Autosave
from journal_app.services.typed import Saved
from journal_app.widgets.field_area import FieldArea

Write = Callable[[str, str], Awaitable[Saved]]
"""Makes a text safe: the text as it stands, and what this window last read or saved there."""


class TypedText:
    """The text of a field, and how it stood when it was last safe."""

    def __init__(
        self,
        area: FieldArea,
        write: Write,
        saved: Callable[[], None],
        failed: Callable[[JournalError], None],
    ) -> None:
        self.area = area
        self._write = write
        self._saved = saved
        self._was = ""
        self._safe = area.text
        self._autosave = Autosave(self._save, failed)

    @property
    def unsaved(self) -> bool:
        """Whether there are words here that are not safe yet."""
        return self._autosave.unsaved or self.area.text != self._safe

    def take(self, text: str) -> None:
        """Shows what the journal has now; words that are not safe yet are left alone."""
        if text == self._was or self.unsaved:
            return
        self._was = text
        self.area.show(text)
        # The area has line ends of its own, so what it shows is what later texts are held against.
        self._safe = self.area.text

    def touch(self) -> None:
        """Says that the field has changed."""
        if self.unsaved:
            self._autosave.touch()

    async def settle(self) -> None:
        """Makes the text safe now; raises the JournalError that prevents it."""
        self.touch()
        await self._autosave.settle()

    def stop(self) -> None:
        """Ends the saving; what is written is safe by now."""
        self._autosave.stop()

    async def _save(self) -> None:
        text = self.area.text
        if text == self._safe:
            return
        saved = await self._write(text, self._was)
        self._was, self._safe = saved.text, text
        if saved.above:
            self.area.put_above(saved.above)
        self._saved()
