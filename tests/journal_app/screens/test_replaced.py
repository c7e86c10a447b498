"""The journal is replaced or taken away while it is open: it is said, and no word goes astray."""

from pathlib import Path

import pytest
from textual.widgets import Static, TextArea

from db import settings
from db.store import Store
from journal_app.paths import Paths
from journal_app.screens.write import WriteScreen
from journal_app.widgets.window_mark import WindowMark
from tests.journal_app.conftest import KEY, Start, settled
from tests.journal_app.past import Past, press, said
from tests.journal_app.screens.test_door import until


def words_in(path: Path) -> list[str]:
    """All texts of the journal there, kept or not."""
    store = Store.open(path, KEY)
    with store.read() as tx:
        found = tx.in_memory("SELECT body FROM reflection_body UNION ALL SELECT body FROM draft")
    store.close()
    return [body for (body,) in found]


def the_copy(places: Paths) -> Path:
    (copy,) = places.journal.parent.glob("journal (this computer, *).db")
    return copy


async def test_typing_goes_on_in_a_copy_beside_the_file_that_came(
    start: Start, places: Paths, tmp_path: Path
) -> None:
    other = Store.create_with_key(tmp_path / "other.db", KEY)
    with other.write() as tx:
        Past(tx).kept("From the other computer")
    other.close()
    async with start(seed=lambda tx: Past(tx).kept("Mine before")) as (app, pilot):
        await press(pilot, "n", *"half")
        other.path.replace(places.journal)
        await press(pilot, *" a word")
        writing = app.screen
        assert isinstance(writing, WriteScreen)
        await writing.settle()
        await settled(pilot)
        assert "Nothing of yours is lost" in said(app)[-1]
        assert "journal merge" in said(app)[-1]
        assert writing.query_one(TextArea).text == "half a word"
        assert "Saved" in str(writing.query_one("#saved", Static).render())
        assert [str(mark.render()) for mark in app.screen.query(WindowMark)] == ["In a copy"]
    assert sorted(words_in(the_copy(places))) == ["Mine before", "half a word"]
    assert words_in(places.journal) == ["From the other computer"]


@pytest.mark.parametrize("looking", [False, True])
async def test_a_file_that_was_taken_away_is_noticed_without_a_key(
    start: Start, places: Paths, looking: bool
) -> None:
    async with start(seed=lambda tx: Past(tx).kept("Mine")) as (first, _), start() as (second, p):
        app = second if looking else first
        places.journal.unlink()
        assert app.window is not None
        await app.window.look()
        await settled(p)
        if looking:
            assert "What you see here is what was" in said(second)[-1]
            assert not list(places.journal.parent.glob("*this computer*"))
        else:
            assert app.journal.is_open
            assert words_in(the_copy(places)) == ["Mine"]


async def test_a_conflicted_copy_is_said_once(start: Start, places: Paths) -> None:
    name = "journal (conflicted copy 2026-11-25).db"
    async with start() as (app, pilot):
        await until(pilot, lambda: app.window is None or app.window.has_looked)
    store = Store.open(places.journal, KEY)
    store.copy_to(places.journal.with_name(name))
    store.close()
    for times in (1, 0):
        async with start() as (app, pilot):
            assert app.window is not None
            await until(pilot, lambda: app.window is None or app.window.has_looked)
            assert sum(name in sentence for sentence in said(app)) == times


async def test_a_clock_set_back_is_said_at_the_opening(start: Start, places: Paths) -> None:
    store = Store.create_with_key(places.journal, KEY)
    with store.write() as tx:
        settings.put(
            tx, "last-used", {"at": "2100-01-01T00:00:00+00:00", "offset": 0.0, "said": None}
        )
    store.close()
    async with start() as (app, pilot):
        await until(pilot, lambda: app.window is None or app.window.has_looked)
        assert any("clock is behind" in sentence for sentence in said(app))
