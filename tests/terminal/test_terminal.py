"""The harness itself, held against an app small enough to know by heart."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

ECHO = """
from textual.app import App, ComposeResult
from textual.events import Resize
from textual.widgets import Input, Label


class Echo(App[None]):
    BINDINGS = [
        ("ctrl+l", "leave", "Leave"),
        ("escape", "say('Escaped')", "Say"),
        ("f2", "repeat", "Repeat"),
    ]

    def compose(self) -> ComposeResult:
        yield Input()
        yield Label("Ready", id="said", markup=False)

    def on_resize(self, event: Resize) -> None:
        self.action_say(f"{event.size.width} by {event.size.height}")

    def on_input_changed(self, event: Input.Changed) -> None:
        self.action_say(f"Heard {event.value}")

    def action_say(self, what: str) -> None:
        self.query_one("#said", Label).update(what)

    def action_repeat(self) -> None:
        self.action_say(f"Heard {self.query_one(Input).value} again")

    def action_leave(self) -> None:
        self.exit(return_code=3)


app = Echo()
app.run()
raise SystemExit(app.return_code)
"""


@pytest.fixture
def echo(tmp_path: Path) -> Iterator[Terminal]:
    program = tmp_path / "echo.py"
    program.write_text(ECHO, encoding="utf-8")
    with Terminal([sys.executable, str(program)], columns=60, lines=20) as terminal:
        yield terminal


def test_keys_reach_the_program_and_its_screen_is_read(echo: Terminal) -> None:
    echo.wait_for("60 by 20")
    echo.send("Grüße")
    echo.wait_for("Heard Grüße")
    echo.press("backspace")
    echo.wait_until_gone("Heard Grüße")
    echo.press("f2")
    echo.wait_for("Heard Grüß again")
    echo.press("escape")
    echo.wait_for("Escaped")
    assert len(echo.screen()) == 20
    assert "Heard Grüße".encode() in echo.raw


def test_the_window_takes_another_size(echo: Terminal) -> None:
    echo.wait_for("60 by 20")
    echo.resize(100, 30)
    echo.wait_for("100 by 30")
    assert len(echo.screen()) == 30


def test_the_exit_status_is_told(echo: Terminal) -> None:
    echo.wait_for("60 by 20")
    echo.press("ctrl+l")
    assert echo.wait_for_exit() == 3


def test_a_killed_program_is_gone_at_once(echo: Terminal) -> None:
    echo.wait_for("60 by 20")
    assert echo.kill() == -signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        os.kill(echo.pid, 0)


def test_what_never_comes_fails_with_the_screen(echo: Terminal) -> None:
    echo.wait_for("60 by 20")
    with pytest.raises(AssertionError, match=r"'Godot' did not come within 0\.1 s(?s:.*)60 by 20"):
        echo.wait_for("Godot", timeout=0.1)


def test_waiting_on_a_program_that_has_ended_fails_at_once(echo: Terminal) -> None:
    echo.wait_for("60 by 20")
    echo.press("ctrl+l")
    with pytest.raises(AssertionError, match="The program ended before 'Godot' came"):
        echo.wait_for("Godot")
