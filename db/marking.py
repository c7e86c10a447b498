"""Where the hits of a search stand in a text, found by indexes made of that one text."""

from db.records import Marked, Terms
from db.terms import STEMS, WORDS, Brackets, any_of, apart, as_prefix, indexable
from db.transaction import Transaction

_TOKENIZERS = {"marked_stems": STEMS, "marked_words": WORDS}


def marks(tx: Transaction, asked: Terms, text: str) -> tuple[tuple[int, int], ...]:
    """The hits of terms that were `tidied`, as (start, end) in characters, in order."""
    stems = any_of([word for word in (*asked.words, asked.begun) if word])
    words = " OR ".join(part for part in (any_of(asked.phrases), as_prefix(asked.begun)) if part)
    sound = indexable(text)
    return apart(
        {
            *_marked(tx, "marked_stems", stems, sound).marks,
            *_marked(tx, "marked_words", words, sound).marks,
        }
    )


def _marked(tx: Transaction, index: str, match: str, text: str) -> Marked:
    if not match:
        return Marked(text, ())
    brackets = Brackets.new()
    tx.in_memory(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{index} USING fts5(body, "
        f"tokenize='{_TOKENIZERS[index]}')"
    )
    tx.in_memory(f"DELETE FROM {index}")  # noqa: S608
    tx.in_memory(f"INSERT INTO {index}(rowid, body) VALUES (1, ?)", text)  # noqa: S608
    found = tx.in_memory(
        f"SELECT highlight({index}, 0, ?, ?) FROM {index} WHERE {index} MATCH ?",  # noqa: S608
        brackets.before,
        brackets.after,
        match,
    )
    tx.in_memory(f"DELETE FROM {index}")  # noqa: S608
    return brackets.read(found[0][0]) if found else Marked(text, ())
