"""Journals that open with the right key and hold what this program never wrote.

Each is made from a whole one by a few changes, which the bytes of an input choose: any value of any
type in any place, rows and tables that are gone, triggers of somebody else's.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from db.engine import connect
from db.keys import salt_of
from db.store import Store
from tests.db.deeds import fill
from tests.db.writing import KEY

MOST_CHANGES = 6
VALUES: tuple[object, ...] = (
    None,
    -1,
    2**63 - 1,
    1e308,
    "",
    "x",
    "kept",
    "2026-13-45",
    "2026-03-02",
    "0000-00-00T00:00:00",
    "co-regulation/Q1",
    b"\xff\xfe\x00",
    b"\xed\xa0\x80",
    "a\x00b",
    "\x1b]0;x\x07" * 50,
    "{" * 2000,
    "9" * 400,
)
STATEMENTS = (
    "DELETE FROM {table}",
    "DROP TABLE {table}",
    "INSERT INTO {table} SELECT * FROM {table}",
    "CREATE TRIGGER theirs AFTER INSERT ON {table} BEGIN DELETE FROM {table}; END",
    "CREATE TRIGGER theirs BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'x'); END",
    "ALTER TABLE {table} RENAME TO theirs",
    "ALTER TABLE {table} ADD COLUMN theirs",
    "UPDATE alembic_version SET version_num = '0002'",
    "UPDATE alembic_version SET version_num = ''",
    "INSERT INTO alembic_version VALUES ('0001')",
    "DROP VIEW reflection_text",
    "INSERT INTO reflection_words(reflection_words) VALUES ('delete-all')",
    "DELETE FROM reflection_stems_data",
    "PRAGMA user_version = 77",
)


def whole(path: Path) -> bytes:
    """The journal that the changes are made in."""
    store = Store.create_with_key(path, KEY)
    with store.write() as tx:
        fill(tx)
    store.close()
    return path.read_bytes()


def seeds() -> list[bytes]:
    """Each kind of change once."""
    found = [bytes([0, table, column, 0, value]) for table, column, value in SOME]
    return [*found, *(bytes([1, 0, 0, 0, number]) for number in range(len(STATEMENTS)))]


SOME = [(table, (table * 7) % 5, table % len(VALUES)) for table in range(40)]


def change(path: Path, journal: bytes, content: bytes) -> None:
    """Lays the journal there, changed as the content says; a change that can't be is left out."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
    path.write_bytes(journal)
    raw: Any = connect(path, KEY, salt_of(path), foreign_keys=False)
    try:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        tables = [name for (name,) in raw.execute("SELECT name FROM pragma_table_list ORDER BY 1")]
        for at in range(0, min(len(content), 5 * MOST_CHANGES) - 4, 5):
            kind, table, column, row, value = content[at : at + 5]
            with suppress(sqlcipher.Error):
                _change(raw, kind, tables[table % len(tables)], column, row, value)
    finally:
        raw.close()


def _change(raw: Any, kind: int, table: str, column: int, row: int, value: int) -> None:
    if kind % 4 == 1:
        raw.execute(STATEMENTS[value % len(STATEMENTS)].format(table=table))
        return
    names = [name for _, name, *_ in raw.execute(f"PRAGMA table_info({table})")]
    if not names:
        # An earlier change took the table away.
        return
    triggers = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    if kind % 4 == 2:
        # Without the triggers, so that what they hold true becomes untrue.
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
    raw.execute(
        f"UPDATE OR IGNORE {table} SET {names[column % len(names)]} = ? "  # noqa: S608
        f"WHERE rowid IN (SELECT rowid FROM {table} LIMIT 3 OFFSET ?)",
        (VALUES[value % len(VALUES)], row % 8),
    )
    if kind % 4 == 2:
        for _, statement in triggers:
            raw.execute(statement)
