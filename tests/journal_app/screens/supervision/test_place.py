"""Supervision: what comes and what waits on one screen, and the inbox that gives things back."""

from datetime import timedelta

import pytest

from db import reflections
from db.transaction import Transaction
from journal_app.paths import Paths
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.supervision.place import SupervisionPlace
from journal_app.services import afterwards, agenda, held_back, supervision
from tests.journal_app.conftest import Start
from tests.journal_app.elsewhere import other_window
from tests.journal_app.odd_texts import ODD_TEXTS
from tests.journal_app.past import TODAY, Past, lines, press, said, shown
from tests.journal_app.screens.supervision.doors import opened_from
from tests.journal_app.screens.supervision.meetings_made import NOW, asked, held, planned


async def test_an_empty_place_says_how_things_get_here_and_every_key_is_harmless(
    start: Start,
) -> None:
    async with start() as (app, pilot):
        await press(pilot, "5")
        assert "b on any reflection brings it here" in shown(app)
        assert "Nothing gets here by itself" in shown(app)
        await press(pilot, *"jbpxuesgBH", "enter", "end", "pageup")
        assert isinstance(app.screen, SupervisionPlace)
        assert "There is no meeting yet. N plans one." in said(app)


async def test_what_comes_stands_first_and_every_line_opens_or_can_be_read_beside(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[str, str] = {}

    def seed(tx: Transaction) -> None:
        reflections.bring(tx, Past(tx).kept("Brought lately.\n\nAnd on it goes."), NOW)
        last = held(tx, 21)
        over = asked(tx, last, "Not reached?", minutes=50)
        agenda.carry(tx, over, today=TODAY, now=NOW)
        made["next"] = planned(tx)
        asked(tx, made["next"], "The newest?", minutes=22)
        made["item"] = over
        afterwards.add(tx, last, "Ring", due_on=TODAY + timedelta(days=1), now=NOW)
        agenda.park(tx, asked(tx, None, "Parked?"), now=NOW)
        before = NOW - timedelta(hours=1)
        held_back.note(tx, "Ashamed of it", ask_after=1, today=TODAY, now=before)
        held(tx, 0, "Peers")
        made["overdue"] = planned(tx, -2, "Late")

    opened = opened_from(monkeypatch, "item", "hold", "actions", "agenda", "held_back", "meetings")
    async with start(size=(120, 40), seed=seed) as (app, pilot):
        await press(pilot, "5")
        words = shown(app)
        order = [
            "with Late, individual: was it held?",
            "Next meeting",
            "in 7 days, with M., individual",
            "2 questions, 72 of 60 minutes: 12 minutes over",
            "carried from",
            "Not reached?",
            "Inbox: brought today",
            "Brought lately",
            "Parking lot",
            "Parked?",
            "1 open; it is due",
            "Held",
            "with Peers, individual",
            "One note of what is held back may be ready",
        ]
        assert sorted(order, key=words.index) == order
        assert "Ashamed" not in words
        await press(pilot, "j", "enter", "escape", "j", "enter", "escape")
        assert opened.pop(0) == ("agenda", made["next"])
        assert opened.pop(0)[0] == "item"
        await press(pilot, "j", "j")
        while "And on it goes." not in shown(app):
            await pilot.pause(0.01)
        await press(pilot, "j", "j", "enter", "escape", "j", "enter", "escape")
        assert [name for name, _ in opened] == ["actions", "hold"]
        await press(pilot, "end", "enter", "escape", "k", "enter", "escape")
        assert [name for name, _ in opened[2:]] == ["held_back", "meetings"]


async def test_b_takes_back_whatever_was_brought_and_undoes_that_until_the_place_is_left(
    start: Start,
) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx)
        made = past.kept("Written lately")
        past.kept("For me alone")
        reflections.bring(tx, made, NOW - timedelta(days=20))
        supervision.bring_excerpt(tx, made, "only this", start=(0, 0), now=NOW)
        supervision.bring_anchor(tx, past.library, "co-regulation/Q1", now=NOW)

    async with start(seed=seed) as (app, pilot):
        await press(pilot, "5")
        words = shown(app)
        order = ["brought today", "Q1", "“only this”", "in the last 4 weeks", "Written lately"]
        assert words.index("Q1") < words.index("Written lately")
        assert all(each in words for each in order)
        assert "For me alone" not in words
        await press(pilot, "b", "j", "b", "j", "b")
        assert lines(app).count("Taken back:") == 3
        assert "It is private again" in said(app)[-1]
        await press(pilot, "b")
        assert lines(app).count("Taken back:") == 2
        await press(pilot, "enter")
        assert isinstance(app.screen, ReflectionScreen)
        await press(pilot, "escape")
        words = shown(app)
        assert "Written lately" in words
        assert "only this" not in words
        assert "Q1" not in words


async def test_one_that_went_in_another_window_is_said_and_nothing_else_changes(
    start: Start, places: Paths
) -> None:
    goes: list[str] = []

    def seed(tx: Transaction) -> None:
        past = Past(tx)
        past.kept("Stays", brought=True)
        goes.append(past.unfinished("Goes"))
        reflections.bring(tx, goes[0], NOW + timedelta(hours=1))

    async with start(seed=seed) as (app, pilot):
        await press(pilot, "5")
        with other_window(places) as (tx, _):
            reflections.discard(tx, goes[0])
        await press(pilot, "b")
        assert "There is no reflection" in said(app)[-1]
        await press(pilot, "1", "5")
        assert "Stays" in shown(app)
        assert "Goes" not in shown(app)


async def test_odd_texts_are_listed_as_they_are(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        meeting = planned(tx)
        for text in ODD_TEXTS.values():
            made = Past(tx).kept(text, brought=True)
            if text.strip():
                supervision.bring_excerpt(tx, made, text, start=(0, 0), now=NOW)
                asked(tx, meeting, text)

    async with start(size=(60, 60), seed=seed) as (app, pilot):
        await press(pilot, "5")
        assert lines(app).count("[client] said [/]") == 3
        await press(pilot, "b", "g", "J", "space", "x", "u", "end", "b")
        assert "Taken back" in shown(app)
        for text in ODD_TEXTS.values():
            assert text[:5] not in "".join(said(app))
