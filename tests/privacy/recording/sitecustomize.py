"""Records what every program a test starts reaches for; found on PYTHONPATH, with the seal."""

import atexit
import json
import os
import runpy
import sys
from pathlib import Path

SEAL = Path(__file__).parents[2] / "seal" / "sitecustomize.py"
PROGRAMS = frozenset(
    {"os.exec", "os.posix_spawn", "os.spawn", "os.system", "subprocess.Popen", "webbrowser.open"}
)

runpy.run_path(str(SEAL))
_file = os.open(os.environ["RECORDED_IN"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def note(*what: object) -> None:
    """A line of JSON, written in one piece."""
    os.write(_file, json.dumps([str(one) for one in what]).encode() + b"\n")


def hear(event: str, arguments: tuple[object, ...]) -> None:
    """Notes sockets and programs."""
    if event.startswith("socket."):
        note(event, *arguments[1:])
    elif event in PROGRAMS:
        note(event, *arguments[:2])


sys.addaudithook(hear)
# The test ends the app as a person does, so this is reached.
atexit.register(lambda: note("modules", *sys.modules))
