"""What SECURITY.md says of keys, ciphers and tests is so, and its commands open a journal."""

import ast
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from db import keys
from db.engine import connect
from db.store import Store
from tests.journal_app.past import Past

TESTS = Path(__file__).parents[1]
PAGE = (TESTS.parent / "SECURITY.md").read_text("utf-8")
PASSPHRASE = "lantern gravel otter siebzehn Äpfel"
TEXT = "Slowing down helped us both."


def version_of_tool() -> int:
    """The version of SQLCipher's command line tool, 0 being that there is none."""
    if shutil.which("sqlcipher") is None:
        return 0
    asked = ["sqlcipher", ":memory:", "PRAGMA cipher_version"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    found = re.match(r"\d+", done.stdout)
    return int(found[0]) if found else 0


def block(language: str) -> str:
    """The one block of the page that is in this language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return str(found)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A journal with a text in it, and its key."""
    path = tmp_path_factory.mktemp("journal") / "journal.db"
    store, key = Store.create(path, PASSPHRASE)
    with store.write() as tx:
        Past(tx).kept(TEXT, day=date(2026, 3, 4))
    store.close()
    return path, key


def follow(path: Path, secret: str, *options: str) -> str:
    """What the page's lines of Python print when this is typed."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", block("python"), str(path), *options],
        input=f"{secret}\n",
        capture_output=True,
        text=True,
        check=False,
        # Without a terminal of its own, it reads the secret from stdin.
        start_new_session=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_lines_of_python_open_it_with_passphrase_and_words(made: tuple[Path, bytes]) -> None:
    path, key = made
    for secret in (PASSPHRASE, keys.words_of(key)):
        assert follow(path, secret) == f"2026-03-04\n{TEXT}\n\n"
    salt = path.read_bytes()[:16]
    assert follow(path, PASSPHRASE, "--key") == f"{key.hex()}{salt.hex()}\n"


def test_the_lines_of_python_need_nothing_of_this_program() -> None:
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(block("python")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported - sys.stdlib_module_names == {"argon2", "mnemonic", "sqlcipher3"}


def test_the_lines_of_sql_open_it_in_any_sqlcipher(made: tuple[Path, bytes]) -> None:
    path, key = made
    lines = block("sql").replace("KEY", key.hex() + path.read_bytes()[:16].hex())
    journal = sqlcipher.connect(str(path))
    answers = [row for line in lines.splitlines() for row in journal.execute(line).fetchall()]
    journal.close()
    assert answers == [("ok",), ("2026-03-04", TEXT), ("ok",)]


@pytest.mark.skipif(version_of_tool() < 4, reason="The tool sqlcipher 4 isn't here.")
def test_the_lines_of_sql_open_it_in_the_command_line_tool(made: tuple[Path, bytes]) -> None:
    path, key = made
    lines = block("sql").replace("KEY", key.hex() + path.read_bytes()[:16].hex())
    done = subprocess.run(
        ["sqlcipher", str(path)], input=lines, capture_output=True, text=True, check=True
    )
    assert f"2026-03-04|{TEXT}" in done.stdout
    assert done.stdout.endswith("ok\n")


def test_the_key_is_made_as_the_page_says() -> None:
    words = " ".join(PAGE.split())
    assert (
        f"Argon2id: {keys.MEMORY_KIBIBYTES // 1024} MiB of memory, {keys.PASSES} passes, "
        f"{keys.LANES} lanes, {keys.KEY_BYTES} bytes" in words
    )
    assert f"The salt is {keys.SALT_BYTES} random bytes" in words


def test_the_cipher_is_set_as_the_page_says(made: tuple[Path, bytes]) -> None:
    path, key = made
    raw = connect(path, key, path.read_bytes()[:16])
    (version,) = raw.execute("PRAGMA cipher_version").fetchone()
    settings = {line for (line,) in raw.execute("PRAGMA cipher_settings").fetchall()}
    raw.close()
    assert version.startswith("4.")
    assert settings >= {
        "PRAGMA cipher_page_size = 4096;",
        "PRAGMA cipher_use_hmac = 1;",
        "PRAGMA cipher_plaintext_header_size = 0;",
        "PRAGMA cipher_hmac_algorithm = HMAC_SHA512;",
    }


def test_every_test_that_the_page_names_is_there() -> None:
    named = {name for found in re.findall(r"\[([^\]]*\.py)\]", PAGE) for name in found.split(", ")}
    assert len(named) > 8
    assert [name for name in named if not (TESTS / name).is_file()] == []


def test_the_page_stays_short_enough_to_be_read() -> None:
    assert len(PAGE.splitlines()) <= 150
