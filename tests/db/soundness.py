"""Whether a journal's file is sound in every way there is to look at it."""

from pathlib import Path

from db import schema, triggers
from db.engine import connect
from db.keys import salt_of
from db.store import Store
from db.transaction import Transaction
from tests.db.test_index import check_indexes, check_tallies
from tests.db.writing import KEY


class LookedAt(Exception):
    """Takes back what looking at an index writes."""


def check_sound(path: Path, key: bytes = KEY) -> None:
    """Pages, their seals, rows, links, triggers, both indexes and the tallies are right."""
    raw = connect(path, key, salt_of(path))
    try:
        ours = raw.execute("SELECT version_num FROM alembic_version").fetchall()
        assert raw.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        # It looks at the file alone, so the log goes into it first.
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert raw.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        raw.close()
    if ours == [(schema.HEAD,)]:
        # A backup that is opened as a journal could not be written, as an index has to be.
        salt = salt_of(path)
        store = Store(connect(path, key, salt), path, key, salt)
        try:
            with store.write() as tx:
                check_inside(tx)
                raise LookedAt
        except LookedAt:
            pass
        finally:
            store.close()


def check_inside(tx: Transaction) -> None:
    """Triggers, indexes and tallies."""
    there = {name for (name,) in tx.in_memory("SELECT name FROM sqlite_schema")}
    assert {statement.split()[2] for statement in triggers.TRIGGERS} <= there
    check_indexes(tx)
    check_tallies(tx)


def everything(path: Path, key: bytes = KEY) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for how an index arranges what it holds."""
    raw = connect(path, key, salt_of(path))
    try:
        tables = raw.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        ).fetchall()
        return {
            name: sorted(raw.execute(f"SELECT * FROM {name}").fetchall(), key=repr)  # noqa: S608
            for (name,) in tables
            if not name.startswith((*triggers.INDEXES, "sqlite_"))
        }
    finally:
        raw.close()


def revision_of(path: Path, key: bytes = KEY) -> str:
    """The schema the file has."""
    raw = connect(path, key, salt_of(path))
    try:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    finally:
        raw.close()
