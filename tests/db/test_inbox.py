"""What was brought, in the order of bringing."""

from datetime import timedelta

from db import inbox, reflections
from db.store import Store
from tests.db.writing import NOW, kept


def test_the_last_brought_comes_first_with_its_moment(store: Store) -> None:
    with store.write() as tx:
        first, second, third = (kept(tx, text) for text in ("one", "two", "three"))
        reflections.bring(tx, second, NOW)
        reflections.bring(tx, first, NOW + timedelta(days=1))
        found = inbox.waiting(tx, limit=10)
        assert [(at, row.id) for at, row in found] == [
            (NOW + timedelta(days=1), first),
            (NOW, second),
        ]
        assert third not in {row.id for _, row in found}
        assert [row.id for _, row in inbox.waiting(tx, limit=1)] == [first]


def test_what_is_in_the_trash_is_not_waiting(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx)
        reflections.bring(tx, made, NOW)
        reflections.trash(tx, made)
        assert inbox.waiting(tx, limit=10) == ()
