"""A journal to ask services of."""

from collections.abc import Iterator

import pytest

from db.store import Store
from db.transaction import Transaction
from journal_app.paths import Paths
from tests.journal_app.conftest import KEY


@pytest.fixture
def tx(places: Paths) -> Iterator[Transaction]:
    """A transaction on a new journal."""
    store = Store.create_with_key(places.journal, KEY)
    with store.write() as transaction:
        yield transaction
    store.close()
