"""A copy of the journal that somebody else has changed, to be merged with the open one."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from db import listing, reflections
from db.errors import JournalError
from db.filters import Filter
from db.records import State
from db.store import Store
from tests.db.soundness import check_sound, everything
from tests.db.writing import KEY
from tests.torture.fuzzing import hostile
from tests.torture.fuzzing.said import in_a_sentence

LONGEST = 30
MOST_SECONDS = 5.0
"""Each input opens a dozen journals, under the eyes of the fuzzer."""
_EVERY = Filter(states=tuple(State))


def seeds() -> list[bytes]:
    """See hostile."""
    return hostile.seeds()


def prepare(folder: Path) -> Callable[[bytes], None]:
    """Merges it; the copy stays as it is, and the journal is sound, or as it was."""
    merging: Any = import_module("db.merging.merge")
    made, path, copy = folder / "made.db", folder / "journal.db", folder / "copy.db"
    journal = hostile.whole(made)
    path.write_bytes(journal)
    before = everything(path)

    def feed(content: bytes) -> None:
        hostile.change(copy, journal, content)
        given = copy.read_bytes()
        for ending in ("-wal", "-shm"):
            path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
        path.write_bytes(journal)
        store = Store.open(path, KEY)
        try:
            merging.merge(store, copy)
            refused = False
            # What came in is what the program can read.
            with store.read() as tx:
                for row in listing.page(tx, _EVERY, offset=0, limit=200):
                    reflections.get(tx, row.id)
        except JournalError as error:
            in_a_sentence(error)
            refused = True
        finally:
            store.close()
        assert copy.read_bytes() == given
        check_sound(path)
        if refused:
            assert everything(path) == before

    return feed
