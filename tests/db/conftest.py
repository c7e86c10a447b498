"""A journal to test on, opened with a raw key so that no test waits for the key derivation."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db import drafts, links, reflections, tags
from db.records import Link
from db.store import Store
from db.transaction import Transaction

KEY = bytes(range(32))
NOW = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)

Write = Callable[..., str]


@pytest.fixture
def key() -> bytes:
    """The key of the test's journal."""
    return KEY


@pytest.fixture
def now() -> datetime:
    """The moment of the test."""
    return NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's journal is."""
    return tmp_path / "journal.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A new journal, open."""
    opened = Store.create_with_key(path, KEY)
    yield opened
    opened.close()


@pytest.fixture
def second(store: Store, path: Path) -> Iterator[Store]:
    """A second window on the same journal."""
    opened = Store.open(path, KEY)
    yield opened
    opened.close()


@pytest.fixture
def kept() -> Write:
    """Writes a reflection with text and keeps it."""

    def write(
        tx: Transaction,
        body: str = "What I noticed",
        *,
        on: tuple[str, ...] = (),
        tagged: tuple[str, ...] = (),
        written_on: date = TODAY,
        now: datetime = NOW,
        keep: bool = True,
    ) -> str:
        made = reflections.create(tx, written_on=written_on, now=now)
        for anchor in on:
            links.add(tx, made, Link(anchor, f"Label of {anchor}", "The wording then", "abc"))
        tags.set_tags(tx, made, tagged)
        draft = drafts.open(tx, made, now)
        drafts.save(
            tx, made, body=body, cursor=(0, 0), scroll=0, revision=draft.revision, now=now
        )
        if keep:
            drafts.keep(tx, made, now)
        return made

    return write
