"""A disk that fails under the app: it is said, the text stays on the screen, and is saved later."""

import errno

import pytest

from db import reflections
from tests.faults import failing_disk
from tests.journal_app.conftest import Start, settled
from tests.journal_app.screens.test_write import begin, until_saved


@pytest.mark.parametrize(("at", "number"), [(1, errno.ENOSPC), (4, errno.EIO), (1, errno.EROFS)])
async def test_what_can_not_be_saved_stays_on_the_screen_until_it_is(
    start: Start, at: int, number: int
) -> None:
    with failing_disk() as disk:
        async with start() as (app, pilot):
            screen = await begin(app, pilot)
            assert screen.autosave is not None
            screen.autosave._retry = 0.01
            disk.fail(at, number, for_good=True)
            await pilot.press(*"Not lost")
            while not screen.saved.has_class("-trouble"):
                await pilot.pause(0.01)
            assert str(screen.saved.render()).startswith("Not saved yet. ")
            # Keeping it can't succeed either, and loses nothing.
            await pilot.press("ctrl+s")
            await settled(pilot)
            assert app.screen is screen
            assert screen.editor.text == "Not lost"
            disk.mend()
            await until_saved(pilot, screen)
            kept = await app.journal.read(reflections.get, screen.reflection_id)
            assert kept.text == "Not lost"
            assert not screen.saved.has_class("-trouble")
