"""The log on screen is the log that leaves."""

from pathlib import Path

from db.transaction import Transaction
from journal_app.navigation import Show
from journal_app.services import afterwards, agenda, meeting
from tests.journal_app.conftest import Start
from tests.journal_app.past import TODAY, days_ago, press, shown
from tests.journal_app.services.supervising import NOW, plan


def seed(tx: Transaction) -> None:
    """A meeting today and one three years ago."""
    for day, minutes in ((TODAY, 50), (days_ago(3 * 366), 90)):
        on = meeting.make(tx, plan(day, minutes=minutes), today=TODAY, now=NOW, held=True)
        agenda.add(tx, on.meeting.id, "What did I miss?", now=NOW)
        afterwards.add(tx, on.meeting.id, "Ask Sarah", now=NOW)


async def test_the_log_covers_a_period_and_leaves_as_it_is_seen(
    start: Start, sealed_home: Path
) -> None:
    async with start(size=(120, 40), seed=seed) as (app, pilot):
        app.screen.post_message(Show("log"))
        await pilot.pause()
        await press(pilot, "home")
        assert "1 meeting · 50 min" in shown(app)
        assert "This might identify somebody: Sarah" in shown(app)
        await press(pilot, "a")
        assert "2 meetings · 2 h 20 min" in shown(app)
        assert "What did I miss?" not in shown(app)
        await press(pilot, "v")
        assert "What did I miss?" in shown(app)
        await press(pilot, "o", "down", "down", "enter")
        assert "supervision-log.csv" in shown(app)
        await press(pilot, "ctrl+u", *"~/l.csv", "enter")
        assert (sealed_home / "l.csv").read_text("utf-8").count("What did I miss?") == 2
        await press(pilot, "d", "ctrl+u", *"2000-13", "enter")
        assert "These are no days" in shown(app)
        await press(pilot, "ctrl+u", *"2000 to 2001-06", "enter")
        assert "1 January 2000 to 30 June 2001 · no meetings" in shown(app)
