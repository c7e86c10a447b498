"""The journal as a file: made, opened, refused, and readable by nobody without its key."""

import os
import stat
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event

from db import keys, listing, reflections
from db.errors import (
    JournalError,
    JournalExists,
    NoJournal,
    NotAJournal,
    WeakPassphrase,
    WrongKey,
    WrongWords,
)
from db.reflections import Filter
from db.store import Store
from db.transaction import Transaction
from tests.db.writing import KEY, begun, kept

CANARY = "the heron waits in the canary reeds"
PASSPHRASE = "lantern reeds oboe thursday"


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_the_passphrase_opens_what_it_created(path: Path) -> None:
    store, _ = Store.create(path, PASSPHRASE)
    with store.write() as tx:
        made = kept(tx, CANARY)
    store.close()
    again = Store.unlock(path, PASSPHRASE)
    with again.read() as tx:
        assert reflections.get(tx, made).body == CANARY
    again.close()


def test_the_recovery_words_open_it_without_the_passphrase(path: Path) -> None:
    store, key = Store.create(path, PASSPHRASE)
    store.close()
    Store.unlock(path, keys.words_of(key).upper()).close()


def test_twenty_four_words_can_be_a_passphrase_too(path: Path) -> None:
    other_key = bytes(reversed(KEY))
    passphrase = keys.words_of(other_key)
    store, _ = Store.create(path, passphrase)
    store.close()
    Store.unlock(path, passphrase).close()


def test_a_slip_in_the_recovery_words_is_said_as_such(path: Path) -> None:
    store, key = Store.create(path, PASSPHRASE)
    store.close()
    words = keys.words_of(key).split()
    words[3] = "lanternn"
    with pytest.raises(WrongWords, match="Word 4"):
        Store.unlock(path, " ".join(words))


def test_words_and_the_header_open_the_file_in_any_sqlcipher(path: Path) -> None:
    store, key = Store.create(path, PASSPHRASE)
    with store.write() as tx:
        kept(tx, CANARY)
    store.close()
    raw_key = keys.key_of(keys.words_of(key)).hex()
    salt = path.read_bytes()[:16].hex()
    by_hand = sqlcipher.connect(str(path))
    by_hand.execute(f"PRAGMA key = \"x'{raw_key}{salt}'\"")
    assert by_hand.execute("SELECT body FROM reflection_body").fetchall() == [(CANARY,)]
    by_hand.close()


def test_the_first_bytes_of_the_file_are_the_salt_of_the_passphrase(path: Path) -> None:
    store, key = Store.create(path, PASSPHRASE)
    store.close()
    assert keys.derive(PASSPHRASE, keys.salt_of(path)) == key


def test_a_wrong_passphrase_is_said_and_changes_nothing(
    path: Path, store: Store, capfd: pytest.CaptureFixture[str]
) -> None:
    store.close()
    before = path.read_bytes()
    with pytest.raises(WrongKey):
        Store.unlock(path, "not the passphrase")
    assert path.read_bytes() == before
    assert names(path.parent) == [path.name]
    assert capfd.readouterr() == ("", "")


