"""Full disks, read-only places, other windows, damage and sudden death: said, and nothing lost."""

import errno
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from db import drafts, later, listing, places, reflections, tags, versions
from db.engine import RawConnection, connect
from db.errors import Busy, Damaged, DiskFailed, DiskFull, JournalError, ReadOnly, WrongKey
from db.records import State
from db.reflections import Filter
from db.store import Store
from db.transaction import Transaction
from db.triggers import INDEXES
from tests.db.writing import KEY, NOW, begun, kept, no_file_over, typed

BIG = "All that was said. " * 20_000


@contextmanager
def full(store: Store) -> Iterator[None]:
    with store.read() as tx:
        pages = tx._connection.exec_driver_sql("PRAGMA page_count").scalar()
        tx._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    yield
    with store.read() as tx:
        tx._connection.exec_driver_sql("PRAGMA max_page_count = 4294967294")


def test_a_full_disk_is_said_and_what_was_saved_stays(store: Store) -> None:
    with store.write() as tx:
        made = begun(tx, "safe already")
    with full(store):
        with pytest.raises(DiskFull), store.write() as tx:
            typed(tx, made, BIG)
        with store.read() as tx:
            assert reflections.get(tx, made).text == "safe already"
    with store.write() as tx:
        typed(tx, made, BIG)
        assert reflections.get(tx, made).text == BIG


def keep_it(tx: Transaction, made: str) -> None:
    drafts.keep(tx, made, NOW)


def bring_it_back(tx: Transaction, made: str) -> None:
    versions.bring_back(tx, made, 1, of=2, now=NOW)


def purge_it(tx: Transaction, made: str) -> None:
    reflections.trash(tx, made)
    reflections.purge(tx, made)


def keep_a_thought(tx: Transaction, made: str) -> None:
    later.keep(tx, later.open_(tx, made, NOW).id, NOW)


def bear_another_name(tx: Transaction, made: str) -> None:
    tags.rename(tx, "shame", "anger")
    reflections.set_written_on(tx, made, date(1999, 1, 1))
    places.learn(tx, "co-regulation", {"": ("Q1",)}, "digest")


@pytest.mark.parametrize(
    "deed", [keep_it, bring_it_back, purge_it, keep_a_thought, bear_another_name]
)
@pytest.mark.parametrize("pages", [0, 1, 3])
def test_a_disk_that_fills_up_half_way_leaves_all_as_it_was(
    store: Store, path: Path, deed: Callable[[Transaction, str], None], pages: int
) -> None:
    with store.write() as tx:
        made = kept(tx, BIG, on=("co-regulation/Q1",), tagged=("shame", "anger"))
        typed(tx, made, f"Second {BIG}")
        drafts.keep(tx, made, NOW)
        typed(tx, made, f"Third {BIG}")
        thought = later.begin(tx, made, NOW)
        later.save(tx, thought.id, body=BIG, revision=0, now=NOW)
        before = reflections.get(tx, made), versions.versions(tx, made), all_rows(tx)
    store._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with (
        no_file_over(32 + pages * (4096 + 24)),
        pytest.raises((DiskFull, DiskFailed)),
        store.write() as tx,
    ):
        deed(tx, made)
    with store.write() as tx:
        assert before == (
            reflections.get(tx, made),
            versions.versions(tx, made),
            all_rows(tx),
        )
        for index in INDEXES:
            check = f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
            tx.in_memory(check)
    with store.write() as tx:
        deed(tx, made)


def all_rows(tx: Transaction) -> list[object]:
    return [
        tx.in_memory(f"SELECT * FROM {table} ORDER BY 1, 2")  # noqa: S608
        for table in ("day_tally", "month_tally", "anchor_tally", "place_tally", "place_within")
    ] + [
        listing.page(tx, Filter(states=tuple(State))),
        tags.all_tags(tx),
    ]


def test_a_disk_that_is_full_while_creating_leaves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def small(path: Path, key: bytes, salt: bytes) -> RawConnection:
        raw = connect(path, key, salt)
        raw.execute("PRAGMA max_page_count = 4")
        return raw

    monkeypatch.setattr("db.store.connect", small)
    with pytest.raises(DiskFull):
        Store.create_with_key(path, KEY)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, DiskFull), (errno.EACCES, ReadOnly), (errno.EROFS, ReadOnly)],
)
def test_a_folder_that_takes_no_file_is_said_and_left_empty(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: type[JournalError]
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("db.files.os.open", refuse)
    with pytest.raises(said):
        Store.create_with_key(path, KEY)
    assert list(path.parent.iterdir()) == []


def test_a_journal_that_may_only_be_read_says_so_when_written(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "as it was")
    with store.read() as tx:
        # Permissions don't bind root, who may be running this; the pragma binds everybody.
        tx._connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(ReadOnly), store.write() as tx:
        kept(tx)
    with store.read() as tx:
        assert reflections.get(tx, made).body == "as it was"


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions don't bind root")
@pytest.mark.parametrize(("file", "folder"), [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)])
def test_a_read_only_file_or_folder_is_read_and_says_that_it_can_not_be_written(
    store: Store, path: Path, file: int, folder: int
) -> None:
    store.close()
    path.chmod(file)
    path.parent.chmod(folder)
    try:
        again = Store.open(path, KEY)
        with again.read() as tx:
            assert listing.count(tx, Filter()) == 0
        with pytest.raises(ReadOnly), again.write() as tx:
            kept(tx)
        again.close()
    finally:
        path.parent.chmod(0o700)


