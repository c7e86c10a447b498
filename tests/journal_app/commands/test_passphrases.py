import os
import threading
from pathlib import Path

import pytest

from tests.journal_app.commands.conftest import PASSPHRASE, Run
from tests.terminal.terminal import Terminal, journal_command


@pytest.mark.parametrize(
    "content",
    [
        PASSPHRASE,
        f"{PASSPHRASE}\n",
        f"{PASSPHRASE}\r\n",
        f"\ufeff{PASSPHRASE}\n",
    ],
)
def test_the_file_may_end_in_a_line_break_and_begin_with_a_byte_order_mark(
    run: Run, locked: Path, tmp_path: Path, content: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(content.encode())
    assert run("list", "--json", "--journal", locked, "--passphrase-file", file).json == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\n", "empty"),
        (f"{PASSPHRASE}\n\n".encode(), "more than one line"),
        (f"{PASSPHRASE}\nand more\n".encode(), "more than one line"),
        (b"x" * 5000, "too long"),
        (b"\xff\xfe\xfd", "UTF-8"),
    ],
)
def test_a_file_that_holds_no_one_passphrase_is_said(
    run: Run, locked: Path, tmp_path: Path, content: bytes, says: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    said = run("list", "--journal", locked, "--passphrase-file", file).refused()
    assert says in said
    assert "lantern" not in said


def test_a_file_that_cannot_be_read_is_said(run: Run, locked: Path, tmp_path: Path) -> None:
    for file in (tmp_path / "none", tmp_path, "a" * 5000):
        assert (
            "can't be read" in run("list", "--journal", locked, "--passphrase-file", file).refused()
        )


def test_a_pipe_serves_as_the_file(run: Run, locked: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(PASSPHRASE,))
    writer.start()
    done = run("list", "--json", "--journal", locked, "--passphrase-file", pipe)
    writer.join()
    assert done.json == []


def test_stdin_brings_the_passphrase(run: Run, locked: Path) -> None:
    done = run("list", "--json", "--journal", locked, "--passphrase-file", "-", stdin=PASSPHRASE)
    assert done.json == []


def test_a_wrong_passphrase_is_said_and_changes_nothing(
    run: Run, locked: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("quite another set of words")
    before = locked.read_bytes()
    said = run("write", "--journal", locked, "--passphrase-file", wrong, stdin="text").refused()
    assert "passphrase" in said
    assert "another set" not in said
    assert locked.read_bytes() == before


def test_the_option_goes_before_the_environment_and_an_empty_one_counts_for_nothing(
    run: Run, locked: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNAL_PASSPHRASE_FILE", "/nonexistent")
    assert run("list", "--journal", locked, "--passphrase-file", secret).code == 0
    assert run("--passphrase-file", secret, "list", "--journal", locked).code == 0
    assert "/nonexistent" in run("list", "--journal", locked).refused()
    monkeypatch.setenv("JOURNAL_PASSPHRASE_FILE", "")
    assert "--passphrase-file" in run("list", "--journal", locked).refused()


def test_no_command_takes_a_passphrase_as_an_argument(run: Run, locked: Path) -> None:
    done = run("list", "--journal", locked, "--passphrase", PASSPHRASE)
    assert done.code == 2
    assert "lantern" not in done.err


def test_at_a_terminal_the_passphrase_is_asked_for_and_never_seen(tmp_path: Path) -> None:
    journal = str(tmp_path / "journal.db")
    with Terminal(journal_command("init", "--journal", journal)) as terminal:
        terminal.wait_for("Choose a passphrase:")
        terminal.send(f"{PASSPHRASE}\r")
        terminal.wait_for("The same again:")
        terminal.send(f"{PASSPHRASE}\r")
        assert terminal.wait_for_exit() == 0
        assert "Recovery words" in terminal.text()
        assert b"lantern" not in terminal.raw
    with Terminal(journal_command("write", "--journal", journal, "--on", "Q2")) as terminal:
        terminal.wait_for("Passphrase:")
        terminal.send(f"{PASSPHRASE}\r")
        terminal.wait_for("end with ctrl+d")
        terminal.send("Typed at the terminal.\r\x04")
        assert terminal.wait_for_exit() == 0
    with Terminal(journal_command("list", "--journal", journal)) as terminal:
        terminal.wait_for("Passphrase:")
        terminal.send(f"{PASSPHRASE}\r")
        assert terminal.wait_for_exit() == 0
        assert "Typed at the terminal." in terminal.text()


def test_a_terminal_gets_signs_in_place_of_what_it_would_obey(tmp_path: Path, secret: Path) -> None:
    journal = str(tmp_path / "journal.db")
    access = ("--journal", journal, "--passphrase-file", str(secret))
    with Terminal(journal_command("init", *access)) as terminal:
        assert terminal.wait_for_exit() == 0
    with Terminal(journal_command("write", *access)) as terminal:
        terminal.wait_for("end with ctrl+d")
        terminal.send(b"red \x16\x1b[31m and [bold] here\r\x04")
        assert terminal.wait_for_exit() == 0
        reflection = terminal.text().split()[-1]
    with Terminal(journal_command("show", *access, reflection)) as terminal:
        assert terminal.wait_for_exit() == 0
        assert "red ␛[31m and [bold] here" in terminal.text()
        assert b"\x1b" not in terminal.raw


def test_ctrl_c_at_the_prompt_stops_quietly(tmp_path: Path, secret: Path) -> None:
    journal = str(tmp_path / "journal.db")
    with Terminal(journal_command("init", "--journal", journal)) as terminal:
        terminal.wait_for("Choose a passphrase:")
        terminal.press("ctrl+c")
        assert terminal.wait_for_exit() == 1
        assert "Stopped." in terminal.text()
        assert "Traceback" not in terminal.text()
    assert not Path(journal).exists()
