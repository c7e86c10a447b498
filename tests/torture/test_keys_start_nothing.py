"""Every key of every place is pressed; none starts a program, an editor or a browser."""

import pytest

from journal_app import keymap
from tests.journal_app.conftest import Start, places, settled, start
from tests.journal_app.past import TODAY, Past
from tests.privacy.reaching import reached

__all__ = ["places", "start"]

pytestmark = pytest.mark.torture

WAYS = {
    "today": ["1"],
    "read": ["2"],
    "questions": ["3"],
    "answers": ["3", "enter"],
    "journal": ["4"],
    "reflection": ["4", "enter"],
    "versions": ["4", "enter", "v"],
    "thread": ["4", "enter", "t"],
    "calendar": ["4", "c"],
    "trash": ["4", "X"],
    "supervision": ["5"],
    "meetings": ["5", "M"],
    "log": ["5", "L"],
    "held_back": ["5", "h"],
    "since": ["5", "s"],
    "map": ["m"],
    "write": ["n"],
    "everywhere": ["1"],
}
ENDING = ("everywhere.lock", "everywhere.quit")
STARTING = ("os.exec", "os.posix_spawn", "os.spawn", "os.system", "socket", "subprocess", "webb")


@pytest.mark.parametrize("place", WAYS)
async def test_no_key_starts_a_program(start: Start, place: str) -> None:
    keys = [
        key
        for command in keymap.group(place)
        for key in command.keys.split(",")[:1]
        if key not in ("", "A") and command.id not in ENDING
    ]
    async with start(
        size=(100, 30),
        seed=lambda tx: Past(tx).kept("A text.", "Q2", brought=True, day=TODAY),
    ) as (_, pilot):
        with reached() as found:
            for key in keys:
                await pilot.press(*WAYS[place])
                await settled(pilot)
                await pilot.press(key, "escape", "escape", "escape")
                await settled(pilot)
    assert [what for what in found if what.startswith(STARTING)] == []
