"""A copy that opens with the key and holds what no journal holds: refused, and nothing changed."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from db import cases, keys, reflections, reviews, settings, tags
from db.engine import connect
from db.errors import JournalError
from db.keys import salt_of
from db.merging.fit import Unfit
from db.merging.merge import merge
from db.store import Store
from tests.db.deeds import fill
from tests.db.merging import everything, sound
from tests.db.test_upgrading import EARLIER, made_at
from tests.db.writing import KEY, NOW, TODAY, kept

HIDDEN = "wombat"

CHANGES = [
    "DROP TABLE agenda_reflection",
    "DROP TABLE reflection_body",
    "DROP TABLE setting",
    "ALTER TABLE draft RENAME TO other_draft",
    "ALTER TABLE reflection_version RENAME COLUMN kept_at TO was_kept_at",
    "ALTER TABLE held_back ADD COLUMN more TEXT",
    "DROP TABLE draft; CREATE VIEW draft AS SELECT * FROM reflection",
    "UPDATE reflection SET written_on = '2026-02-30'",
    "UPDATE reflection SET written_on = '2026-2-3'",
    "UPDATE reflection SET written_on = '0001-01-01'",
    "UPDATE reflection SET written_on = 5",
    "UPDATE reflection SET created_at = '2026-03-02T19:30:00'",
    "UPDATE reflection SET changed_at = '2026-03-02T19:30:00.000000+02:00'",
    "UPDATE reflection SET brought_at = 'wombat'",
    "UPDATE reflection SET kind = 'wombat'",
    "UPDATE reflection SET state = 'wombat'",
    "UPDATE reflection SET own_state = 'wombat'",
    "UPDATE reflection SET revision = 9223372036854775807",
    "UPDATE reflection SET revision = 1.5",
    "UPDATE reflection SET opening = x'fffe'",
    "UPDATE reflection SET opening = CAST(x'776f6d62617421ff' AS TEXT)",
    "UPDATE reflection SET id = 'wombat'",
    "UPDATE reflection SET id = x'3031323334353637383930'",
    "UPDATE reflection_body SET body = x'ff'",
    "UPDATE reflection_body SET body = 'wombat'",
    "UPDATE reflection_version SET body = CAST(x'ff' AS TEXT)",
    "UPDATE reflection_version SET kept_at = ''",
    "UPDATE draft SET cursor_row = -1",
    "UPDATE draft SET scroll = 'wombat'",
    "UPDATE reflection_link SET position = 9223372036854775807",
    "UPDATE reflection_link SET digest = zeroblob(9)",
    "UPDATE reflection_link SET topic = replace(hex(zeroblob(5000)), '0', 'w')",
    "UPDATE reflection_tag SET tag_pk = 999",
    "UPDATE tag SET name = x'eda080'",
    "UPDATE review SET shedding = 2",
    "UPDATE review SET review_by = 'wombat'",
    "DELETE FROM reflection_body",
    "DELETE FROM tag",
    "DELETE FROM reflection",
    "REPLACE INTO setting VALUES ('brief/0123456789', '{wombat')",
    "UPDATE alembic_version SET version_num = '0002'",
    "UPDATE alembic_version SET version_num = 'wombat'",
    "DROP TABLE alembic_version",
    # Two with one id: their table as it is, without what forbids that.
    "CREATE TABLE t AS SELECT * FROM reflection; DROP TABLE reflection; "
    "ALTER TABLE t RENAME TO reflection; UPDATE reflection SET id = '0123456789'",
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal with something in every table."""
    path = tmp_path_factory.mktemp("made") / "made.db"
    store = Store.create_with_key(path, KEY)
    with store.write() as tx:
        fill(tx)
        one = kept(tx, "Kept there, wombat", on=("co-regulation/Q1",), tagged=("own",))
        cases.set_case(tx, one, "K7")
        reviews.set_review(tx, one, TODAY)
        reflections.bring(tx, one, NOW)
        settings.put(tx, "brief/0123456789", {"ticked": {}})
    store.close()
    return path


def changed(made: Path, path: Path, script: str) -> None:
    shutil.copyfile(made, path)
    raw = connect(path, KEY, salt_of(path), foreign_keys=False)
    raw.execute("PRAGMA ignore_check_constraints = ON")
    raw.execute("PRAGMA legacy_alter_table = ON")
    for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    for statement in script.split(";"):
        with suppress(sqlcipher.IntegrityError):
            # Where two may not be alike, one alone is changed.
            raw.execute(statement)
            continue
        table = statement.split()[1]
        raw.execute(f"{statement} WHERE rowid = (SELECT min(rowid) FROM {table})")  # noqa: S608
    raw.close()


@pytest.mark.parametrize("script", CHANGES)
def test_what_no_journal_holds_is_refused(made: Path, tmp_path: Path, script: str) -> None:
    path, copy = tmp_path / "journal.db", tmp_path / "copy.db"
    shutil.copyfile(made, path)
    store = Store.open(path, KEY)
    changed(made, copy, script)
    before = everything(store)
    with pytest.raises(JournalError) as caught:
        merge(store, copy)
    told = caught.value
    assert HIDDEN not in f"{told!r} {told.__cause__!r} {told.__traceback__!r}"
    assert told.__cause__ is None
    assert told.__suppress_context__ or told.__context__ is None
    assert isinstance(told, Unfit) or "alembic" in script
    assert everything(store) == before
    sound(store)
    store.close()


def test_what_a_journal_may_hold_though_it_is_rare_is_taken(tmp_path: Path, made: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copyfile(made, other)
    theirs = Store.open(other, KEY)
    with theirs.write() as tx:
        one = kept(tx, "\ud800 alone, \x00 nothing, \x1b[31m red \U0010ffff")
        tags.set_tags(tx, one, ("ß", "Ⅷ"))
        kept(tx, "x" * 2_000_000)
    theirs.close()
    store = Store.create_with_key(tmp_path / "journal.db", KEY)
    assert merge(store, other, [keys.words_of(KEY)]).came > 1
    sound(store)
    assert merge(store, other, [keys.words_of(KEY)]).is_nothing
    store.close()


@pytest.mark.parametrize(
    ("revision", "script"),
    [
        *((revision, "DROP TABLE draft") for revision in EARLIER),
        (EARLIER[-1], "DROP TABLE reflection_stems"),
    ],
)
def test_a_copy_of_an_earlier_version_that_is_built_otherwise_is_refused(
    tmp_path: Path, revision: str, script: str
) -> None:
    copy = tmp_path / "copy.db"
    made_at(copy, revision)
    raw = connect(copy, KEY, salt_of(copy), foreign_keys=False)
    raw.execute(script)
    raw.close()
    store = Store.create_with_key(tmp_path / "journal.db", KEY)
    before = everything(store)
    with pytest.raises(JournalError) as caught:
        merge(store, copy, [keys.words_of(KEY)])
    assert caught.value.__cause__ is None
    assert everything(store) == before
    store.close()
