"""Arguments of commands. Each ends with 0, 1 or 2, and no report of a crash."""

import contextlib
import hashlib
import io
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from db import keys
from db.store import Store
from journal_app import cli, crash
from journal_app.command_table import COMMANDS, ON_SCREEN
from tests.db.deeds import THE_DRAFT, THE_KEPT, fill

PASSPHRASE = "a small boat on a wide grey sea"
for _place in COMMANDS.values():
    # They are loaded late, and only what is loaded now is watched by the fuzzer.
    import_module(f"journal_app.commands.{_place.partition(':')[0]}")

_PARTS = b"\x00"


def words() -> list[str]:
    """Commands, options, ids."""
    options = ["--json", "--on", "--tag", "--since", "--until", "--limit", "--brought", "--yes"]
    options += ["--date", "--bring", "--check", "--help", "--to", "--meeting", "--journal"]
    return [*COMMANDS, *options, THE_KEPT, THE_DRAFT, "co-regulation/Q1", "\x00"]


def seeds() -> list[bytes]:
    """Each command, alone and with what is usual after it."""
    usual = ["--json", "--help"]
    found = [[name] for name in COMMANDS] + [[name, each] for name in COMMANDS for each in usual]
    found += [[name, THE_KEPT] for name in COMMANDS]
    found += [["list", "--since", "2024", "--limit", "3"], ["search", "weather", "tag:shame"]]
    found += [["write", "--on", "Q1", "--tag", "x", "--date", "2024-02-29"], ["read", "CP-1"]]
    found += [["brief", "--to", "brief.md"], ["topics", "--check", "x.md"]]
    return [_PARTS.join(part.encode() for part in each) for each in found]


def prepare(folder: Path) -> Callable[[bytes], None]:
    """Runs it on a journal in the folder, with a text on stdin."""
    # Deriving a key takes a fifth of a second, ten thousand times.
    keys.derive = lambda passphrase, salt: hashlib.sha256(passphrase.encode() + salt).digest()
    path, secret = folder / "journal.db", folder / "secret"
    secret.write_text(PASSPHRASE)
    store, _ = Store.create(path, PASSPHRASE)
    with store.write() as tx:
        fill(tx)
    store.close()
    before = path.read_bytes()
    os.environ["JOURNAL_PASSPHRASE_FILE"] = str(secret)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(folder)

    def crashed(error: BaseException) -> str:
        raise error

    crash.crash_report = crashed

    def feed(content: bytes) -> None:
        given = content.decode("utf-8", "surrogateescape").split("\x00")
        if set(given) & ON_SCREEN:
            return
        path.write_bytes(before)
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        sys.stdin = io.TextIOWrapper(io.BytesIO(b"A text.\n"), encoding="utf-8")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            try:
                code = cli.run(["--journal", str(path), *given])
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
        assert code in (0, 1, 2), code

    return feed
