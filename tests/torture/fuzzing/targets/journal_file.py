"""Files that are said to be journals: ours with bytes changed, their logs, and anything else."""

from collections.abc import Callable
from pathlib import Path

from db import listing, reflections
from db.errors import JournalError
from db.filters import Filter
from db.records import State
from db.store import Store
from tests.db.writing import KEY, kept
from tests.torture.fuzzing.said import in_a_sentence

LONGEST = 200
_EVERY = Filter(states=tuple(State))


def seeds() -> list[bytes]:
    """Nothing changed, some bytes, the end cut off."""
    return [b"", b"\x00\x00\x10\x01", b"\x01\x00\x20\xff" * 3, b"\x02\x00\x00\x05", b"\x03" * 40]


def prepare(folder: Path) -> Callable[[bytes], None]:
    """Opens it and reads all of it: what is read is right, or there is a JournalError."""
    made, path = folder / "made.db", folder / "journal.db"
    log = path.with_name("journal.db-wal")
    store = Store.create_with_key(made, KEY)
    with store.write() as tx:
        for number in range(3):
            kept(tx, f"Text {number}. " * 300, tagged=("a",))
    store.close()
    whole_file = made.read_bytes()
    store = Store.open(made, KEY)
    with store.write() as tx:
        kept(tx, "The last of all. " * 200)
    whole_log = made.with_name("made.db-wal").read_bytes()
    right = _all(store)
    store.close()
    before_last = right[1:]

    def feed(content: bytes) -> None:
        parts = {"file": bytearray(whole_file), "log": bytearray(whole_log)}
        changed = False
        for at in range(0, len(content) - 3, 4):
            kind, *place, value = content[at : at + 4]
            part = parts["log" if kind & 1 else "file"]
            where = (place[0] << 8 | place[1]) * 7 % max(len(part), 1)
            if kind & 2:
                del part[where:]
            elif part:
                changed = changed or part[where] != value
                part[where] = value
        if len(content) % 4 == 3:
            parts["file"] = bytearray(content)
        path.write_bytes(parts["file"])
        log.write_bytes(parts["log"])
        path.with_name("journal.db-shm").unlink(missing_ok=True)
        try:
            store = Store.open(path, KEY)
            try:
                found = _all(store)
            finally:
                store.close()
        except JournalError as error:
            in_a_sentence(error)
        else:
            assert found in (right, before_last), "other texts than were written"

    return feed


def _all(store: Store) -> list[str]:
    with store.read() as tx:
        rows = listing.page(tx, _EVERY, offset=0, limit=100)
        return [reflections.get(tx, row.id).body for row in rows]
