"""Agendas: items built from what was brought, ordered, parked, dropped and carried over."""

from collections.abc import Callable

import pytest

from content.library import Library
from db.errors import BadCaseCode, JournalError
from db.supervision_records import (
    BriefForm,
    EntryKey,
    EntryKind,
    Eye,
    Field,
    ItemKind,
    ItemState,
    Wants,
)
from db.transaction import Transaction
from journal_app.services import afterwards, agenda, left, supervision, typed
from journal_app.services.agenda import NoQuestion
from tests.db.supervising import passage
from tests.journal_app.past import Past
from tests.journal_app.services.supervising import DAY, NOW, days, held, planned, whole

Q1 = "co-regulation/Q1"


def waiting(tx: Transaction) -> set[EntryKey]:
    return {entry.key for entry in supervision.inbox(tx).brought}


def order(tx: Transaction, meeting_id: str) -> list[str]:
    return [item.question for item in agenda.agenda_of(tx, meeting_id).items]


def test_one_item_is_made_from_several_entries_which_leave_the_inbox(
    tx: Transaction, library: Library
) -> None:
    past = Past(tx, library)
    one, two = past.kept("One.", brought=True), past.kept("Two, and more.")
    part = supervision.bring_excerpt(tx, two, "and more", start=(0, 5), now=NOW)
    supervision.bring_anchor(tx, library, Q1, now=NOW)
    entries = [entry.key for entry in supervision.inbox(tx).brought]
    assert set(entries) == {whole(one), passage(part), EntryKey(EntryKind.ANCHOR, Q1)}
    item = agenda.begin(tx, planned(tx), entries, now=NOW)
    assert (item.question, item.state) == ("", ItemState.OPEN)
    assert [row.id for row in item.behind.reflections] == [one]
    assert [each.text for each in item.behind.excerpts] == ["and more"]
    assert [link.anchor for link in item.behind.anchors] == [Q1]
    assert waiting(tx) == set()


def test_leaving_an_item_with_nothing_in_it_clears_it_away(tx: Transaction) -> None:
    made = Past(tx).kept("One.", brought=True)
    item = agenda.begin(tx, None, [whole(made)], now=NOW)
    agenda.leave(tx, item.id)
    assert waiting(tx) == {whole(made)}
    assert agenda.unassigned(tx).count == 0


@pytest.mark.parametrize(
    "touch",
    [
        lambda tx, made: typed.save(tx, Field.QUESTION, made, "Why", was="", now=NOW),
        lambda tx, made: typed.save(tx, Field.REACTION, made, "x", was="", now=NOW),
        lambda tx, made: agenda.set_kind(tx, made, ItemKind.RISK, now=NOW),
        lambda tx, made: agenda.set_wants(tx, made, Wants.JUST_LISTEN, now=NOW),
        lambda tx, made: agenda.set_view(tx, made, Eye.CONTEXT, now=NOW),
        lambda tx, made: agenda.set_minutes(tx, made, 5, now=NOW),
        lambda tx, made: agenda.set_case_code(tx, made, "K7", now=NOW),
    ],
    ids=["question", "text", "kind", "wants", "view", "minutes", "case"],
)
def test_leaving_an_item_with_anything_in_it_keeps_it(
    tx: Transaction, touch: Callable[[Transaction, str], object]
) -> None:
    item = agenda.begin(tx, None, now=NOW)
    touch(tx, item.id)
    agenda.leave(tx, item.id)
    assert agenda.item(tx, item.id).id == item.id


def test_leaving_an_empty_item_that_was_in_a_brief_keeps_it(tx: Transaction) -> None:
    meeting = planned(tx)
    item = agenda.begin(tx, meeting, now=NOW)
    left.record(
        tx, meeting, b"page", form=BriefForm.SCREEN, place=None, item_ids=[item.id], now=NOW
    )
    agenda.leave(tx, item.id)
    assert agenda.item(tx, item.id).id == item.id


@pytest.mark.parametrize("question", ["", "  \n\t "])
def test_an_item_without_its_question_is_kindly_refused_and_nothing_is_lost(
    tx: Transaction, question: str
) -> None:
    with pytest.raises(NoQuestion, match="what you wrote stays"):
        agenda.add(tx, None, question, now=NOW)
    assert agenda.unassigned(tx).count == 0
    item = agenda.begin(tx, None, now=NOW)
    typed.save(tx, Field.MOMENT, item.id, "That moment", was="", now=NOW)
    with pytest.raises(NoQuestion):
        agenda.finish(tx, item.id)
    assert agenda.item(tx, item.id).moment == "That moment"
    typed.save(tx, Field.QUESTION, item.id, "Why then?", was="", now=NOW)
    assert agenda.finish(tx, item.id).question == "Why then?"


