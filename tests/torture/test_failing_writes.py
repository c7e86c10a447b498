"""Every write of every deed fails, once and for good, in every way a disk can."""

from pathlib import Path

import pytest

from db.store import Store
from tests.db.breaking_off import (
    Deed,
    break_off_from_the_opening_on,
    break_off_in_an_open_journal,
    break_off_the_creation,
    break_off_the_upgrade,
    done,
)
from tests.db.deeds import DEEDS
from tests.db.soundness import everything
from tests.db.test_upgrading import EARLIER, made_at
from tests.db.test_upgrading_first import fill
from tests.db.writing import KEY
from tests.faults import KINDS, Disk

pytestmark = pytest.mark.torture


@pytest.mark.parametrize("number", KINDS)
@pytest.mark.parametrize("deed", DEEDS)
def test_a_write_that_fails_is_said_and_nothing_is_half_done(
    tmp_path: Path, journal: bytes, disk: Disk, deed: Deed, number: int
) -> None:
    path = tmp_path / "journal.db"
    known = done(path, journal, deed, disk)
    for for_good in (False, True):
        for at in range(1, known.writes + 1):
            break_off_in_an_open_journal(
                path, journal, deed, disk, known, at=at, number=number, for_good=for_good
            )
            assert disk.failed


@pytest.mark.parametrize("number", KINDS)
@pytest.mark.parametrize("deed", DEEDS)
def test_a_disk_that_fails_between_opening_and_closing_breaks_nothing(
    tmp_path: Path, journal: bytes, disk: Disk, deed: Deed, number: int
) -> None:
    path = tmp_path / "journal.db"
    known = done(path, journal, deed, disk)
    at = 1
    while break_off_from_the_opening_on(path, journal, deed, disk, known, at=at, number=number):
        at += 1


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("number", KINDS)
def test_creating_leaves_all_or_nothing(
    tmp_path: Path, disk: Disk, number: int, for_good: bool
) -> None:
    path = tmp_path / "journal.db"
    Store.create_with_key(path, KEY).close()
    whole = everything(path)
    at = 1
    while break_off_the_creation(path, whole, disk, at=at, number=number, for_good=for_good):
        at += 1


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("number", KINDS)
@pytest.mark.parametrize("revision", [*EARLIER, "0001 and much in it"])
def test_an_upgrade_leaves_all_or_nothing_done(
    tmp_path: Path, disk: Disk, revision: str, number: int, for_good: bool
) -> None:
    path = tmp_path / "journal.db"
    if revision in EARLIER:
        made_at(path, revision)
    else:
        fill(path)
    journal = path.read_bytes()
    at = 1
    while break_off_the_upgrade(path, journal, disk, at=at, number=number, for_good=for_good):
        at += 1
