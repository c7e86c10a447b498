"""A change of the passphrase that is broken off: the old key or the new one opens everything."""

import random
import shutil
from pathlib import Path

import pytest

from db.errors import JournalError, WrongKey
from db.keys import salt_of
from db.rekeying import rekey
from db.store import Store
from tests.db.breaking_off import TOLD, Tables, laid
from tests.db.soundness import check_sound, everything
from tests.db.writing import KEY
from tests.faults import KINDS, Disk, files_beside
from tests.killed.at_work import OTHER_KEY, OTHER_SALT
from tests.killed.killing import killer
from tests.torture.conftest import Tries
from tests.torture.fuzzing.said import in_a_sentence
from tests.torture.test_killed import died_at

pytestmark = pytest.mark.torture


def key_that_opens(path: Path) -> bytes:
    """The one key of the two that opens the journal."""
    opening = []
    for key in (KEY, OTHER_KEY):
        try:
            Store.open(path, key).close()
        except WrongKey:
            continue
        opening.append(key)
    (key,) = opening
    return key


def change(path: Path) -> None:
    rekey(path, (KEY, salt_of(path)), (OTHER_KEY, OTHER_SALT))


def check(path: Path, before: Tables) -> bytes:
    """One of the two opens it, all of it is there, and the key can be changed again."""
    key = key_that_opens(path)
    check_sound(path, key)
    assert everything(path, key) == before
    other = OTHER_KEY if key == KEY else KEY
    rekey(path, (key, salt_of(path)), (other, bytes(range(1, 17))))
    assert key_that_opens(path) == other
    assert everything(path, other) == before
    # What a broken change left unfinished is not left for ever.
    assert not {name for name in files_beside(path) if name.endswith(".new")}
    return key


def test_killed_while_the_key_is_changed(
    tmp_path: Path, journal: bytes, rng: random.Random, tries: Tries
) -> None:
    folder = tmp_path / "j"
    path = folder / "journal.db"
    new = 0
    with killer() as the_killer:
        for _ in tries(100):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            path.write_bytes(journal)
            before = everything(path)
            the_killer.let("change_the_key", path, 0, moment=rng.random() * 0.5, started=True)
            new += check(path, before) == OTHER_KEY
    tries.say(f"the new key opened {new} of them")


def test_killed_at_every_write_of_a_change_of_key(tmp_path: Path, journal: bytes) -> None:
    path = tmp_path / "journal.db"
    write, died = 0, True
    while died:
        write += 1
        laid(path, journal)
        before = everything(path)
        died = died_at(write, lambda: change(path))
        check(path, before)


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("number", KINDS)
def test_a_write_that_fails_while_the_key_is_changed(
    tmp_path: Path, journal: bytes, disk: Disk, number: int, for_good: bool
) -> None:
    path = tmp_path / "journal.db"
    at = 0
    while not at or disk.failed:
        at += 1
        laid(path, journal)
        before = everything(path)
        disk.fail(at, number, for_good=for_good)
        try:
            change(path)
            failed = False
        except JournalError as error:
            failed = True
            in_a_sentence(error)
            assert isinstance(error, TOLD), (at, repr(error))  # noqa: PT017 - there may be none
        failures = disk.failed
        disk.mend()
        # What SQLite could not remove of its own goes at the next opening of the old file; beside a
        # new one it would be read into that.
        assert files_beside(path) <= ({f"{path.name}-journal"} if failed else set()), at
        if failed:
            assert key_that_opens(path) == KEY, at
        elif not failures:
            assert key_that_opens(path) == OTHER_KEY
        check(path, before)
        disk.failed = failures
