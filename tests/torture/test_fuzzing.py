"""Ten thousand inputs for everything that reads what others wrote, found by looking for new ways.

No crash, no second of work on one input, and nothing written; see `fuzzing/harness.py`.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.torture.conftest import Tries

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform != "linux", reason="the fuzzer is made for Linux alone"),
]

ROOT = Path(__file__).parents[2]
TARGETS = sorted(
    path.stem
    for path in (Path(__file__).parent / "fuzzing" / "targets").glob("*.py")
    if path.stem != "copy_to_merge" or find_spec("db.merging")
)
USUAL = 10_000


@pytest.mark.parametrize("target", TARGETS)
def test_ten_thousand_inputs_break_nothing(
    tmp_path: Path, seed: int, tries: Tries, target: str
) -> None:
    runs = os.environ.get("TORTURE_TIMES") or str(USUAL)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.torture.fuzzing.harness"),
            *(target, str(tmp_path), runs, str(seed)),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    found = list((tmp_path / "found").iterdir())
    for path in found:
        tries.say(f"{path}: {path.read_bytes()[:2000]!r}")
    assert done.returncode == 0, done.stdout[-6000:]
    assert not found
    tries.say(" ".join(line for line in done.stdout.splitlines() if "executed_units" in line))
