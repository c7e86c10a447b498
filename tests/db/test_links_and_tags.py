"""Links, tags and settings: what hangs on reflections, and how many bear it."""

from datetime import date
from random import Random

import pytest
from sqlalchemy.exc import IntegrityError

from db import links, listing, reflections, settings, tags
from db.errors import BadTag
from db.records import Link, State, Tally
from db.reflections import Filter
from db.store import Store
from tests.db.writing import begun, kept, link

Q1 = "co-regulation/Q1"
Q2 = "co-regulation/Q2"


def test_links_stand_in_the_order_they_were_made(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, on=(Q2, Q1, "co-regulation"))
        links.remove(tx, made, Q2)
        links.add(tx, made, link(Q2))
        found = reflections.get(tx, made).links
    assert [each.anchor for each in found] == [Q1, "co-regulation", Q2]


def test_a_link_keeps_the_wording_it_was_made_with(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, on=(Q1,))
        links.add(tx, made, Link(Q1, "New label", "New wording", "new"))
        assert reflections.get(tx, made).links == (link(Q1),)


def test_removing_a_link_that_is_not_there_does_no_harm(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, on=(Q1,))
        links.remove(tx, made, Q2)
        assert len(reflections.get(tx, made).links) == 1


def test_tallies_count_what_was_kept_and_when_it_was_last_written(store: Store) -> None:
    with store.write() as tx:
        kept(tx, on=(Q1, Q2), written_on=date(2025, 1, 1))
        kept(tx, on=(Q1,), written_on=date(2025, 6, 1))
        kept(tx, on=("co-regulation",), written_on=date(2024, 1, 1))
        kept(tx, on=("co-regulation-2/Q1",))
        begun(tx, on=(Q1,), written_on=date(2026, 1, 1))
        gone = kept(tx, on=(Q1,), written_on=date(2026, 1, 1))
        reflections.trash(tx, gone)
        assert links.tallies(tx, "co-regulation") == {
            "": Tally(1, date(2024, 1, 1)),
            "Q1": Tally(2, date(2025, 6, 1)),
            "Q2": Tally(1, date(2025, 1, 1)),
        }
        assert links.tally(tx, (Q1, Q2, "co-regulation")) == Tally(3, date(2025, 6, 1))
        assert links.tally(tx, ("co-regulation/none",)) == Tally(0, None)
        assert links.tally(tx, ()) == Tally(0, None)
        assert links.tallies(tx, "unknown") == {}


def test_tallies_stay_true_through_every_change(store: Store) -> None:
    rng = Random(3)  # noqa: S311
    made: list[str] = []
    anchors = [Q1, Q2, "co-regulation", "other/Q1"]
    with store.write() as tx:
        for _ in range(200):
            made.append(rng.choice([kept, begun])(tx, on=tuple(rng.sample(anchors, 2))))
            one = reflections.get(tx, rng.choice(made))
            links.add(tx, one.id, link(rng.choice(anchors)))
            links.remove(tx, one.id, rng.choice(anchors))
            if one.state is not State.TRASHED:
                reflections.trash(tx, one.id)
            elif one.body:
                reflections.restore(tx, one.id)
            else:
                reflections.discard(tx, one.id)
                made.remove(one.id)
        counted, written = (
            tx._connection.exec_driver_sql(f"{query} ORDER BY topic, local, state").all()
            for query in (
                "SELECT topic, local, state, number FROM anchor_tally",
                "SELECT topic, local, state, count(*) FROM reflection_link GROUP BY 1, 2, 3",
            )
        )
        assert counted == written
        for made_id in made:
            reflections.trash(tx, made_id)
        assert links.tallies(tx, "co-regulation") == {}


def test_every_anchor_used_is_known_once(store: Store) -> None:
    with store.write() as tx:
        begun(tx, on=("gone/X", Q1))
        kept(tx, on=(Q1, "co-regulation"))
        assert links.all_anchors(tx) == ("co-regulation", Q1, "gone/X")


def test_day_and_state_beside_a_link_and_a_tag_follow_their_reflection(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, on=(Q1, Q2), tagged=("shame",))
        reflections.set_written_on(tx, made, date(1999, 1, 1))
        reflections.trash(tx, made)
        for table in ("reflection_link", "reflection_tag"):
            found = tx._connection.exec_driver_sql(
                f"SELECT DISTINCT written_on, state FROM {table}"  # noqa: S608
            )
            assert found.all() == [("1999-01-01", "trashed")]


