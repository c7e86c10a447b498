"""The open journal: made, opened, and read or written one transaction at a time."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db import keys, schema
from db.backup_names import is_a_copy
from db.copies import open_backup
from db.engine import PLAIN_HEADER, RawConnection, connect, engine_over, look_at, said
from db.errors import (
    BackupOnly,
    Damaged,
    DiskFailed,
    DiskFull,
    JournalError,
    LookingOnly,
    OldBackup,
    ReadOnly,
    Replaced,
    WrongKey,
    WrongWords,
)
from db.files import keep_private, make_folder, put_in_place, refuse_existing, unfinished_file
from db.footing import Footing
from db.migrating import MaybeUpgraded, bring_up_to_date, is_up_to_date
from db.rekeying import ChangedButClosed, Still, rekey
from db.traces import clear_traces, empty_log
from db.transaction import Reading, Transaction


class Store:
    """One journal, open. Only one thread uses it; close() it, and the key is gone."""

    def __init__(
        self, raw: RawConnection, path: Path, key: bytes, salt: bytes, *, looking: bool = False
    ) -> None:
        self.looking_only = looking
        self._path = path
        self._was_interrupted = False
        self._hold(raw, key, salt)

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

    def read(self) -> Reading:
        """One unchanging view of the journal."""
        return Reading(self._connection, self._raw, self._footing.note_log)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """All of it is safe on the disk at the end, or, after any exception, none of it.

        Raises Busy if another window writes for longer than two seconds, TracesLeft if all is done
        but what `leave_no_trace` asked for, LookingOnly or BackupOnly, and Replaced where it would
        be written into a file that nobody finds any more.
        """
        self._refuse_if_looking()
        if self.is_replaced:
            raise Replaced
        with self._writing() as tx:
            yield tx

    @contextmanager
    def write_from(self, path: Path, key: bytes, salt: bytes) -> Iterator[Transaction]:
        """As write(), with another journal, which is only read, as the schema `other`."""
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with self._attached(uri, f"x'{key.hex()}{salt.hex()}'"), self.write() as tx:
            yield tx

    @contextmanager
    def write_from_memory(self, fill: Callable[[RawConnection], None]) -> Iterator[Transaction]:
        """As write(), with what `fill` puts there as the schema `other`, which is on no disk."""
        self._refuse_if_looking()
        with self._attached(":memory:", ""):
            fill(self._raw)
            with self.write() as tx:
                yield tx

    @contextmanager
    def _attached(self, name: str, key: str) -> Iterator[None]:
        with said():
            self._raw.execute(f'ATTACH DATABASE ? AS other KEY "{key}"', (name,))
        try:
            yield
        except BaseException:
            # What ended it is what is said, also where the connection went with it.
            with suppress(JournalError):
                self._detach()
            raise
        self._detach()

    def _detach(self) -> None:
        with said():
            self._raw.execute("DETACH DATABASE other")

    @property
    def data_version(self) -> int:
        """A number that differs from the last one if, and only if, another window wrote."""
        with self.read() as tx:
            return int(tx.swiftly("PRAGMA data_version")[0][0])

    def close(self) -> None:
        """Closes the file and forgets the key; closing twice does no harm."""
        self._connection.close()
        self._engine.dispose()
        self._key[:] = bytes(len(self._key))

    def _hold(self, raw: RawConnection, key: bytes, salt: bytes) -> None:
        self._raw = raw
        self._key = bytearray(key)
        self._salt = salt
        self._engine = engine_over(raw)
        self._connection = self._engine.connect()
        self._footing = Footing(self._path)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._path

    @property
    def salt(self) -> bytes:
        """What the file begins with; its copies begin with the same, and it is no secret."""
        return self._salt

    @property
    def is_replaced(self) -> bool:
        """Whether another program took the file away, or put another one in its place."""
        return self._footing.is_gone

    def look_only(self, on: bool) -> None:
        """Opens the file anew so that nothing can write in it through this store, or lifts that.

        A backup is only looked at from the first; BackupOnly if that should be lifted.
        """
        if is_a_copy(self._path):
            if not on:
                raise BackupOnly
            return
        key = bytes(self._key)
        # Should the opening fail, nothing is written through the old connection either.
        self.looking_only = self.looking_only or on
        raw = connect(self._path, key, self._salt, looking=on)
        self._connection.close()
        self._engine.dispose()
        self.looking_only = on
        self._hold(raw, key, self._salt)

    def copy_to(self, path: Path) -> None:
        """Puts an encrypted copy there, of one moment and whole; JournalExists or another error."""
        with unfinished_file(path) as new:
            with said():
                self._raw.execute("VACUUM INTO ?", (str(new),))
            put_in_place(new, path)

    def abandon(self) -> None:
        """Closes a file that was taken away, of which nothing is needed any more."""
        self.close()
        self._footing.take_log_away()

    def at(self, path: Path) -> "Store":
        """A copy of this journal that lies there, open."""
        key = bytes(self._key)
        return Store(connect(path, key, self._salt), path, key, self._salt)

    def is_opened_by(self, secret: str) -> bool:
        """Whether the passphrase or the recovery words make the key it was opened with.

        It may be asked on another thread, for it takes as long as opening; closed, nothing does.
        """
        found = [keys.derive(secret, self._salt)]
        if keys.looks_like_words(secret):
            with suppress(WrongWords):
                found.append(keys.key_of(secret))
        held = bytes(self._key)
        return any(held) and any(secrets.compare_digest(key, held) for key in found)

    def beside(self) -> "Store":
        """The same journal through a connection of its own, for what must not hold up this one.

        It may be made and used on another thread, and is closed on its own.
        """
        key = bytes(self._key)
        return Store(self._connect_again(), self._path, key, self._salt, looking=self.looking_only)

    def open_anew(self) -> None:
        """Opens the file once more, after damage was met; a file that was taken away is left alone.

        A connection that met a page that can't be read reads and writes no other page any more. It
        stays where none can be opened anew, for what it has in memory it still reads.
        """
        if self.is_closed or self.is_replaced:
            return
        raw, key = self._connect_again(), bytes(self._key)
        self._connection.close()
        self._engine.dispose()
        self._hold(raw, key, self._salt)

    def _connect_again(self) -> RawConnection:
        key, looking = bytes(self._key), self.looking_only
        if is_a_copy(self._path) and looking:
            return open_backup(self._path, key, self._salt)
        try:
            return connect(self._path, key, self._salt, looking=looking)
        except WrongKey:
            # It was right before.
            raise (WrongKey if self.is_replaced else Damaged) from None

    def was_interrupted(self) -> bool:
        """Whether that was asked for, ever; what is made of many small steps looks at it."""
        return self._was_interrupted

    @property
    def raw(self) -> RawConnection:
        """The connection beneath, for what only db does."""
        return self._raw

    @contextmanager
    def _writing(self) -> Iterator[Transaction]:
        with self._connection.begin():
            tx = Transaction.over(self._connection, self._raw, writing=True)
            yield tx
        self._footing.note_log()
        if tx.is_traceless:
            clear_traces(self._raw)

    def change_passphrase(
        self,
        passphrase: str,
        *,
        note: Callable[[Transaction], None] | None = None,
        still: Still = lambda: None,
    ) -> bytes:
        """Puts the journal under a new passphrase; the new key is for the new recovery words.

        All connections beside this one must be closed. What `note` writes comes with the change.
        Raises WeakPassphrase, OpenElsewhere or another JournalError, and then nothing is changed;
        or ChangedButClosed, and then it is. Look at `is_closed` after any of them.
        """
        self._refuse_if_looking()
        keys.judge(passphrase)
        old = bytes(self._key), self._salt
        salt = _new_salt()
        new = keys.derive(passphrase, salt), salt
        still()
        self.close()
        try:
            rekey(self._path, old, new, note=note, still=still)
        except BaseException:
            with suppress(JournalError):
                self._hold(connect(self._path, *old), *old)
            raise
        try:
            self._hold(connect(self._path, *new), *new)
        except JournalError:
            raise ChangedButClosed from None
        return new[0]

    @property
    def is_closed(self) -> bool:
        """Whether the file is closed and the key forgotten."""
        return self._connection.closed

    @property
    def key(self) -> bytes:
        """The key, for opening a copy of this very file."""
        return bytes(self._key)

    def recovery_words(self, secret: str | None = None) -> str:
        """The 24 words that are the key; with a secret given, WrongKey unless that opens it."""
        if secret is not None and not self.is_opened_by(secret):
            raise WrongKey
        return keys.words_of(self.key)

    def are_its_words(self, words: str) -> bool:
        """Whether these recovery words open it; nothing is written. Raises WrongWords."""
        return secrets.compare_digest(keys.key_of(words), self.key)

    def is_opened_by_words(self, secret: str) -> bool:
        """Whether this secret is its recovery words, rather than the passphrase or anything."""
        try:
            return self.are_its_words(secret)
        except WrongWords:
            return False

    def interrupt(self) -> None:
        """Ends what the store is reading now, from another thread; the reader gets Interrupted."""
        self._was_interrupted = True
        self._raw.interrupt()

    def filled_at(self, path: Path, fill: Callable[["Store"], None]) -> "Store":
        """A new journal there that the same key opens, open, with what `fill` puts into it."""
        return Store._create(path, self.key, self._salt, fill)

    @classmethod
    def _create(
        cls,
        path: Path,
        key: bytes,
        salt: bytes,
        fill: Callable[["Store"], None] = lambda _: None,
    ) -> "Store":
        refuse_existing(path)
        make_folder(path.parent)
        with unfinished_file(path) as new:
            store = cls(connect(new, key, salt), new, key, salt)
            try:
                store._make_schema()
                fill(store)
                # Closing does it too, but says nothing where it fails; and the log gets no name.
                empty_log(store.raw)
            finally:
                store.close()
            put_in_place(new, path)
        return cls(connect(path, key, salt), path, key, salt)

    def _make_schema(self) -> None:
        with self._writing():
            schema.create(self._connection)

    @classmethod
    def _open(cls, path: Path, key: bytes, salt: bytes, backups: Path | None) -> "Store":
        copy = is_a_copy(path)
        raw = open_backup(path, key, salt) if copy else connect(path, key, salt)
        try:
            current = is_up_to_date(raw)
        except BaseException:
            raw.close()
            raise
        if not current:
            raw.close()
            if copy:
                raise OldBackup
            before = bring_up_to_date(path, key, salt, path.parent if backups is None else backups)
            try:
                raw = connect(path, key, salt)
            except (DiskFull, DiskFailed, ReadOnly):
                raise MaybeUpgraded.of(before) from None
        if not copy:
            keep_private(path)
        return cls(raw, path, key, salt, looking=copy)

    def _refuse_if_looking(self) -> None:
        if self.looking_only:
            raise BackupOnly if is_a_copy(self._path) else LookingOnly


def _new_salt() -> bytes:
    salt = secrets.token_bytes(keys.SALT_BYTES)
    return salt if salt != PLAIN_HEADER else _new_salt()
