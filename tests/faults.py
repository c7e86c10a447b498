"""A disk that fails when told to, under SQLite and under what Python writes itself.

SQLite asks its VFS for every system call, and the VFS lets each be replaced, which is how SQLite's
own tests make a disk fail. Syncing is not among them, so a file that is opened here gets methods of
its own in which that alone differs. What Python writes goes through functions of `os` and `io`,
which are replaced for as long as the disk is there.
"""

import builtins
import ctypes
import errno
import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3._sqlite3 as driver

DEATH = -1
"""In place of an errno: at this write the process is killed, as with `kill -9`."""

KINDS = (errno.ENOSPC, errno.EIO, errno.EROFS)
"""The disk is full, does not answer, may only be read."""

_SQLITE_OK = 0
_SQLITE_IOERR_FSYNC = 1034

_INT, _LONG, _POINTER = ctypes.c_int, ctypes.c_ssize_t, ctypes.c_void_p


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", _INT),
        ("file_size", _INT),
        ("longest_path", _INT),
        ("next", _POINTER),
        ("name", ctypes.c_char_p),
        ("data", _POINTER),
        ("open", _POINTER),
        ("others", _POINTER * 12),
        ("set_system_call", _POINTER),
        ("get_system_call", _POINTER),
        ("next_system_call", _POINTER),
    )


class _Methods(ctypes.Structure):
    """Of an open file; `sync` is the fifth, and the twelve after it stay as they are."""

    _fields_ = (
        ("version", _INT),
        ("before", _POINTER * 4),
        ("sync", _POINTER),
        ("after", _POINTER * 13),
    )


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


_VFS = ctypes.POINTER(_Vfs)
_FILE = ctypes.POINTER(_File)
_SET = ctypes.CFUNCTYPE(_INT, _VFS, ctypes.c_char_p, _POINTER)
_GET = ctypes.CFUNCTYPE(_POINTER, _VFS, ctypes.c_char_p)
_OPEN = ctypes.CFUNCTYPE(_INT, _VFS, _POINTER, _FILE, _INT, _POINTER)
_SYNC = ctypes.CFUNCTYPE(_INT, _FILE, _INT)

_CALLS: dict[str, Any] = {
    "open": ctypes.CFUNCTYPE(_INT, _POINTER, _INT, _INT, use_errno=True),
    "write": ctypes.CFUNCTYPE(_LONG, _INT, _POINTER, ctypes.c_size_t, use_errno=True),
    "pwrite": ctypes.CFUNCTYPE(
        _LONG, _INT, _POINTER, ctypes.c_size_t, ctypes.c_int64, use_errno=True
    ),
    "ftruncate": ctypes.CFUNCTYPE(_INT, _INT, ctypes.c_int64, use_errno=True),
    "unlink": ctypes.CFUNCTYPE(_INT, _POINTER, use_errno=True),
}
"""The system calls with which SQLite changes anything on the disk."""

_PYTHONS = ("fsync", "ftruncate", "link", "mkdir", "open", "rename", "replace", "write")
"""The functions of `os` with which Python does. That removing fails is nothing to be said."""


class Disk:
    """Works until it is told to fail; counts every write, whoever does it."""

    def __init__(self) -> None:
        self.writes = 0
        self.failed = 0
        self._at = 0
        self._number = 0
        self._for_good = False

    def fail(self, at: int, number: int, *, for_good: bool = False) -> None:
        """Fails at the write with this number, from now on counted from 1, with this errno.

        Once, or `for_good`: then at every later one too, until it is mended.
        """
        self.writes = self.failed = 0
        self._at, self._number, self._for_good = at, number, for_good

    def mend(self) -> None:
        """Works again."""
        self._at = 0

    def fails(self) -> bool:
        """Counts a write, and says whether this one fails."""
        self.writes += 1
        fails = self._at > 0 and (
            self.writes >= self._at if self._for_good else self.writes == self._at
        )
        self.failed += fails
        return fails

    def error(self) -> int:
        """The errno it fails with; whoever is to die never hears it."""
        if self._number == DEATH:
            os.kill(os.getpid(), signal.SIGKILL)
        return self._number


