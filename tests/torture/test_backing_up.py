"""A backup that is broken off has no name, and harms neither the journal nor other backups."""

import os
import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db import backup
from db.errors import JournalError, NoBackup
from db.store import Store
from tests.db.breaking_off import TOLD, laid
from tests.db.soundness import check_sound, everything
from tests.db.writing import KEY, NOW
from tests.faults import DEATH, KINDS, Disk
from tests.killed.killing import killer, texts_in
from tests.torture.conftest import Tries
from tests.torture.test_killed import died_at

pytestmark = pytest.mark.torture


def make(path: Path, folder: Path, now: datetime = NOW) -> None:
    store = Store.open(path, KEY)
    try:
        backup.make(store, folder, now=now)
    finally:
        store.close()


def named(folder: Path) -> list[Path]:
    return sorted(folder.glob("[!.]*.db"))


def test_killed_while_backing_up(
    tmp_path: Path, journal: bytes, rng: random.Random, tries: Tries
) -> None:
    folder = tmp_path / "j"
    path = folder / "journal.db"
    made = 0
    with killer() as the_killer:
        for _ in tries(100):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            path.write_bytes(journal)
            done = the_killer.let("back_up", path, 0, moment=rng.random() * 0.6, started=True)
            check_sound(path)
            there = texts_in(path)
            assert not done.lost(there)
            copies = named(folder / "backups")
            for copy in copies:
                check_sound(copy)
                assert set(texts_in(copy).split("\n")) <= set(there.split("\n"))
            made += len(copies)
            make(path, folder / "backups", datetime.now(UTC))
            for left in (folder / "backups").glob(".*.new*"):
                # One that is younger than a day may be another window's work.
                os.utime(left, (0, 0))
            make(path, folder / "backups", datetime.now(UTC))
            last = max(named(folder / "backups"), key=lambda copy: copy.stat().st_mtime)
            assert everything(last) == everything(path)
            assert set(named(folder / "backups")) >= set(copies)
            # What the kill left unfinished is not left for ever.
            assert not list((folder / "backups").glob(".*.new*"))
    tries.say(f"{made} backups were there after the kills, all sound")


def test_killed_at_every_write_of_a_backup(tmp_path: Path, journal: bytes) -> None:
    path, folder = tmp_path / "journal.db", tmp_path / "backups"
    laid(path, journal)
    before = everything(path)
    write, died = 0, True
    while died:
        write += 1
        shutil.rmtree(folder, ignore_errors=True)
        died = died_at(write, lambda: make(path, folder))
        check_sound(path)
        assert everything(path) == before
        for copy in named(folder) if folder.exists() else ():
            assert everything(copy) == before


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("number", [number for number in KINDS if number != DEATH])
def test_a_write_that_fails_while_backing_up(
    tmp_path: Path, journal: bytes, disk: Disk, number: int, for_good: bool
) -> None:
    path, folder = tmp_path / "journal.db", tmp_path / "backups"
    laid(path, journal)
    before = everything(path)
    at = 0
    while not at or disk.failed:
        at += 1
        shutil.rmtree(folder, ignore_errors=True)
        store = Store.open(path, KEY)
        disk.fail(at, number, for_good=for_good)
        try:
            backup.make(store, folder, now=NOW)
            failed = False
        except JournalError as error:
            failed = True
            told = isinstance(error, (*TOLD, NoBackup))
            assert told, repr(error)  # noqa: PT017 - there may be none
        disk.mend()
        if failed:
            assert not folder.exists() or not list(folder.iterdir()), at
            backup.make(store, folder, now=NOW)
        store.close()
        (copy,) = folder.iterdir()
        assert everything(copy) == before == everything(path), at
        check_sound(path)