def test_a_file_the_driver_may_not_open_is_said(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        error = sqlcipher.OperationalError("unable to open database file")
        error.sqlite_errorcode = 14
        raise error

    store.close()
    monkeypatch.setattr("db.engine.sqlcipher.connect", refuse)
    with pytest.raises(ReadOnly):
        Store.open(path, KEY)


def test_two_windows_writing_at_once_are_told_to_wait(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_MILLISECONDS", 20)
    second = Store.open(path, KEY)
    with store.write() as tx:
        mine = kept(tx, "mine")
        with pytest.raises(Busy), second.write() as other:
            kept(other, "theirs")
    with second.write() as other:
        theirs = kept(other, "theirs")
    with store.read() as tx:
        assert reflections.get(tx, mine).body == "mine"
        assert reflections.get(tx, theirs).body == "theirs"
    second.close()


def test_reading_goes_on_while_another_window_writes_and_sees_one_state(
    store: Store, second: Store
) -> None:
    with store.read() as view:
        assert listing.count(view, Filter()) == 0
        with second.write() as tx:
            kept(tx)
        assert listing.count(view, Filter()) == 0
    with store.read() as view:
        assert listing.count(view, Filter()) == 1


def spoil(path: Path, *pages: int) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[page * 4096 + 100] ^= 1
    path.write_bytes(content)


def test_a_flipped_bit_in_any_page_is_noticed(store: Store, path: Path) -> None:
    with store.write() as tx:
        kept(tx, BIG)
    store.close()
    whole = path.read_bytes()
    for page in range(len(whole) // 4096):
        path.write_bytes(whole)
        spoil(path, page)
        with pytest.raises(WrongKey if page == 0 else Damaged):
            read_all(path)


def read_all(path: Path) -> None:
    store = Store.open(path, KEY)
    try:
        with store.read() as tx:
            result = tx._connection.exec_driver_sql("PRAGMA cipher_integrity_check").first()
            if result is not None:
                raise Damaged
    finally:
        store.close()


def test_damage_met_while_reading_is_said_as_damage_and_not_as_a_wrong_key(
    store: Store, path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with store.write() as tx:
        made = kept(tx, BIG)
    store.close()
    pages = len(path.read_bytes()) // 4096
    spoil(path, *range(pages // 2, pages))
    again = Store.open(path, KEY)
    with pytest.raises(Damaged), again.read() as tx:
        reflections.get(tx, made)
    again.close()
    assert capfd.readouterr() == ("", "")


WRITER = """
import sys
from pathlib import Path
from db import drafts, reflections
from db.store import Store
from db.transaction import Transaction
from db.triggers import INDEXES
from tests.db.writing import KEY, NOW, begun
store = Store.open(Path(sys.argv[1]), KEY)
with store.write() as tx:
    made = begun(tx, "0")
number = 0
while True:
    number += 1
    with store.write() as tx:
        draft = drafts.open(tx, made, NOW)
        drafts.save(tx, made, body=str(number) * 500, cursor=(0, number), scroll=0,
                    revision=draft.revision, now=NOW)
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 17, 120])
def test_a_kill_in_the_middle_of_writing_leaves_every_saved_draft(
    store: Store, path: Path, after: int
) -> None:
    store.close()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert writer.stdout is not None
    for line in writer.stdout:
        if int(line) == after:
            writer.send_signal(signal.SIGKILL)
            break
    rest = writer.stdout.read().split()
    writer.stdout.close()
    writer.wait()
    said = int(rest[-1]) if rest else after
    again = Store.open(path, KEY)
    with again.read() as tx:
        (row,) = drafts.unfinished(tx)
        draft = reflections.get(tx, row.id).draft
        assert tx._connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
    again.close()
    assert draft is not None
    assert draft.cursor[1] in (said, said + 1)
    assert draft.body == str(draft.cursor[1]) * 500


KILLED = """
import os, signal, sys
from pathlib import Path
from db.files import write_new
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
write_new(Path(sys.argv[1]), b"What surfaces first.")
"""


def takes_nameless_files() -> bool:
    """Whether the file system of the tests knows files without a name."""
    try:
        os.close(os.open(tempfile.gettempdir(), os.O_TMPFILE | os.O_WRONLY))
    except (AttributeError, OSError):
        return False
    return True


@pytest.mark.skipif(not takes_nameless_files(), reason="every file has a name here")
def test_a_kill_while_a_file_is_written_leaves_nothing_of_it(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert list(path.parent.iterdir()) == []
