"""What is written is in no file but the encrypted one, however the program is used and ends."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from journal_app.services.pages import TYPESETTER
from tests.conftest import SEAL
from tests.privacy.living import Home, can_refuse_sockets, told_by, unlock, write
from tests.terminal.terminal import Terminal

TITLE = re.compile(rb"\x1b\][012];")
OTHER_SCREEN, FIRST_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"
TAKEN = {
    "the mouse": (b"\x1b[?1000h", b"\x1b[?1000l"),
    "its movements": (b"\x1b[?1003h", b"\x1b[?1003l"),
    "bracketed paste": (b"\x1b[?2004h", b"\x1b[?2004l"),
    "the cursor": (b"\x1b[?25l", b"\x1b[?25h"),
}
DEVELOPING = {
    "TEXTUAL": "debug,devtools",
    "TEXTUAL_DEBUG": "1",
    "TEXTUAL_LOG": "textual.log",
    "TEXTUAL_SCREENSHOT": "1",
    "TEXTUAL_SCREENSHOT_LOCATION": ".",
    "PYTHONASYNCIODEBUG": "1",
}
"""What a developer may have set, and forgotten."""

CALLED = "from pathlib import Path; Path('called').touch()"
"""In place of the console for developers, to which Textual would speak by network."""

NETWORK = frozenset(
    {
        "aiohttp",
        "asynchat",
        "asyncore",
        "ftplib",
        "http.client",
        "http.server",
        "httpx",
        "imaplib",
        "nntplib",
        "poplib",
        "pycurl",
        "requests",
        "smtplib",
        "socketserver",
        "telnetlib",
        "textual_dev",
        "urllib.request",
        "urllib3",
        "webbrowser",
        "websockets",
        "xmlrpc.client",
    }
)
"""What would be loaded to speak with others. asyncio itself loads socket and ssl, unasked."""

OWN = ("modules", "os.exec")
"""What is recorded besides: all modules at the end, and how the test starts a program."""

PAIR = ["socket.__new__", "1", "1", "0"]
"""One end of the pair of Unix sockets by which an event loop wakes itself."""

GOES_ON = ("thread", "lost_task", "callback", "finalizer", "warning", "slow_callback")

FAILS = """
import asyncio, ctypes, threading, time, warnings
from journal_app import __main__
from journal_app.screens.write import WriteScreen

LEFT = {names!r}.split()

def handler(screen, held):
    raise RuntimeError(held)

def thread(screen, held):
    def work():
        raise KeyError(held)
    threading.Thread(target=work).start()

def lost_task(screen, held):
    async def work():
        raise LookupError(held)
    screen.lost = asyncio.get_running_loop().create_task(work())
    screen.set_timer(0.01, lambda: delattr(screen, "lost"))

def callback(screen, held):
    def call(what):
        raise OSError(what)
    asyncio.get_running_loop().call_soon(call, held)

def finalizer(screen, held):
    class Broken:
        def __del__(self):
            raise TypeError(held)
    Broken()

def warning(screen, held):
    warnings.warn(held)

def slow_callback(screen, held):
    asyncio.get_running_loop().call_soon(lambda held: time.sleep(0.15), held)

def machine(screen, held):
    ctypes.string_at(0)

def fail(screen):
    name = LEFT.pop(0)
    globals()[name](screen, screen.query_one("TextArea").text)
    screen.notify(f"Past the {{name}}.")

WriteScreen.action_frame = fail
__main__.main()
"""
"""The app, in which f2 of the writing screen fails with the text, in one way after the other."""

BREAKS_OFF = """
import errno, os, signal, sys
from pathlib import Path
from db import files
from journal_app.guard import guard
from journal_app.services import leaving

