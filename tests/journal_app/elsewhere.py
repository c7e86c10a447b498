"""A second window on a test's journal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from db.store import Store
from db.transaction import Transaction
from journal_app.paths import Paths
from tests.journal_app.conftest import KEY


@contextmanager
def other_window(places: Paths) -> Iterator[tuple[Transaction, datetime]]:
    """Opens the journal a second time, to write in it once, and closes it again."""
    store = Store.open(places.journal, KEY)
    try:
        with store.write() as tx:
            yield tx, datetime.now(UTC)
    finally:
        store.close()
