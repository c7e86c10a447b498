"""Other programs learn nothing from the process: no core, no memory, no name, no argument."""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from journal_app.services.pages import TYPESETTER
from tests.terminal.terminal import Terminal, journal_command

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="It is read from /proc.")

STARTED = Path(__file__).with_name("started.py")

PEER = """
import ctypes, os, sys
number = int(sys.argv[1])
for name in ("mem", "environ", "maps", "fd/0"):
    try:
        os.close(os.open(f"/proc/{number}/{name}", os.O_RDONLY))
    except PermissionError:
        continue
    print(name)
if ctypes.CDLL(None).ptrace(16, number, 0, 0) == 0:
    os.waitpid(number, 0)
    ctypes.CDLL(None).ptrace(17, number, 0, 0)
    print("trace")
"""
"""Says what another program of the same user can get hold of; 16 attaches and 17 lets go."""


def ordinary(*command: str | Path) -> list[str]:
    """The command, started with no more powers than any user has."""
    return [sys.executable, str(STARTED), "--unprivileged", "--", *map(str, command)]


def within_reach(number: int) -> list[str]:
    """What of the process another one can open that has its user's powers and no more."""
    peer = ordinary(sys.executable, "-c", PEER, str(number))
    done = subprocess.run(peer, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def is_shut_for_all() -> bool:
    """Whether this system shows nobody the memory of a program that they did not start."""
    scope = Path("/proc/sys/kernel/yama/ptrace_scope")
    return scope.exists() and scope.read_text("ascii").strip() != "0"


def core_limits(number: int) -> list[str]:
    """The soft and the hard limit of a core file."""
    limits = Path(f"/proc/{number}/limits").read_text("ascii").splitlines()
    return next(line.split()[4:6] for line in limits if line.startswith("Max core file size"))


@contextmanager
def typesetter() -> Iterator[int]:
    """The program that sets pages, while it waits for its text; its process id."""
    command = ordinary(sys.executable, "-P", TYPESETTER)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as child:
        try:
            deadline = time.monotonic() + 15
            while core_limits(child.pid) != ["0", "0"] and time.monotonic() < deadline:
                assert child.poll() is None
            yield child.pid
        finally:
            child.kill()


@pytest.fixture
def cores() -> Iterator[None]:
    """Core files are on, as far as they can be, for what the test starts."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_CORE, before)


@pytest.mark.usefixtures("cores")
def test_no_core_is_dumped_and_no_other_program_looks_in() -> None:
    with Terminal(ordinary(*journal_command())) as terminal:
        terminal.wait_for("A new journal")
        assert core_limits(terminal.pid) == ["0", "0"]
        assert within_reach(terminal.pid) == []


@pytest.mark.usefixtures("cores")
def test_the_typesetter_guards_itself_too() -> None:
    with typesetter() as number:
        assert core_limits(number) == ["0", "0"]
        deadline = time.monotonic() + 15
        while within_reach(number) and time.monotonic() < deadline:
            """The limit is set a moment before the door is shut."""
        assert within_reach(number) == []


def test_what_looks_in_would_see_an_unguarded_program() -> None:
    waits = ordinary(sys.executable, "-c", "print('ready', flush=True); input()")
    with subprocess.Popen(waits, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as unguarded:
        try:
            assert unguarded.stdout is not None
            assert unguarded.stdout.readline() == b"ready\n"
            assert "mem" in within_reach(unguarded.pid) or is_shut_for_all()
        finally:
            unguarded.kill()


def test_its_name_and_arguments_say_only_how_it_was_started() -> None:
    with Terminal(journal_command("--journal", "mine.db")) as terminal:
        terminal.wait_for("A new journal")
        arguments = Path(f"/proc/{terminal.pid}/cmdline").read_bytes().split(b"\0")
        names = {
            file.read_text().strip() for file in Path(f"/proc/{terminal.pid}/task").glob("*/comm")
        }
    assert arguments[1:] == [*map(str.encode, journal_command("--journal", "mine.db")), b""]
    assert names <= {"journal", "python", "python3", Path(sys.executable).resolve().name[:15]}
