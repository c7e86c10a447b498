import os
import sqlite3
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from db import reflections
from db.store import Store
from db.transaction import Transaction
from journal_app.command_table import COMMANDS
from journal_app.commands import output, reading
from tests.journal_app.commands.conftest import LONG_AGO, PASSPHRASE, Refused, Run, inside
from tests.terminal.terminal import journal_command

NEEDS_JOURNAL = (
    ("list",),
    ("search", "word"),
    ("show", "abcdefgh"),
    ("versions", "abcdefgh"),
    ("write",),
    ("edit", "abcdefgh"),
    ("later", "abcdefgh"),
    ("trash", "abcdefgh"),
    ("restore", "abcdefgh"),
    ("purge", "abcdefgh", "--yes"),
    ("tags",),
    ("cases", "--rename", "a", "b"),
)


@pytest.mark.parametrize("command", NEEDS_JOURNAL, ids=lambda command: command[0])
def test_where_there_is_no_journal_yet_the_way_to_one_is_named(
    run: Run, journal: Path, command: tuple[str, ...]
) -> None:
    said = run(*command, "--journal", journal, stdin="text").refused()
    assert "journal init" in said
    assert not journal.parent.exists()


@pytest.mark.parametrize("command", NEEDS_JOURNAL[:5], ids=lambda command: command[0])
def test_a_file_that_is_no_journal_is_said_and_left_as_it_is(
    run: Run, tmp_path: Path, secret: Path, command: tuple[str, ...]
) -> None:
    database = sqlite3.connect(tmp_path / "plain.db")
    database.execute("create table t (x)")
    database.close()
    (tmp_path / "empty.db").touch()
    (tmp_path / "text.db").write_text("a shopping list\n" * 20)
    (tmp_path / "noise.db").write_bytes(os.urandom(3 * 4096))
    for file in sorted(tmp_path.glob("*.db")):
        before = file.read_bytes()
        run(*command, "--journal", file, "--passphrase-file", secret, stdin="text").refused()
        assert file.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir() if file != secret) == [
        "empty.db",
        "noise.db",
        "plain.db",
        "text.db",
    ]


def test_a_journal_of_a_newer_version_is_said_and_left_as_it_is(run: Run, opened: Path) -> None:
    store = Store.unlock(opened, PASSPHRASE)
    with store.write() as tx:
        tx._connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    before = opened.read_bytes()
    for command in NEEDS_JOURNAL:
        assert "newer version" in run(*command, "--journal", opened, stdin="text").refused()
    assert opened.read_bytes() == before


