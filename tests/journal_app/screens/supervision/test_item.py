"""The question builder: all of it safe as it is typed, and kind when no question forms."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from db.supervision_records import EntryKey, EntryKind, Eye, Field, Item, ItemKind, Wants
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.navigation import Show
from journal_app.paths import Paths
from journal_app.screens.dialogs.choose import ChooseDialog
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.supervision import item as module
from journal_app.screens.supervision.item import ItemScreen
from journal_app.screens.today import TodayPlace
from journal_app.screens.write import WriteScreen
from journal_app.services import agenda, supervision, typed
from tests.journal_app.conftest import Start, settled
from tests.journal_app.elsewhere import other_window
from tests.journal_app.odd_texts import ODD_TEXTS
from tests.journal_app.past import Past, press, said, shown
from tests.journal_app.screens.supervision.doors import opened_from
from tests.journal_app.screens.supervision.meetings_made import NOW, planned
from tests.journal_app.through_the_door import locked

MARKED = "I stopped [breathing]"


class Made:
    """The ids of what a seed has made."""

    item: str = ""


def seed(made: Made) -> Callable[[Transaction], None]:
    """A question still to be found, on an agenda, made from a reflection and a passage of it."""

    def fill(tx: Transaction) -> None:
        kept = Past(tx).kept(f"She looked away. {MARKED} too.\n\nAnd then?", brought=True)
        marked = supervision.bring_excerpt(tx, kept, MARKED, start=(0, 17), now=NOW)
        keys = EntryKey(EntryKind.REFLECTION, kept), EntryKey(EntryKind.EXCERPT, marked)
        made.item = agenda.begin(tx, planned(tx), keys, now=NOW).id

    return fill


async def opened(app: JournalApp, pilot: Pilot[None], item_id: str) -> ItemScreen:
    app.screen.post_message(Show("item", item_id))
    while not (isinstance(app.screen, ItemScreen) and app.screen.item):
        await pilot.pause(0.01)
    await settled(pilot)
    return app.screen


def item(places: Paths, item_id: str) -> Item:
    with other_window(places) as (tx, _):
        return agenda.item(tx, item_id)


async def test_tab_goes_through_the_form_and_all_of_it_is_there_again(
    start: Start, places: Paths
) -> None:
    made = Made()
    async with start(seed=seed(made)) as (app, pilot):
        await opened(app, pilot, made.item)
        assert "For M.," in shown(app)
        await pilot.press("Q", "tab", "enter", "r", "enter", "tab", "s", "tab", "m", "tab", "h")
        await pilot.press("tab", "enter", "c", "enter", "tab", *"K7", "tab", *"20", "tab", "l")
        await press(pilot, "tab", "w", "shift+tab", "shift+tab", *"99")
        assert isinstance(app.screen, ItemScreen)
        await app.screen.settle()
        await press(pilot, "9", "escape")
        assert isinstance(app.screen, ItemScreen)
        assert "An item takes from 1 to 480 minutes" in said(app)[-1]
        await press(pilot, "backspace", "escape")
        assert isinstance(app.screen, TodayPlace)
        found = item(places, made.item)
        assert (found.question, found.surfaces, found.moment) == ("Q", "s", "m")
        assert (found.reaction, found.context, found.went_well) == ("h", "l", "w")
        assert (found.kind, found.wants) == (ItemKind.RISK, Wants.CHALLENGE)
        assert (found.case_code, found.minutes) == ("K7", 99)
        screen = await opened(app, pilot, made.item)
        assert screen.minutes.value == "99"
        assert all(word in shown(app) for word in ("Q", "Risk", "Challenge", "K7"))


async def test_without_a_question_it_asks_what_is_in_the_way_and_an_empty_one_is_cleared_away(
    start: Start, places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Made()
    opened_from(monkeypatch, "held_back")
    async with start(seed=seed(made)) as (app, pilot):
        await opened(app, pilot, made.item)
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayPlace)
        with other_window(places) as (tx, now):
            (meeting,) = {
                each.meeting.id for each in [agenda.next_agenda(tx, today=now.date())] if each
            }
            assert agenda.agenda_of(tx, meeting).items == ()
            assert len(supervision.inbox(tx).brought) == 2
            made.item = agenda.begin(tx, meeting, now=now).id
        monkeypatch.setattr(module, "A_WHILE", 0.01)
        screen = await opened(app, pilot, made.item)
        while not screen.stuck.display:
            await pilot.pause(0.01)
        await press(pilot, "tab", "tab", "x", "ctrl+s")
        assert isinstance(app.screen, ChooseDialog)
        assert "Is something about supervision itself in the way?" in shown(app)
        await press(pilot, "escape")
        assert app.screen is screen
        await press(pilot, "f4", "home", "down", "enter")
        assert isinstance(app.screen, WriteScreen)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, ChooseDialog)
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayPlace)
        assert item(places, made.item).surfaces == "x"


async def test_another_way_in_stands_above_the_question_and_what_it_was_made_from_beside_it(
    start: Start, places: Paths
) -> None:
    made = Made()
    async with start(size=(120, 40), seed=seed(made)) as (app, pilot):
        screen = await opened(app, pilot, made.item)
        assert all(words in shown(app) for words in (MARKED, "And then?", "Written on"))
        await press(pilot, "f2", "down", "down", "enter")
        assert item(places, made.item).view is Eye.RELATIONSHIP
        assert "What goes on between the two of us" in shown(app)
        assert screen.focused is screen.question
        await press(pilot, "f3", "tab", "enter")
        assert isinstance(app.screen, ReflectionScreen)
        await press(pilot, "escape", "f3")
        assert screen.focused is screen.question


async def test_what_another_window_types_is_shown_and_never_lost_nor_is_what_is_locked_away(
    start: Start, places: Paths
) -> None:
    made = Made()
    async with start(seed=seed(made)) as (app, pilot):
        screen = await opened(app, pilot, made.item)
        with other_window(places) as (tx, now):
            typed.save(tx, Field.QUESTION, made.item, "Theirs", was="", now=now)
            typed.save(tx, Field.MOMENT, made.item, "Then", was="", now=now)
        await press(pilot, *"Mine")
        await screen.settle()
        assert screen.question.text == "Theirs\n\nMine"
        screen.look_again()
        await press(pilot, "?")
        assert "Then" in shown(app)
        await pilot.press("!", "ctrl+l")
        await locked(app, pilot)
        found = item(places, made.item)
        assert (found.question, found.moment) == ("Theirs\n\nMine?!", "Then")


async def test_odd_texts_are_shown_as_they_are_and_stay_as_they_are(
    start: Start, places: Paths
) -> None:
    made = Made()

    def fill(tx: Transaction) -> None:
        keys = [
            EntryKey(EntryKind.REFLECTION, Past(tx).kept(text, brought=True))
            for text in ODD_TEXTS.values()
        ]
        made.item = agenda.begin(tx, None, keys, now=NOW).id
        for field, text in zip(module.TEXTS.values(), ODD_TEXTS.values(), strict=False):
            typed.save(tx, field, made.item, text, was="", now=NOW)

    async with start(size=(60, 20), seed=fill) as (app, pilot):
        before = item(places, made.item)
        await opened(app, pilot, made.item)
        assert "[client] said [/]" in shown(app)
        await press(pilot, "f3", *("tab",) * 3, "escape")
        after = item(places, made.item)
        assert [after.question, after.surfaces, after.moment, after.reaction] == [
            before.question,
            before.surfaces,
            before.moment,
            before.reaction,
        ]
        assert not said(app)
