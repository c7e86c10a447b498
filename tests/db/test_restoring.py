"""Restoring: the old journal or the new one at every moment, and the old one kept aside."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from db import backup, copies, reflections, restoring
from db.backup_names import CopyKind
from db.backup_names import copies as listed
from db.content_of import Content, content_of
from db.engine import connect
from db.errors import (
    Damaged,
    DiskFailed,
    DiskFull,
    JournalError,
    NoJournal,
    NotAJournal,
    OpenElsewhere,
    WrongKey,
)
from db.keys import salt_of
from db.restoring import Key
from db.store import Store
from tests.db.writing import KEY, NOW, kept, no_file_over

ROOT = Path(__file__).parents[2]
LATER = NOW + timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the backups are."""
    return tmp_path / "backups"


@pytest.fixture
def old(store: Store, folder: Path) -> Path:
    """A backup of a journal in which more was written since."""
    return made_old(store, folder)


def made_old(store: Store, folder: Path) -> Path:
    """Makes it."""
    with store.write() as tx:
        kept(tx, "written before")
    with closing(store.beside()) as beside:
        made = backup.make(beside, folder, now=NOW).path
    with store.write() as tx:
        kept(tx, "written since")
    return made


def key(path: Path) -> Key:
    return KEY, salt_of(path)


def bodies(path: Path) -> list[str]:
    store = Store.open(path, KEY)
    with store.read() as tx:
        rows = tx.in_memory("SELECT body FROM reflection_body ORDER BY reflection_pk")
    store.close()
    return [body for (body,) in rows]


def test_the_backup_takes_the_place_and_a_proven_copy_of_before_is_aside(
    store: Store, path: Path, folder: Path, old: Path
) -> None:
    before = content_of(store.raw)
    store.close()
    held = old.read_bytes()
    restored = restoring.restore(path, old, key(old), present=key(path), folder=folder, now=LATER)
    assert bodies(path) == ["written before"]
    assert old.read_bytes() == held
    assert restored.proven
    assert restored.aside is not None
    assert copies.prove(restored.aside, *key(old)) == before
    assert [copy.kind for copy in listed(folder, path)] == [
        CopyKind.BEFORE_RESTORE,
        CopyKind.BACKUP,
    ]
    assert sorted(file.name for file in path.parent.iterdir()) == ["backups", "journal.db"]


def test_a_log_that_was_left_beside_the_journal_goes_aside_with_it_and_not_into_the_new_one(
    store: Store, path: Path, folder: Path, old: Path
) -> None:
    log = path.with_name("journal.db-wal").read_bytes()
    whole = path.read_bytes()
    store.close()
    path.write_bytes(whole)
    path.with_name("journal.db-wal").write_bytes(log)
    assert restoring.restore(
        path, old, key(old), present=key(path), folder=folder, now=LATER
    ).proven
    assert bodies(path) == ["written before"]
    aside = listed(folder, path)[0].path
    assert bodies(aside) == ["written before", "written since"]


@pytest.mark.parametrize("has_key", [True, False])
def test_a_journal_that_can_not_be_read_is_kept_aside_as_it_is(
    store: Store, path: Path, folder: Path, old: Path, has_key: bool
) -> None:
    salt = store.salt
    store.close()
    damaged = bytearray(path.read_bytes())
    damaged[17] ^= 1
    path.write_bytes(damaged)
    if not has_key:
        path.with_name("journal.db-wal").write_bytes(b"what was in the log")
    present = (KEY, salt) if has_key else None
    restored = restoring.restore(path, old, key(old), present=present, folder=folder, now=LATER)
    assert not restored.proven
    assert restored.aside is not None
    assert restored.aside.read_bytes() == damaged
    kind = CopyKind.DAMAGED if has_key else CopyKind.UNOPENED
    assert listed(folder, path)[0].kind is kind
    log = restored.aside.with_name(f"{restored.aside.name}-wal")
    assert has_key or log.read_bytes() == b"what was in the log"
    assert bodies(path) == ["written before"]


def test_where_no_journal_is_left_the_backup_is_put(
    store: Store, path: Path, folder: Path, old: Path
) -> None:
    store.close()
    path.unlink()
    restored = restoring.restore(path, old, key(old), present=None, folder=folder, now=LATER)
    assert restored.aside is None
    assert bodies(path) == ["written before"]


def test_what_the_journal_is_a_link_to_is_replaced_and_the_link_stays(
    store: Store, path: Path, folder: Path, old: Path, tmp_path: Path
) -> None:
    store.close()
    link = tmp_path / "link.db"
    link.symlink_to(path)
    restoring.restore(link, old, key(old), present=key(path), folder=folder, now=LATER)
    assert link.is_symlink()
    assert bodies(path) == ["written before"]


