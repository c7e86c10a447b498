"""A program: changes the key of a copy of a journal again and again, killed at every step once.

Given the folder of a closed journal, it leaves a folder beside it for each step it was killed at.
"""

import os
import shutil
import signal
import sys
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from db import alone, files, rekeying, settings
from db.keys import salt_of
from tests.db.writing import KEY, NEW_KEY, NEW_SALT

STEPS = {
    rekeying.rekey.__code__,
    alone.have_to_oneself.__code__,
    alone.refuse_company.__code__,
    rekeying._copy.__code__,
    rekeying._write.__code__,
    files.put_over.__code__,
    files.sync_folder.__code__,
}
"""What is killed at each of its lines; what only reads and compares is left out."""

MOST = 500


def main(folder: Path) -> None:
    """Ends when a change has come to its end without reaching the step at which it is killed."""
    # Loads all that is needed once, so that the children only fork.
    change(shutil.copytree(folder, folder.with_name("whole")))
    for step in range(MOST):
        copy = shutil.copytree(folder, folder.with_name(f"killed-{step}"))
        child = os.fork()
        if child == 0:
            die_at(step)
            change(copy)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) == 0:
            return
        assert os.WTERMSIG(status) == signal.SIGKILL


def change(folder: Path) -> None:
    """Puts the journal in the folder under the new key."""
    path = folder / "journal.db"
    rekeying.PAGES_AT_ONCE = 40
    rekeying.rekey(
        path,
        (KEY, salt_of(path)),
        (NEW_KEY, NEW_SALT),
        note=lambda tx: settings.put(tx, "noted", True),
    )


def die_at(step: int) -> None:
    """From now on, the process is killed before this line of those that it comes to."""
    left = step

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left
        if not is_step(frame.f_code):
            return None
        if event == "line":
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
        return trace

    sys.settrace(trace)


def is_step(code: CodeType) -> bool:
    """Whether it is one of the steps, or a function within one."""
    return code in STEPS or code.co_qualname.startswith("_copy.<locals>")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
