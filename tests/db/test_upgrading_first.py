"""A journal as the very first version left it, with all that could be in it: nothing is lost."""

import signal
import subprocess
import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from alembic import command

from db import links, listing, migrating, reflections, searching, settings, tags, versions
from db.engine import connect, engine_over
from db.errors import DiskFailed, DiskFull
from db.filters import Filter
from db.keys import salt_of
from db.records import DayCount, Kind, MonthCount, State, Tally, Terms
from db.schema import HEAD
from db.store import Store
from tests.db.test_index import check_indexes, check_tallies
from tests.db.writing import KEY, no_file_over

SALT = bytes(range(16))
AT = "2024-03-01T10:00:00.000000+00:00"
ODD = "half \ud83d a pair, a NUL \x00 and a heron"
MANY = 400


def fill(path: Path) -> None:
    """What a person may have written with the first version, as it was stored then."""
    seed = sqlcipher.connect(str(path))
    seed.execute(f"PRAGMA key = \"x'{KEY.hex()}{SALT.hex()}'\"")
    seed.execute("CREATE TABLE seed (x)")
    seed.execute("DROP TABLE seed")
    seed.close()
    raw = connect(path, KEY, SALT)
    engine = engine_over(raw)
    with engine.connect() as connection, connection.begin():
        config = migrating._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        run = connection.exec_driver_sql

        def reflection(pk: int, state: str, day: str, body: object = None, **more: object) -> None:
            kept_at = None if body is None else AT
            row = {"kind": "reflection", "opening": "", "frame": None, "own_state": None} | more
            run(
                "INSERT INTO reflection VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (pk, f"abcdef{pk:04}", row["kind"], state, day, row["opening"], row["frame"],
                 row["own_state"], 3, row.get("brought_at"), AT, AT, kept_at),
            )  # fmt: skip
            if body is not None:
                run("INSERT INTO reflection_body VALUES (?, ?)", (pk, body))
                for each in ("an older text", body):
                    run(
                        "INSERT INTO reflection_version (reflection_pk, body, kept_at) "
                        "VALUES (?, ?, ?)",
                        (pk, each, AT),
                    )

        reflection(1, "kept", "2024-02-29", "the heron waits", own_state=-2, frame="gibbs")
        reflection(2, "kept", "2024-03-01", "the wren", brought_at=AT, kind="caught")
        reflection(3, "draft", "2024-03-01", opening="a heron, unfinished")
        reflection(4, "trashed", "2023-12-31", "a heron in the trash")
        reflection(5, "trashed", "0999-01-01")
        reflection(6, "kept", "2024-03-01", ODD.encode("utf-8", "surrogatepass"))
        for pk in range(10, 10 + MANY):
            reflection(pk, "kept", "2020-01-01", f"page {pk} of a long time ago " * 40)
        for pk, body in ((2, "the wren and a stork"), (3, "a heron, unfinished"), (5, "gone")):
            run("INSERT INTO draft VALUES (?, ?, 1, 2, 3, ?)", (pk, body, AT))
        for pk, local, position, wording, state, day in (
            (1, "Q1", 0, "What waits?", "kept", "2024-02-29"),
            (1, "", 1, "All of it", "kept", "2024-02-29"),
            (4, "Q1", 0, "What waits?", "trashed", "2023-12-31"),
            (3, "Q2", 0, b"And now?", "draft", "2024-03-01"),
        ):
            run(
                "INSERT INTO reflection_link "
                "VALUES (?, 'co-regulation', ?, ?, 'Label', ?, 'd', ?, ?)",
                (pk, local, position, wording, day, state),
            )
        run("INSERT INTO tag VALUES (1, 'Shame', 'shame'), (2, '[b]x[/b]', '[b]x[/b]')")
        run(
            "INSERT INTO reflection_tag VALUES (1, 1, '2024-02-29', 'kept'), "
            "(1, 2, '2024-02-29', 'kept'), (5, 1, '0999-01-01', 'trashed')"
        )
        run("INSERT INTO setting VALUES ('theme', '\"dark\"')")
    engine.dispose()


def id_of(pk: int) -> str:
    return f"abcdef{pk:04}"