def test_a_journal_that_is_open_elsewhere_is_not_replaced(
    store: Store, path: Path, folder: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_MILLISECONDS", 20)
    other = connect(path, KEY, store.salt)
    store.close()
    with pytest.raises(OpenElsewhere):
        restoring.restore(path, old, key(old), present=key(old), folder=folder, now=LATER)
    other.close()
    assert bodies(path) == ["written before", "written since"]
    assert [copy.path for copy in listed(folder, path)] == [old]


def test_a_backup_that_is_not_sound_replaces_nothing(
    store: Store, path: Path, folder: Path, old: Path
) -> None:
    store.close()
    whole = old.read_bytes()
    for page in range(0, len(whole) // 4096, 7):
        spoiled = bytearray(whole)
        spoiled[page * 4096 + 100] ^= 1
        old.write_bytes(spoiled)
        with pytest.raises((Damaged, WrongKey)):
            restoring.restore(path, old, key(old), present=key(path), folder=folder, now=LATER)
        assert bodies(path) == ["written before", "written since"]
        assert [copy.path for copy in listed(folder, path)] == [old]


@pytest.mark.parametrize("pages", [0, 3, 40])
def test_on_a_full_disk_all_stays_as_it_was(
    store: Store, path: Path, folder: Path, old: Path, pages: int
) -> None:
    store.close()
    with no_file_over(pages * 4096 + 100), pytest.raises((DiskFull, DiskFailed)):
        restoring.restore(path, old, key(old), present=key(path), folder=folder, now=LATER)
    assert bodies(path) == ["written before", "written since"]
    assert [copy.path for copy in listed(folder, path)] == [old]


def test_the_passphrase_of_then_opens_the_backup_and_no_other_does(
    tmp_path: Path, folder: Path
) -> None:
    path = tmp_path / "own.db"
    store, secret = Store.create(path, "four words that stay apart")
    made = backup.make(store, folder, now=NOW).path
    store.close()
    from db import keys

    assert restoring.key_of(made, "four words that stay apart")[0] == secret
    assert restoring.key_of(made, keys.words_of(secret))[0] == secret
    with pytest.raises(WrongKey, match="made under"):
        restoring.key_of(made, "another passphrase")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", NotAJournal),
        (b"SQLite format 3\x00" + bytes(4080), NotAJournal),
        (b"short", NotAJournal),
        (b"\xa5" * 8192, WrongKey),
    ],
    ids=["empty", "plain", "short", "noise"],
)
def test_what_is_no_backup_is_said_and_changes_nothing(
    tmp_path: Path, content: bytes, said: type[JournalError]
) -> None:
    path = tmp_path / "found.db"
    path.write_bytes(content)
    with pytest.raises(said):
        restoring.key_of(path, "whatever it may be")
    assert [file.name for file in tmp_path.iterdir()] == ["found.db"]
    assert path.read_bytes() == content


def test_a_folder_a_pipe_and_nothing_are_no_backups(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.db")
    for name in (".", "pipe.db"):
        with pytest.raises(NotAJournal):
            restoring.key_of(tmp_path / name, "whatever it may be")
    with pytest.raises(NoJournal):
        restoring.key_of(tmp_path / "none.db", "whatever it may be")


def test_a_backup_with_its_log_beside_it_is_taken_with_what_is_in_the_log(
    store: Store, path: Path, folder: Path, tmp_path: Path
) -> None:
    with store.write() as tx:
        made = kept(tx, "still in the log")
    copy = tmp_path / "elsewhere" / "journal.db"
    copy.parent.mkdir()
    for ending in ("", "-wal"):
        (copy.parent / f"journal.db{ending}").write_bytes(Path(f"{path}{ending}").read_bytes())
    store.close()
    with restoring.opened(copy, key(copy), tmp_path) as found, found.read() as tx:
        assert reflections.get(tx, made).body == "still in the log"
    restoring.restore(path, copy, key(copy), present=key(path), folder=folder, now=LATER)
    assert bodies(path) == ["still in the log"]


KILLED = """
import os, signal, sys
from datetime import timedelta
from pathlib import Path
from db import backup, files, restoring
from db.keys import salt_of
from tests.db.writing import KEY, NOW
path, old, has_key, many = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
steps = iter(range(many))
def counted(function):
    def step(*args, **kwargs):
        if next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    return step
salt = salt_of(old)
for name in ("fsync", "link", "replace", "rename", "unlink", "open"):
    setattr(os, name, counted(getattr(os, name)))
for name in ("unlink", "replace", "exists"):
    setattr(Path, name, counted(getattr(Path, name)))
for module, name in ((backup, "prove"), (restoring, "prove"), (backup, "copy_view")):
    setattr(module, name, counted(getattr(module, name)))
present = (KEY, salt) if has_key == "key" else None
restoring.restore(path, old, (KEY, salt), present=present, folder=old.parent,
                  now=NOW + timedelta(days=1))
print("done")
"""


def killed(path: Path, old: Path, has_key: str, many: int) -> bool:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(old), has_key, str(many)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
    )
    if done.returncode == 0:
        return False
    assert done.returncode == -signal.SIGKILL, done.stderr
    return True


def holds(path: Path) -> Content:
    store = Store.open(path, KEY)
    try:
        return content_of(store.raw)
    finally:
        store.close()


@pytest.mark.parametrize(("has_key", "many"), [("key", 14), ("key", 22), ("none", 14)])
def test_killed_anywhere_the_old_or_the_new_opens_and_the_old_is_somewhere(
    store: Store, path: Path, folder: Path, old: Path, has_key: str, many: int
) -> None:
    before = content_of(store.raw)
    store.close()
    killed(path, old, has_key, many)
    found = holds(path)
    assert found in (before, holds(old))
    if found != before:
        assert before in [holds(copy.path) for copy in listed(folder, path)]
