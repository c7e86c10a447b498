"""What is loaded when: import-linter can't see what an import does as it runs."""

import subprocess
import sys

import pytest

STORAGE = {"alembic", "sqlalchemy", "sqlcipher3"}
SCREEN = {"rich", "textual"}
HEAVY = STORAGE | {"argon2", "keyring", "markdown_it", "mnemonic", "typst", "zxcvbn"}
NAMES = {"airportsdata", "faker", "mimesis", "phonenumbers", "symspellpy", "zxcvbn"}


def loaded_by(program: str) -> set[str]:
    """The names of all top-level modules that are loaded once the program has run."""
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(
    ("module", "left_out"),
    [
        pytest.param(
            "journal_app.__main__", HEAVY | NAMES | SCREEN | {"click"}, id="the command itself"
        ),
        pytest.param(
            "journal_app.app", HEAVY | NAMES | {"click"}, id="all that the first paint needs"
        ),
        pytest.param("journal_app.rooms", {"plotext", "textual_plotext"}, id="all behind the door"),
        pytest.param("journal_app.cli", HEAVY | NAMES | SCREEN, id="the command line"),
        pytest.param("content.library", STORAGE | SCREEN | {"db", "journal_app"}, id="the text"),
        pytest.param(
            "db.store",
            SCREEN | {"alembic", "argon2", "click", "content", "journal_app", "mnemonic", "zxcvbn"},
            id="the store",
        ),
        pytest.param("journal_app.services.pages", HEAVY | SCREEN, id="what sets pages"),
        pytest.param(
            "db.records, db.supervision_records, db.errors",
            HEAVY,
            id="what screens may know of the store",
        ),
        pytest.param(
            "journal_app.domain.identifiers", NAMES | SCREEN | STORAGE, id="the identifier check"
        ),
        pytest.param("journal_app.domain.case_codes", NAMES | SCREEN | STORAGE, id="case codes"),
    ],
)
def test_starting_loads_no_more_than_it_needs(module: str, left_out: set[str]) -> None:
    assert not loaded_by(f"import {module}") & left_out


def test_a_command_without_a_screen_loads_none() -> None:
    program = """
import contextlib, io
from journal_app.cli import run
with contextlib.redirect_stdout(io.StringIO()):
    assert run(["topics"]) == 0
    assert run(["where"]) == 0
"""
    assert not loaded_by(program) & SCREEN
