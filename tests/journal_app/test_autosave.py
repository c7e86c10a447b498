"""Unfinished text is made safe soon after the last key, in order, and again after a failure."""

import asyncio
from collections.abc import Callable

import pytest

from db.errors import DiskFull, JournalError
from journal_app.autosave import Autosave


class Page:
    """Text under the pen, and what of it became safe."""

    def __init__(self) -> None:
        self.text = ""
        self.safe: list[str] = []
        self.failures: list[JournalError] = []
        self.fail = False
        self.saved = asyncio.Event()

    async def save(self) -> None:
        """Takes the text as it stands; fails while the disk is full."""
        text = self.text
        await asyncio.sleep(0)
        if self.fail:
            raise DiskFull
        self.safe.append(text)
        self.saved.set()

    def failed(self, error: JournalError) -> None:
        """Notes the failure; the disk has room again after the second."""
        self.failures.append(error)
        self.fail = len(self.failures) < 2

    def type(self, autosave: Autosave, letters: str) -> None:
        """Types one letter after the other."""
        for letter in letters:
            self.text += letter
            autosave.touch()


async def until(condition: Callable[[], bool]) -> None:
    """Lets the loop run until the condition holds."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - it waits for what no event tells
            await asyncio.sleep(0.001)


async def test_text_is_saved_once_after_the_last_key() -> None:
    page = Page()
    autosave = Autosave(page.save, page.failed, pause=0.01)
    page.type(autosave, "slow down")
    await until(lambda: not autosave.unsaved)
    assert page.safe == ["slow down"]


async def test_text_is_saved_while_typing_never_pauses() -> None:
    page = Page()
    autosave = Autosave(page.save, page.failed, pause=30, latest=0.02)
    page.type(autosave, "a")
    await until(lambda: page.safe == ["a"])
    autosave.stop()


async def test_settling_saves_at_once_and_nothing_twice() -> None:
    page = Page()
    autosave = Autosave(page.save, page.failed, pause=30)
    page.type(autosave, "before locking")
    await autosave.settle()
    await autosave.settle()
    assert page.safe == ["before locking"]
    assert not autosave.unsaved
    autosave.stop()


async def test_what_is_typed_during_a_save_is_saved_too() -> None:
    page = Page()
    autosave = Autosave(page.save, page.failed, pause=0)
    page.type(autosave, "one")
    await page.saved.wait()
    page.type(autosave, " two")
    await until(lambda: not autosave.unsaved)
    assert page.safe[-1] == "one two"


async def test_a_failure_is_said_and_the_text_is_saved_when_there_is_room_again() -> None:
    page = Page()
    page.fail = True
    autosave = Autosave(page.save, page.failed, pause=0, retry=0.001)
    page.type(autosave, "kept on screen")
    await until(lambda: bool(page.safe))
    assert len(page.failures) == 2
    assert page.safe == ["kept on screen"]


async def test_settling_on_a_full_disk_says_so_and_the_text_counts_as_unsaved() -> None:
    page = Page()
    page.fail = True
    autosave = Autosave(page.save, page.failed, pause=30)
    page.type(autosave, "not lost")
    with pytest.raises(DiskFull):
        await autosave.settle()
    assert autosave.unsaved
    autosave.stop()