def test_an_agenda_longer_than_its_meeting_is_said_and_not_refused(tx: Transaction) -> None:
    meeting = planned(tx, minutes=50)
    for question, minutes in (("one", 30), ("two", 25), ("three", None)):
        item = agenda.add(tx, meeting, question, now=NOW)
        agenda.set_minutes(tx, item.id, minutes, now=NOW)
    found = agenda.agenda_of(tx, meeting)
    assert (found.minutes, found.over_by) == (55, 5)
    agenda.carry(tx, found.items[0].id, today=DAY, now=NOW)
    found = agenda.agenda_of(tx, meeting)
    assert (found.minutes, found.over_by) == (25, 0)


def test_minutes_are_given_and_taken_until_none_are_left(tx: Transaction) -> None:
    item = agenda.add(tx, planned(tx), "Why?", now=NOW)

    def lengthened(*steps: int) -> int | None:
        for by in steps:
            agenda.lengthen(tx, item.id, by, now=NOW)
        return agenda.item(tx, item.id).minutes

    assert lengthened(5, 5) == 10
    assert lengthened(-5, -5, -5) is None
    agenda.set_minutes(tx, item.id, agenda.LONGEST, now=NOW)
    with pytest.raises(JournalError, match="from 1 to 480"):
        lengthened(5)


@pytest.mark.parametrize("minutes", [0, -1, 481])
def test_minutes_that_can_not_be_are_said(tx: Transaction, minutes: int) -> None:
    item = agenda.add(tx, None, "Why?", now=NOW)
    with pytest.raises(JournalError, match="from 1 to 480"):
        agenda.set_minutes(tx, item.id, minutes, now=NOW)


def test_a_case_code_is_tidied_and_nonsense_is_said(tx: Transaction) -> None:
    item = agenda.add(tx, None, "Why?", now=NOW)
    agenda.set_case_code(tx, item.id, "  K  7 ", now=NOW)
    assert agenda.item(tx, item.id).case_code == "K 7"
    for wrong in ("x" * 31, "a\x1b[0m", "--"):
        with pytest.raises(BadCaseCode):
            agenda.set_case_code(tx, item.id, wrong, now=NOW)
    assert agenda.item(tx, item.id).case_code == "K 7"
    agenda.set_case_code(tx, item.id, " ", now=NOW)
    assert agenda.item(tx, item.id).case_code is None


def test_an_item_is_moved_by_steps_and_stays_at_either_end(tx: Transaction) -> None:
    meeting = planned(tx)
    one, two, three = (agenda.add(tx, meeting, each, now=NOW).id for each in "123")
    agenda.move(tx, three, -1)
    assert order(tx, meeting) == ["1", "3", "2"]
    agenda.move(tx, three, -5)
    assert order(tx, meeting) == ["3", "1", "2"]
    agenda.move(tx, one, 9)
    assert order(tx, meeting) == ["3", "2", "1"]
    agenda.place(tx, two, 0)
    assert order(tx, meeting) == ["2", "3", "1"]
    agenda.move(tx, agenda.add(tx, None, "loose", now=NOW).id, 1)


def test_an_item_is_parked_and_put_on_an_agenda_again(tx: Transaction) -> None:
    meeting = planned(tx)
    item = agenda.add(tx, meeting, "Why?", now=NOW)
    agenda.park(tx, item.id, now=NOW)
    assert order(tx, meeting) == []
    assert [each.id for each in agenda.parked(tx).rows] == [item.id]
    agenda.put_on(tx, item.id, meeting, now=NOW)
    assert agenda.parked(tx).count == 0
    assert order(tx, meeting) == ["Why?"]


def test_a_dropped_item_can_be_parked_and_put_on_an_agenda_too(tx: Transaction) -> None:
    made = Past(tx).kept("One.", brought=True)
    meeting = planned(tx)
    item = agenda.begin(tx, meeting, [whole(made)], now=NOW)
    ways: tuple[Callable[[], None], ...] = (
        lambda: agenda.park(tx, item.id, now=NOW),
        lambda: agenda.put_on(tx, item.id, meeting, now=NOW),
    )
    for take_up in ways:
        agenda.drop(tx, item.id, now=NOW)
        supervision.take_back(tx, whole(made))
        take_up()
        assert waiting(tx) == set()
        assert [row.brought for row in agenda.item(tx, item.id).behind.reflections] == [True]


def test_what_was_discussed_stays_with_its_meeting(tx: Transaction) -> None:
    item = agenda.add(tx, held(tx), "Why?", now=NOW)
    assert item.state is ItemState.HELD
    other = planned(tx)
    with pytest.raises(JournalError, match="Carry it over"):
        agenda.park(tx, item.id, now=NOW)
    with pytest.raises(JournalError, match="Carry it over"):
        agenda.put_on(tx, item.id, other, now=NOW)


