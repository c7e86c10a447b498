"""Unfinished texts made searchable in memory, for an index in the file would cost every key."""

from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from db.models import DraftRow, ReflectionRow
from db.terms import STEMS as STEMS_TOKENIZER
from db.terms import WORDS as WORDS_TOKENIZER
from db.terms import indexable
from db.transaction import Transaction

STEMS = "unfinished_stems"
WORDS = "unfinished_words"

MOST = 50
"""So many unfinished texts are looked through, the newest saves of all."""

_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS unfinished_seen (state TEXT)",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{STEMS} USING fts5(body, "
    f"tokenize='{STEMS_TOKENIZER}')",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{WORDS} USING fts5(body, "
    f"tokenize='{WORDS_TOKENIZER}')",
)

_NEWEST = str(
    select(DraftRow.reflection_pk, ReflectionRow.revision, DraftRow.saved_at)
    .join(ReflectionRow, ReflectionRow.pk == DraftRow.reflection_pk)
    .order_by(DraftRow.saved_at.desc(), DraftRow.reflection_pk.desc())
    .limit(MOST)
    .compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
)
"""What tells the texts from those of any other time: a save counts up, and a row may come anew."""


def refresh(tx: Transaction) -> bool:
    """Takes in the texts as they are now, if any of them changed; False if there are none."""
    newest = tx.swiftly(_NEWEST)
    if not newest:
        return False
    state = repr(newest)
    if not tx.swiftly("SELECT 1 FROM sqlite_temp_schema WHERE name = 'unfinished_seen'"):
        for statement in _TABLES:
            tx.in_memory(statement)
    elif tx.swiftly("SELECT state FROM unfinished_seen") == [(state,)]:
        return True
    for table in ("unfinished_seen", STEMS, WORDS):
        tx.in_memory(f"DELETE FROM {table}")  # noqa: S608
    tx.in_memory("INSERT INTO unfinished_seen VALUES (?)", state)
    bodies = select(DraftRow.reflection_pk, DraftRow.body).where(
        DraftRow.reflection_pk.in_([pk for pk, *_ in newest])
    )
    for pk, body in tx.all(bodies):
        text = indexable(body)
        for table in (STEMS, WORDS):
            tx.in_memory(f"INSERT INTO {table}(rowid, body) VALUES (?, ?)", pk, text)  # noqa: S608
    return True
