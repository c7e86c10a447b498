"""Backups: proven before they have a name, or not there at all, whatever happens meanwhile."""

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from db import backup, copies, drafts, later, reflections
from db.backup_names import copies as listed
from db.content_of import content_of
from db.engine import RawConnection
from db.errors import Damaged, Interrupted, JournalExists, NoBackup, WrongKey
from db.keys import salt_of
from db.store import Store
from tests.db.writing import KEY, NOW, begun, kept, no_file_over, typed

BIG = "All that was said. " * 2_000
ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the backups go; it is not there yet."""
    return tmp_path / "backups"


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def fill(store: Store) -> str:
    with store.write() as tx:
        made = kept(tx, BIG, on=("co-regulation/Q1",), tagged=("shame",))
        typed(tx, made, f"Again {BIG}")
        drafts.keep(tx, made, NOW)
        thought = later.begin(tx, made, NOW)
        later.save(tx, thought.id, body="A \x00 later \ud800 thought", revision=0, now=NOW)
        later.keep(tx, thought.id, NOW)
        for number in range(70):
            kept(tx, f"Number {number}", on=("co-regulation/Q2",), tagged=(f"tag{number}",))
    return made


def test_a_backup_holds_what_the_journal_held_and_opens_with_its_key(
    store: Store, folder: Path
) -> None:
    made = fill(store)
    copy = backup.make(store.beside(), folder, now=NOW)
    assert copy.content.count("reflection") == 71
    assert copy.content == content_of(store.raw)
    assert names(folder) == [copy.path.name]
    again = Store.open(copy.path, KEY)
    with again.read() as tx:
        assert reflections.get(tx, made).body == f"Again {BIG}"
    again.close()


def test_it_is_private_and_small_files_beside_it_are_never_made(store: Store, folder: Path) -> None:
    before = os.umask(0)
    try:
        copy = backup.make(store.beside(), folder, now=NOW)
    finally:
        os.umask(before)
    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    copies.open_copy(copy.path, KEY, store.salt).close()
    assert names(folder) == [copy.path.name]


def test_the_digest_is_of_the_rows_and_not_of_where_they_lie(store: Store) -> None:
    fill(store)
    before = content_of(store.raw)
    store.raw.execute("VACUUM")
    assert content_of(store.raw) == before
    with store.write() as tx:
        kept(tx, "one more")
    assert content_of(store.raw).digest != before.digest


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE reflection SET own_state = 0 WHERE pk = 3",
        "UPDATE reflection SET frame = '' WHERE pk = 3",
        "UPDATE reflection_body SET body = body || char(0) WHERE reflection_pk = 3",
        "UPDATE reflection_body SET body = cast(body AS blob) WHERE reflection_pk = 3",
        "DELETE FROM reflection_tag WHERE reflection_pk = 71",
        "UPDATE reflection_link SET digest = digest || ',' WHERE reflection_pk = 71",
    ],
)
def test_the_digest_notices_the_smallest_change(store: Store, change: str) -> None:
    fill(store)
    before = content_of(store.raw)
    store.raw.execute(change)
    assert content_of(store.raw).digest != before.digest


def test_it_is_of_one_moment_whatever_is_written_meanwhile(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    before = content_of(store.raw)
    read = content_of

    def written_meanwhile(raw: RawConnection, given_up: Callable[[], bool]) -> object:
        with store.write() as tx:
            kept(tx, "written while the backup is made")
        return read(raw, given_up)

    monkeypatch.setattr("db.backup.content_of", written_meanwhile)
    copy = backup.make(store.beside(), folder, now=NOW)
    assert copy.content == before != content_of(store.raw)


def test_what_is_copied_while_another_window_writes_is_whole(store: Store, folder: Path) -> None:
    fill(store)
    beside = store.beside()

    def write_at_each_step(*_: int) -> None:
        with store.write() as tx:
            begun(tx, BIG)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("db.backup._PAGES", 40)
        patch.setattr("db.backup._stops", lambda *_: write_at_each_step)
        copy = backup.make(beside, folder, now=NOW)
    assert copy.content.count("reflection") == 71
    beside.close()


def test_interrupted_at_any_point_it_ends_and_leaves_nothing(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    monkeypatch.setattr("db.backup._PAGES", 40)
    asked = 0

    def after(many: int) -> Callable[[Store], bool]:
        def was_interrupted(_: Store) -> bool:
            nonlocal asked
            asked += 1
            return asked > many

        return was_interrupted

    for many in (*range(12), *range(12, 90, 6), *range(90, 900, 30)):
        asked = 0
        monkeypatch.setattr(Store, "was_interrupted", after(many))
        try:
            copy = backup.make(store.beside(), folder, now=NOW)
        except Interrupted:
            assert names(folder) == []
        else:
            assert names(folder) == [copy.path.name]
            return
    pytest.fail("It is asked more often than this.")


def test_proving_a_large_backup_is_given_up_within_some_hundred_pages(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.write() as tx:
        kept(tx, BIG * 80)
    copy = backup.make(store.beside(), folder, now=NOW)
    assert copy.size > 600 * 4096
    asked = iter((False,))
    monkeypatch.setattr("db.copies.READ_WHOLE", 0)
    monkeypatch.setattr("db.copies.content_of", lambda *_: pytest.fail("The pages were all read."))
    with pytest.raises(Interrupted):
        copies.prove(copy.path, KEY, store.salt, lambda: next(asked, True))


def test_the_disk_is_waited_for_bit_by_bit(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    synced: list[int] = []
    monkeypatch.setattr("db.backup._PAGES", 40)
    monkeypatch.setattr("db.backup._STEPS_TO_SYNC", 2)
    monkeypatch.setattr("db.backup.os.fsync", synced.append)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("db.backup.content_of", lambda *_: pytest.fail("Interrupted here."))
        with pytest.raises(pytest.fail.Exception):
            backup.make(store.beside(), folder, now=NOW)
    assert len(synced) >= 2
    assert names(folder) == []


def test_an_interrupted_store_ends_it(store: Store, folder: Path) -> None:
    beside = store.beside()
    beside.interrupt()
    with pytest.raises(Interrupted):
        backup.make(beside, folder, now=NOW)
    assert names(folder) == []
    assert content_of(beside.raw) == content_of(store.raw)
    beside.close()


@pytest.mark.parametrize("pages", [0, 1, 30])
def test_a_disk_that_fills_up_half_way_is_said_and_nothing_is_left(
    store: Store, folder: Path, pages: int
) -> None:
    fill(store)
    earlier = backup.make(store.beside(), folder, now=NOW)
    with no_file_over(pages * 4096 + 100), pytest.raises(NoBackup, match="another place"):
        backup.make(store.beside(), folder, now=NOW + timedelta(hours=1))
    assert names(folder) == [earlier.path.name]
    assert copies.prove(earlier.path, KEY, store.salt) == earlier.content == content_of(store.raw)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EROFS, "Nothing can be written"),
        (errno.EACCES, "Nothing can be written"),
        (errno.ENOSPC, "is full"),
        (errno.EIO, "did not answer"),
    ],
)
def test_a_folder_that_takes_no_file_is_said(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("db.files.os.open", refuse)
    with pytest.raises(NoBackup, match=said):
        backup.make(store.beside(), folder, now=NOW)
    assert names(folder) == []


def test_a_file_where_the_folder_should_be_is_said(store: Store, folder: Path) -> None:
    folder.write_text("not a folder")
    with pytest.raises(NoBackup, match="is not a folder"):
        backup.make(store.beside(), folder, now=NOW)
    assert folder.read_text() == "not a folder"


def test_what_has_the_name_already_stays_be_it_a_link(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    first = backup.make(store.beside(), folder, now=NOW)
    taken = first.path.read_bytes()
    second = backup.make(store.beside(), folder, now=NOW)
    assert second.path.name == first.path.name.replace(".db", "-2.db")
    assert first.path.read_bytes() == taken
    elsewhere = tmp_path / "elsewhere"
    link = folder / first.path.name.replace(".db", "-3.db")
    link.symlink_to(elsewhere)
    third = backup.make(store.beside(), folder, now=NOW)
    assert third.path.name.endswith("-4.db")
    assert not elsewhere.exists()
    with pytest.raises(JournalExists):
        backup.make_at(store.beside(), link, now=NOW)
    assert link.is_symlink()
    assert not elsewhere.exists()


def test_a_copy_that_reads_back_otherwise_is_thrown_away(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    copy_view = backup.copy_view

    def forgets(store: Store, new: Path) -> object:
        content = copy_view(store, new)
        whole = Store.open(new, KEY)
        with whole.write() as tx:
            kept(tx, "not in the journal")
        whole.close()
        return content

    monkeypatch.setattr("db.backup.copy_view", forgets)
    with pytest.raises(NoBackup, match="thrown away"):
        backup.make(store.beside(), folder, now=NOW)
    assert names(folder) == []


def spoil(path: Path, page: int, whole: bytes) -> None:
    content = bytearray(whole)
    content[page * 4096 + 100] ^= 1
    path.write_bytes(content)


def test_a_bit_flipped_in_any_page_of_a_backup_is_noticed(store: Store, folder: Path) -> None:
    fill(store)
    copy = backup.make(store.beside(), folder, now=NOW).path
    whole = copy.read_bytes()
    for page in range(0, len(whole) // 4096, 11):
        spoil(copy, page, whole)
        with pytest.raises(WrongKey if page == 0 else Damaged):
            copies.prove(copy, KEY, store.salt)


def test_in_a_large_backup_every_page_in_use_is_read(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    store.raw.execute("VACUUM")
    copy = backup.make(store.beside(), folder, now=NOW).path
    whole = copy.read_bytes()
    monkeypatch.setattr("db.copies.READ_WHOLE", 0)
    for page in range(1, len(whole) // 4096, 11):
        spoil(copy, page, whole)
        with pytest.raises(Damaged):
            copies.prove(copy, KEY, store.salt)


def test_damage_in_any_page_that_is_in_use_is_met_while_backing_up(
    store: Store, path: Path
) -> None:
    fill(store)
    store.raw.execute("VACUUM")
    store.close()
    whole = path.read_bytes()
    folder = path.parent / "backups"
    for page in range(1, len(whole) // 4096, 11):
        spoil(path, page, whole)
        with pytest.raises(Damaged), closing(Store.open(path, KEY)) as damaged:
            backup.make(damaged, folder, now=NOW)
        assert not folder.exists() or names(folder) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from db import backup, files
from db.keys import salt_of
from db.store import Store
from tests.db.writing import KEY, NOW
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
where = sys.argv[2]
if where == "step":
    backup._stops = lambda *_: die
elif where == "link":
    files.os.link = die
elif where == "prove":
    backup.prove = die
else:
    fsync = os.fsync
    done = iter(range(int(where)))
    os.fsync = lambda handle: die() if next(done, None) is None else fsync(handle)
store = Store.open(Path(sys.argv[1]), KEY)
backup.make(store, Path(sys.argv[1]).parent / "backups", now=NOW)
"""


def killed(path: Path, where: str) -> int:
    """How it ended when it was killed there."""
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(path), where],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    ).returncode


@pytest.mark.parametrize("where", ["step", "link"])
def test_killed_at_any_point_there_is_a_whole_backup_or_none(
    store: Store, path: Path, folder: Path, where: str
) -> None:
    fill(store)
    content = content_of(store.raw)
    store.close()
    assert killed(path, where) == -signal.SIGKILL
    for copy in listed(folder, path):
        assert copies.prove(copy.path, KEY, salt_of(copy.path)) == content
    again = Store.open(path, KEY)
    assert content_of(again.raw) == content
    again.close()