def check(store: Store) -> None:
    """All of it is there, and what is new knows of it."""
    with store.write() as tx:
        check_indexes(tx)
        check_tallies(tx)
        first, second, third, fourth, fifth, sixth = (
            reflections.get(tx, id_of(pk)) for pk in range(1, 7)
        )
        assert (first.body, first.own_state, first.frame) == ("the heron waits", -2, "gibbs")
        assert [link.anchor for link in first.links] == ["co-regulation/Q1", "co-regulation"]
        assert first.tags == ("[b]x[/b]", "Shame")
        assert (second.body, second.text) == ("the wren", "the wren and a stork")
        assert (second.kind, second.brought_at is None) == (Kind.CAUGHT, False)
        assert (third.body, third.text, third.state) == ("", "a heron, unfinished", State.DRAFT)
        assert third.draft is not None
        assert (third.draft.cursor, third.draft.scroll, third.draft.revision) == ((1, 2), 3, 3)
        assert (fourth.state, fourth.body) == (State.TRASHED, "a heron in the trash")
        assert (fifth.state, fifth.text) == (State.TRASHED, "gone")
        assert sixth.body == ODD
        assert [each.body for each in versions.versions(tx, first.id)] == [
            "an older text",
            "the heron waits",
        ]
        assert (first.later, first.case_code, first.review_by) == ((), None, None)
        found = searching.search(tx, Terms(words=("heron",)), Filter(), limit=9)
        assert {hit.id for hit in found} == {first.id, third.id, sixth.id}
        assert len(searching.search(tx, Terms(phrases=("page 12",)), Filter(), limit=9)) == 1
        assert links.tallies(tx, "co-regulation") == {
            "": Tally(1, date(2024, 2, 29)),
            "Q1": Tally(1, date(2024, 2, 29)),
        }
        assert listing.months(tx, Filter())[:2] == (
            MonthCount(date(2024, 3, 1), 3),
            MonthCount(date(2024, 2, 1), 1),
        )
        assert listing.days(tx, date(2024, 1, 1), date(2024, 12, 31), State.KEPT) == (
            DayCount(date(2024, 2, 29), 1),
            DayCount(date(2024, 3, 1), 2),
        )
        assert listing.position(tx, Filter(), id_of(10)) == MANY + 3
        assert [row.id for row in listing.page(tx, Filter(own_states=(-2,)))] == [first.id]
        assert tags.all_tags(tx) == (("[b]x[/b]", 1), ("Shame", 1))
        assert settings.get(tx, "theme") == "dark"
        assert reflections.restore(tx, fourth.id) is State.KEPT
        assert reflections.restore(tx, fifth.id) is State.DRAFT
        for made in (fourth.id, fifth.id):
            reflections.trash(tx, made)
        check_tallies(tx)


def version(path: Path) -> str:
    raw = connect(path, KEY, salt_of(path))
    try:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    finally:
        raw.close()


def test_all_of_it_is_there_and_what_is_new_knows_of_it(path: Path) -> None:
    fill(path)
    store = Store.open(path, KEY)
    check(store)
    store.close()
    assert version(path) == HEAD
    assert version(path.with_name(f"journal-before-{HEAD}.db")) == "0001"


def test_a_kill_once_all_is_changed_leaves_the_old_journal(path: Path) -> None:
    fill(path)
    code = (
        "import os, signal; from pathlib import Path; from db import migrating;"
        "from db.store import Store;"
        "migrating._check = lambda connection: os.kill(os.getpid(), signal.SIGKILL);"
        f"Store.open(Path({str(path)!r}), {KEY!r})"
    )
    killed = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL
    assert version(path) == "0001"
    store = Store.open(path, KEY)
    check(store)
    store.close()


def test_a_disk_that_fills_up_on_the_way_leaves_the_old_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path)
    copying = migrating._copy
    disk = ExitStack()

    def copy_then_fill_the_disk(*args: object) -> Path:
        copy = copying(*args)  # type: ignore[arg-type]
        disk.enter_context(no_file_over(40_000))
        return copy

    with monkeypatch.context() as patched, disk:
        patched.setattr(migrating, "_copy", copy_then_fill_the_disk)
        with pytest.raises((DiskFull, DiskFailed)):
            Store.open(path, KEY)
    assert version(path) == "0001"
    assert not list(path.parent.glob("*before*"))
    store = Store.open(path, KEY)
    check(store)
    store.close()
