"""Reflections: begun, found, listed newest first, counted, set and removed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import cases, drafts, inbox, links, listing, reflections
from db.errors import JournalError, NotFound
from db.records import Kind, MonthCount, Reflection, Row, State
from db.reflections import Filter
from db.store import Store
from db.supervision_records import EntryKey, EntryKind
from tests.db.writing import KEY, NOW, TODAY, begun, kept, link

Q1 = "co-regulation/Q1"
Q2 = "co-regulation/Q2"


def ids_of(rows: tuple[Row, ...]) -> list[str]:
    return [row.id for row in rows]


def day(number: int) -> date:
    return date(2025, 1, 1) + timedelta(days=number)


def test_all_that_was_written_comes_back(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "First line\n\nmore", on=(Q2, "co-regulation"), tagged=("shame", "Anger"))
        reflections.set_frame(tx, made, "gibbs")
        reflections.set_own_state(tx, made, -2)
        reflections.bring(tx, made, NOW)
        reflections.set_written_on(tx, made, date(1999, 12, 31))
    with store.read() as tx:
        found = reflections.get(tx, made)
    assert found.body == found.text == "First line\n\nmore"
    assert found.links == (link(Q2), link("co-regulation"))
    assert found.tags == ("Anger", "shame")
    assert (found.frame, found.own_state, found.brought_at) == ("gibbs", -2, NOW)
    assert (found.written_on, found.kind) == (date(1999, 12, 31), Kind.REFLECTION)
    assert (found.created_at, found.changed_at, found.draft) == (NOW, NOW, None)
    assert found.created_at.tzinfo is not None


def test_the_list_shows_where_each_stands(store: Store) -> None:
    with store.write() as tx:
        made = begun(tx, "  One \n\t two", on=(Q1, Q2), tagged=("shame",), kind=Kind.CAUGHT)
        reflections.bring(tx, made, NOW)
        (row,) = listing.page(tx, Filter())
    assert row == Row(
        id=made,
        kind=Kind.CAUGHT,
        state=State.DRAFT,
        written_on=TODAY,
        opening="One two",
        anchors=(Q1, Q2),
        labels=(f"Label of {Q1}", f"Label of {Q2}"),
        tags=("shame",),
        brought=True,
        unfinished=True,
    )


def test_the_opening_is_short_and_of_what_was_written_last(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "x" * 100_000)
        (row,) = listing.page(tx, Filter())
        assert row.opening == "x" * 200
        draft = drafts.open(tx, made, NOW)
        drafts.save(
            tx,
            made,
            body="Anew",
            cursor=(0, 0),
            scroll=0,
            revision=draft.revision,
            now=NOW + timedelta(hours=1),
        )
        (row,) = listing.page(tx, Filter())
        assert (row.opening, row.unfinished) == ("Anew", True)
        assert reflections.get(tx, made).changed_at == NOW + timedelta(hours=1)
        drafts.discard(tx, made)
        (row,) = listing.page(tx, Filter())
        assert (row.opening, row.unfinished) == ("x" * 200, False)
        assert reflections.get(tx, made).changed_at == NOW


def test_the_beginning_of_an_id_is_enough(store: Store) -> None:
    with store.write() as tx:
        for given_id in ("abcd000001", "abcd000002", "abce000001"):
            reflections.create(tx, written_on=TODAY, now=NOW, id=given_id)
        assert reflections.get(tx, "abce").id == "abce000001"
        assert reflections.get(tx, " ABCE-".strip("- ")).id == "abce000001"
        assert reflections.get(tx, "ABCEOOOOOl").id == "abce000001"
        with pytest.raises(NotFound, match="More than one"):
            reflections.get(tx, "abcd")


@pytest.mark.parametrize(
    "wrong",
    ["", "abc", "abcd", "zzzzzzzzzz", "abcd0000011", "a%__", "\x00\x00\x00\x00", "\ud800" * 4],
)
def test_an_id_of_nothing_is_said(store: Store, wrong: str) -> None:
    with pytest.raises(NotFound), store.read() as tx:
        reflections.get(tx, wrong)


def test_new_ids_are_ten_plain_characters(store: Store) -> None:
    with store.write() as tx:
        made = {reflections.create(tx, written_on=TODAY, now=NOW) for _ in range(50)}
    assert len(made) == 50
    assert all(
        len(new) == 10 and set(new) <= set("0123456789abcdefghjkmnpqrstvwxyz") for new in made
    )


@pytest.mark.parametrize("wrong", ["", "short", "elevenchars", "uuuuuuuuuu", "'; drop --"])
def test_an_id_that_can_be_none_is_refused(store: Store, wrong: str) -> None:
    with pytest.raises(JournalError, match="10 letters"), store.write() as tx:
        reflections.create(tx, written_on=TODAY, now=NOW, id=wrong)


def test_an_id_is_given_once(store: Store) -> None:
    with store.write() as tx:
        reflections.create(tx, written_on=TODAY, now=NOW, id="abcd000001")
        with pytest.raises(JournalError, match="already"):
            reflections.create(tx, written_on=TODAY, now=NOW, id="abcd000001")


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="time zone"), store.write() as tx:
        reflections.create(tx, written_on=TODAY, now=datetime(2026, 1, 1))  # noqa: DTZ001


def test_the_list_is_newest_first_and_the_later_begun_first_on_a_day(store: Store) -> None:
    with store.write() as tx:
        old = kept(tx, written_on=day(1))
        new = kept(tx, written_on=day(3))
        also_new = kept(tx, written_on=day(3))
        middle = kept(tx, written_on=day(2))
        expected = [also_new, new, middle, old]
        assert ids_of(listing.page(tx, Filter())) == expected
        assert ids_of(listing.page(tx, Filter(), offset=1, limit=2)) == expected[1:3]
        assert listing.page(tx, Filter(), offset=9) == ()
        assert [listing.position(tx, Filter(), made) for made in expected] == [0, 1, 2, 3]


def test_trash_is_not_in_the_list_unless_asked_for(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, on=(Q1,), tagged=("shame",))
        reflections.trash(tx, made)
        for wanted in (Filter(), Filter(anchors=(Q1,)), Filter(tags=("shame",))):
            assert listing.page(tx, wanted) == ()
            assert listing.position(tx, wanted, made) is None
        for wanted in (
            Filter(states=(State.TRASHED,)),
            Filter(states=(State.TRASHED,), anchors=(Q1,)),
            Filter(states=(State.TRASHED,), tags=("shame",)),
        ):
            assert ids_of(listing.page(tx, wanted)) == [made]
        reflections.restore(tx, made)
        assert ids_of(listing.page(tx, Filter(anchors=(Q1,)))) == [made]


def test_what_comes_out_of_the_trash_is_what_went_in(store: Store) -> None:
    with store.write() as tx:
        unfinished, finished = begun(tx), kept(tx)
        for made, state in ((unfinished, State.DRAFT), (finished, State.KEPT)):
            assert reflections.restore(tx, made) is state
            reflections.trash(tx, made)
            assert reflections.restore(tx, made) is state
            assert reflections.get(tx, made).state is state


@pytest.mark.parametrize("wrong", [-3, 3, 99])
def test_an_own_state_off_the_scale_is_refused(store: Store, wrong: int) -> None:
    with store.write() as tx:
        made = kept(tx)
        with pytest.raises(JournalError, match="-2"):
            reflections.set_own_state(tx, made, wrong)
        assert reflections.get(tx, made).own_state is None


def test_bringing_is_undone_and_done_again(store: Store) -> None:
    later = NOW + timedelta(days=1)
    with store.write() as tx:
        made = kept(tx)
        reflections.bring(tx, made, NOW)
        reflections.bring(tx, made, later)
        assert reflections.get(tx, made).brought_at == NOW
        assert ids_of(listing.page(tx, Filter(brought=True))) == [made]
        assert listing.page(tx, Filter(brought=False)) == ()
        inbox.take_back(tx, EntryKey(EntryKind.REFLECTION, made))
        assert reflections.get(tx, made).brought_at is None
        assert listing.page(tx, Filter(brought=True)) == ()
        assert ids_of(listing.page(tx, Filter(brought=False))) == [made]


def test_months_count_what_the_filter_lets_through(store: Store) -> None:
    with store.write() as tx:
        for written_on in (date(2025, 1, 1), date(2025, 1, 31), date(2025, 3, 1), date(2024, 3, 1)):
            kept(tx, written_on=written_on, on=(Q1,))
        kept(tx, written_on=date(2023, 5, 5))
        assert listing.months(tx, Filter(anchors=(Q1, Q2))) == (
            MonthCount(date(2025, 3, 1), 1),
            MonthCount(date(2025, 1, 1), 2),
            MonthCount(date(2024, 3, 1), 1),
        )
        assert listing.months(tx, Filter(since=date(2025, 1, 31))) == (
            MonthCount(date(2025, 3, 1), 1),
            MonthCount(date(2025, 1, 1), 1),
        )
        assert listing.months(tx, Filter(tags=("never used",))) == ()


def test_this_day_is_remembered_from_earlier_years_only(store: Store) -> None:
    with store.write() as tx:
        two = kept(tx, written_on=date(2024, 3, 2))
        five = kept(tx, written_on=date(2021, 3, 2))
        kept(tx, written_on=date(2026, 3, 2))
        kept(tx, written_on=date(2024, 3, 3))
        begun(tx, written_on=date(2023, 3, 2))
        gone = kept(tx, written_on=date(2022, 3, 2))
        reflections.trash(tx, gone)
        assert ids_of(reflections.on_this_day(tx, date(2026, 3, 2))) == [two, five]


def test_the_leap_day_is_remembered_on_the_day_before_in_other_years(store: Store) -> None:
    with store.write() as tx:
        leap = kept(tx, written_on=date(2024, 2, 29))
        before = kept(tx, written_on=date(2023, 2, 28))
        assert ids_of(reflections.on_this_day(tx, date(2026, 2, 28))) == [leap, before]
        assert ids_of(reflections.on_this_day(tx, date(2028, 2, 28))) == [before]
        assert ids_of(reflections.on_this_day(tx, date(2028, 2, 29))) == [leap]


def test_what_was_never_kept_is_removed_whole(store: Store) -> None:
    with store.write() as tx:
        made = begun(tx, on=(Q1,), tagged=("shame",))
        reflections.discard(tx, made)
        with pytest.raises(NotFound):
            reflections.get(tx, made)
        assert links.all_anchors(tx) == ()
        for table in ("reflection", "draft", "reflection_link", "reflection_tag", "tag"):
            assert tx._connection.exec_driver_sql(f"SELECT * FROM {table}").all() == []  # noqa: S608


def test_what_was_kept_is_never_removed_by_discarding(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx)
        with pytest.raises(JournalError, match="trash"):
            reflections.discard(tx, made)
        assert reflections.get(tx, made).body


def test_nothing_is_changed_for_an_id_of_nothing(store: Store) -> None:
    with store.write() as tx:
        with pytest.raises(NotFound):
            reflections.trash(tx, "zzzz")
        with pytest.raises(NotFound):
            reflections.bring(tx, "zzzz", NOW)
        with pytest.raises(NotFound):
            reflections.discard(tx, "zzzz")
        with pytest.raises(NotFound):
            links.add(tx, "zzzz", link(Q1))
        with pytest.raises(NotFound):
            drafts.keep(tx, "zzzz", NOW)


@pytest.fixture(scope="module")
def many(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Store, list[tuple[Row, Reflection]]]]:
    store = Store.create_with_key(tmp_path_factory.mktemp("many") / "journal.db", KEY)
    rng = Random(7)  # noqa: S311
    with store.write() as tx:
        for _ in range(150):
            write = rng.choice([kept, kept, begun])
            made = write(
                tx,
                written_on=date(2024, 1, 1) + timedelta(days=rng.randrange(60)),
                on=tuple(rng.sample([Q1, Q2, "co-regulation", "other/A"], rng.randrange(4))),
                tagged=tuple(rng.sample(["a", "b"], rng.randrange(3))),
                kind=rng.choice(list(Kind)),
            )
            if rng.random() < 0.3:
                reflections.bring(tx, made, NOW)
            if rng.random() < 0.4:
                reflections.set_own_state(tx, made, rng.randrange(-2, 3))
            if rng.random() < 0.4:
                cases.set_case(tx, made, rng.choice(["K7", "M3"]))
            if rng.random() < 0.2:
                reflections.trash(tx, made)
        rows = listing.page(tx, Filter(states=tuple(State)), limit=1000)
        wholes = [(row, reflections.get(tx, row.id)) for row in rows]
    yield store, wholes
    store.close()


FILTERS = st.builds(
    Filter,
    states=st.sampled_from([(State.DRAFT, State.KEPT), (State.TRASHED,), tuple(State)]),
    anchors=st.lists(st.sampled_from([Q1, Q2, "co-regulation", "none/N"]), max_size=3).map(tuple),
    tags=st.sampled_from([(), ("A",), ("b",), ("b", "a"), ("c", "a")]),
    case=st.sampled_from([None, None, "k7", "none"]),
    own_states=st.sampled_from([(), (), (1,), (-2, 0, 2), (1, 1)]),
    topic=st.sampled_from([None, None, "co-regulation", "other", "none"]),
    brought=st.sampled_from([None, True, False]),
    since=st.none() | st.dates(date(2024, 1, 1), date(2024, 3, 1)),
    until=st.none() | st.dates(date(2024, 1, 1), date(2024, 3, 1)),
    kinds=st.sampled_from([(), (Kind.CAUGHT,), tuple(Kind)]),
)


def fits(row: Row, whole: Reflection, wanted: Filter) -> bool:
    return (
        row.state in wanted.states
        and (not wanted.anchors or bool(set(wanted.anchors) & set(row.anchors)))
        and {tag.lower() for tag in wanted.tags} <= set(row.tags)
        and (wanted.case is None or wanted.case == (whole.case_code or "").lower())
        and (not wanted.own_states or whole.own_state in wanted.own_states)
        and (wanted.topic is None or wanted.topic in {a.partition("/")[0] for a in row.anchors})
        and (wanted.brought is None or wanted.brought == row.brought)
        and (wanted.since is None or row.written_on >= wanted.since)
        and (wanted.until is None or row.written_on <= wanted.until)
        and (not wanted.kinds or row.kind in wanted.kinds)
    )


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_filter_lists_counts_and_places_what_fits(
    many: tuple[Store, list[tuple[Row, Reflection]]], data: st.DataObject
) -> None:
    wanted = data.draw(FILTERS)
    store, everything = many
    with store.read() as tx:
        rows = listing.page(tx, wanted, limit=1000)
        assert list(rows) == [row for row, whole in everything if fits(row, whole, wanted)]
        assert listing.count(tx, wanted) == len(rows)
        assert sum(month.count for month in listing.months(tx, wanted)) == len(rows)
        for place in {0, len(rows) // 2, len(rows) - 1} & set(range(len(rows))):
            assert listing.position(tx, wanted, rows[place].id) == place
    assert all(a.written_on >= b.written_on for a, b in pairwise(rows))
