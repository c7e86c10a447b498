"""Actions: on Today, done, asked about, and found again beside the text."""

from datetime import timedelta

from textual.pilot import Pilot

from db.supervision_records import EntryKey, EntryKind, Field
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.navigation import OpenAnswers
from journal_app.paths import Paths
from journal_app.screens.answers import AnswersScreen
from journal_app.screens.dialogs.words import WordsDialog
from journal_app.screens.supervision.actions import ActionsScreen
from journal_app.screens.supervision.hold import HoldScreen
from journal_app.services import afterwards, typed
from tests.journal_app.conftest import Start
from tests.journal_app.elsewhere import other_window
from tests.journal_app.past import TODAY, Past, press, said, shown
from tests.journal_app.reading import go_to, until, within
from tests.journal_app.screens.supervision.meetings_made import NOW, asked, held


def seed(tx: Transaction) -> None:
    """An open action and one to be asked about, from a question on a claim."""
    meeting = held(tx)
    kept = Past(tx).kept("On the claim.", "CP-1")
    item = asked(tx, meeting, "Why?", EntryKey(EntryKind.REFLECTION, kept))
    typed.save(tx, Field.HEARD, item, "Wait a breath", was="", now=NOW)
    late = TODAY - timedelta(days=3)
    afterwards.add(tx, meeting, "Wait", item_id=item, due_on=late, now=NOW)
    done = afterwards.add(tx, meeting, "Ring", item_id=item, now=NOW).id
    afterwards.do(tx, done, today=TODAY - timedelta(days=20), now=NOW)


def changed(places: Paths) -> dict[str, str]:
    """What each of those done has changed."""
    with other_window(places) as (tx, _):
        return {action.text: action.what_changed for action in afterwards.done(tx)}


async def test_from_today_an_action_is_done_and_what_it_changed_is_said_now_or_later(
    start: Start, places: Paths
) -> None:
    async with start(size=(80, 40), seed=seed) as (app, pilot):
        await _mark(app, pilot, "Wait")
        await press(pilot, "enter")
        assert isinstance(app.screen, ActionsScreen)
        assert all(words in shown(app) for words in ("What changed?", "Wait a breath", "Why?"))
        await press(pilot, "enter")
        assert isinstance(app.screen, WordsDialog)
        await press(pilot, "escape")
        assert "In two weeks it is asked" in said(app)[-1]
        await press(pilot, "u", "enter", "x", "escape")
        assert changed(places)["Wait"] == "x"
        await press(pilot, "home", "x")
        assert "It is not asked any more" in said(app)[-1]
        await press(pilot, "u", "home", "enter", "escape")
        assert "asked again in two weeks" in said(app)[-1]
        with other_window(places) as (tx, _):
            assert afterwards.of_today(tx, today=TODAY).to_ask == ()
            assert len(afterwards.of_today(tx, today=TODAY + timedelta(weeks=2)).to_ask) == 1
        await press(pilot, "o")
        assert isinstance(app.screen, HoldScreen)
        await press(pilot, "escape", "escape")
        assert "Open actions" not in shown(app)


async def test_an_action_is_changed_given_a_day_and_taken_off(start: Start, places: Paths) -> None:
    async with start(seed=seed) as (app, pilot):
        await press(pilot, "1")
        await app.action_show("actions")
        await press(pilot, "home", "e", "s", "escape", "d", *"tomorrow", "enter")
        with other_window(places) as (tx, _):
            (action,) = afterwards.of_today(tx, today=TODAY).still_open.rows
        assert (action.text, action.due_on) == ("Waits", TODAY + timedelta(days=1))
        await press(pilot, "x")
        assert "Waits" not in shown(app).partition("What changed?")[0]
        await press(pilot, "u", "u")
        with other_window(places) as (tx, _):
            (action,) = afterwards.of_today(tx, today=TODAY).still_open.rows
        assert action.due_on == TODAY - timedelta(days=3)


async def test_what_supervision_said_stands_with_the_passage_and_opens_its_meeting(
    start: Start,
) -> None:
    async with start(size=(120, 40), seed=seed) as (app, pilot):
        place = await go_to(app, pilot, "CP-1")
        await until(pilot, lambda: "Wait a breath" in within(app, place.here))
        await press(pilot, "tab", "tab", "end", "enter")
        assert isinstance(app.screen, HoldScreen)
        await press(pilot, "escape")
        app.screen.post_message(OpenAnswers("co-regulation/CP-1"))
        await until(pilot, lambda: isinstance(app.screen, AnswersScreen) and "→ Wait" in shown(app))
        await press(pilot, "tab", "enter")
        assert isinstance(app.screen, HoldScreen)


async def _mark(app: JournalApp, pilot: Pilot[None], words: str) -> None:
    """Marks on Today the line that shows these words."""
    for _ in range(12):
        marked = getattr(app.screen, "marked", None)
        if marked is not None and words in marked.content.plain:
            return
        await press(pilot, "j")
    raise AssertionError(words)
