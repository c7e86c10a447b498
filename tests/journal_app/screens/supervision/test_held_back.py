"""Held back: safe as it is typed, asked about quietly, and nowhere else."""

from datetime import timedelta

from db.supervision_records import HeldBackState
from db.transaction import Transaction
from journal_app.screens.supervision.held_back import HeldBackScreen
from journal_app.services import held_back
from tests.journal_app.conftest import Start
from tests.journal_app.past import TODAY, press, said, shown
from tests.journal_app.screens.supervision.meetings_made import NOW, held


async def test_a_note_is_written_waited_with_and_let_go_and_its_words_stay_on_this_screen(
    start: Start,
) -> None:
    def seed(tx: Transaction) -> None:
        before, day = NOW - timedelta(days=30), TODAY - timedelta(days=30)
        held_back.note(tx, "Ashamed", ask_after=1, today=day, now=before)
        held(tx)

    async with start(seed=seed) as (app, pilot):
        await press(pilot, "5")
        assert "One note of what is held back may be ready. Or not yet." in shown(app)
        assert "Ashamed" not in shown(app)
        await press(pilot, "h")
        assert "never leaves the journal by itself. It is in no brief and no log" in shown(app)
        assert "Ready to be said?" in shown(app).partition("Ashamed")[0]
        await press(pilot, "t")
        assert "Ready to be said" not in shown(app)
        await press(pilot, "w", *"Envy", "escape", "w", "escape")
        assert "Envy" in shown(app)
        await press(pilot, "r")
        assert "nothing is copied" in said(app)[-1]
        await press(pilot, "u", "a", "up", "up", "enter", "j", "x")
        assert isinstance(app.screen, HeldBackScreen)
        states = {note.text: note.state for note in app.screen.notes.values()}
        assert states == {"Envy": HeldBackState.WAITING, "Ashamed": HeldBackState.LET_GO}
        assert {note.ask_after for note in app.screen.notes.values()} == {None, 1}
        await press(pilot, "delete", "down", "enter")
        assert "Ashamed" not in shown(app)
        assert not any(word in text for word in ("Envy", "Ashamed") for text in said(app))
