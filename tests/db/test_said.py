"""What supervision said of a place, what left for a meeting, and that neither is searched for."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from db import actions, agenda, behind, briefs, inbox, meetings, reflections, typed
from db.said import said_on
from db.store import Store
from db.supervision_records import BriefForm, BriefLeft, EntryKey, Field, ItemState
from db.transaction import Transaction
from tests.db.supervising import asked, held, passage, planned, whole
from tests.db.writing import NOW, TODAY, kept, link

Q1 = "co-regulation/Q1"
Q2 = "co-regulation/Q2"
DAY = timedelta(days=1)


def discussed(
    tx: Transaction, *behind_it: EntryKey, days_ago: int = 1, heard: str = "Heard"
) -> str:
    meeting = held(tx, TODAY - days_ago * DAY)
    item = asked(tx, meeting, "Why?", *behind_it, state=ItemState.HELD)
    if heard:
        typed.save(tx, Field.HEARD, item, heard, was="", now=NOW)
    return item


def test_it_is_found_through_items_and_through_reflections_latest_meeting_first(
    store: Store,
) -> None:
    with store.write() as tx:
        on_it = kept(tx, "On it", on=(Q1,))
        part = inbox.bring_excerpt(tx, on_it, "it", (0, 3), NOW)
        by_reflection = discussed(tx, whole(on_it), days_ago=9)
        by_passage = discussed(tx, passage(part), days_ago=2)
        by_anchor = discussed(tx, days_ago=5)
        behind.put_link(tx, by_anchor, link(Q1), NOW)
        discussed(tx, whole(kept(tx, on=(Q2,))))
        discussed(tx)
        found = said_on(tx, (Q1,), limit=5)
        assert [each.item_id for each in found] == [by_passage, by_anchor, by_reflection]
        assert (found[0].question, found[0].heard, found[0].day) == (
            "Why?",
            "Heard",
            TODAY - 2 * DAY,
        )
        assert (found[0].supervisor, found[0].actions) == ("M.", ())
        assert len(said_on(tx, (Q1,), limit=2)) == 2
        assert len(said_on(tx, (Q1, Q2, "co-regulation"), limit=9)) == 4
        assert said_on(tx, (), limit=5) == ()


def test_an_item_of_which_nothing_came_is_left_out(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, on=(Q1,))
        item = discussed(tx, whole(made), heard="")
        gone = discussed(tx, whole(made))
        agenda.set_values(tx, gone, NOW, state=ItemState.DROPPED)
        assert said_on(tx, (Q1,), limit=5) == ()
        meeting = agenda.get(tx, item).meeting_id
        assert meeting is not None
        led_to = actions.create(tx, meeting, text="Ring", item_id=item, due_on=None, now=NOW)
        (found,) = said_on(tx, (Q1,), limit=5)
        assert [each.id for each in found.actions] == [led_to]
        actions.set_values(tx, led_to, NOW, dropped_at=NOW)
        assert said_on(tx, (Q1,), limit=5) == ()


def test_a_reflection_in_the_trash_leads_nowhere(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, on=(Q1,))
        discussed(tx, whole(made))
        reflections.trash(tx, made)
        assert said_on(tx, (Q1,), limit=5) == ()


def test_it_is_read_from_the_agendas_and_no_reflection_is_searched(store: Store) -> None:
    with store.write() as tx:
        discussed(tx, whole(kept(tx, on=(Q1,))))
        statements: list[str] = []
        tx._connection.connection.set_trace_callback(statements.append)
        said_on(tx, (Q1,), limit=5)
        tx._connection.connection.set_trace_callback(None)
        (query,) = [each for each in statements if "agenda_anchor" in each]
        plan = [
            row[3] for row in tx._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all()
        ]
    assert [step for step in plan if step.startswith("SCAN")] == ["SCAN agenda_item"], plan


def test_what_left_is_kept_with_its_meeting_the_last_first(store: Store) -> None:
    with store.write() as tx:
        meeting = planned(tx)
        first, second = asked(tx, meeting), asked(tx, meeting)
        odd = "/home/m/\ud800 Übersicht.pdf"
        made = briefs.create(
            tx,
            meeting,
            form=BriefForm.PDF,
            place=odd,
            size=2048,
            digest="abc",
            item_ids=(second, first, second),
            now=NOW,
        )
        shown = briefs.create(
            tx,
            meeting,
            form=BriefForm.SCREEN,
            place=None,
            size=9,
            digest="def",
            item_ids=(),
            now=NOW + DAY,
        )
        last, found = briefs.of_meeting(tx, meeting)
        assert (last.id, last.place, last.item_ids) == (shown, None, ())
        assert found == BriefLeft(
            id=made,
            meeting_id=meeting,
            left_at=NOW,
            form=BriefForm.PDF,
            place=odd,
            size=2048,
            digest="abc",
            item_ids=(first, second),
        )
        assert briefs.holds(tx, first)
        assert not briefs.holds(tx, asked(tx, meeting))
        assert briefs.of_meeting(tx, planned(tx)) == ()
        assert meetings.get(tx, meeting).items == 3


def test_only_what_was_shown_on_screen_has_no_file(store: Store) -> None:
    with pytest.raises(IntegrityError, match="ck_brief_left_place"), store.write() as tx:
        briefs.create(
            tx,
            planned(tx),
            form=BriefForm.TEXT,
            place=None,
            size=1,
            digest="",
            item_ids=(),
            now=NOW,
        )
