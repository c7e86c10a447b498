"""The open journal: made, opened, and read or written one transaction at a time."""

import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db import keys, schema
from db.engine import BEGIN, PLAIN_HEADER, RawConnection, connect, engine_over, look_at, said
from db.errors import Busy, JournalError, TracesLeft, WrongKey, WrongWords
from db.files import make_folder, put_in_place, refuse_existing, unfinished_file
from db.migrating import bring_up_to_date, is_up_to_date
from db.transaction import Transaction
from db.triggers import INDEXES


class Store:
    """One journal, open. Only one thread uses it; close() it, and the key is gone."""

    def __init__(self, raw: RawConnection, path: Path, key: bytes, salt: bytes) -> None:
        self._raw = raw
        self._path = path
        self._key = bytearray(key)
        self._salt = salt
        self._engine = engine_over(raw)
        self._connection = self._engine.connect()

    @classmethod
    def create(cls, path: Path, passphrase: str) -> tuple["Store", bytes]:
        """Makes a journal and opens it; the key is for the recovery words.

        Raises WeakPassphrase, JournalExists or another JournalError; then nothing is there.
        """
        keys.judge(passphrase)
        refuse_existing(path)
        salt = _new_salt()
        key = keys.derive(passphrase, salt)
        return cls._create(path, key, salt), key

    @classmethod
    def create_with_key(cls, path: Path, key: bytes) -> "Store":
        """Makes a journal that no passphrase opens, only this key of 32 bytes."""
        return cls._create(path, key, _new_salt())

    @classmethod
    def open(cls, path: Path, key: bytes, *, backups: Path | None = None) -> "Store":
        """Opens it with the raw key, bringing an older journal up to date.

        Before that a copy is put into the folder `backups` (else beside the journal). Raises
        NoJournal, NotAJournal, WrongKey, NewerJournal or another JournalError.
        """
        look_at(path)
        with said():
            salt = keys.salt_of(path)
        return cls._open(path, key, salt, backups)

    @classmethod
    def unlock(cls, path: Path, secret: str, *, backups: Path | None = None) -> "Store":
        """Opens it with the passphrase or the 24 recovery words; raises as open() does.

        Raises WrongWords for 24 words that are no key and no passphrase either.
        """
        look_at(path)
        with said():
            salt = keys.salt_of(path)
        refusal: WrongKey | WrongWords | None = None
        if keys.looks_like_words(secret):
            try:
                return cls._open(path, keys.key_of(secret), salt, backups)
            except (WrongKey, WrongWords) as error:
                refusal = error
        try:
            return cls._open(path, keys.derive(secret, salt), salt, backups)
        except WrongKey as error:
            raise (refusal or error) from None

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """One unchanging view of the journal."""
        with self._transaction("BEGIN", writing=False) as tx:
            yield tx

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """All of it is safe on the disk at the end, or, after any exception, none of it.

        Raises Busy if another window writes for longer than two seconds, and TracesLeft if all is
        done but what `leave_no_trace` asked for.
        """
        with self._transaction("BEGIN IMMEDIATE", writing=True) as tx:
            yield tx

    @property
    def data_version(self) -> int:
        """A number that differs from the last one if, and only if, another window wrote."""
        with self._transaction("BEGIN", writing=False):
            return int(self._connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def close(self) -> None:
        """Closes the file and forgets the key; closing twice does no harm."""
        self._connection.close()
        self._engine.dispose()
        self._key[:] = bytes(len(self._key))

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._path

    def is_opened_by(self, secret: str) -> bool:
        """Whether the passphrase or the recovery words make the key it was opened with.

        It may be asked on another thread, for it takes as long as opening; closed, nothing does.
        """
        found = [keys.derive(secret, self._salt)]
        if keys.looks_like_words(secret):
            with suppress(WrongWords):
                found.append(keys.key_of(secret))
        held = bytes(self._key)
        return any(held) and any(hmac.compare_digest(key, held) for key in found)

    def beside(self) -> "Store":
        """The same journal through a connection of its own, for what must not hold up this one.

        It may be made and used on another thread, and is closed on its own.
        """
        key = bytes(self._key)
        return Store(connect(self._path, key, self._salt), self._path, key, self._salt)

    @contextmanager
    def _transaction(self, begin: str, *, writing: bool) -> Iterator[Transaction]:
        self._connection.info[BEGIN] = begin
        with self._connection.begin():
            tx = Transaction.over(self._connection, writing=writing)
            yield tx
        if tx.is_traceless:
            self._clear_traces()

    def _clear_traces(self) -> None:
        """Writes the file anew without what was deleted.

        The indexes hold the words of a deleted text until they are merged, and a page from which
        rows have moved away holds them until the file is written anew.
        """
        try:
            with said():
                for index in INDEXES:
                    self._raw.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608
                self._raw.execute("VACUUM")
                checkpoint = self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                (is_read_elsewhere, *_) = checkpoint.fetchone()
            if is_read_elsewhere:
                raise Busy
        except JournalError as error:
            raise TracesLeft from error

    def interrupt(self) -> None:
        """Ends what the store is reading now, from another thread; the reader gets Interrupted."""
        self._raw.interrupt()

    @classmethod
    def _create(cls, path: Path, key: bytes, salt: bytes) -> "Store":
        refuse_existing(path)
        make_folder(path.parent)
        with unfinished_file(path) as new:
            store = cls(connect(new, key, salt), new, key, salt)
            try:
                store._make_schema()
            finally:
                store.close()
            put_in_place(new, path)
        return cls(connect(path, key, salt), path, key, salt)

    def _make_schema(self) -> None:
        with self._transaction("BEGIN IMMEDIATE", writing=True):
            schema.create(self._connection)

    @classmethod
    def _open(cls, path: Path, key: bytes, salt: bytes, backups: Path | None) -> "Store":
        raw = connect(path, key, salt)
        try:
            current = is_up_to_date(raw)
        except BaseException:
            raw.close()
            raise
        if not current:
            raw.close()
            bring_up_to_date(path, key, salt, path.parent if backups is None else backups)
            raw = connect(path, key, salt)
        return cls(raw, path, key, salt)


def _new_salt() -> bytes:
    salt = secrets.token_bytes(keys.SALT_BYTES)
    return salt if salt != PLAIN_HEADER else _new_salt()
