"""Screens that open from those under test, replaced by one that only notes that it was opened."""

from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from journal_app import rooms
from journal_app.desk import Desk
from journal_app.screens.room import Room

Opened = list[tuple[str, str | None]]


def opened_from(monkeypatch: pytest.MonkeyPatch, *names: str) -> Opened:
    """What is opened of these from now on, each with what it is about."""
    opened: Opened = []

    class Door(Room):
        BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

        def __init__(self, desk: Desk, subject: str | None = None, *, name: str) -> None:
            super().__init__(desk)
            opened.append((name, subject))

        def compose(self) -> ComposeResult:
            yield Static()

        def action_leave(self) -> None:
            self.dismiss()

    def door(name: str) -> object:
        return lambda desk, subject=None: Door(desk, subject, name=name)

    for name in names:
        monkeypatch.setitem(rooms.SCREENS, name, door(name))
    return opened
