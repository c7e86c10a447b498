"""Agenda items: whole, in their order, moved between meetings, and what stands behind them."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from db import agenda, behind, inbox, reflections
from db.errors import NotFound
from db.store import Store
from db.supervision_records import Behind, Eye, Field, Item, ItemKind, ItemState, Wants
from db.transaction import Transaction
from db.typed import save
from tests.db.supervising import anchored, asked, held, passage, planned, whole
from tests.db.writing import NOW, TODAY, begun, kept, link

Q1 = "co-regulation/Q1"
Q2 = "co-regulation/Q2"
DAY = timedelta(days=1)


def order(tx: Transaction, meeting_id: str) -> list[str]:
    return [item.question for item in agenda.on_meeting(tx, meeting_id)]


def full(tx: Transaction, meeting_id: str | None) -> str:
    """An item with everything an item can have."""
    made = asked(tx, meeting_id, "Q")
    for field in Field:
        if field.startswith("agenda_item.") and field is not Field.QUESTION:
            save(tx, field, made, f"my {field.value}", was="", now=NOW)
    agenda.set_values(
        tx,
        made,
        NOW,
        kind=ItemKind.PARALLEL_PROCESS,
        wants=Wants.THINKING_TOGETHER,
        view=Eye.SUPERVISORY_RELATIONSHIP,
        case_code="K7",
        minutes=15,
    )
    return made


def test_an_item_comes_back_as_it_was_made(store: Store) -> None:
    with store.write() as tx:
        meeting = planned(tx)
        made = full(tx, meeting)
        assert agenda.get(tx, made[:5]) == Item(
            id=made,
            meeting_id=meeting,
            state=ItemState.OPEN,
            question="Q",
            kind=ItemKind.PARALLEL_PROCESS,
            surfaces="my agenda_item.surfaces",
            moment="my agenda_item.moment",
            reaction="my agenda_item.reaction",
            wants=Wants.THINKING_TOGETHER,
            case_code="K7",
            context="my agenda_item.context",
            minutes=15,
            went_well="my agenda_item.went_well",
            view=Eye.SUPERVISORY_RELATIONSHIP,
            heard="my agenda_item.heard",
            heard_at=NOW,
            carried_from=None,
            created_at=NOW,
            changed_at=NOW,
            behind=Behind(),
        )


def test_items_without_a_meeting_are_listed_by_their_state_newest_first(store: Store) -> None:
    with store.write() as tx:
        asked(tx, planned(tx))
        first, second = asked(tx, None), asked(tx, None)
        parked = asked(tx, None)
        agenda.take_off(tx, parked, ItemState.PARKED, NOW)
        assert [item.id for item in agenda.loose(tx, ItemState.OPEN)] == [second, first]
        assert [item.id for item in agenda.loose(tx, ItemState.OPEN, offset=1)] == [first]
        assert [item.id for item in agenda.loose(tx, ItemState.PARKED)] == [parked]
        assert agenda.count_loose(tx, ItemState.OPEN) == 2


@given(
    count=st.integers(1, 6),
    moves=st.lists(st.tuples(st.integers(0, 5), st.integers(-2, 8)), max_size=8),
    dropped=st.sets(st.integers(0, 5)),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_moving_is_what_moving_in_a_list_is(
    store: Store, count: int, moves: list[tuple[int, int]], dropped: set[int]
) -> None:
    with store.write() as tx:
        meeting = planned(tx)
        items = [asked(tx, meeting, str(number)) for number in range(count)]
        for number in dropped:
            if number < count:
                agenda.set_values(tx, items[number], NOW, state=ItemState.DROPPED)
        expected = [str(number) for number in range(count) if number not in dropped]
        for which, to in moves:
            if which >= count:
                continue
            agenda.place(tx, items[which], to)
            if which not in dropped:
                expected.remove(str(which))
                expected.insert(max(0, to), str(which))
            assert order(tx, meeting) == expected
        last = asked(tx, meeting, "last")
        assert order(tx, meeting) == [*expected, "last"]
        assert agenda.get(tx, last).question == "last"


def test_putting_on_an_agenda_is_putting_at_its_end(store: Store) -> None:
    with store.write() as tx:
        one, two = planned(tx), planned(tx)
        item = asked(tx, one, "mine")
        asked(tx, one, "stays")
        asked(tx, two, "first")
        agenda.place(tx, item, 7)
        agenda.put_on(tx, item, two, ItemState.OPEN, NOW)
        assert (order(tx, one), order(tx, two)) == (["stays"], ["first", "mine"])
        agenda.take_off(tx, item, ItemState.PARKED, NOW)
        assert order(tx, two) == ["first"]
        assert agenda.get(tx, item).meeting_id is None
        agenda.place(tx, item, 0)
        assert agenda.get(tx, item).state is ItemState.PARKED


def test_carrying_over_takes_all_but_what_was_heard_along(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "Some words")
        part = inbox.bring_excerpt(tx, made, "words", (0, 5), NOW)
        meeting = held(tx, TODAY - 9 * DAY)
        item = full(tx, meeting)
        for key in (whole(made), passage(part)):
            behind.put(tx, item, key, NOW)
        behind.put_link(tx, item, link(Q1), NOW)
        old = agenda.get(tx, item)
        new = agenda.get(tx, agenda.carry(tx, item, None, NOW + DAY))
        assert agenda.carried_on(tx, item) == new.id
        assert new.carried_from == TODAY - 9 * DAY
        assert (new.meeting_id, new.state) == (None, ItemState.OPEN)
        assert (new.heard, new.heard_at) == ("", None)
        for name in agenda.COPIED:
            assert getattr(new, name) == getattr(old, name)
        assert new.behind == old.behind
        assert agenda.waiting_for(tx, "m.") == (new.id,)
        assert agenda.waiting_for(tx, "Nobody") == ()
        assert agenda.carried_to(tx, "Nobody", limit=5) == ()
        agenda.put_on(tx, new.id, planned(tx), ItemState.OPEN, NOW)
        assert agenda.waiting_for(tx, "M.") == ()
        assert [each.id for each in agenda.carried_to(tx, "M.", limit=5)] == [new.id]
        agenda.set_values(tx, new.id, NOW, state=ItemState.DROPPED)
        assert agenda.carried_to(tx, "M.", limit=5) == ()
        assert agenda.carried_on(tx, item) is None


def test_only_the_items_of_the_meeting_in_that_state_are_changed(store: Store) -> None:
    with store.write() as tx:
        meeting = planned(tx)
        stays, changes = asked(tx, meeting), asked(tx, meeting)
        elsewhere = asked(tx, planned(tx))
        agenda.set_values(tx, stays, NOW, state=ItemState.CARRIED)
        agenda.change_all(tx, meeting, ItemState.OPEN, ItemState.HELD, NOW)
        states = [agenda.get(tx, each).state for each in (stays, changes, elsewhere)]
        assert states == [ItemState.CARRIED, ItemState.HELD, ItemState.OPEN]


def test_what_stands_behind_an_item_is_there_once_and_in_order(store: Store) -> None:
    with store.write() as tx:
        one, two = kept(tx, "one"), begun(tx, "two")
        part = inbox.bring_excerpt(tx, one, "on", (0, 0), NOW)
        inbox.bring_anchor(tx, link(Q2), NOW)
        item = asked(tx, None, "Why?", whole(two), whole(one), passage(part), whole(two))
        behind.put_link(tx, item, link(Q1), NOW)
        behind.put(tx, item, anchored(Q2), NOW + DAY)
        found = agenda.get(tx, item).behind
        assert [row.id for row in found.reflections] == [two, one]
        assert [(each.id, each.text, each.row.id) for each in found.excerpts] == [(part, "on", one)]
        assert found.anchors == (link(Q1), link(Q2))
        behind.take_off(tx, item, whole(one))
        behind.take_off(tx, item, anchored(Q1))
        found = agenda.get(tx, item).behind
        assert [row.id for row in found.reflections] == [two]
        assert len(found.excerpts) == 1
        assert found.anchors == (link(Q2),)


def test_a_place_that_is_not_in_the_inbox_can_not_be_put_behind_an_item(store: Store) -> None:
    with store.write() as tx:
        item = asked(tx, None)
        for key in (anchored(Q1), whole("zzzz"), passage("zzzz")):
            with pytest.raises(NotFound):
                behind.put(tx, item, key, NOW)
        assert agenda.get(tx, item).behind == Behind()


def test_the_items_a_reflection_is_behind_are_found_from_it(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "words")
        part = inbox.bring_excerpt(tx, made, "wor", (0, 0), NOW)
        later = asked(tx, planned(tx), "later", whole(made), now=NOW + DAY)
        first = asked(tx, None, "first", passage(part))
        gone = asked(tx, None, "gone", whole(made))
        agenda.set_values(tx, gone, NOW, state=ItemState.DROPPED)
        asked(tx, None, "other", whole(kept(tx)))
        found = agenda.behind_which(tx, made)
        assert [(at, item.id) for at, item in found] == [(NOW, first), (NOW + DAY, later)]


def test_the_trash_hides_a_reflection_from_its_items(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "words")
        part = inbox.bring_excerpt(tx, made, "wor", (0, 0), NOW)
        item = asked(tx, None, "Why?", whole(made), passage(part))
        reflections.trash(tx, made)
        assert agenda.get(tx, item).behind == Behind()
        reflections.restore(tx, made)
        assert len(agenda.get(tx, item).behind.reflections) == 1


def test_purging_a_reflection_leaves_the_item_and_what_was_heard(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "words")
        part = inbox.bring_excerpt(tx, made, "wor", (0, 0), NOW)
        waiting = inbox.bring_excerpt(tx, made, "ds", (0, 3), NOW)
        item = asked(tx, held(tx), "Why?", whole(made), passage(part), state=ItemState.HELD)
        behind.put_link(tx, item, link(Q1), NOW)
        save(tx, Field.HEARD, item, "What I heard", was="", now=NOW)
        reflections.trash(tx, made)
        reflections.purge(tx, made)
        found = agenda.get(tx, item)
        assert (found.question, found.heard) == ("Why?", "What I heard")
        assert found.behind == Behind(anchors=(link(Q1),))
        assert inbox.count(tx) == 0
        with pytest.raises(NotFound):
            inbox.excerpts(tx, waiting)
        for table in ("excerpt", "agenda_reflection"):
            left = tx._connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608
            assert left == []


def test_an_item_goes_and_leaves_what_it_was_made_from(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx)
        item = asked(tx, None, "", whole(made))
        agenda.remove(tx, item)
        with pytest.raises(NotFound, match="no agenda item with this id"):
            agenda.get(tx, item)
        assert [entry.key for entry in inbox.waiting(tx, limit=5)] == [whole(made)]


@pytest.mark.parametrize("values", [{"kind": "grudge"}, {"wants": "praise"}, {"minutes": 0}])
def test_the_file_itself_takes_no_impossible_item(store: Store, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match="ck_agenda_item_"), store.write() as tx:
        agenda.set_values(tx, asked(tx, None), NOW, **values)


@pytest.mark.parametrize(
    ("state", "with_meeting"),
    [(ItemState.PARKED, True), (ItemState.HELD, False), (ItemState.CARRIED, False)],
)
def test_the_file_itself_takes_no_state_that_does_not_go_with_the_meeting(
    store: Store, state: ItemState, with_meeting: bool
) -> None:
    with pytest.raises(IntegrityError, match="ck_agenda_item_meeting_pk"), store.write() as tx:
        asked(tx, planned(tx) if with_meeting else None, state=state)
