"""Two copies of a journal, and all that either holds, by ids and words alone."""

# ruff: noqa: S608 - the statements are made of names that stand here or in the journal

import shutil
from pathlib import Path
from typing import Any

from db.store import Store
from db.triggers import INDEXES
from tests.db.writing import KEY

_CONTENT = {
    "versions": "SELECT r.id, v.kept_at, v.body FROM reflection_version v "
    "JOIN reflection r ON r.pk = v.reflection_pk",
    "bodies": "SELECT r.id, r.state, b.body FROM reflection_body b "
    "JOIN reflection r ON r.pk = b.reflection_pk",
    "reflections": "SELECT id, kind, state, written_on, frame, own_state, brought_at, kept_at, "
    "opening FROM reflection",
    "drafts": "SELECT r.id, d.body FROM draft d JOIN reflection r ON r.pk = d.reflection_pk",
    "links": "SELECT r.id, l.topic, l.local, l.wording FROM reflection_link l "
    "JOIN reflection r ON r.pk = l.reflection_pk",
    "tags": "SELECT r.id, t.folded FROM reflection_tag x JOIN tag t ON t.pk = x.tag_pk "
    "JOIN reflection r ON r.pk = x.reflection_pk",
    "cases": "SELECT r.id, c.folded FROM reflection_case x JOIN case_code c ON c.pk = x.case_pk "
    "JOIN reflection r ON r.pk = x.reflection_pk",
    "later": "SELECT r.id, t.id, t.body, t.kept_at FROM later_thought t "
    "JOIN reflection r ON r.pk = t.reflection_pk",
    "reviews": "SELECT r.id, v.review_by FROM review v JOIN reflection r ON r.pk = v.reflection_pk",
    "meetings": "SELECT m.id, s.folded, m.day, m.state, m.note, m.risk, m.held_minutes "
    "FROM meeting m JOIN supervisor s ON s.pk = m.supervisor_pk",
    "items": "SELECT i.id, m.id, i.state, i.question, i.heard, was.id FROM agenda_item i "
    "LEFT JOIN meeting m ON m.pk = i.meeting_pk "
    "LEFT JOIN agenda_item was ON was.pk = i.carried_from_pk",
    "behind": "SELECT i.id, r.id, e.id FROM agenda_reflection b "
    "JOIN agenda_item i ON i.pk = b.item_pk JOIN reflection r ON r.pk = b.reflection_pk "
    "LEFT JOIN excerpt e ON e.pk = b.excerpt_pk",
    "anchors": "SELECT i.id, a.topic, a.local FROM agenda_anchor a "
    "JOIN agenda_item i ON i.pk = a.item_pk",
    "actions": "SELECT a.id, m.id, i.id, a.text, a.what_changed, a.done_at FROM action a "
    "JOIN meeting m ON m.pk = a.meeting_pk LEFT JOIN agenda_item i ON i.pk = a.item_pk",
    "held back": "SELECT id, text, state FROM held_back",
    "excerpts": "SELECT e.id, r.id, e.text FROM excerpt e "
    "JOIN reflection r ON r.pk = e.reflection_pk",
    "brought": "SELECT topic, local, wording FROM brought_anchor",
    "briefs": "SELECT b.id, i.id FROM brief_item x JOIN brief_left b ON b.pk = x.brief_pk "
    "JOIN agenda_item i ON i.pk = x.item_pk",
    "aside": "SELECT s.folded, r.id FROM set_aside a JOIN supervisor s ON s.pk = a.supervisor_pk "
    "JOIN reflection r ON r.pk = a.reflection_pk",
}


def content(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All that the journal holds, in an order of its own."""
    return {
        name: sorted(store._raw.execute(query).fetchall(), key=repr)
        for name, query in _CONTENT.items()
    }


def everything(store: Store) -> list[Any]:
    """Every row of every table as it is stored, but for the indexes' own."""
    names = store._raw.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return [
        (name, store._raw.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall())
        for (name,) in names
        if not name.startswith(("reflection_stems", "reflection_words", "sqlite_"))
    ]


def sound(store: Store) -> None:
    """Asserts that pages, keys, indexes and tallies of the journal are as they should be."""
    raw = store._raw
    assert raw.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    for index in INDEXES:
        raw.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
    days = raw.execute(
        "SELECT written_on, state, count(*) FROM reflection GROUP BY 1, 2 ORDER BY 1, 2"
    ).fetchall()
    assert days == raw.execute("SELECT * FROM day_tally ORDER BY 1, 2").fetchall()
    links = raw.execute(
        "SELECT topic, local, state, count(*) FROM reflection_link GROUP BY 1, 2, 3 "
        "ORDER BY 1, 2, 3"
    ).fetchall()
    assert links == raw.execute("SELECT * FROM anchor_tally ORDER BY 1, 2, 3").fetchall()
    for slim in ("link", "tag", "case"):
        assert not raw.execute(
            f"SELECT 1 FROM reflection_{slim} s JOIN reflection r ON r.pk = s.reflection_pk "
            "WHERE (s.written_on, s.state) IS NOT (r.written_on, r.state)"
        ).fetchall()
    assert not raw.execute(
        "SELECT r.id FROM reflection r JOIN reflection_body b ON b.reflection_pk = r.pk "
        "JOIN reflection_version v ON v.pk = (SELECT max(pk) FROM reflection_version "
        "WHERE reflection_pk = r.pk) WHERE v.body <> b.body"
    ).fetchall()


def apart(store: Store, path: Path) -> Store:
    """A copy of the journal at the path, open: from here on the two go different ways."""
    store.copy_to(path)
    return Store.open(path, KEY)


def copied(path: Path, to: Path) -> Path:
    """The file copied as it lies, with its log."""
    for ending in ("", "-wal"):
        source = path.with_name(path.name + ending)
        if source.exists():
            shutil.copyfile(source, to.with_name(to.name + ending))
    return to
