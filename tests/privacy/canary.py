"""A sentence to write, and whatever form of it might be found where it should not be."""

import base64
import json
import os
import secrets
import string
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

_MOST_BYTES = 64 * 1024 * 1024
_STREAMS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b\x08")
_BOTH_HEADERS = 32 + zlib.MAX_WBITS
_ZIPPED, _ZIP_HEADER = b"PK\x03\x04", 30


class Canary:
    """A word that nothing else on this machine holds, and a sentence around it."""

    def __init__(self) -> None:
        self.word = "Qui" + "".join(secrets.choice(string.ascii_lowercase) for _ in range(11))
        self.sentence = f"The {self.word} sat unseen behind the third curtain."
        self._needles = {form.lower() for form in self._forms()}
        self._exact = set(self._base64())

    def is_in(self, data: bytes) -> bool:
        """Whether the word is in the bytes, plain, encoded, or in a compressed stream there."""
        return self._is_plainly_in(data) or any(self._is_plainly_in(one) for one in unpacked(data))

    def files_with_it(self, *places: Path, ignoring: Iterable[Path] = ()) -> list[Path]:
        """The files below the places whose names or bytes have it; no link is followed."""
        known = set(ignoring)
        return [
            file
            for place in places
            for file in everything_in(place)
            if file not in known
            and (
                self.is_in(os.fsencode(file)) or (not file.is_symlink() and self.is_in(read(file)))
            )
        ]

    def _is_plainly_in(self, data: bytes) -> bool:
        lowered = data.lower()
        return any(form in lowered for form in self._needles) or any(
            form in data for form in self._exact
        )

    def _forms(self) -> Iterator[bytes]:
        for word in (self.word, self.word[::-1]):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-7"):
                yield word.encode(encoding)
            yield word.encode().hex().encode()
            yield word.encode("utf-16-le").hex().encode()
            yield "".join(f"\\u{ord(letter):04x}" for letter in word).encode()
            yield "".join(f"%{ord(letter):02x}" for letter in word).encode()
            yield json.dumps(word)[1:-1].encode()
            yield quote(word).encode()

    def _base64(self) -> Iterator[bytes]:
        for data in (self.word.encode(), self.word.encode("utf-16-le")):
            for before in range(3):
                # What stands before and after it changes the signs at both ends.
                whole = base64.b64encode(bytes(before) + data)
                yield whole[4 if before else 0 : len(whole) // 4 * 4 - 4]


def everything_in(place: Path) -> Iterator[Path]:
    """Every file and link below the place; a file that goes meanwhile is none."""
    if place.is_file():
        yield place
    for folder, _, files in os.walk(place):
        yield from (Path(folder) / file for file in files)


def read(file: Path) -> bytes:
    """What is in a regular file, or where a link leads; nothing if it is gone or not ours."""
    try:
        if file.is_symlink():
            return os.fsencode(file.readlink())
        return file.read_bytes()[:_MOST_BYTES] if file.is_file() else b""
    except OSError:
        return b""


def unpacked(data: bytes) -> Iterator[bytes]:
    """What zlib, gzip and zip have packed anywhere in the bytes."""
    for header in _STREAMS:
        at = data.find(header)
        while at >= 0:
            yield _inflated(data[at:], _BOTH_HEADERS)
            at = data.find(header, at + 1)
    at = data.find(_ZIPPED)
    while at >= 0:
        names = int.from_bytes(data[at + 26 : at + 28], "little")
        more = int.from_bytes(data[at + 28 : at + 30], "little")
        yield _inflated(data[at + _ZIP_HEADER + names + more :], -zlib.MAX_WBITS)
        at = data.find(_ZIPPED, at + 1)


def _inflated(data: bytes, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(data, _MOST_BYTES)
    except zlib.error:
        return b""


SHARED = (Path("/dev/shm"), Path("/var/tmp"), Path("/tmp"))  # noqa: S108  (looked at, not used)


def in_shared_folders() -> set[Path]:
    """What lies directly in the folders that all programs of this machine share."""
    return {found for place in SHARED if place.is_dir() for found in place.iterdir()}
