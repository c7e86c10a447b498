"""Feeds one target with inputs that a coverage-guided fuzzer finds.

`python -m tests.torture.fuzzing.harness TARGET FOLDER RUNS SEED`

A target is a module in `targets` with `seeds()`, the inputs to begin from, and `prepare(folder)`,
which returns what is fed; `words()` names pieces worth trying, and `MOST_SECONDS` is what one input
may take if it is more than a second. Documented errors are caught there.
Anything else that is raised, a second of work on one input, and any attempt to write outside the
folder end the run, and the input is kept in FOLDER/found.
"""

import gc
import importlib
import os
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import atheris

MOST_SECONDS = 1.0
"""Of the processor's time, so that a busy machine is no fault."""

NEVER_MIND = 30
"""Seconds after which the fuzzer ends a run that does not end by itself."""

SET_APART = 50
"""After so many inputs what is left is set apart.

The fuzzer never lets go of what comparing columns gives, and looking through all of that again and
again would be counted as work on the input.
"""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGING = {
    "os.chmod": 0,
    "os.chown": 0,
    "os.link": 1,
    "os.mkdir": 0,
    "os.remove": 0,
    "os.rename": 1,
    "os.rmdir": 0,
    "os.symlink": 1,
    "os.truncate": 0,
    "os.utime": 0,
    "shutil.rmtree": 0,
}
"""Events of Python's audit hooks, and which of their arguments is what would be changed."""

_REFUSED = ("os.exec", "os.fork", "os.posix_spawn", "os.system", "subprocess.Popen", "socket.")


class Target(Protocol):
    """A module in `targets`."""

    def seeds(self) -> list[bytes]: ...

    def prepare(self, folder: Path) -> Callable[[bytes], None]: ...


class Wrote(BaseException):
    """Something was to be written where nothing may be; not even `except Exception` hides it."""


class Watch:
    """Refuses to write anywhere but in the folder, as long as it is on."""

    def __init__(self, folder: Path) -> None:
        self.on = False
        self.seen: str | None = None
        self._folder = folder.resolve()

    def __call__(self, event: str, given: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event.startswith(_REFUSED):
            self._refuse(event, given[0] if given else "")
        elif event == "open":
            path, mode, flags = given
            if (isinstance(mode, str) and set(mode) & set("wxa+")) or flags & _WRITING:
                self._look_at(event, path)
        elif event in _CHANGING:
            self._look_at(event, given[_CHANGING[event]])

    def _look_at(self, event: str, path: Any) -> None:
        if isinstance(path, int) or path is None:
            return
        where = Path(os.fsdecode(path)).absolute()
        if where != Path(os.devnull) and not where.resolve().is_relative_to(self._folder):
            self._refuse(event, where)

    def _refuse(self, event: str, what: object) -> None:
        self.seen = f"{event} {what!r}"
        raise Wrote(self.seen)


def main(name: str, folder: Path, runs: int, seed: int) -> None:
    """Feeds the target until it fails or has had that many inputs."""
    with atheris.instrument_imports(include=["content", "db", "journal_app"]):
        target: Any = importlib.import_module(f"tests.torture.fuzzing.targets.{name}")
    corpus, found, scratch = folder / "corpus", folder / "found", folder / "scratch"
    for each in (corpus, found, scratch):
        each.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(target.seeds()):
        (corpus / f"seed{number}").write_bytes(content)
    pieces: list[str] = target.words() if hasattr(target, "words") else []
    (folder / "words").write_text("".join(f'"{_escaped(piece)}"\n' for piece in pieces))
    os.chdir(scratch)
    most_seconds: float = getattr(target, "MOST_SECONDS", MOST_SECONDS)
    feed = target.prepare(scratch)
    watch = Watch(scratch)
    inputs = count(1)
    sys.addaudithook(watch)

    def one(content: bytes) -> None:
        if next(inputs) % SET_APART == 0:
            gc.collect()
            gc.freeze()
        began = time.process_time()
        watch.seen = None
        watch.on = True
        try:
            feed(content)
        finally:
            watch.on = False
        took = time.process_time() - began
        if watch.seen is not None:
            raise Wrote(watch.seen)
        if took > most_seconds:
            raise AssertionError(f"{took:.1f} s of work on one input")

    options = [
        f"-runs={runs}",
        f"-seed={seed}",
        f"-artifact_prefix={found}/",
        f"-timeout={NEVER_MIND}",
        f"-report_slow_units={NEVER_MIND}",
        f"-max_len={getattr(target, 'LONGEST', 4096)}",
        *([f"-dict={folder / 'words'}"] if pieces else []),
        "-rss_limit_mb=0",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one)
    atheris.Fuzz()


def _escaped(piece: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in piece.encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
