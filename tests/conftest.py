"""Seals every test off from this machine: its folders, settings, clock, screen and network."""

import gc
import itertools
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import tests.seal.sitecustomize  # noqa: F401  (importing it is what refuses the network)

SEAL = Path(__file__).parent / "seal"

UNSEALED = ("JOURNAL_", "TEXTUAL", "XDG_", "LC_", "PYTEST_DEBUG_TEMPROOT")
"""What begins like this in the environment of whoever runs the tests stays outside."""

FIXED = {
    "COLORTERM": "truecolor",
    "COLUMNS": "80",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "LINES": "24",
    "PYTHONPATH": str(SEAL),
    "TERM": "xterm-256color",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_COLOR_SYSTEM": "truecolor",
    "TZ": "UTC",
}


COLLECTING = (50_000, 20, 10)
"""Beside all that tests have imported, what one of them leaves is little and rarely looked for."""

TOO_MUCH = 500_000
"""So many objects may be left lying about; they are some hundred megabytes."""


def pytest_configure() -> None:
    """Fix what is read once at import, before any test module imports Textual."""
    for name in list(os.environ):
        # The folder in which the workers of one run meet over snapshots is the run's own.
        if name == "TEXTUAL_SNAPSHOT_TEMPDIR":
            continue
        if name.startswith(UNSEALED) or name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
            del os.environ[name]
    os.environ.update(FIXED)
    time.tzset()
    gc.set_threshold(*COLLECTING)


@pytest.fixture(autouse=True, scope="session")
def parsed_once() -> Iterator[None]:
    """Reads each style sheet once for all tests, which else takes a tenth of their time."""
    from textual.css.model import RuleSet
    from textual.css.stylesheet import Stylesheet

    parse = Stylesheet._parse_rules
    parsed: dict[tuple[object, ...], list[RuleSet]] = {}

    def parse_once(self: Stylesheet, *given: Any, **named: Any) -> list[RuleSet]:
        key = (*given, *named.items(), *self._variables.items())
        if key not in parsed:
            parsed[key] = parse(self, *given, **named)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(scope="session")
def sealed_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield a new empty folder at every step, cheaper than one `tmp_path` more for each test."""
    base = tmp_path_factory.mktemp("sealed")

    def folders() -> Iterator[Path]:
        for number in itertools.count():
            folder = base / str(number)
            folder.mkdir()
            yield folder

    return folders()


@pytest.fixture(scope="session")
def cleared_up() -> Callable[[], None]:
    """Give what undoes how the app collects garbage, and collects where tests left much."""
    most = TOO_MUCH

    def clear_up() -> None:
        nonlocal most
        much = gc.get_freeze_count() > most
        gc.unfreeze()
        gc.set_threshold(*COLLECTING)
        if much:
            gc.collect()
            most = len(gc.get_objects()) + TOO_MUCH

    return clear_up


@pytest.fixture(autouse=True)
def sealed_home(
    sealed_folders: Iterator[Path],
    cleared_up: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Path]:
    """Give the test a home and temporary folder of its own, empty but for the folders named."""
    home = next(sealed_folders)
    for name, folder in {
        "HOME": "",
        "TMPDIR": "tmp",
        "XDG_CACHE_HOME": "cache",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_RUNTIME_DIR": "run",
        "XDG_STATE_HOME": "state",
    }.items():
        path = home / folder
        path.mkdir(mode=0o700, exist_ok=True)
        monkeypatch.setenv(name, str(path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    for name, value in FIXED.items():
        monkeypatch.setenv(name, value)
    yield home
    cleared_up()
    monkeypatch.undo()
    time.tzset()
