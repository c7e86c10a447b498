"""A write that fails on the disk is said, nothing is half done, and trying again works.

The first, the middle and the last write of each deed fail here; `make torture` has all of them.
"""

import errno
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from db.errors import JournalError
from db.files import write_new
from db.keys import salt_of
from db.migrating import MaybeUpgraded
from db.rekeying import rekey
from db.schema import HEAD
from db.store import Store
from tests.db.breaking_off import (
    TOLD,
    Deed,
    break_off_from_the_opening_on,
    break_off_in_an_open_journal,
    break_off_the_creation,
    break_off_the_upgrade,
    done,
    laid,
)
from tests.db.deeds import DEEDS, journal_for_deeds, purge, save_what_is_typed
from tests.db.soundness import check_sound, everything, revision_of
from tests.db.test_upgrading import EARLIER, made_at
from tests.db.writing import KEY, NEW_KEY, NEW_SALT, kept
from tests.faults import KINDS, Disk, failing_disk, files_beside


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return journal_for_deeds(tmp_path_factory.mktemp("made") / "journal.db")


@pytest.fixture
def disk() -> Iterator[Disk]:
    with failing_disk() as disk:
        yield disk


@pytest.mark.parametrize("deed", DEEDS)
def test_a_write_that_fails_is_said_and_nothing_is_half_done(
    path: Path, journal: bytes, disk: Disk, deed: Deed
) -> None:
    known = done(path, journal, deed, disk)
    for at, number, for_good in (
        (1, errno.EROFS, True),
        (known.writes // 2, errno.EIO, False),
        (known.writes, errno.ENOSPC, False),
    ):
        break_off_in_an_open_journal(
            path, journal, deed, disk, known, at=at, number=number, for_good=for_good
        )
        assert disk.failed


@pytest.mark.parametrize("deed", [save_what_is_typed, purge])
@pytest.mark.parametrize("at", [1, 9, 25])
def test_a_disk_that_fails_from_the_opening_on_breaks_nothing(
    path: Path, journal: bytes, disk: Disk, deed: Deed, at: int
) -> None:
    known = done(path, journal, deed, disk)
    assert break_off_from_the_opening_on(
        path, journal, deed, disk, known, at=at, number=errno.ENOSPC
    )


@pytest.mark.parametrize("at", [1, 2, 30, 180])
def test_creating_leaves_all_or_nothing(path: Path, disk: Disk, at: int) -> None:
    Store.create_with_key(path, KEY).close()
    whole = everything(path)
    assert break_off_the_creation(path, whole, disk, at=at, number=errno.ENOSPC, for_good=False)


@pytest.mark.parametrize("revision", EARLIER)
def test_an_upgrade_that_a_disk_breaks_off_leaves_the_old_journal(
    path: Path, disk: Disk, revision: str
) -> None:
    made_at(path, revision)
    journal = path.read_bytes()
    for at, for_good in ((2, True), (40, False), (90, True), (150, False)):
        assert break_off_the_upgrade(
            path, journal, disk, at=at, number=errno.ENOSPC, for_good=for_good
        )


def test_of_an_upgrade_that_is_written_but_not_safe_the_copy_stays(path: Path, disk: Disk) -> None:
    made_at(path, EARLIER[-1])
    journal = path.read_bytes()
    disk.fail(0, 0)
    Store.open(path, KEY).close()
    # Among these is the syncing of the commit.
    told = []
    for at in range(disk.writes - 85, disk.writes - 65):
        laid(path, journal)
        disk.fail(at, errno.EIO, for_good=True)
        error = None
        try:
            Store.open(path, KEY).close()
        except TOLD as said:
            error = said
        disk.mend()
        copies = files_beside(path)
        upgraded, unsure = revision_of(path) == HEAD, isinstance(error, MaybeUpgraded)
        told.append((upgraded, unsure, bool(copies)))
        assert not unsure or next(iter(copies)) in str(error)
    assert (False, False, False) in told
    assert (True, True, True) in told
    assert (True, False, True) in told
    assert len(set(told)) == 3


def test_a_store_goes_on_after_the_disk_was_full(path: Path, disk: Disk) -> None:
    store = Store.create_with_key(path, KEY)
    for at in (1, 5, 9):
        disk.fail(at, errno.ENOSPC, for_good=True)
        for _ in range(3):
            with pytest.raises(TOLD), store.write() as tx:
                kept(tx, "never")
        disk.mend()
        with store.write() as tx:
            kept(tx, "kept")
    store.close()
    check_sound(path)


@pytest.mark.parametrize("number", KINDS)
def test_a_disk_that_fails_while_the_key_is_changed_is_said_as_that(
    path: Path, journal: bytes, disk: Disk, number: int
) -> None:
    # Among them the log that can't be removed, and the new file that can't be begun.
    for at in range(10, 32, 1 if number == errno.EIO else 5):
        laid(path, journal)
        disk.fail(at, number)
        try:
            rekey(path, (KEY, salt_of(path)), (NEW_KEY, NEW_SALT))
        except JournalError as error:
            assert isinstance(error, TOLD), (at, repr(error))  # noqa: PT017 - there may be none
            disk.mend()
            check_sound(path)
        assert not files_beside(path)


@pytest.mark.parametrize("number", KINDS)
def test_a_file_that_leaves_the_journal_is_whole_or_not_there(
    path: Path, disk: Disk, number: int
) -> None:
    content = b"What surfaces first. " * 9000
    at = 0
    while not at or disk.failed:
        at += 1
        path.unlink(missing_ok=True)
        disk.fail(at, number, for_good=True)
        with suppress(*TOLD):
            write_new(path, content)
        assert not files_beside(path)
        if path.exists():
            assert path.read_bytes() == content
        else:
            assert disk.failed
    assert at > 2
