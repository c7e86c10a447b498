"""A crash says where the program broke, and nothing of what was written."""

import subprocess
import sys
from pathlib import Path

import pytest

from journal_app.crash import crash_report
from tests.terminal.terminal import Terminal

CANARY = "The canary sat unseen behind the third curtain."

BREAKS = """
import sys
from journal_app.app import run
from journal_app.paths import paths
from journal_app.screens.unlock import UnlockScreen


def in_a_handler(self):
    text = {canary!r}
    raise RuntimeError(text)


async def in_a_worker(text):
    raise ValueError(text)


def start_worker(self):
    self.run_worker(in_a_worker({canary!r}), description="breaks")


UnlockScreen.on_mount = {name}
sys.exit(run(paths()))
"""

FAULTS = """
import asyncio, gc, sys, threading, time, warnings
from journal_app.guard import guard
guard()
held = sys.stdin.read()

def thread():
    raise KeyError(held)

class Broken:
    def __del__(self):
        raise TypeError(held)

async def lost():
    raise LookupError(held)

async def main():
    asyncio.get_running_loop().set_debug(True)
    task = asyncio.create_task(lost())
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(lambda text: time.sleep(0.11), held)
    asyncio.get_running_loop().call_soon(lambda text: 1 / 0, held)
    await asyncio.sleep(0)
    del task
    gc.collect()

async def never(text):
    pass

running = threading.Thread(target=thread)
running.start()
running.join()
Broken()
warnings.warn(held)
never(held)
asyncio.run(main())
raise RuntimeError(held) from ValueError(held)
"""
"""Everything of which Python tells by itself, in a program without a screen."""


def test_what_python_tells_by_itself_names_places_alone() -> None:
    for options in ((), ("-X", "dev", "-X", "tracemalloc", "-W", "always")):
        done = subprocess.run(
            [sys.executable, *options, "-c", FAULTS],
            input=CANARY,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert done.stdout == ""
        assert "canary" not in done.stderr
        for kind in ("KeyError", "TypeError", "UserWarning", "RuntimeWarning", "RuntimeError"):
            assert kind in done.stderr, kind


def test_who_presses_ctrl_c_is_told_nothing() -> None:
    program = "from journal_app.guard import guard; guard(); raise KeyboardInterrupt"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.stderr == b""


@pytest.mark.parametrize("name", ["in_a_handler", "start_worker"])
def test_a_crash_prints_no_text(tmp_path: Path, name: str) -> None:
    program = tmp_path / "breaks.py"
    program.write_text(BREAKS.format(canary=CANARY, name=name), encoding="utf-8")
    with Terminal([sys.executable, str(program)], columns=120) as terminal:
        assert terminal.wait_for_exit() == 1
        printed = bytes(terminal.raw)
    assert b"had to stop" in printed
    assert b"canary" not in printed
    assert b"breaks.py" in printed


def test_the_report_names_files_and_lines_but_no_folder_and_no_value() -> None:
    try:
        raise RuntimeError(CANARY)
    except RuntimeError as error:
        report = crash_report(error)
    assert "privacy/test_crash.py:" in report
    assert "RuntimeError" in report
    assert "canary" not in report
    assert str(Path(__file__).parents[2]) not in report
