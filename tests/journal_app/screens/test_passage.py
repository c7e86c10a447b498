"""Bringing a passage: just what is marked, from a reflection that is read or written."""

from db.supervision_records import BroughtExcerpt
from db.transaction import Transaction
from journal_app.paths import Paths
from journal_app.screens.passage import PassageScreen
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.write import WriteScreen
from journal_app.services import supervision
from tests.journal_app.conftest import Start
from tests.journal_app.elsewhere import other_window
from tests.journal_app.past import Past, press, said, shown


def brought(places: Paths) -> list[tuple[str, tuple[int, int]]]:
    """The passages in the inbox, the last first; nothing else may be there."""
    with other_window(places) as (tx, _):
        found = supervision.inbox(tx).brought
    assert all(isinstance(each, BroughtExcerpt) for each in found)
    return [(each.text, each.start) for each in found if isinstance(each, BroughtExcerpt)]


async def test_a_paragraph_several_or_some_words_are_marked_and_brought(
    start: Start, places: Paths
) -> None:
    def seed(tx: Transaction) -> None:
        Past(tx).kept("One [/] line\nand on\n\nTwo\n\n\nThree")

    async with start(seed=seed) as (app, pilot):
        await press(pilot, "4", "enter", "p")
        assert isinstance(app.screen, PassageScreen)
        assert "One [/] line" in shown(app)
        await press(pilot, "enter")
        assert "Nothing is marked" in said(app)[-1]
        await press(pilot, "x", "j", "j", "enter")
        assert isinstance(app.screen, ReflectionScreen)
        assert "The rest stays" in said(app)[-1]
        await press(pilot, "p", "j", "j", "j", "space", "k", "k", "b")
        await press(pilot, "p", "right", *("shift+right",) * 2, "enter")
        assert sorted(brought(places)) == [
            ("One [/] line\nand on\n\nTwo\n\n\nThree", (0, 0)),
            ("Two", (3, 0)),
            ("ne", (0, 1)),
        ]
        await press(pilot, "p", "j", "escape")
        assert len(brought(places)) == 3


async def test_while_writing_the_selection_is_brought_and_without_one_all_of_it(
    start: Start, places: Paths
) -> None:
    async with start() as (app, pilot):
        await press(pilot, "n", *"ab c", "shift+left", "ctrl+g")
        assert isinstance(app.screen, WriteScreen)
        assert brought(places) == [("c", (0, 3))]
        await press(pilot, "right", "ctrl+g")
        with other_window(places) as (tx, _):
            assert len(supervision.inbox(tx).brought) == 2
