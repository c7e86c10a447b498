"""Every action has a key, a palette entry and a help line, all from one registry."""

import importlib
import inspect
import pkgutil
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.screen import Screen

from journal_app import keymap, screens
from journal_app.app import JournalApp
from journal_app.rooms import SCREENS

ROOT = Path(__file__).parents[2]


def screen_types() -> Iterator[type[Screen[object]]]:
    """Every screen and dialog that the app has."""
    for module in pkgutil.walk_packages(screens.__path__, "journal_app.screens."):
        for _, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(found, Screen) and found.__module__ == module.name:
                yield found


def owners() -> list[type[object]]:
    """What has bindings of its own."""
    return [JournalApp, *screen_types()]


@pytest.mark.parametrize("owner", owners(), ids=lambda owner: owner.__name__)
def test_what_the_footer_shows_comes_from_the_registry(owner: type[JournalApp]) -> None:
    for binding in owner.__dict__.get("BINDINGS", ()):
        assert isinstance(binding, Binding)
        if binding.show:
            command = keymap.find(binding.id)
            assert command is not None, binding.key
            assert (binding.description, binding.tooltip) == (command.label, command.help)


def test_every_command_is_bound_and_can_be_done() -> None:
    bound: dict[str, type[object]] = {}
    for owner in owners():
        for binding in owner.__dict__.get("BINDINGS", ()):
            assert isinstance(binding, Binding)
            command = keymap.find(binding.id)
            if command is not None:
                bound.setdefault(command.id, owner)
    # What has no keys is the app's own, taken from the palette.
    bound |= {command.id: JournalApp for command in keymap.COMMANDS if not command.keys}
    missing = {command.id for command in keymap.COMMANDS} - bound.keys()
    assert missing == set()
    for command in keymap.COMMANDS:
        namespace, _, name = command.action.partition("(")[0].rpartition(".")
        owner = JournalApp if namespace == "app" else bound[command.id]
        assert hasattr(owner, f"action_{name}"), command.id


def test_every_screen_that_a_command_shows_is_there() -> None:
    shown = [re.search(r"show\('(\w+)'\)", command.action) for command in keymap.COMMANDS]
    assert {found[1] for found in shown if found} <= SCREENS.keys()


def test_no_two_commands_of_a_screen_share_a_key() -> None:
    for where in keymap.HEADINGS:
        keys = [
            key
            for command in keymap.group(where)
            if command.keys
            for key in command.keys.split(",")
        ]
        assert len(keys) == len(set(keys)), where


def test_the_page_of_keys_is_the_registry() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "keys.py"))["page"]()
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == page


def test_sentences_of_help_are_calm_and_whole() -> None:
    for command in keymap.COMMANDS:
        assert command.help.endswith("."), command.id
        assert "!" not in command.help, command.id
        assert command.where in keymap.HEADINGS
