"""Journals of other versions: brought up to date whole, or left exactly as they were."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from alembic.config import Config
from alembic.script import ScriptDirectory

from db import migrating, reflections, schema, triggers
from db.engine import RawConnection, connect, engine_over
from db.errors import Busy, JournalError, NewerJournal, NotAJournal, WrongKey
from db.keys import salt_of
from db.migrating import NotUpgraded
from db.store import Store
from tests.db.writing import KEY, kept

NEXT = "next"

STEP = '''
"""A step of the test."""

from alembic import op

revision = "next"
down_revision = "{head}"


def upgrade() -> None:
    op.execute("CREATE TABLE later (note TEXT)")
    {rest}
'''


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Migrations with one more step than the program's own; the test writes it."""
    copy = tmp_path / "100% migrations"
    shutil.copytree(migrating.FOLDER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrating, "FOLDER", copy)
    monkeypatch.setattr(migrating, "HEAD", NEXT)
    return copy


@pytest.fixture
def old(path: Path, store: Store) -> str:
    """The id of a reflection in a journal that lacks the next step."""
    with store.write() as tx:
        made = kept(tx, "written long ago", on=("co-regulation/Q1",), tagged=("shame",))
    store.close()
    return made


def add_step(folder: Path, rest: str = "") -> None:
    (folder / "versions" / "next.py").write_text(STEP.format(head=schema.HEAD, rest=rest))


def schema_of(raw: RawConnection) -> set[tuple[str, str]]:
    found = raw.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return {
        (name, " ".join(sql.split()).replace("( ", "(").replace(" )", ")")) for name, sql in found
    }


def open_raw(path: Path) -> RawConnection:
    return connect(path, KEY, salt_of(path))


def version(path: Path) -> str:
    raw = open_raw(path)
    try:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    finally:
        raw.close()


def test_the_newest_revision_is_the_one_the_program_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating.FOLDER))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_a_new_journal_and_a_migrated_one_have_the_same_schema(path: Path, store: Store) -> None:
    migrated = path.with_name("migrated.db")
    empty = sqlcipher.connect(str(migrated))
    empty.execute(f"PRAGMA key = \"x'{KEY.hex()}{bytes(range(16)).hex()}'\"")
    empty.execute("CREATE TABLE seed (x)")
    empty.execute("DROP TABLE seed")
    empty.close()
    raw = open_raw(migrated)
    with engine_over(raw).connect() as connection, connection.begin():
        migrating._upgrade(migrating._config(), connection)
    raw = open_raw(migrated)
    store.close()
    created = open_raw(path)
    try:
        assert schema_of(raw) == schema_of(created)
    finally:
        raw.close()
        created.close()


def test_opening_a_current_journal_does_not_load_alembic(path: Path, store: Store) -> None:
    store.close()
    code = (
        "import sys; from pathlib import Path; from db.store import Store;"
        f"Store.open(Path({str(path)!r}), {KEY!r}).close(); print('alembic' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def test_an_older_journal_is_brought_up_to_date_with_all_that_is_in_it(
    path: Path, old: str, folder: Path
) -> None:
    add_step(folder)
    store = Store.open(path, KEY)
    with store.read() as tx:
        found = reflections.get(tx, old)
    store.close()
    assert (found.body, found.tags, len(found.links)) == ("written long ago", ("shame",), 1)
    assert version(path) == NEXT
    Store.open(path, KEY).close()


def test_the_copy_made_before_is_private_and_opens_with_the_same_key(
    path: Path, old: str, folder: Path
) -> None:
    add_step(folder)
    backups = path.with_name("backups")
    Store.open(path, KEY, backups=backups).close()
    (copy,) = backups.iterdir()
    assert copy.name == "journal-before-next.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(backups.stat().st_mode) == 0o700
    assert salt_of(copy) == salt_of(path)
    assert b"written" not in copy.read_bytes()
    assert version(copy) == schema.HEAD


def test_without_a_folder_for_it_the_copy_is_beside_the_journal_and_replaces_none(
    path: Path, old: str, folder: Path
) -> None:
    add_step(folder)
    earlier = path.with_name("journal-before-next.db")
    earlier.write_text("an earlier copy")
    Store.open(path, KEY).close()
    assert earlier.read_text() == "an earlier copy"
    assert version(path.with_name("journal-before-next-2.db")) == schema.HEAD


