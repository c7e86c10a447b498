"""The app on a small journal of its own, opened without the key derivation."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest
from textual.pilot import Pilot
from textual.screen import ModalScreen

import content.library
from content.library import Library, load_library
from db.store import Store
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.domain.idle import Moment
from journal_app.journal import Journal
from journal_app.paths import Paths, paths

KEY = bytes(range(32))
Seed = Callable[[Transaction], object]


class Start(Protocol):
    """Starts the app; with a seed the journal is filled first, and it waits until Today shows."""

    def __call__(
        self,
        *,
        size: tuple[int, int] = (80, 24),
        seed: Seed | None = None,
        clock: Callable[[], Moment] | None = None,
    ) -> AbstractAsyncContextManager[tuple[JournalApp, Pilot[None]]]: ...


@pytest.fixture(autouse=True, scope="session")
def read_once() -> Iterator[None]:
    """Reads the shipped topics once for all tests, which takes a tenth of a second each time."""
    shipped = tuple(content.library._shipped())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content.library, "_shipped", lambda: shipped)
        yield


@pytest.fixture
def places(sealed_home: Path) -> Paths:
    """Where this test's journal lies; the file is made by `start`."""
    return paths(sealed_home / "data" / "journal-app" / "journal.db")


@pytest.fixture
def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


@pytest.fixture(scope="session")
def library() -> Library:
    """The topics that are shipped."""
    return load_library(None)


@pytest.fixture
def start(places: Paths) -> Start:
    """See Start."""

    @asynccontextmanager
    async def start(
        *,
        size: tuple[int, int] = (80, 24),
        seed: Seed | None = None,
        clock: Callable[[], Moment] | None = None,
    ) -> AsyncIterator[tuple[JournalApp, Pilot[None]]]:
        if not places.journal.exists():
            store = Store.create_with_key(places.journal, KEY)
            if seed is not None:
                with store.write() as transaction:
                    seed(transaction)
            store.close()

        async def opener(journal: Journal) -> None:
            await journal.open_with_key(places.journal, KEY)

        app = JournalApp(places, opener=opener, clock=clock)
        async with app.run_test(size=size) as pilot:
            while app.current_mode != "today":
                await pilot.pause(0.01)
            await settled(pilot)
            yield app, pilot
            if app.window is not None:
                app.window.leave()
            await app.journal.close()
        app.journal.stop()

    return start


async def settled(pilot: Pilot[None]) -> None:
    """Waits until no worker is at work but those that wait for another screen's answer."""
    app = pilot.app

    def at_work() -> bool:
        waiting = isinstance(app.screen, ModalScreen)
        return any(w.is_running and w.group != "door" for w in app.workers) and not waiting

    await pilot.pause()
    while at_work():
        await pilot.pause(0.005)
    await pilot.pause()