def test_a_weak_passphrase_creates_nothing(path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        Store.create(path, "password")
    assert not names(path.parent)


def test_nothing_written_stands_in_any_file_in_the_clear(path: Path, store: Store) -> None:
    with store.write() as tx:
        kept(tx, CANARY, tagged=(CANARY.replace(" ", "-"),))
        begun(tx, CANARY)
    files = list(path.parent.iterdir())
    assert path.with_name("journal.db-wal") in files
    for file in files:
        content = file.read_bytes()
        assert b"canary" not in content
        assert b"reflection" not in content
        assert not content.startswith(b"SQLite format")


def test_the_file_is_kept_as_the_design_says(store: Store) -> None:
    expected = {
        "journal_mode": "wal",
        "secure_delete": 1,
        "foreign_keys": 1,
        "temp_store": 2,
        "page_size": "4096",
    }
    with store.read():
        found = {
            name: store._connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected
        }
    assert found == expected


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_only_its_owner_may_read_it_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "new" / "journal.db"
    before = os.umask(umask)
    try:
        store = Store.create_with_key(path, KEY)
        with store.write() as tx:
            kept(tx)
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    store.close()
    assert set(modes) == {"journal.db", "journal.db-wal", "journal.db-shm"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o755)
    Store.create_with_key(folder / "journal.db", KEY).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_closing_leaves_one_file_and_may_be_done_twice(path: Path, store: Store) -> None:
    store.close()
    store.close()
    assert names(path.parent) == [path.name]


def test_names_that_mean_something_in_a_url_are_only_names(tmp_path: Path) -> None:
    path = tmp_path / "a folder?mode=ro#%20" / "journal ü.db"
    Store.create_with_key(path, KEY).close()
    Store.open(path, KEY).close()


def test_creating_over_a_file_is_refused_and_leaves_it_alone(path: Path) -> None:
    path.write_text("something else")
    with pytest.raises(JournalExists):
        Store.create_with_key(path, KEY)
    assert path.read_text() == "something else"
    assert names(path.parent) == [path.name]


def test_a_file_that_comes_in_between_is_not_replaced(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.store.refuse_existing", lambda _: None)
    path.write_text("something else")
    with pytest.raises(JournalExists):
        Store.create_with_key(path, KEY)
    assert path.read_text() == "something else"
    assert names(path.parent) == [path.name]


def test_a_link_in_the_way_is_not_followed(tmp_path: Path, path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    path.symlink_to(elsewhere)
    with pytest.raises(JournalExists):
        Store.create_with_key(path, KEY)
    assert not elsewhere.exists()


def test_a_file_system_without_links_still_gets_its_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr("db.files.os.link", no_links)
    Store.create_with_key(path, KEY).close()
    assert names(path.parent) == [path.name]
    with pytest.raises(JournalExists):
        Store.create_with_key(path, KEY)


def test_no_file_is_said_and_none_is_made(path: Path) -> None:
    with pytest.raises(NoJournal):
        Store.unlock(path, PASSPHRASE)
    assert not path.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"SQLite format 3\x00" + bytes(4080),
        b"Dear diary",
        os.urandom(4095),
    ],
    ids=["empty", "plain database", "text", "odd size"],
)
def test_what_can_be_no_journal_is_said_whatever_the_key(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NotAJournal):
        Store.open(path, KEY)
    assert path.read_bytes() == content


def test_a_folder_and_a_pipe_are_no_journal(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in (tmp_path, pipe):
        with pytest.raises(NotAJournal):
            Store.open(place, KEY)


def test_an_encrypted_database_of_another_program_is_no_journal(path: Path) -> None:
    other = sqlcipher.connect(str(path))
    other.execute(f"PRAGMA key = \"x'{KEY.hex()}{bytes(16).hex()}'\"")
    other.execute("CREATE TABLE notes (note)")
    other.close()
    with pytest.raises(NotAJournal):
        Store.open(path, KEY)


def test_a_page_cut_off_by_a_crash_is_mended_from_the_log(
    path: Path, store: Store, tmp_path: Path
) -> None:
    with store.write() as tx:
        kept(tx, CANARY)
    crashed = tmp_path / "crashed" / "journal.db"
    crashed.parent.mkdir()
    crashed.write_bytes(path.read_bytes() + b"half a page")
    log = path.with_name("journal.db-wal")
    crashed.with_name("journal.db-wal").write_bytes(log.read_bytes())
    again = Store.open(crashed, KEY)
    with again.read() as tx:
        assert listing.count(tx, Filter()) == 1
    again.close()


def test_a_transaction_is_made_by_the_store_alone() -> None:
    with pytest.raises(TypeError, match="Store"):
        Transaction()


def test_reading_never_writes(store: Store) -> None:
    with pytest.raises(RuntimeError, match="only reads"), store.read() as tx:
        kept(tx)


def test_all_of_a_write_happens_or_nothing(store: Store) -> None:
    def write_half() -> None:
        with store.write() as tx:
            kept(tx)
            raise KeyError

    with pytest.raises(KeyError):
        write_half()
    with store.read() as tx:
        assert listing.count(tx, Filter()) == 0


@pytest.mark.parametrize("kind", ["read", "write", "write_from_memory"])
def test_who_stops_it_in_the_middle_is_told_that_and_no_failure(store: Store, kind: str) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    def begin() -> AbstractContextManager[Transaction]:
        return store.write_from_memory(lambda _: None) if "from" in kind else getattr(store, kind)()

    event.listen(Engine, "do_execute", stop)
    try:
        with pytest.raises(KeyboardInterrupt), begin() as tx:
            listing.count(tx, Filter())
    finally:
        event.remove(Engine, "do_execute", stop)


def test_another_window_is_noticed_and_the_own_is_not(store: Store, second: Store) -> None:
    before = store.data_version
    with store.write() as tx:
        kept(tx)
    assert store.data_version == before
    with second.write() as tx:
        kept(tx)
    assert store.data_version != before


def test_the_error_of_a_failed_write_holds_no_journal_text(store: Store) -> None:
    with pytest.raises(Exception, match="sqlcipher3") as error, store.write() as tx:
        tx._connection.exec_driver_sql("INSERT INTO setting VALUES (?, ?, 3)", (CANARY, CANARY))
    assert "canary" not in str(error.value)
    assert "canary" not in repr(error.value)


def test_every_error_speaks_to_the_person() -> None:
    def kinds(kind: type[JournalError]) -> list[type[JournalError]]:
        return [kind, *(deeper for sub in kind.__subclasses__() for deeper in kinds(sub))]

    for kind in kinds(JournalError):
        if kind.__module__.startswith("db."):
            assert str(kind()).endswith(".")
            assert "!" not in str(kind())


def test_importing_the_store_loads_nothing_that_only_some_need() -> None:
    heavy = ["alembic", "argon2", "mnemonic", "zxcvbn", "textual", "content", "journal_app"]
    code = (
        "import sys, db.store, db.reflections, db.drafts, db.links, db.tags, db.settings;"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_what_screens_import_brings_no_database_along() -> None:
    code = "import sys, db.errors, db.records; print('sqlalchemy' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
