"""b brings what is at hand: a question itself, or a paragraph of the text."""

from journal_app.services import supervision
from tests.journal_app.conftest import Start
from tests.journal_app.past import press, said, shown


async def test_b_brings_a_card_or_a_paragraph_itself_and_takes_it_out_again(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "3", "b", "2", "j", "j", "b")
        assert said(app)[-1] == "Brought to supervision."
        found = await app.journal.read(supervision.inbox)
        assert len(found.brought) == 2
        await press(pilot, "5")
        assert "Q1" in shown(app)
        await press(pilot, "2", "b", "3", "b")
        assert said(app)[-1] == "Taken out of the inbox again."
        assert (await app.journal.read(supervision.inbox)).brought == ()
