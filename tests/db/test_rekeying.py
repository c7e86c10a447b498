"""Changing the key: the old or the new one opens everything, whatever happens on the way."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from db import engine, files, keys, rekeying, settings
from db.engine import connect
from db.errors import (
    Busy,
    Damaged,
    DiskFailed,
    DiskFull,
    Interrupted,
    JournalError,
    OpenElsewhere,
    ReadOnly,
    WeakPassphrase,
    WrongKey,
)
from db.rekeying import ChangedButClosed, NotTheSame
from db.store import Store
from db.triggers import INDEXES
from tests.db.writing import KEY, NEW_KEY, NEW_SALT, kept, no_file_over

ROOT = Path(__file__).parents[2]
PASSPHRASE = "seven lanterns over quiet water"


@pytest.fixture
def written(path: Path) -> Path:
    """A closed journal with reflections, of which some rows between were deleted."""
    store = Store.create_with_key(path, KEY)
    with store.write() as tx:
        for number in range(12):
            kept(tx, f"What I noticed {number} " * 60, on=("co-regulation/Q1",), tagged=("shame",))
    with store.write() as tx:
        tx.in_memory("DELETE FROM reflection_version WHERE pk % 2")
    store.close()
    return path


def all_of(path: Path, key: bytes) -> list[object]:
    """Everything the file says, with the numbers of its rows; raises if the key doesn't open it."""
    raw = connect(path, key, keys.salt_of(path))
    try:
        found: list[object] = [raw.execute("PRAGMA user_version").fetchall()]
        schema = raw.execute("SELECT name, type, sql FROM sqlite_schema ORDER BY rowid").fetchall()
        found.append(schema)
        for name, kind, sql in schema:
            if kind == "table" and "VIRTUAL" not in sql and name != "setting":
                rowid = "" if "WITHOUT ROWID" in sql else "rowid, "
                rows = raw.execute(f"SELECT {rowid}* FROM {name}").fetchall()  # noqa: S608
                found.append(rows)
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        for index in INDEXES:
            check = f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
            raw.execute(check)
        return found
    finally:
        raw.close()


def rekey(path: Path, **options: object) -> None:
    rekeying.rekey(path, (KEY, keys.salt_of(path)), (NEW_KEY, NEW_SALT), **options)  # type: ignore[arg-type]


def alone(path: Path) -> bool:
    return list(path.parent.iterdir()) == [path]


def is_noted(path: Path, key: bytes) -> bool:
    store = Store.open(path, key)
    with store.read() as tx:
        noted = settings.get(tx, "noted") is True
    store.close()
    return noted


def test_under_the_new_key_everything_is_as_it_was(written: Path) -> None:
    before = all_of(written, KEY)
    rekey(written, note=lambda tx: settings.put(tx, "noted", True))
    assert all_of(written, NEW_KEY) == before
    assert keys.salt_of(written) == NEW_SALT
    assert is_noted(written, NEW_KEY)
    with pytest.raises(WrongKey):
        Store.open(written, KEY)
    assert written.stat().st_mode & 0o777 == 0o600
    assert alone(written)


def test_a_new_passphrase_makes_new_words_and_the_old_ones_end(path: Path) -> None:
    store, old = Store.create(path, "the first one was quite long")
    with store.write() as tx:
        kept(tx, "Written before")
    new = store.change_passphrase(PASSPHRASE)
    assert store.recovery_words() == keys.words_of(new)
    with store.write() as tx:
        kept(tx, "Written after")
    store.close()
    for secret in (PASSPHRASE, keys.words_of(new)):
        Store.unlock(path, secret).close()
    for secret in ("the first one was quite long", keys.words_of(old)):
        with pytest.raises(WrongKey):
            Store.unlock(path, secret)


def test_the_same_passphrase_again_makes_new_words_too(path: Path) -> None:
    store, old = Store.create(path, PASSPHRASE)
    assert store.change_passphrase(PASSPHRASE) != old
    store.close()