@contextmanager
def failing_disk() -> Iterator[Disk]:
    """A disk under every journal that is opened while the block lasts."""
    disk = Disk()
    with pytest.MonkeyPatch.context() as patch, _under_sqlite(disk):
        _under_python(disk, patch)
        yield disk


@contextmanager
def _under_sqlite(disk: Disk) -> Iterator[None]:
    library = ctypes.CDLL(driver.__file__)
    library.sqlite3_vfs_find.restype = _VFS
    vfs = library.sqlite3_vfs_find(None)
    set_call, get_call = _SET(vfs.contents.set_system_call), _GET(vfs.contents.get_system_call)
    kept: list[Any] = []
    for name, kind in _CALLS.items():
        replaced = kind(_failing(disk, name, kind(get_call(vfs, name.encode()))))
        kept.append(replaced)
        assert set_call(vfs, name.encode(), ctypes.cast(replaced, _POINTER)) == _SQLITE_OK
    opened = vfs.contents.open
    opening = _OPEN(_opening(disk, _OPEN(opened), kept))
    vfs.contents.open = ctypes.cast(opening, _POINTER)
    try:
        yield
    finally:
        vfs.contents.open = opened
        for name in _CALLS:
            set_call(vfs, name.encode(), None)
        # Files that are open still point at these.
        _KEPT.extend(kept)


_KEPT: list[Any] = []


def _failing(disk: Disk, name: str, real: Any) -> Callable[..., int]:
    def call(*given: Any) -> int:
        changes = name != "open" or given[1] & os.O_CREAT
        if changes and disk.fails():
            if name in ("write", "pwrite"):
                # A disk that fails may have written some of it.
                handle, content, size, *place = given
                real(handle, content, size // 2, *place)
            ctypes.set_errno(disk.error())
            return -1
        return int(real(*given))

    return call


def _opening(disk: Disk, real: Any, kept: list[Any]) -> Callable[..., int]:
    ours: dict[int, Any] = {}

    def methods_like(theirs: Any) -> Any:
        address = ctypes.addressof(theirs.contents)
        if address not in ours:
            real_sync = _SYNC(theirs.contents.sync)

            def sync(file: Any, flags: int) -> int:
                if disk.fails():
                    disk.error()
                    return _SQLITE_IOERR_FSYNC
                return int(real_sync(file, flags))

            copy = _Methods.from_buffer_copy(theirs.contents)
            syncing = _SYNC(sync)
            copy.sync = ctypes.cast(syncing, _POINTER)
            kept.extend((copy, syncing))
            ours[address] = ctypes.pointer(copy)
        return ours[address]

    def open_file(vfs: Any, name: Any, file: Any, flags: int, flags_out: Any) -> int:
        result = int(real(vfs, name, file, flags, flags_out))
        if result == _SQLITE_OK and file.contents.methods:
            file.contents.methods = methods_like(file.contents.methods)
        return result

    return open_file


def _under_python(disk: Disk, patch: pytest.MonkeyPatch) -> None:
    def failing(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            changes = name != "open" or given[1] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR)
            if changes and disk.fails():
                number = disk.error()
                raise OSError(number, os.strerror(number))
            return real(*given, **named)

        return call

    for name in _PYTHONS:
        patch.setattr(os, name, failing(name, getattr(os, name)))

    class Raw(io.FileIO):
        def write(self, content: Any, /) -> int:
            if disk.fails():
                view = memoryview(content)
                super().write(view[: view.nbytes // 2])
                number = disk.error()
                raise OSError(number, os.strerror(number))
            return super().write(content)

    def opened(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(file: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
            if not set(mode) & set("wxa+"):
                return real(file, mode, *given, **named)
            raw = Raw(file, mode.replace("b", "").replace("t", ""))
            buffered: Any = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
            return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding="utf-8")

        return call

    for module, name in ((os, "fdopen"), (io, "open"), (builtins, "open")):
        patch.setattr(module, name, opened(getattr(module, name)))


def files_beside(path: Path) -> set[str]:
    """The names in the journal's folder but those of the journal itself."""
    own = {path.name, f"{path.name}-wal", f"{path.name}-shm"}
    return {file.name for file in path.parent.iterdir()} - own
