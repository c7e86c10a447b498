"""The other journal, read from a private copy of it, so that the file itself is never changed."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from db import keys
from db.engine import connect, look_at, said
from db.errors import Busy, JournalError, WrongKey
from db.files import unfinished_file
from db.merging.fit import look_through
from db.migrating import bring_up_to_date, is_up_to_date

_AT_ONCE = 1 << 20
_LOG = "-wal"


class OtherKey(WrongKey):
    """The other file has another passphrase."""

    sentence = "The other file doesn't open with this journal's passphrase."


@dataclass(frozen=True, slots=True)
class Copy:
    """A private copy, up to date, and what opens it."""

    path: Path
    key: bytes
    salt: bytes


@contextmanager
def private_copy(
    file: Path, beside: Path, secrets: Iterable[str], known: tuple[bytes, bytes] | None
) -> Iterator[Copy]:
    """An encrypted copy of the file beside another one, gone at the end.

    It is opened with the `known` key where that has the file's salt, else with one of the secrets.
    Raises OtherKey, Unfit, Busy if the file is being written meanwhile, or another JournalError.
    """
    look_at(file)
    with unfinished_file(beside) as new:
        _take(file, new)
        with said():
            salt = keys.salt_of(new)
        key = _key(new, salt, secrets, known)
        raw = connect(new, key, salt)
        try:
            current = is_up_to_date(raw)
        finally:
            raw.close()
        if not current:
            with suppress(OSError):
                bring_up_to_date(new, key, salt, new.parent).unlink()
        _look_through(new, key, salt)
        yield Copy(new, key, salt)


def _look_through(new: Path, key: bytes, salt: bytes) -> None:
    raw = connect(new, key, salt)
    try:
        look_through(raw)
    finally:
        raw.close()


def _take(file: Path, new: Path) -> None:
    log, new_log = (path.with_name(f"{path.name}{_LOG}") for path in (file, new))
    with said():
        before = _state(file), _state(log)
        _copy(file, new)
        if before[1] is not None:
            with suppress(FileNotFoundError):
                _copy(log, new_log)
        if (_state(file), _state(log)) != before:
            raise Busy("The other file is being written just now. Wait a moment, then try again.")


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as read, target.open("wb") as written:
        target.chmod(0o600)
        while block := read.read(_AT_ONCE):
            written.write(block)


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - one look at both
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


def _key(
    path: Path, salt: bytes, secrets: Iterable[str], known: tuple[bytes, bytes] | None
) -> bytes:
    if known is not None and known[1] == salt and _opens(path, known[0], salt):
        return known[0]
    for secret in secrets:
        for key in _keys_of(secret, salt):
            if _opens(path, key, salt):
                return key
    raise OtherKey


def _keys_of(secret: str, salt: bytes) -> Iterator[bytes]:
    if keys.looks_like_words(secret):
        with suppress(JournalError):
            yield keys.key_of(secret)
    yield keys.derive(secret, salt)


def _opens(path: Path, key: bytes, salt: bytes) -> bool:
    try:
        connect(path, key, salt).close()
    except WrongKey:
        return False
    return True
