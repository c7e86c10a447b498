"""A journal to test on, opened with a raw key so that no test waits for the key derivation."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import Store
from tests.db.writing import KEY


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