@pytest.mark.parametrize("table", ["reflection_link", "reflection_tag"])
def test_day_and_state_can_not_be_made_to_differ(store: Store, table: str) -> None:
    with store.write() as tx:
        kept(tx, on=(Q1,), tagged=("shame",))
    with pytest.raises(IntegrityError, match="differs"), store.write() as tx:
        tx._connection.exec_driver_sql(f"UPDATE {table} SET state = 'draft'")  # noqa: S608
    with pytest.raises(IntegrityError, match="differs"), store.write() as tx:
        tx._connection.exec_driver_sql(f"UPDATE {table} SET written_on = '1999-01-01'")  # noqa: S608


def test_tags_are_tidied_and_one_whatever_the_spelling(store: Store) -> None:
    with store.write() as tx:
        first = kept(tx, tagged=("  Körper-und-Angst\n", "shame"))
        second = kept(tx, tagged=("KÖRPER-UND-ANGST", "SHAME", "Shame", "Straße"))
        assert reflections.get(tx, first).tags == ("Körper-und-Angst", "shame")
        assert reflections.get(tx, second).tags == ("Körper-und-Angst", "shame", "Straße")
        assert tags.all_tags(tx) == (("Körper-und-Angst", 2), ("shame", 2), ("Straße", 1))
        assert listing.count(tx, Filter(tags=("STRASSE",))) == 1


def test_setting_tags_leaves_only_these_and_no_unused_ones(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, tagged=("shame", "anger"))
        tags.set_tags(tx, made, ["anger", "joy"])
        assert reflections.get(tx, made).tags == ("anger", "joy")
        tags.set_tags(tx, made, [])
        assert tags.all_tags(tx) == ()
        assert tx._connection.exec_driver_sql("SELECT * FROM tag").all() == []


def test_a_tag_keeps_its_first_spelling_while_something_bears_it(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, tagged=("Shame",))
        tags.set_tags(tx, made, ["SHAME"])
        assert reflections.get(tx, made).tags == ("Shame",)


def test_tags_of_the_trash_are_not_counted(store: Store) -> None:
    with store.write() as tx:
        kept(tx, tagged=("shame",))
        gone = kept(tx, tagged=("shame", "anger"))
        reflections.trash(tx, gone)
        assert tags.all_tags(tx) == (("shame", 1),)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("", "needs a name"),
        (" \n ", "needs a name"),
        ("---", "needs a name"),
        ("x" * 61, "at most 60"),
        ("two words", "Join its words with hyphens"),
        ("a\nb", "Join its words with hyphens"),
        ("[bold]", "markup"),
        ("<i>x</i>", "markup"),
        ("a\x00b", "control"),
        ("a\x1bb", "control"),
        ("a\x9bb", "control"),
        ("a\u202eb", "control"),
        ("a\ud800b", "control"),
    ],
)
def test_a_tag_that_is_nonsense_is_said_and_nothing_is_changed(
    store: Store, wrong: str, reason: str
) -> None:
    with store.write() as tx:
        made = kept(tx, tagged=("shame",))
        with pytest.raises(BadTag, match=reason):
            tags.set_tags(tx, made, ["anger", wrong])
        assert reflections.get(tx, made).tags == ("shame",)
        assert tags.all_tags(tx) == (("shame", 1),)


@pytest.mark.parametrize("fine", ["x" * 60, "#1", "a/b,c", "👩🏽‍👩🏽‍👧", "חרדה"])
def test_a_tag_may_be_any_plain_text(store: Store, fine: str) -> None:
    with store.write() as tx:
        assert reflections.get(tx, kept(tx, tagged=(fine,))).tags == (fine,)


@pytest.mark.parametrize(
    "value", [None, True, 0, 1.5, "ü \ud800 \x00", [1, [None]], {"a": {"b": []}}]
)
def test_a_setting_comes_back_as_it_was_put_last(store: Store, value: settings.Json) -> None:
    with store.write() as tx:
        settings.put(tx, "key", "before")
        settings.put(tx, "key", value)
        assert settings.get(tx, "key", "default") == value
        assert settings.get(tx, "other", "default") == "default"
