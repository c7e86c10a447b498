"""What looks for the canary finds it in every form it is meant to know."""

import base64
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.privacy.canary import Canary

HIDDEN: dict[str, Callable[[str], bytes]] = {
    "plain": lambda text: text.encode(),
    "capitals": lambda text: text.upper().encode(),
    "small": lambda text: text.lower().encode(),
    "backwards": lambda text: text[::-1].encode(),
    "utf-16": lambda text: text.encode("utf-16-le"),
    "utf-16, other order": lambda text: text.encode("utf-16-be"),
    "utf-32": lambda text: text.encode("utf-32-le"),
    "hex": lambda text: text.encode().hex().upper().encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64, one on": lambda text: base64.b64encode(b"x" + text.encode()),
    "base64, two on": lambda text: base64.b64encode(b"xy" + text.encode()),
    "base64 of utf-16": lambda text: base64.b64encode(text.encode("utf-16-le")),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(text.encode()),
    "json": lambda text: json.dumps({"body": text}).encode(),
    "escaped": lambda text: "".join(f"\\u{ord(sign):04X}" for sign in text).encode(),
    "in an address": lambda text: "".join(f"%{ord(sign):02X}" for sign in text).encode(),
    "zlib": lambda text: b"some bytes" + zlib.compress(text.encode()) + b"more",
    "zlib, best": lambda text: zlib.compress(text.encode(), 9),
    "gzip": lambda text: b"x" + gzip.compress(text.encode()),
    "zip": lambda text: _zipped(text.encode()),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_it_is_found_however_it_is_hidden(name: str, tmp_path: Path) -> None:
    canary = Canary()
    file = tmp_path / "file"
    file.write_bytes(b"\x00\xff" + HIDDEN[name](canary.sentence))
    assert canary.files_with_it(tmp_path) == [file]
    assert not Canary().files_with_it(tmp_path)


def test_it_is_found_in_a_name(tmp_path: Path) -> None:
    canary = Canary()
    (tmp_path / canary.word.lower()).symlink_to("nowhere")
    assert canary.files_with_it(tmp_path)


def _zipped(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("text", data)
    return file.getvalue()
