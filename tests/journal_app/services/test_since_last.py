"""Since last time: all there is to choose from, for one supervisor and not for another."""

from content.library import Library
from db import reflections
from db.supervision_records import EntryKey, EntryKind
from db.transaction import Transaction
from journal_app.services import afterwards, agenda, since_last, supervision
from journal_app.services.since_last import SinceLast
from tests.journal_app.past import Past
from tests.journal_app.services.supervising import DAY, NOW, days, held, planned, whole

Q1 = EntryKey(EntryKind.ANCHOR, "co-regulation/Q1")


def look(tx: Transaction, supervisor: str = "M.", limit: int = 50) -> SinceLast:
    return since_last.since_last(tx, supervisor, limit=limit)


def written(found: SinceLast) -> list[str]:
    return [row.opening for row in found.reflections.rows]


def test_before_a_first_meeting_everything_is_new(tx: Transaction, library: Library) -> None:
    past = Past(tx, library)
    past.kept("Old.", day=DAY - days(400))
    made = past.kept("New.", day=DAY)
    reflections.bring(tx, made, NOW)
    found = look(tx)
    assert found.last is None
    assert written(found) == ["New.", "Old."]
    assert [entry.key for entry in found.marked.rows] == [whole(made)]
    assert (found.never_brought.count, found.actions.count, found.carried) == (0, 0, ())


def test_it_counts_from_the_last_meeting_with_this_supervisor(
    tx: Transaction, library: Library
) -> None:
    past = Past(tx, library)
    for ago in (20, 10, 9, 1):
        past.kept(f"{ago} days ago.", day=DAY - days(ago))
    meeting = held(tx, 10)
    held(tx, 5, "Other")
    planned(tx)
    found = look(tx, "m.")
    assert found.last is not None
    assert found.last.id == meeting
    assert written(found) == ["1 days ago.", "9 days ago.", "10 days ago."]
    assert written(look(tx, "Other")) == ["1 days ago."]
    few = look(tx, limit=2)
    assert (written(few), few.reflections.count) == (["1 days ago.", "9 days ago."], 3)
    more = since_last.more_reflections(tx, "M.", DAY - days(10), offset=2)
    assert [row.opening for row in more] == ["10 days ago."]


def test_what_was_marked_before_and_never_brought_is_told_from_what_is_new(
    tx: Transaction, library: Library
) -> None:
    past = Past(tx, library)
    before, on_the_day, after = (past.kept(text) for text in ("Before.", "That day.", "After."))
    placed = past.kept("On an agenda.")
    meeting = held(tx, 10)
    for made, ago in ((before, 20), (on_the_day, 10), (after, 9), (placed, 20)):
        reflections.bring(tx, made, NOW - days(ago))
    supervision.bring_anchor(tx, library, Q1.id, now=NOW)
    agenda.add(tx, meeting, "Why?", [whole(placed)], now=NOW)
    found = look(tx)
    assert [entry.key for entry in found.marked.rows] == [Q1, whole(after)]
    assert [entry.key for entry in found.never_brought.rows] == [whole(on_the_day), whole(before)]
    assert (found.marked.count, found.never_brought.count) == (2, 2)
    assert look(tx, limit=1).never_brought.count == 2


def test_open_actions_and_what_was_carried_over_are_this_supervisors(tx: Transaction) -> None:
    meeting = held(tx, 10)
    other = held(tx, 5, "Other")
    for of, text in ((meeting, "Ring"), (other, "Read")):
        afterwards.add(tx, of, text, now=NOW)
        item = agenda.add(tx, of, f"{text}?", now=NOW)
        agenda.carry(tx, item.id, today=DAY, now=NOW)
    found = look(tx)
    assert [one.text for one in found.actions.rows] == ["Ring"]
    assert [(item.question, item.carried_from) for item in found.carried] == [
        ("Ring?", DAY - days(10))
    ]


def test_what_was_set_aside_stands_apart_for_this_supervisor_alone(tx: Transaction) -> None:
    past = Past(tx)
    held(tx, 10)
    one, two = past.kept("One.", day=DAY), past.kept("Two.", day=DAY)
    since_last.put_aside(tx, [one], "M.", now=NOW)
    found = look(tx)
    assert (written(found), found.reflections.count) == (["Two."], 1)
    assert [(each.row.id, each.at) for each in found.set_aside.rows] == [(one, NOW)]
    assert written(look(tx, "Other")) == ["Two.", "One."]
    since_last.take_back(tx, one, "M.")
    assert look(tx).set_aside.count == 0
    since_last.put_aside(tx, [one, two], "M.", now=NOW)
    supervision.bring_or_take_back(tx, two, now=NOW + days(1))
    assert [each.row.id for each in look(tx).set_aside.rows] == [one]
    assert written(look(tx)) == ["Two."]
