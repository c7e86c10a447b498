"""A text in a field is safe once it says so, and no word of either window is lost."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from textual.app import App, ComposeResult

from db.errors import DiskFull, JournalError
from journal_app.screens.supervision.typed_text import TypedText
from journal_app.services.typed import Saved
from journal_app.widgets.field_area import FieldArea


class Paper(App[None]):
    """A field alone."""

    def compose(self) -> ComposeResult:
        yield FieldArea()


class Shelf:
    """What stands in the journal, saved as the service does; it can be full, or slow."""

    def __init__(self) -> None:
        self.text = ""
        self.full = False
        self.gate = asyncio.Event()
        self.gate.set()
        self.failures: list[JournalError] = []

    async def write(self, text: str, was: str) -> Saved:
        await self.gate.wait()
        if self.full:
            raise DiskFull
        above = f"{self.text}\n\n" if self.text != was else ""
        self.text = above + text
        return Saved(self.text, above)


async def with_field(story: Callable[[FieldArea, TypedText, Shelf], Awaitable[None]]) -> None:
    async with Paper().run_test() as pilot:
        area, shelf = pilot.app.query_one(FieldArea), Shelf()
        area.read_only = False
        text = TypedText(area, shelf.write, lambda: None, shelf.failures.append)
        await story(area, text, shelf)
        text.stop()


async def test_what_can_not_be_saved_stays_unsaved_until_it_is() -> None:
    async def story(area: FieldArea, text: TypedText, shelf: Shelf) -> None:
        shelf.full = True
        area.insert("words")
        with pytest.raises(DiskFull):
            await text.settle()
        assert text.unsaved
        shelf.full = False
        await text.settle()
        assert (shelf.text, text.unsaved) == ("words", False)

    await with_field(story)


async def test_what_is_typed_or_taken_away_while_a_save_is_under_way_is_saved_too() -> None:
    async def story(area: FieldArea, text: TypedText, shelf: Shelf) -> None:
        shelf.gate.clear()
        area.insert("a")
        text.touch()
        saving = asyncio.create_task(text.settle())
        await asyncio.sleep(0)
        area.delete((0, 0), (0, 1))
        text.touch()
        shelf.gate.set()
        await saving
        await text.settle()
        assert (shelf.text, text.unsaved) == ("", False)

    await with_field(story)


async def test_words_of_another_window_are_taken_unless_there_are_unsaved_ones_here() -> None:
    async def story(area: FieldArea, text: TypedText, shelf: Shelf) -> None:
        shelf.text = "theirs\r\nand more"
        text.take(shelf.text)
        assert area.text == "theirs\r\nand more"
        assert not text.unsaved
        area.insert("!", area.document.end)
        shelf.text = "all anew"
        text.take(shelf.text)
        assert area.text.endswith("more!")
        await text.settle()
        assert shelf.text == "all anew\n\ntheirs\r\nand more!"
        await text.settle()
        assert "".join(area.text.split()) == "".join(shelf.text.split())
        assert not text.unsaved

    await with_field(story)
