"""A journal in a sealed home, and the ways to use it from outside as a person does."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from db.store import Store
from journal_app.paths import paths
from journal_app.services import agenda
from tests.journal_app.services.supervising import NOW, planned
from tests.privacy.canary import Canary, in_shared_folders
from tests.terminal.terminal import Terminal, journal_command

PASSPHRASE = "lantern gravel otter seventeen"
STARTED = Path(__file__).with_name("started.py")
TRAPS = ("BROWSER", "EDITOR", "PAGER", "VISUAL")
TOLD = ("cmdline", "comm", "environ", "task/*/comm")


@dataclass
class Home:
    """A sealed home with a journal in it; `options` are those of started.py."""

    folder: Path
    canary: Canary = field(default_factory=Canary)
    options: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.work = self.folder / "work"
        self.work.mkdir()
        self.secret = self.folder / "passphrase"
        self.secret.write_text(PASSPHRASE, encoding="utf-8")
        self.secret.chmod(0o600)
        self._shared = in_shared_folders()

    def make_journal(self) -> None:
        """Makes it where the program looks for it."""
        store, _ = Store.create(paths().journal, PASSPHRASE)
        store.close()

    def plan_meeting(self) -> None:
        """Plans a meeting with a question that has the canary."""
        store = Store.unlock(paths().journal, PASSPHRASE)
        with store.write() as tx:
            agenda.add(tx, planned(tx, in_days=30_000), f"What of the {self.canary.word}?", now=NOW)
        store.close()

    def record(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        """From now on, what programs reach for is recorded there, and an editor is a trap."""
        trap = folder / "trap"
        trap.write_text('#!/bin/sh\necho "[\\"trap\\"]" >> "$RECORDED_IN"\n', encoding="utf-8")
        trap.chmod(0o700)
        recording = Path(__file__).with_name("recording")
        self._record = folder / "recorded"
        patch.setenv("RECORDED_IN", str(self._record))
        patch.setenv("PYTHONPATH", str(recording))
        for name in TRAPS:
            patch.setenv(name, str(trap))

    def recorded(self) -> list[list[str]]:
        """What was recorded."""
        lines = self._record.read_text("utf-8").splitlines()
        return [list(json.loads(line)) for line in lines]

    def run(self, *arguments: str, text: str = "", code: int = 0, warned: bool = False) -> str:
        """What the command prints; it has to end with this code.

        What is said on stderr has no text, unless it warns of what is in a file that leaves.
        """
        done = subprocess.run(
            self._started(journal_command(*arguments)),
            input=text,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.work,
            env=os.environ | {"JOURNAL_PASSPHRASE_FILE": str(self.secret)},
        )
        assert done.returncode == code, (arguments, done.returncode, done.stderr)
        assert warned or not self.canary.is_in(done.stderr.encode()), done.stderr
        return done.stdout

    def open(self, *command: str) -> Terminal:
        """The app at its door, in a terminal; another program if one is named."""
        return Terminal(
            self._started(list(command) or journal_command()),
            columns=100,
            lines=30,
            folder=self.work,
        )

    def nothing_is_left(self, *but: Path) -> None:
        """Fails if any file here, or new in a folder all share, has the canary."""
        places = (self.folder, *(in_shared_folders() - self._shared))
        found = self.canary.files_with_it(*places, ignoring=but)
        assert not found, found

    def _started(self, command: list[str]) -> list[str]:
        if not self.options:
            return command
        return [sys.executable, str(STARTED), *self.options, "--", *command]


def can_refuse_sockets() -> bool:
    """Whether the kernel can be asked to end what makes a socket."""
    tried = [sys.executable, str(STARTED), "--no-sockets", "--", sys.executable, "-c", ""]
    return subprocess.run(tried, check=False).returncode == 0


def unlock(terminal: Terminal) -> None:
    """Goes through the door."""
    terminal.wait_for("Passphrase")
    terminal.send(PASSPHRASE)
    terminal.press("enter")
    terminal.wait_for("1 Today")


def write(terminal: Terminal, text: str) -> None:
    """Begins a reflection with this text and waits until it is safe."""
    terminal.press("n")
    terminal.wait_for("On nothing in particular")
    terminal.send(text)
    terminal.wait_for(text[-20:])
    terminal.wait_for("Saved ")


def told_by(number: int) -> bytes:
    """All that the system tells anybody of a process by name: its arguments, its surroundings."""
    files = (file for told in TOLD for file in Path(f"/proc/{number}").glob(told))
    return b"\n".join(file.read_bytes() for file in files)
