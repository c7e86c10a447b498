"""The database makes no temporary file, however much it has to sort or write anew."""

import ctypes
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="It watches with inotify.")

CREATED, MOVED_HERE, NOT_BLOCKING = 0x100, 0x80, 0o4000
EVENT = struct.Struct("iIII")
MANY = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8000)
SELECT i, hex(randomblob(100)) AS text FROM n
"""
WORKS = """
import sys
from pathlib import Path
from db.store import Store
store = Store.create_with_key(Path("j.db"), bytes(32))
raw = store._raw
for statement in sys.argv[2:]:
    raw.execute(statement)
for statement in (
    "PRAGMA cache_size = 10",
    "CREATE TEMP TABLE passing AS " + sys.argv[1],
    "CREATE TABLE many AS SELECT * FROM passing",
    "SELECT count(*) FROM (SELECT * FROM many ORDER BY text)",
    "CREATE INDEX by_text ON many(text)",
    "UPDATE many SET text = text || 'x'",
    "VACUUM",
    "VACUUM INTO 'copy.db'",
):
    raw.execute(statement).fetchall()
store.close()
"""
"""A journal that has far more to sort than it may hold in its cache."""


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """What was made in the folder for temporary files, be it gone by now."""
    folder = tmp_path / "watched"
    folder.mkdir()
    for name in ("SQLITE_TMPDIR", "TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(NOT_BLOCKING)
    assert libc.inotify_add_watch(watch, bytes(folder), CREATED | MOVED_HERE) >= 0

    def seen() -> list[str]:
        try:
            events = os.read(watch, 65536)
        except BlockingIOError:
            return []
        names = []
        while events:
            *_, length = EVENT.unpack_from(events)
            whole = EVENT.size + length
            names.append(events[EVENT.size : whole].rstrip(b"\0").decode())
            events = events[whole:]
        return names

    return seen


def work(folder: Path, *statements: str) -> set[str]:
    """Works in a journal in this folder, after these statements; the files that are there then."""
    home = folder / "work"
    home.mkdir()
    subprocess.run([sys.executable, "-c", WORKS, MANY, *statements], cwd=home, check=True)
    return {file.name for file in home.iterdir()}


def test_sorting_and_writing_anew_are_done_in_memory(
    tmp_path: Path, made: Callable[[], list[str]]
) -> None:
    assert work(tmp_path) == {"j.db", "copy.db"}
    assert made() == []


def test_a_database_that_sorts_on_disk_would_be_seen(
    tmp_path: Path, made: Callable[[], list[str]]
) -> None:
    work(tmp_path, "PRAGMA temp_store = FILE")
    assert made()
