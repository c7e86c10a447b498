"""What triggers count: by day, month, anchor and place, through any change, and how quickly."""

from db.store import Store
from db.triggers import _only_by


def test_counting_a_link_reads_no_links_but_its_reflections_own(store: Store) -> None:
    with store.read() as tx:
        sql = _only_by("NEW").replace("NEW.", ":")
        steps = tx._connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {sql}",
            {"topic": "t", "local": "p", "reflection_pk": 1, "state": "kept"},
        ).all()
    (links,) = [step[3] for step in steps if "other" in step[3]]
    assert links.endswith("(reflection_pk=?)")
