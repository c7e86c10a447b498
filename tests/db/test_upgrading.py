"""Journals of every earlier revision, with something written in them, brought up to date."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from db import agenda, briefs, inbox, migrating, reflections
from db.engine import connect, engine_over
from db.records import State
from db.schema import HEAD
from db.store import Store
from db.supervision_records import BriefForm, Eye, ItemKind, MeetingKind, Wants
from tests.db.supervising import asked, held, planned, whole
from tests.db.writing import KEY, NOW

SALT = bytes(range(16))
EARLIER = sorted(
    step.revision
    for step in ScriptDirectory.from_config(migrating._config()).walk_revisions()
    if step.revision != HEAD
)

WRITTEN = (
    "INSERT INTO reflection VALUES (7, 'abcdefghjk', 'reflection', 'kept', '2024-02-29', 'Then', "
    "NULL, -1, 2, '2024-03-01T10:00:00.000000+00:00', '2024-02-29T10:00:00.000000+00:00', "
    "'2024-02-29T10:00:00.000000+00:00', '2024-02-29T10:00:00.000000+00:00')",
    "INSERT INTO reflection_body VALUES (7, 'Then and there')",
    "INSERT INTO reflection_version VALUES (1, 7, 'Then and there', "
    "'2024-02-29T10:00:00.000000+00:00')",
    "INSERT INTO draft VALUES (7, 'Then, and there', 0, 5, 0, '2024-03-02T10:00:00.000000+00:00')",
    "INSERT INTO reflection_link VALUES (7, 'co-regulation', 'Q2', 0, 'Q2', 'Asked then', 'abc', "
    "'2024-02-29', 'kept')",
    "INSERT INTO tag VALUES (3, 'shame', 'shame')",
    "INSERT INTO reflection_tag VALUES (7, 3, '2024-02-29', 'kept')",
)
"""A reflection with all that hangs on it, as revision 0001 held it."""


def made_at(path: Path, revision: str) -> None:
    """Makes the journal as the first revision was, writes in it, and brings it to this one."""
    seed = sqlcipher.connect(str(path))
    seed.execute(f"PRAGMA key = \"x'{KEY.hex()}{SALT.hex()}'\"")
    seed.execute("CREATE TABLE seed (x)")
    seed.execute("DROP TABLE seed")
    seed.close()
    engine = engine_over(connect(path, KEY, SALT))
    with engine.connect() as connection, connection.begin():
        _upgrade(connection, "0001")
        for statement in WRITTEN:
            connection.exec_driver_sql(statement)
        _upgrade(connection, revision)
    engine.dispose()


def _upgrade(connection: Connection, revision: str) -> None:
    config = migrating._config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


@pytest.mark.parametrize("revision", EARLIER)
def test_nothing_written_is_lost_and_what_is_new_works(path: Path, revision: str) -> None:
    made_at(path, revision)
    store = Store.open(path, KEY)
    with store.write() as tx:
        found = reflections.get(tx, "abcdefghjk")
        assert (found.body, found.text) == ("Then and there", "Then, and there")
        assert (found.state, found.own_state, found.tags) == (State.KEPT, -1, ("shame",))
        assert [link.wording for link in found.links] == ["Asked then"]
        assert [entry.key for entry in inbox.waiting(tx, limit=5)] == [whole(found.id)]
        item = asked(tx, planned(tx), "Why?", whole(found.id))
        assert inbox.count(tx) == 0
        assert agenda.get(tx, item).behind.reflections[0].id == found.id
    store.close()
    assert [copy.name for copy in path.parent.glob("*before*")] == [f"journal-before-{HEAD}.db"]


def test_a_migrated_journal_takes_every_value_that_a_new_one_takes(path: Path) -> None:
    """A constraint can be broken inside a string, where comparing the schemas sees nothing."""
    made_at(path, EARLIER[-1])
    store = Store.open(path, KEY)
    with store.write() as tx:
        for name, values in (("kind", ItemKind), ("wants", Wants), ("view", Eye)):
            for value in values:
                agenda.set_values(tx, asked(tx, None), NOW, **{name: value})
        for kind in MeetingKind:
            held(tx, kind=kind)
        meeting = planned(tx)
        for form in BriefForm:
            place = None if form is BriefForm.SCREEN else "brief"
            briefs.create(
                tx, meeting, form=form, place=place, size=1, digest="", item_ids=(), now=NOW
            )
    store.close()
