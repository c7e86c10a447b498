"""Unfinished texts made searchable in memory, for an index in the file would cost every key."""

from sqlalchemy import func, select

from db.models import DraftRow, ReflectionRow
from db.transaction import Transaction

STEMS = "unfinished_stems"
WORDS = "unfinished_words"

MOST = 50
"""So many unfinished texts are looked through, the newest saves of all."""

_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS unfinished_seen (state TEXT)",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{STEMS} USING fts5(body, "
    "tokenize='porter unicode61 remove_diacritics 2')",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{WORDS} USING fts5(body, "
    "tokenize='unicode61 remove_diacritics 2')",
)


def refresh(tx: Transaction) -> None:
    """Takes in the texts as they are now, if any was saved, kept or dropped since the last time."""
    for statement in _TABLES:
        tx.in_memory(statement)
    now = tx.one(
        select(
            func.count(), func.max(DraftRow.saved_at), func.sum(ReflectionRow.revision)
        ).join_from(DraftRow, ReflectionRow, ReflectionRow.pk == DraftRow.reflection_pk)
    )
    state = repr(tuple(now))
    if tx.in_memory("SELECT state FROM unfinished_seen") == [(state,)]:
        return
    for table in ("unfinished_seen", STEMS, WORDS):
        tx.in_memory(f"DELETE FROM {table}")  # noqa: S608
    tx.in_memory("INSERT INTO unfinished_seen VALUES (?)", state)
    newest = (
        select(DraftRow.reflection_pk, DraftRow.body)
        .order_by(DraftRow.saved_at.desc(), DraftRow.reflection_pk.desc())
        .limit(MOST)
    )
    for pk, body in tx.all(newest):
        text = body.encode("utf-8", "replace").decode()
        for table in (STEMS, WORDS):
            tx.in_memory(f"INSERT INTO {table}(rowid, body) VALUES (?, ?)", pk, text)  # noqa: S608
