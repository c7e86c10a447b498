"""Puts a journal under another key: a whole new file is made and compared, then takes its place.

Until that one step the old key opens everything, and after it the new one does, however it ends.
"""

from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

from db.alone import have_to_oneself, refuse_company
from db.engine import RawConnection, connect, engine_over, said
from db.errors import Damaged, JournalError
from db.files import put_over, unfinished_file, unfinished_of
from db.transaction import Transaction

Still: TypeAlias = Callable[[], None]
"""Asked again and again until the last moment; raises what ends the change with nothing done."""

PAGES_AT_ONCE = 256
ROWS_AT_ONCE = 500
_UNTOUCHED = ("user_version", "application_id", "encoding", "page_size", "page_count")


class NotTheSame(JournalError):
    """The new file did not say what the old one says."""

    sentence = (
        "The copy under the new passphrase was not the same as the journal, so the passphrase was "
        "not changed. Check the disk, then try again."
    )


class ChangedButClosed(JournalError):
    """The new key holds, but the file could not be opened again."""

    sentence = (
        "The passphrase is changed, but the journal could not be opened again just now. "
        "Open it with the new passphrase; the new recovery words are shown then."
    )


def rekey(
    path: Path,
    old: tuple[bytes, bytes],
    new: tuple[bytes, bytes],
    *,
    note: Callable[[Transaction], None] | None = None,
    still: Still = lambda: None,
) -> None:
    """Puts the closed file at the path under the key and salt `new`, all or nothing.

    What `note` writes is written under the new key alone. Raises OpenElsewhere, NotTheSame, or
    another JournalError; then the old key opens it, and nothing of the new one is left.
    """
    # The new file goes where the old one really is, and not in the place of a link to it.
    path = path.resolve()
    source = connect(path, *old)
    try:
        have_to_oneself(source, path)
        _clear_unfinished(path)
        with unfinished_file(path) as made:
            copy = connect(made, *new, journal_mode="DELETE")
            try:
                _copy(source, copy, still)
                _compare(source, copy, still)
                if note is not None:
                    _write(copy, note)
            finally:
                copy.close()
            refuse_company(made)
            still()
            put_over(made, path)
    finally:
        source.close()


def _clear_unfinished(path: Path) -> None:
    """Removes what an earlier change left that was killed; nobody else is at it now."""
    with said():
        for left in list(unfinished_of(path)):
            left.unlink(missing_ok=True)


def _copy(source: RawConnection, copy: RawConnection, still: Still) -> None:
    """Page by page, so that not a row, an index or a number becomes another."""

    def progress(_status: int, _remaining: int, _total: int) -> None:
        still()

    with said():
        source.backup(copy, pages=PAGES_AT_ONCE, progress=progress)


def _compare(source: RawConnection, copy: RawConnection, still: Still) -> None:
    with said():
        for of_one, of_other in zip(_facts(source, still), _facts(copy, still), strict=True):
            if of_one != of_other:
                raise NotTheSame
        # Reads every page, so a damaged journal is not carried over unnoticed.
        if copy.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
            raise NotTheSame
        if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise Damaged


def _facts(connection: RawConnection, still: Still) -> Iterator[object]:
    """What two files that say the same have alike: numbers, schema, each table's rows in order."""
    for pragma in _UNTOUCHED:
        yield connection.execute(f"PRAGMA {pragma}").fetchone()
    schema = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid"
    ).fetchall()
    yield schema
    for kind, name, _, sql in schema:
        # What a virtual table shows is kept in tables of its own, which are among these.
        if kind == "table" and not str(sql).upper().startswith("CREATE VIRTUAL"):
            yield name, _digest(connection, name, still)


def _digest(connection: RawConnection, table: str, still: Still) -> tuple[int, bytes]:
    """How many rows there are, and a digest of them with the numbers they are linked by."""
    quoted = '"' + table.replace('"', '""') + '"'
    (has_rowid,) = connection.execute(
        "SELECT NOT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?", (table,)
    ).fetchone()
    rows = connection.execute(f"SELECT {'rowid, ' if has_rowid else ''}* FROM {quoted}")  # noqa: S608
    digest, count = blake2b(), 0
    while some := rows.fetchmany(ROWS_AT_ONCE):
        still()
        count += len(some)
        for row in some:
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return count, digest.digest()


def _write(copy: RawConnection, note: Callable[[Transaction], None]) -> None:
    engine = engine_over(copy)
    with engine.connect() as connection, connection.begin():
        note(Transaction.over(connection, copy, writing=True))
