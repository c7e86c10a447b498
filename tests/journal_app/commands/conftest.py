"""Runs the command line inside the test, with its own stdin and a cheap key derivation."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from db import keys
from db.store import Store
from db.transaction import Transaction
from journal_app import cli
from journal_app.services import writing

PASSPHRASE = "tin lantern orchard quarrel"
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Done:
    """What one command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, read as JSON."""
        return json.loads(self.out)

    def refused(self) -> str:
        """The one line that says why nothing was done."""
        assert self.code == 1
        assert self.out == ""
        assert self.err.count("\n") == 1, self.err
        assert self.err.endswith((".\n", "?\n"))
        return self.err


Run = Callable[..., Done]
Refused = Callable[..., str]
T = TypeVar("T")


def write(on: Run, text: str, *options: object) -> str:
    """Writes a reflection; its id."""
    done = on("write", *options, stdin=text)
    assert done.code == 0, done.err
    return done.out.strip()


def bodies(done: Done) -> list[str]:
    """The texts of the reflections that were printed as JSON."""
    assert done.code == 0, done.err
    return [reflection["body"] for reflection in done.json]


def inside(journal: Path, change: Callable[[Transaction], T]) -> T:
    """What the change gives back, made in the journal as another window would make it."""
    store = Store.unlock(journal, PASSPHRASE)
    try:
        with store.write() as tx:
            return change(tx)
    finally:
        store.close()


def leave_unfinished(journal: Path, text: str, reflection_id: str | None = None) -> str:
    """Types a text in another window and leaves it unfinished: on a reflection, or a new one."""

    def leave(tx: Transaction) -> str:
        on = reflection_id or writing.begin(tx, [], today=LONG_AGO.date(), now=LONG_AGO)
        revision = writing.open_for_writing(tx, on, now=LONG_AGO).draft.revision
        typed = writing.Typed(text, (0, 0), 0)
        return writing.save(tx, on, typed, revision=revision, now=LONG_AGO).reflection_id

    return inside(journal, leave)


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derives keys at a hundredth of the cost; the real cost is for the tests of keys."""
    monkeypatch.setattr(keys, "MEMORY_KIBIBYTES", 8 * keys.LANES)
    monkeypatch.setattr(keys, "PASSES", 1)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("write", "--on", "Q2", stdin="text")` runs one command."""

    def run(*arguments: object, stdin: str | bytes | None = b"") -> Done:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        stream = None if data is None else io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", stream)
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Done(ended.value.code, said.out, said.err)

    return run


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file that holds the passphrase."""
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\n")
    return file


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Where the test's journal lies; nothing is there yet."""
    return tmp_path / "own" / "journal.db"


@pytest.fixture
def locked(run: Run, secret: Path, journal: Path) -> Path:
    """A new journal, for which no passphrase is set up."""
    assert run("init", "--journal", journal, "--passphrase-file", secret).code == 0
    return journal


@pytest.fixture
def opened(locked: Path, secret: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new journal whose passphrase file the environment names."""
    monkeypatch.setenv("JOURNAL_PASSPHRASE_FILE", str(secret))
    return locked


@pytest.fixture
def on(run: Run, opened: Path) -> Run:
    """Like `run`, on the opened journal."""

    def on(command: str, *arguments: object, stdin: str | bytes | None = b"") -> Done:
        return run(command, "--journal", opened, *arguments, stdin=stdin)

    return on


@pytest.fixture
def refused(on: Run, opened: Path) -> Refused:
    """Like `on`, for what the journal refuses: its sentence, after which not a byte has changed."""

    def refused(command: str, *arguments: object, stdin: str | bytes | None = b"") -> str:
        before = opened.read_bytes()
        sentence = on(command, *arguments, stdin=stdin).refused()
        assert opened.read_bytes() == before
        assert "\x1b" not in sentence
        return sentence

    return refused
