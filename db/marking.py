"""Where the hits of a search stand in a text, found by an index made of that one text."""

from db.records import Marked, Terms
from db.terms import Brackets, any_of, begin_or_say
from db.transaction import Transaction

_TABLE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.marked USING fts5(body, "
    "tokenize='porter unicode61 remove_diacritics 2')"
)


def marks(tx: Transaction, asked: Terms, text: str) -> tuple[tuple[int, int], ...]:
    """The hits of terms that were `tidied`, as (start, end) in characters, in order."""
    # An index ends a piece of text at a NUL and can't hold a lone surrogate; one character must
    # stand for one, or all marks behind it would be shifted.
    sound = text.replace("\0", " ").encode("utf-8", "replace").decode()
    return begin_or_say(_stems(tx, asked, sound), asked).marks


def _stems(tx: Transaction, asked: Terms, text: str) -> Marked:
    match = any_of([word for word in (*asked.words, asked.begun) if word])
    if not match:
        return Marked(text, ())
    brackets = Brackets.new()
    tx.in_memory(_TABLE)
    tx.in_memory("DELETE FROM marked")
    tx.in_memory("INSERT INTO marked(rowid, body) VALUES (1, ?)", text)
    found = tx.in_memory(
        "SELECT highlight(marked, 0, ?, ?) FROM marked WHERE marked MATCH ?",
        brackets.before,
        brackets.after,
        match,
    )
    tx.in_memory("DELETE FROM marked")
    return brackets.read(found[0][0]) if found else Marked(text, ())
