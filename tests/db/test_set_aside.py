"""What was written since a meeting, and what of it was put aside."""

from datetime import timedelta

import pytest

from db import inbox, reflections, set_aside
from db.errors import NotFound
from db.store import Store
from db.transaction import Transaction
from tests.db.writing import NOW, TODAY, begun, kept

DAY = timedelta(days=1)


def since(tx: Transaction, supervisor: str = "M.") -> list[str]:
    return [row.id for row in set_aside.written_since(tx, supervisor, TODAY)]


def aside(tx: Transaction, supervisor: str = "M.") -> list[str]:
    found = [each.row.id for each in set_aside.page(tx, supervisor)]
    assert set_aside.count(tx, supervisor) == len(found)
    return found


def test_what_was_written_since_comes_newest_first_without_what_was_put_aside(
    store: Store,
) -> None:
    with store.write() as tx:
        kept(tx, written_on=TODAY - DAY)
        first, second = kept(tx), begun(tx, written_on=TODAY + DAY)
        reflections.trash(tx, kept(tx))
        assert since(tx) == [second, first]
        assert [row.id for row in set_aside.written_since(tx, "M.", TODAY, offset=1)] == [first]
        assert len(set_aside.written_since(tx, "M.", None)) == 3
        set_aside.put(tx, first, "M.", NOW)
        assert since(tx) == [second]
        assert since(tx, "Other") == [second, first]
        assert aside(tx, "m.") == [first]
        assert aside(tx, "Other") == []
        assert set_aside.count(tx, "M.", since=TODAY + DAY) == 0


def test_the_last_put_aside_comes_first_with_its_moment(store: Store) -> None:
    with store.write() as tx:
        first, second = kept(tx), kept(tx)
        set_aside.put(tx, first, "M.", NOW)
        set_aside.put(tx, second, "M.", NOW + DAY)
        assert aside(tx) == [second, first]
        assert [each.at for each in set_aside.page(tx, "M.", limit=1)] == [NOW + DAY]
        set_aside.put(tx, first, "M.", NOW + 2 * DAY)
        assert aside(tx) == [first, second]


def test_taking_it_back_or_bringing_it_undoes_that(store: Store) -> None:
    with store.write() as tx:
        one, two = kept(tx), kept(tx)
        for each in (one, two):
            set_aside.put(tx, each, "M.", NOW)
        set_aside.take_back(tx, one, "M.")
        set_aside.take_back(tx, one, "Nobody")
        inbox.bring_anew(tx, two, NOW + DAY)
        assert aside(tx) == []
        assert set(since(tx)) == {one, two}
        set_aside.put(tx, two, "M.", NOW + 2 * DAY)
        assert aside(tx) == [two]


def test_the_trash_and_purging_take_it_along(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx)
        set_aside.put(tx, made, "M.", NOW)
        reflections.trash(tx, made)
        assert aside(tx) == []
        reflections.purge(tx, made)
        assert tx._connection.exec_driver_sql("SELECT * FROM set_aside").all() == []
        with pytest.raises(NotFound):
            set_aside.put(tx, made, "M.", NOW)
