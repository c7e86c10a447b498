"""Unfinished texts made searchable in memory, for an index in the file would cost every key."""

from sqlalchemy import select

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

_NEWEST = (
    select(DraftRow.reflection_pk, ReflectionRow.revision, DraftRow.saved_at)
    .join(ReflectionRow, ReflectionRow.pk == DraftRow.reflection_pk)
    .order_by(DraftRow.saved_at.desc(), DraftRow.reflection_pk.desc())
    .limit(MOST)
)
"""What tells the texts from those of any other time: a save counts up, and a row may come anew."""


def refresh(tx: Transaction) -> bool:
    """Takes in the texts as they are now, if any of them changed; False if there are none."""
    if not tx.swiftly("SELECT 1 FROM draft LIMIT 1"):
        return False
    newest = tx.all(_NEWEST)
    for statement in _TABLES:
        tx.in_memory(statement)
    state = repr([tuple(row) for row in newest])
    if tx.in_memory("SELECT state FROM unfinished_seen") == [(state,)]:
        return True
    for table in ("unfinished_seen", STEMS, WORDS):
        tx.in_memory(f"DELETE FROM {table}")  # noqa: S608
    tx.in_memory("INSERT INTO unfinished_seen VALUES (?)", state)
    bodies = select(DraftRow.reflection_pk, DraftRow.body).where(
        DraftRow.reflection_pk.in_([row.reflection_pk for row in newest])
    )
    for pk, body in tx.all(bodies):
        text = indexable(body)
        for table in (STEMS, WORDS):
            tx.in_memory(f"INSERT INTO {table}(rowid, body) VALUES (?, ?)", pk, text)  # noqa: S608
    return True
