"""Runs the command line inside the test, with its own stdin and a cheap key derivation."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from db import keys
from journal_app import cli

PASSPHRASE = "tin lantern orchard quarrel"


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
        assert self.err.endswith(".\n")
        return self.err


Run = Callable[..., Done]


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derives keys at a hundredth of the cost; the real cost is for the tests of keys."""
    monkeypatch.setattr(keys, "MEMORY_KIBIBYTES", 8 * keys.LANES)
    monkeypatch.setattr(keys, "PASSES", 1)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("write", "--on", "Q2", stdin="text")` runs one command."""

    def run(*arguments: object, stdin: str | bytes = b"") -> Done:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
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

    def on(command: str, *arguments: object, stdin: str | bytes = b"") -> Done:
        return run(command, "--journal", opened, *arguments, stdin=stdin)

    return on
