"""Flips a byte in a page of a journal, also in one that is open."""

import subprocess
import sys
from pathlib import Path

from db.store import Store

KEY = bytes(range(32))
_FLIP = """
import sys
with open(sys.argv[1], "r+b") as file:
    for page in sys.argv[2:]:
        file.seek((int(page) - 1) * 4096 + 7)
        byte = file.read(1)[0] ^ 1
        file.seek(-1, 1)
        file.write(bytes([byte]))
"""


def spoil(path: Path, *pages: int) -> None:
    """Another program does it: in this one it would take SQLite's locks away."""
    subprocess.run([sys.executable, "-Sc", _FLIP, path, *map(str, pages)], check=True)


def page_of(store: Store, table: str) -> int:
    """The first page of the table."""
    (page,) = store.raw.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)
    ).fetchone()
    return int(page)


def schema_pages(store: Store) -> tuple[int, ...]:
    """Those below the first: of the pages that a new journal has, the ones that begin nothing."""
    found = store.raw.execute("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0").fetchall()
    begun = {page for (page,) in found}
    return tuple(page for page in range(2, max(begun)) if page not in begun)


def spoil_open(store: Store, *pages: int) -> None:
    """The same under an open journal, of which no page is in the log or in memory then."""
    store.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    spoil(store.path, *pages)
    store.raw.execute("PRAGMA shrink_memory")