def test_dropping_gives_back_what_it_was_made_from_and_is_undone(
    tx: Transaction, library: Library
) -> None:
    past = Past(tx, library)
    supervision.bring_anchor(tx, library, Q1, now=NOW)
    made, other = past.kept("One.", brought=True), past.kept("Two.", brought=True)
    meeting = planned(tx)
    brought = {whole(made), whole(other), EntryKey(EntryKind.ANCHOR, Q1)}
    item = agenda.begin(tx, meeting, list(brought), now=NOW)
    agenda.add(tx, meeting, "stays", now=NOW)
    agenda.drop(tx, item.id, now=NOW)
    assert waiting(tx) == brought
    supervision.take_back(tx, whole(made))
    supervision.take_back(tx, EntryKey(EntryKind.ANCHOR, Q1))
    supervision.bring_anchor(tx, library, Q1, now=NOW + days(1))
    agenda.restore(tx, item.id, now=NOW + days(1))
    assert waiting(tx) == set()
    assert order(tx, meeting) == ["stays", ""]
    assert [row.brought for row in agenda.item(tx, item.id).behind.reflections] == [True, True]


def test_what_something_came_of_is_not_dropped(tx: Transaction) -> None:
    meeting = held(tx)
    heard, led, neither = (agenda.add(tx, meeting, each, now=NOW).id for each in "123")
    typed.save(tx, Field.HEARD, heard, "Heard", was="", now=NOW)
    afterwards.add(tx, meeting, "Ring", item_id=led, now=NOW)
    for item_id in (heard, led):
        with pytest.raises(JournalError, match="Something came of this"):
            agenda.drop(tx, item_id, now=NOW)
    agenda.drop(tx, neither, now=NOW)
    assert order(tx, meeting) == ["1", "2"]


def test_carrying_over_goes_to_the_next_meeting_with_the_same_supervisor(tx: Transaction) -> None:
    meeting = planned(tx)
    planned(tx, 3, "Other")
    coming = planned(tx, 7)
    planned(tx, 14)
    item = agenda.add(tx, meeting, "Why?", now=NOW)
    new = agenda.carry(tx, item.id, today=DAY, now=NOW)
    assert (new.meeting_id, new.state, new.carried_from) == (coming, ItemState.OPEN, DAY)
    assert agenda.carry(tx, item.id, today=DAY, now=NOW).id == new.id
    assert order(tx, coming) == ["Why?"]
    assert agenda.item(tx, item.id).state is ItemState.CARRIED


def test_carrying_over_without_a_next_meeting_waits_for_one(tx: Transaction) -> None:
    item = agenda.add(tx, held(tx, 3), "Why?", now=NOW)
    new = agenda.carry(tx, item.id, today=DAY, now=NOW)
    assert (new.meeting_id, new.carried_from) == (None, DAY - days(3))
    assert [each.id for each in agenda.unassigned(tx).rows] == [new.id]


def test_carrying_over_is_undone_unless_it_was_worked_on(tx: Transaction) -> None:
    meeting = held(tx)
    item = agenda.add(tx, meeting, "Why?", now=NOW)
    agenda.carry(tx, item.id, today=DAY, now=NOW)
    agenda.carry_no_more(tx, item.id, now=NOW)
    assert agenda.item(tx, item.id).state is ItemState.HELD
    assert agenda.unassigned(tx).count == 0
    new = agenda.carry(tx, item.id, today=DAY, now=NOW)
    typed.save(tx, Field.MOMENT, new.id, "More", was="", now=NOW)
    agenda.carry_no_more(tx, item.id, now=NOW)
    assert [each.moment for each in agenda.unassigned(tx).rows] == ["More"]
    assert agenda.carry(tx, item.id, today=DAY, now=NOW).id == new.id


def test_only_what_is_on_an_agenda_is_carried_over(tx: Transaction) -> None:
    meeting = planned(tx)
    loose = agenda.add(tx, None, "loose", now=NOW)
    dropped = agenda.add(tx, meeting, "dropped", now=NOW)
    agenda.drop(tx, dropped.id, now=NOW)
    for item in (loose, dropped):
        with pytest.raises(JournalError, match="on no agenda"):
            agenda.carry(tx, item.id, today=DAY, now=NOW)


def test_the_next_agenda_is_that_of_the_next_meeting(tx: Transaction) -> None:
    assert agenda.next_agenda(tx, today=DAY) is None
    agenda.add(tx, planned(tx, 2), "Why?", now=NOW)
    found = agenda.next_agenda(tx, today=DAY)
    assert found is not None
    assert [item.question for item in found.items] == ["Why?"]
    assert agenda.next_agenda(tx, today=DAY, supervisor="Other") is None


def test_an_item_bears_a_place_and_gives_up_what_is_taken_off(
    tx: Transaction, library: Library
) -> None:
    made = Past(tx, library).kept("One.")
    item = agenda.add(tx, None, "Why?", now=NOW)
    agenda.bear(tx, library, item.id, Q1, now=NOW)
    agenda.put_behind(tx, item.id, [whole(made)], now=NOW)
    found = agenda.item(tx, item.id).behind
    assert ([link.anchor for link in found.anchors], len(found.reflections)) == ([Q1], 1)
    agenda.take_off(tx, item.id, EntryKey(EntryKind.ANCHOR, Q1))
    agenda.take_off(tx, item.id, whole(made))
    found = agenda.item(tx, item.id).behind
    assert (found.anchors, found.reflections) == ((), ())
    assert waiting(tx) == {whole(made)}
