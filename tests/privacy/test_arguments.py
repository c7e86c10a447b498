"""No secret and no text is given as an argument, where the shell and other programs see it."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

from journal_app import cli
from journal_app.command_table import COMMANDS
from tests.journal_app.commands.conftest import Run

ROOT = Path(__file__).parents[2]
TELLING = ("body", "key", "note", "pass", "question", "secret", "text", "thought", "word")
SEARCHED = ("search", "words")
"""Search words are an argument; docs/command-line.md and SECURITY.md say what that means."""

FILES = ("passphrase_file", "new_passphrase_file", "other_passphrase_file")
"""The name of a file that holds the secret."""

STARTING = frozenset(
    {"echo_via_pager", "edit", "execv", "execve", "launch", "open_url", "Popen", "popen", "pty"}
    | {"spawn", "startfile", "subprocess", "suspend", "system", "webbrowser"}
)
OF = ("app", "click", "os", "self")
MAY_START = {"journal_app/services/pages.py": {"subprocess"}}


def taken() -> Iterator[tuple[str, click.Parameter]]:
    """Everything a command takes, with the name of the command."""
    for name, place in COMMANDS.items():
        module, _, attribute = place.partition(":")
        command = getattr(import_module(f"journal_app.commands.{module}"), attribute)
        assert isinstance(command, click.Command)
        yield from ((name, one) for one in command.params)
    yield from (("", one) for one in cli.group.params)


def test_no_command_takes_a_text_or_a_secret_as_an_argument() -> None:
    found = {
        (name, one.name)
        for name, one in taken()
        if one.name not in FILES and any(word in str(one.name) for word in TELLING)
    }
    flags = {(name, one.name) for name, one in taken() if getattr(one, "is_flag", False)}
    assert found - flags == {SEARCHED}


def test_nothing_is_asked_for_by_click_which_would_show_it() -> None:
    assert not [one for _, one in taken() if getattr(one, "prompt", None)]


def test_a_text_typed_as_an_argument_is_refused_and_not_said_again(on: Run) -> None:
    for command in ("write", "later", "edit", "agenda"):
        done = on(command, "abcd", "Sarah", "wept", "again")
        assert done.code != 0
        assert "Sarah" not in done.out + done.err
        assert "wept" not in done.out + done.err


def test_the_program_has_no_way_to_start_another_but_the_typesetter() -> None:
    for folder in ("journal_app", "content", "db"):
        for file in (ROOT / folder).rglob("*.py"):
            nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
            found = {name for node in nodes for name in (*imported(node), *called(node))}
            allowed = MAY_START.get(str(file.relative_to(ROOT)), set())
            assert found & STARTING <= allowed, file


def imported(node: ast.AST) -> list[str]:
    """The modules that this imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def called(node: ast.AST) -> list[str]:
    """The name of what is called as a part of something: `click.edit(...)`, `self.suspend()`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return []
    of = node.func.value
    return [node.func.attr] if isinstance(of, ast.Name) and of.id in OF else []