def half(file, content):
    file.write(content[: len(content) // 2])
    file.flush()
    if {killed!r}:
        os.kill(os.getpid(), signal.SIGKILL)
    raise OSError(errno.ENOSPC, "No space left on device")

guard()
files._write_through = half
if not {nameless!r}:
    files._write_nameless = lambda path, content: False
leaving.write_new(Path({path!r}), sys.stdin.buffer.read())
"""
"""An export that ends half way through its file."""

IMPORTS = """
import os, signal, sys
from db.exported import merging
from journal_app import cli
from journal_app.guard import guard

real = merging.fill

def laid_out(raw, exported):
    real(raw, exported)
    os.kill(os.getpid(), signal.SIGKILL)

guard()
merging.fill = laid_out
cli.run(sys.argv[1:])
"""
"""The command line, killed when an imported file is laid out."""


@pytest.fixture
def home(sealed_home: Path) -> Home:
    home = Home(sealed_home)
    home.make_journal()
    return home


def scrollback(terminal: Terminal) -> bytes:
    """All that was written while the terminal's first screen was shown."""
    before, *others = bytes(terminal.raw).split(OTHER_SCREEN)
    return before + b"".join(part.partition(FIRST_SCREEN)[2] for part in others)


def gave_the_terminal_back(terminal: Terminal) -> None:
    """Fails unless its first screen is shown again, and it does again as the shell expects."""
    raw = bytes(terminal.raw)
    assert raw.rfind(FIRST_SCREEN) > raw.rfind(OTHER_SCREEN) >= 0
    for what, (taken, given_back) in TAKEN.items():
        assert raw.rfind(given_back) > raw.rfind(taken), what


def test_a_day_of_work_leaves_the_text_in_the_journal_alone(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It opens no socket meanwhile, or the kernel would end it, and starts no program but one."""
    home.record(tmp_path, monkeypatch)
    home.options = ("--no-sockets",) if can_refuse_sockets() else ()
    word, sentence = home.canary.word, home.canary.sentence
    home.run("write", "--bring", text=sentence)
    assert word in home.run("search", "-", text=word)
    home.plan_meeting()
    with home.open() as app:
        unlock(app)
        write(app, f"Again: {sentence}")
        app.press("ctrl+g")
        app.wait_for("Brought to supervision")
        app.press("ctrl+s")
        app.wait_for("Kept.")
        app.press("4")
        app.wait_for("third curtain.")
        app.press("enter")
        app.wait_for("l Later")
        app.press("l")
        app.wait_for("A later thought")
        app.send(f"Later came the {word}.")
        app.wait_for("Saved ")
        app.press("ctrl+s")
        app.wait_for("Kept beside")
        app.press("escape")
        app.wait_for("/ Search")
        app.press("/")
        app.wait_for("tab on:")
        app.send(word)
        app.wait_for("2 found")
        app.wait_until_gone("c Calendar")
        assert not home.canary.is_in(told_by(app.pid))
        app.press("escape")
        app.wait_for("c Calendar")
        app.press("5")
        app.wait_for("Next meeting")
        app.press("B")
        app.wait_for("enter  choose")
        app.press("enter")
        app.wait_for("What is it, and what do you need")
        app.send(f"The {word} is at risk.")
        app.wait_for("at risk.")
        app.press("escape")
        app.wait_for("o Out")
        app.press("o")
        app.wait_for("PDF on A4")
        app.press("enter")
        app.wait_for("where does it go?")
        app.press("enter")
        app.wait_for("It is in")
        app.press("ctrl+q")
        assert app.wait_for_exit() == 0
        gave_the_terminal_back(app)
        assert not home.canary.is_in(scrollback(app))
        assert not TITLE.search(bytes(app.raw))
    (brief,) = home.folder.glob("*.pdf")
    assert home.canary.files_with_it(brief), "what leaves on purpose holds it, and is seen to"
    home.nothing_is_left(brief)
    recorded = home.recorded()
    typesetting = ["subprocess.Popen", sys.executable, str([sys.executable, "-P", TYPESETTER])]
    assert [what for what in recorded if what[0].startswith("socket.")] == [PAIR, PAIR]
    assert [
        what for what in recorded if what[0] not in OWN and what not in (PAIR, typesetting)
    ] == []
    loaded = {name for what in recorded if what[0] == "modules" for name in what[1:]}
    assert "journal_app.app" in loaded
    assert not loaded & NETWORK


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_ended_by_the_system_it_leaves_nothing(
    home: Home, ending: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in DEVELOPING.items():
        monkeypatch.setenv(name, value)
    console = home.folder / "console"
    (console / "textual_dev").mkdir(parents=True)
    (console / "textual_dev" / "__init__.py").write_text(CALLED, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{SEAL}{os.pathsep}{console}")
    with home.open() as app:
        unlock(app)
        write(app, home.canary.sentence)
        os.kill(app.pid, ending)
        ended = app.wait_for_exit()
        assert not home.canary.is_in(scrollback(app))
        if ending is signal.SIGKILL:
            assert ended == -ending
        else:
            gave_the_terminal_back(app)
    home.nothing_is_left()
    assert not list(home.work.iterdir())


def test_a_fault_it_survives_tells_no_value(home: Home) -> None:
    with failing(home, *GOES_ON) as app:
        for name in GOES_ON:
            app.press("f2")
            app.wait_for(f"Past the {name}.")
        app.press("ctrl+q")
        app.wait_for_exit()
        gave_the_terminal_back(app)
        assert not home.canary.is_in(scrollback(app))
    home.nothing_is_left()


@pytest.mark.parametrize("name", ["handler", "machine"])
def test_a_fault_that_ends_it_tells_no_value(home: Home, name: str) -> None:
    with failing(home, name) as app:
        app.press("f2")
        ended = app.wait_for_exit()
        assert not home.canary.is_in(scrollback(app))
        if name == "machine":
            assert ended == -signal.SIGSEGV
        else:
            assert ended == 1
            assert b"had to stop" in scrollback(app)
            gave_the_terminal_back(app)
    home.nothing_is_left()


@pytest.mark.parametrize("killed", [True, False])
@pytest.mark.parametrize("nameless", [True, False])
def test_an_export_that_is_broken_off_leaves_no_piece(
    home: Home, killed: bool, nameless: bool
) -> None:
    program = BREAKS_OFF.format(
        killed=killed, nameless=nameless, path=str(home.folder / "brief.md")
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=home.canary.sentence.encode() * 1000, check=False
    )
    assert done.returncode == (-signal.SIGKILL if killed else 1)
    if killed and not nameless:
        # What a system without files without a name may leave is private, at least.
        (left,) = home.canary.files_with_it(home.folder)
        assert left.stat().st_mode & 0o777 == 0o600
    else:
        home.nothing_is_left()


def test_importing_killed_leaves_the_text_where_it_was(home: Home) -> None:
    home.run("write", text=home.canary.sentence * 50)
    whole = home.folder / "whole.json"
    said = home.run("export", "--to", str(whole), "--json")
    assert json.loads(said)["reflections"] == 1
    assert home.canary.files_with_it(home.folder) == [whole]
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, "import", str(whole)],
        cwd=home.work,
        env=os.environ | {"JOURNAL_PASSPHRASE_FILE": str(home.secret)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert not home.canary.is_in(done.stdout + done.stderr)
    home.nothing_is_left(whole)


def failing(home: Home, *names: str) -> Terminal:
    """The app with the canary in the editor, ready to fail in these ways, as developers run it."""
    program = home.work / "fails.py"
    program.write_text(FAILS.format(names=" ".join(names)), encoding="utf-8")
    app = home.open(sys.executable, "-X", "dev", "-X", "faulthandler", str(program))
    unlock(app)
    write(app, home.canary.sentence)
    return app