def test_a_weak_passphrase_changes_nothing(store: Store, path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        store.change_passphrase("password")
    assert not store.is_closed
    store.close()
    Store.open(path, KEY).close()


def test_words_are_compared_with_the_open_key(store: Store) -> None:
    assert store.are_its_words(keys.words_of(KEY))
    assert not store.are_its_words(keys.words_of(NEW_KEY))
    assert store.recovery_words(keys.words_of(KEY)) == store.recovery_words()
    for other in (keys.words_of(NEW_KEY), "a passphrase", ""):
        with pytest.raises(WrongKey):
            store.recovery_words(other)


def test_killed_at_any_step_the_old_or_the_new_key_opens_everything(
    written: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "killing" / "start"
    folder.mkdir(parents=True)
    shutil.copy(written, folder / "journal.db")
    before = all_of(written, KEY)
    subprocess.run(
        [sys.executable, "-m", "tests.db.killing", str(folder)], cwd=ROOT, check=True, timeout=50
    )
    ends = []
    for killed in folder.parent.glob("killed-*"):
        path = killed / "journal.db"
        opened = []
        for key in (KEY, NEW_KEY):
            try:
                assert all_of(path, key) == before
            except WrongKey:
                continue
            opened.append(key)
        assert len(opened) == 1, killed
        ends += opened
        # And after it, a change can be made, and sweeps up.
        if opened == [KEY] and len(ends) % 4 == 0:
            rekey(path)
            assert alone(path)
    assert len(ends) > 40
    assert KEY in ends
    assert NEW_KEY in ends


def test_what_a_killed_program_left_in_the_log_comes_along(path: Path, tmp_path: Path) -> None:
    store = Store.create_with_key(path, KEY)
    with store.write() as tx:
        kept(tx, "Only in the log")
    left = tmp_path / "left"
    left.mkdir()
    for file in path.parent.glob("journal.db*"):
        shutil.copy(file, left)
    assert (left / "journal.db-wal").stat().st_size
    store.close()
    rekey(left / "journal.db")
    assert all_of(left / "journal.db", NEW_KEY) == all_of(path, KEY)


PAGE = 4096


@pytest.mark.parametrize("pages", [0, 1, 2, 30, 60, 90, 115])
def test_on_a_full_disk_nothing_is_changed(written: Path, pages: int) -> None:
    before = all_of(written, KEY)
    assert written.stat().st_size > pages * PAGE, "the limit is no limit"
    with no_file_over(pages * PAGE), pytest.raises((DiskFull, DiskFailed)):
        rekey(written)
    assert all_of(written, KEY) == before
    assert alone(written)


@pytest.mark.parametrize("call", ["fsync", "replace", "note"])
def test_a_last_step_that_fails_changes_nothing(
    written: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if call == "note":
        with pytest.raises(OSError, match="No space"):
            rekey(written, note=fail)
    else:
        monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[call], fail)
        with pytest.raises(DiskFull):
            rekey(written)
    monkeypatch.undo()
    all_of(written, KEY)
    assert alone(written)


def test_a_folder_that_cant_be_synced_is_no_failure_once_the_file_is_there(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.fsync

    def only_files(handle: int) -> None:
        if not os.path.isfile(f"/proc/self/fd/{handle}"):  # noqa: PTH113
            raise OSError(22, "Invalid argument")
        whole(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    store.change_passphrase(PASSPHRASE)
    store.close()
    Store.unlock(path, PASSPHRASE).close()


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions don't bind root")
def test_in_a_folder_that_cant_be_written_nothing_is_changed(written: Path) -> None:
    written.parent.chmod(0o500)
    try:
        with pytest.raises(ReadOnly):
            rekey(written)
    finally:
        written.parent.chmod(0o700)
    all_of(written, KEY)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for a lock."""
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 20)


@pytest.mark.usefixtures("impatient")
def test_open_in_another_window_it_is_refused(store: Store, second: Store, path: Path) -> None:
    with pytest.raises(OpenElsewhere):
        store.change_passphrase(PASSPHRASE)
    assert not store.is_closed
    with second.write() as tx:
        kept(tx, "The other window goes on")
    with store.read() as tx:
        assert settings.get(tx, "noted") is None
    second.close()
    store.change_passphrase(PASSPHRASE)
    assert Path(path).exists()


@pytest.mark.usefixtures("impatient")
def test_nobody_opens_it_meanwhile(written: Path) -> None:
    tried = []

    def try_to_open(*_: object) -> None:
        with pytest.raises(Busy):
            Store.open(written, KEY)
        tried.append(1)

    rekey(written, note=try_to_open)
    assert tried


def test_who_waited_for_the_old_file_is_not_let_into_it(written: Path) -> None:
    """Or what is written there would be in a file without a name, and gone."""
    salt = keys.salt_of(written)
    with ThreadPoolExecutor(1) as other:
        waiting = []

        def begin_to_wait(*_: object) -> None:
            waiting.append(other.submit(connect, written, KEY, salt))

        rekey(written, note=begin_to_wait)
        with pytest.raises((Busy, WrongKey)):
            waiting[0].result()


def test_given_up_half_way_nothing_is_changed(written: Path) -> None:
    def count() -> Iterator[None]:
        for number in range(0, 200, 3):
            try:
                asked = iter(range(number))

                def still(asked: Iterator[int] = asked) -> None:
                    if next(asked, None) is None:
                        raise Interrupted

                rekey(written, still=still)
            except Interrupted:
                yield
            else:
                return

    before = all_of(written, KEY)
    times = 0
    for times, _ in enumerate(count(), start=1):
        assert alone(written)
        if times % 5 == 1:
            assert all_of(written, KEY) == before
    assert times > 8
    assert all_of(written, NEW_KEY) == before


def test_a_link_stays_a_link(written: Path, tmp_path: Path) -> None:
    link = tmp_path / "synced" / "linked.db"
    link.parent.mkdir()
    link.symlink_to(written)
    rekey(link)
    assert link.is_symlink()
    all_of(written, NEW_KEY)


def test_a_damaged_page_is_not_carried_over(written: Path) -> None:
    with written.open("r+b") as file:
        file.seek(20 * PAGE + 100)
        file.write(bytes(8))
    before = written.read_bytes()[2 * PAGE :]
    with pytest.raises((Damaged, NotTheSame)):
        rekey(written)
    assert written.read_bytes()[2 * PAGE :] == before
    assert alone(written)


def test_a_copy_that_says_something_else_is_refused(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = rekeying._copy

    def lose_a_row(source: engine.RawConnection, made: engine.RawConnection, still: object) -> None:
        copy(source, made, lambda: None)
        made.execute("DELETE FROM reflection_link WHERE rowid = 3")

    monkeypatch.setattr(rekeying, "_copy", lose_a_row)
    with pytest.raises(NotTheSame):
        rekey(written)
    all_of(written, KEY)


def test_what_a_killed_change_left_is_swept_up_and_nothing_else(written: Path) -> None:
    left = [written.with_name(f".journal.db.0a1b2c3d.new{end}") for end in ("", "-journal")]
    others = [written.with_name(name) for name in (".journal.db.window", ".journal.db.keep.new")]
    for file in (*left, *others):
        file.write_bytes(b"x")
    assert set(files.unfinished_of(written)) == set(left)
    rekey(written)
    assert not any(file.exists() for file in left)
    assert all(file.exists() for file in others)


def test_changed_but_not_opened_again_is_said_as_that(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(*_: object, **__: object) -> None:
        monkeypatch.setattr("db.store.connect", refuse)

    def refuse(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr("db.store.rekey", changed)
    with pytest.raises(ChangedButClosed) as error:
        store.change_passphrase(PASSPHRASE)
    assert isinstance(error.value, JournalError)
    assert store.is_closed
    store.close()
    assert path.exists()