@pytest.mark.parametrize(
    "rest",
    [
        "raise RuntimeError('half way')",
        "op.execute('INSERT INTO nowhere VALUES (1)')",
        "op.execute('DROP TRIGGER reflection_copies')",
        "op.execute(\"INSERT INTO reflection_body VALUES (99, 'of nothing')\")",
        "op.execute('DROP TABLE reflection')",
    ],
    ids=["error", "bad statement", "trigger lost", "orphan", "table lost"],
)
def test_a_step_that_fails_leaves_the_journal_as_it_was_and_no_copy(
    path: Path, old: str, folder: Path, rest: str
) -> None:
    add_step(folder, rest)
    before = path.read_bytes()
    with pytest.raises(NotUpgraded):
        Store.open(path, KEY)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*before*"))


def test_a_failed_step_tells_nothing_of_what_was_written(
    path: Path, old: str, folder: Path
) -> None:
    add_step(
        folder,
        "raise RuntimeError(op.get_bind().exec_driver_sql("
        "'SELECT body FROM reflection_body').scalar())",
    )
    with pytest.raises(NotUpgraded) as error:
        Store.open(path, KEY)
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__


def test_a_kill_half_way_leaves_a_journal_that_opens(path: Path, old: str, folder: Path) -> None:
    add_step(folder, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    code = (
        "from pathlib import Path; from db import migrating; from db.store import Store;"
        f"migrating.FOLDER = Path({str(folder)!r}); migrating.HEAD = {NEXT!r};"
        f"Store.open(Path({str(path)!r}), {KEY!r})"
    )
    killed = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert killed.returncode == -9
    assert version(path) == schema.HEAD
    add_step(folder)
    store = Store.open(path, KEY)
    with store.read() as tx:
        assert reflections.get(tx, old).body == "written long ago"
    store.close()


def test_a_journal_another_window_is_writing_is_not_upgraded(
    path: Path, old: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_step(folder)
    monkeypatch.setattr("db.engine.BUSY_MILLISECONDS", 20)
    other = open_raw(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy):
        Store.open(path, KEY)
    other.execute("ROLLBACK")
    other.close()
    assert version(path) == schema.HEAD


def test_what_another_window_wrote_after_the_copy_is_not_upgraded_without_it(
    path: Path, old: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_step(folder)
    copying = migrating._copy

    def copy_then_write(*args: object) -> Path:
        copy = copying(*args)  # type: ignore[arg-type]
        other = open_raw(path)
        other.execute("INSERT INTO setting VALUES ('late', '1')")
        other.close()
        return copy

    monkeypatch.setattr(migrating, "_copy", copy_then_write)
    with pytest.raises(Busy):
        Store.open(path, KEY)
    assert version(path) == schema.HEAD


def test_a_step_may_rebuild_a_table_that_others_hang_on(path: Path, old: str, folder: Path) -> None:
    rebuild = [
        *(f"DROP TRIGGER {statement.split()[2]}" for statement in triggers.TRIGGERS),
        "CREATE TABLE new_tag (pk INTEGER PRIMARY KEY, name TEXT, folded TEXT, color TEXT)",
        "INSERT INTO new_tag SELECT pk, name, folded, NULL FROM tag",
        "DROP TABLE tag",
        "ALTER TABLE new_tag RENAME TO tag",
        *triggers.TRIGGERS,
    ]
    add_step(folder, f"[op.execute(statement) for statement in {rebuild!r}]")
    store = Store.open(path, KEY)
    with store.read() as tx:
        assert reflections.get(tx, old).tags == ("shame",)
    store.close()


def test_a_journal_from_a_newer_version_is_said_and_left_alone(path: Path, store: Store) -> None:
    with store.write() as tx:
        tx._connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    before = path.read_bytes()
    with pytest.raises(NewerJournal):
        Store.open(path, KEY)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_journal_without_a_version_is_none(path: Path, store: Store) -> None:
    with store.write() as tx:
        tx._connection.exec_driver_sql("DELETE FROM alembic_version")
    store.close()
    with pytest.raises(NotAJournal):
        Store.open(path, KEY)


def test_a_wrong_key_upgrades_nothing(path: Path, old: str, folder: Path) -> None:
    add_step(folder)
    with pytest.raises(WrongKey):
        Store.open(path, bytes(32))
    assert version(path) == schema.HEAD


def test_a_disk_too_full_for_the_copy_leaves_the_journal_as_it_was(
    path: Path, old: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_step(folder)
    (path.parent / "backups").write_text("a file in the way")
    with pytest.raises(JournalError):
        Store.open(path, KEY, backups=path.parent / "backups")
    assert version(path) == schema.HEAD
