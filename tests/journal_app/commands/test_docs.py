import re
from pathlib import Path

import click

from journal_app.cli import group
from journal_app.command_table import COMMANDS

PAGE = (Path(__file__).parents[3] / "docs" / "command-line.md").read_text("utf-8")


def commands() -> dict[str, click.Command]:
    context = click.Context(group)
    found = {name: group.get_command(context, name) for name in COMMANDS}
    return {name: command for name, command in found.items() if command is not None}


def test_the_page_lists_every_command_and_no_other() -> None:
    listed = re.findall(r"^\| `journal ([a-z-]+)", PAGE, re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


def test_the_page_names_every_option_and_no_other() -> None:
    known = {
        option
        for command in commands().values()
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    }
    named = set(re.findall(r"--[a-z][a-z-]*", PAGE))
    assert named - {"--help"} == known
