"""After locking, nothing that is left in memory leads to a text, the passphrase or the key."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from db import keys
from db.errors import JournalError
from db.store import Store
from journal_app.app import JournalApp
from journal_app.paths import Paths
from journal_app.screens.dialogs.line import LineDialog
from journal_app.screens.dialogs.words import WordsDialog
from journal_app.widgets.editor import Editor
from tests.journal_app.conftest import Start, settled
from tests.journal_app.through_the_door import back_at_today
from tests.privacy.canaries import canary, fill_journal, is_written, lock, saved, small_windows
from tests.privacy.holders import holders, is_held

_HEX = re.compile("[0-9a-f]{64,}")


async def _type(pilot: Pilot[None]) -> None:
    """Puts in a canary and a letter more, so that there is something pasted and something typed."""
    pilot.app.post_message(events.Paste(canary()))
    await pilot.press("x")


async def _half_a_text(app: JournalApp, pilot: Pilot[None]) -> None:
    await pilot.press("n")
    await settled(pilot)
    await _type(pilot)


async def _a_text_undone(app: JournalApp, pilot: Pilot[None]) -> None:
    await _half_a_text(app, pilot)
    await pilot.press("ctrl+z")
    app.screen.query_one(Editor).select_all()
    await pilot.press("delete")


async def _a_text_copied(app: JournalApp, pilot: Pilot[None]) -> None:
    await _half_a_text(app, pilot)
    app.screen.query_one(Editor).select_all()
    await pilot.press("ctrl+c", "ctrl+x", "ctrl+v")


async def _a_text_covered(app: JournalApp, pilot: Pilot[None]) -> None:
    await _half_a_text(app, pilot)
    await pilot.press("f8")
    await settled(pilot)


async def _a_search(app: JournalApp, pilot: Pilot[None]) -> None:
    await pilot.press("slash")
    await _type(pilot)
    await settled(pilot)


async def _a_dialog(app: JournalApp, pilot: Pilot[None]) -> None:
    await app.push_screen(small_windows(app)[LineDialog]())
    await _type(pilot)


async def _a_dialog_over_a_text(app: JournalApp, pilot: Pilot[None]) -> None:
    await _half_a_text(app, pilot)
    await pilot.press("ctrl+t")
    await settled(pilot)
    await _type(pilot)


async def _a_dialog_that_is_waited_for(app: JournalApp, pilot: Pilot[None]) -> None:
    async def ask() -> None:
        words = WordsDialog(canary(), says=canary(), save=saved, text=canary())
        await app.push_screen_wait(words)

    app.screen.run_worker(ask(), exit_on_error=False, description="ask")
    await pilot.pause()
    await _type(pilot)


async def _a_selection(app: JournalApp, pilot: Pilot[None]) -> None:
    await pilot.press("4", "enter")
    await settled(pilot)
    app.screen.text_select_all()
    await pilot.press("ctrl+c")
    await pilot.hover(offset=(10, 5))


async def _a_failed_errand(app: JournalApp, pilot: Pilot[None]) -> None:
    async def fail() -> None:
        text = canary()
        raise JournalError if text else AssertionError

    app.screen.run_worker(fail(), exit_on_error=False, description="fail")
    await settled(pilot)


STORIES = (
    _half_a_text,
    _a_text_undone,
    _a_text_copied,
    _a_text_covered,
    _a_search,
    _a_dialog,
    _a_dialog_over_a_text,
    _a_dialog_that_is_waited_for,
    _a_selection,
    _a_failed_errand,
)


@pytest.mark.torture
@pytest.mark.parametrize("after_each", [False, True], ids=["once", "each"])
async def test_nothing_is_left_of_what_was_under_way(
    places: Paths, start: Start, after_each: bool
) -> None:
    fill_journal(places)
    async with start() as (app, pilot):
        for half_done in STORIES:
            await half_done(app, pilot)
            await lock(app, pilot)
            if after_each:
                assert holders(is_written, most=2) == [], half_done.__name__
            await back_at_today(app, pilot)
        await lock(app, pilot)
        assert holders(is_written, most=2) == []


def _make(places: Paths, sheet: Path) -> Callable[[str], bool]:
    """A journal whose passphrase stands on the sheet; what tells its key and words again."""
    passphrase = " ".join(canary() for _ in range(3))
    store, key = Store.create(places.journal, passphrase)
    store.close()
    sheet.write_text(passphrase)
    sums = {_sum(key), _sum(keys.words_of(key).encode())}

    def found(text: str) -> bool:
        if is_written(text):
            return True
        if len(text) == len(key_length) and _sum(text.encode("latin-1", "ignore")) in sums:
            return True
        if any(_sum(bytes.fromhex(hex_[0][:64])) in sums for hex_ in _HEX.finditer(text)):
            return True
        return text.count(" ") == keys.WORDS - 1 and _sum(text.encode()) in sums

    key_length = bytes(keys.KEY_BYTES)
    return found


def _sum(secret: bytes) -> bytes:
    return hashlib.sha256(secret).digest()


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are made at once: what is looked at is where they go."""
    monkeypatch.setattr(keys, "MEMORY_KIBIBYTES", 64)
    monkeypatch.setattr(keys, "PASSES", 1)


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize("first", ["wrong"])
async def test_neither_passphrase_nor_key_is_left(
    places: Paths, tmp_path: Path, first: str | None
) -> None:
    found = _make(places, tmp_path / "sheet")
    app = JournalApp(places)
    async with app.run_test() as pilot:
        await pilot.pause()
        if first is not None:
            await _try(app, pilot, tmp_path / "sheet", but=first)
        await _try(app, pilot, tmp_path / "sheet")
        while app.current_mode != "today":
            await pilot.pause(0.01)
        await settled(pilot)
        assert is_held(found), "the key of an open journal is there and would be found"
        await lock(app, pilot)
        assert holders(found) == []
        await app.journal.close()
    app.journal.stop()


async def _try(app: JournalApp, pilot: Pilot[None], sheet: Path, *, but: str = "") -> None:
    field = app.screen.query_one(Input)
    field.value = sheet.read_text() + but  # noqa: ASYNC240 - a line, and no string in a frame
    await pilot.press("enter")
    while field.value:
        await pilot.pause(0.01)
    await pilot.pause()
