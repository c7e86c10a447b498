"""A journal for the services, open for writing, with no screen near it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import Store
from db.transaction import Transaction
from tests.journal_app.conftest import KEY


@pytest.fixture
def tx(tmp_path: Path) -> Iterator[Transaction]:
    """A transaction in an empty journal."""
    store = Store.create_with_key(tmp_path / "journal.db", KEY)
    with store.write() as transaction:
        yield transaction
    store.close()