def test_a_wrong_passphrase_is_said_by_every_command_and_changes_nothing(
    run: Run, locked: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("quite another set of words")
    before = locked.read_bytes()
    for command in NEEDS_JOURNAL:
        done = run(*command, "--journal", locked, "--passphrase-file", wrong, stdin="text")
        assert "passphrase" in done.refused()
    assert locked.read_bytes() == before


def test_an_id_that_none_or_more_than_one_has_is_said_by_every_command_that_takes_one(
    on: Run, opened: Path, refused: Refused
) -> None:
    def make(tx: Transaction) -> None:
        for made in ("abcd234567", "abcd2345zz"):
            reflections.create(tx, written_on=LONG_AGO.date(), now=LONG_AGO, id=made)

    inside(opened, make)
    for command in NEEDS_JOURNAL:
        if "abcdefgh" in command:
            name, options = command[0], command[2:]
            assert "no reflection" in refused(name, "zzzzzzz", *options, stdin="text")
            assert "More than one" in refused(name, "ABCD", *options, stdin="text")
            assert "four characters" in refused(name, "abc", *options, stdin="text")
            assert refused(name, "\x1b[2J%_'\"", *options, stdin="text")


def test_a_folder_or_a_path_that_cannot_be_is_said(run: Run, tmp_path: Path, secret: Path) -> None:
    for path in (tmp_path, tmp_path / ("a" * 300)):
        assert run("list", "--journal", path, "--passphrase-file", secret).refused()


def test_init_where_no_file_can_be_made_is_said(run: Run, tmp_path: Path, secret: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for path in (tmp_path / "file" / "journal.db", Path("/proc/nowhere/journal.db")):
        said = run("init", "--journal", path, "--passphrase-file", secret).refused()
        assert "Traceback" not in said


def test_wrong_usage_is_one_line_and_exit_code_two(run: Run) -> None:
    for arguments in (["nonsense"], ["read", "--nope"], ["show"], ["read", "a", "b"]):
        done = run(*arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err.count("\n") == 1
        assert "--help" in done.err


def test_what_is_repeated_from_the_command_line_cannot_act_on_the_terminal(run: Run) -> None:
    for arguments in (["\x1b[2J"], ["read", "\x1b[2J"], ["read", "--\x1b[2J"], ["list", "\x9b2J"]):
        done = run(*arguments)
        assert done.code in (1, 2)
        assert not set("\x1b\x9b") & set(done.err)


def test_a_fault_in_the_program_tells_places_and_no_values(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        text = "a heron stood in the waiting room"
        raise RuntimeError(text)

    monkeypatch.setattr(reading, "load_topics", fail)
    done = run("questions")
    assert done.code == 1
    assert done.out == ""
    assert "fault in the program" in done.err
    assert "RuntimeError" in done.err
    assert "heron" not in done.err
    assert "Traceback" not in done.err


def test_help_names_every_command_in_its_order(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    places = [done.out.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_names_the_journal_and_the_passphrase_file_in_its_help(
    run: Run, command: str
) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert "--journal PATH" in done.out
    assert "--passphrase-file PATH" in done.out
    assert ("--json" in done.out) == (command != "demo")


def test_without_a_terminal_the_app_names_the_commands_that_need_none(run: Run) -> None:
    for arguments in ([], ["demo"], ["--journal", "/nowhere"]):
        said = run(*arguments).refused()
        for command in COMMANDS:
            assert (f" {command}" in said) == (command != "demo")


def test_the_program_itself_says_so_too_without_loading_the_app() -> None:
    done = subprocess.run(
        journal_command(), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1


def test_a_reader_that_goes_away_is_no_failure() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        journal_command("read"), stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_finds_no_room_is_said() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            journal_command("read"), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == "The output could not be written: No space left on device.\n"


def test_where_loads_no_more_than_it_needs() -> None:
    heavy = [
        "sqlalchemy",
        "sqlcipher3",
        "textual",
        "rich",
        "markdown_it",
        "mnemonic",
        "zxcvbn",
        "argon2",
    ]
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from journal_app.cli import run; run(['where']);"
            f"print([name for name in {heavy} if name in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_text_that_the_output_cannot_hold_is_still_printed(secret: Path, journal: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "JOURNAL_PASSPHRASE_FILE": str(secret)}

    def run(*arguments: str, text: str = "") -> str:
        return subprocess.run(
            journal_command(*arguments, "--journal", str(journal)),
            input=text.encode(),
            env=environment,
            capture_output=True,
            check=True,
        ).stdout.decode("ascii")

    run("init")
    reflection = run("write", text="naïve 🪶").strip()
    assert "na?ve" in run("show", reflection)
    assert "na\\u00efve \\ud83e\\udeb6" in run("show", reflection, "--json")


def test_a_terminal_gets_a_refusal_broken_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = "They may be from before the passphrase was changed. Look for the newer paper."
    leader, follower = os.openpty()
    termios.tcsetwinsize(follower, (24, 30))
    with os.fdopen(follower, "w", encoding="utf-8") as terminal, os.fdopen(leader, "rb", 0) as seen:
        monkeypatch.setattr(sys, "stderr", terminal)
        output.say(refusal)
        lines = seen.read(4096).decode().splitlines()
    assert len(lines) > 1
    assert max(map(len, lines)) <= 30
    assert " ".join(lines) == refusal
