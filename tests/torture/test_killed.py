"""Killed at a thousand moments, the journal is sound, and every word older than a second is there.

`make torture TIMES=10` kills ten times in each of these ways.
"""

import os
import random
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.store import Store
from tests.db.breaking_off import again, laid
from tests.db.deeds import DEEDS, journal_for_deeds
from tests.db.soundness import check_sound, everything
from tests.db.test_upgrading import EARLIER, made_at
from tests.db.test_upgrading_first import fill
from tests.db.writing import KEY
from tests.faults import DEATH, failing_disk
from tests.killed.killing import Killer, killer
from tests.killed.looking import check_upgraded, kill_and_look
from tests.torture.conftest import Tries

pytestmark = pytest.mark.torture


@pytest.fixture(scope="module")
def the_killer() -> Iterator[Killer]:
    with killer() as made:
        yield made


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return journal_for_deeds(tmp_path_factory.mktemp("made") / "journal.db")


@pytest.mark.parametrize(("work", "times"), [("type_and_lock", 400), ("write", 200)])
def test_killed_at_work(
    the_killer: Killer,
    tmp_path: Path,
    journal: bytes,
    rng: random.Random,
    tries: Tries,
    work: str,
    times: int,
) -> None:
    oldest = 0.0
    typed = 0
    for _ in tries(times):
        done, lost = kill_and_look(
            the_killer,
            work,
            tmp_path / "j",
            journal,
            seed=rng.randrange(1_000_000),
            moment=rng.random(),
        )
        oldest = max(oldest, lost)
        typed += len(done.ages)
    tries.say(f"{typed} words; of those that were lost the oldest was {oldest:.2f} s old")


@pytest.mark.parametrize("revision", [*EARLIER, "0001 and much in it"])
def test_killed_while_brought_up_to_date(
    the_killer: Killer, tmp_path: Path, rng: random.Random, tries: Tries, revision: str
) -> None:
    old = earlier_journal(tmp_path / "made.db", revision)
    finished = 0
    for _ in tries(50):
        done, _ = kill_and_look(
            the_killer, "open_it", tmp_path / "j", old, seed=0, moment=rng.random()
        )
        finished += done.finished
    tries.say(f"{finished} were over before the kill came")


def test_killed_while_created(
    the_killer: Killer, tmp_path: Path, rng: random.Random, tries: Tries
) -> None:
    for _ in tries(50):
        kill_and_look(the_killer, "create", tmp_path / "j", b"", seed=0, moment=rng.random())


def earlier_journal(path: Path, revision: str) -> bytes:
    """A journal of an earlier revision, or one in which there is much."""
    if revision in EARLIER:
        made_at(path, revision)
    else:
        fill(path)
    return path.read_bytes()


def died_at(write: int, deed: Callable[[], object]) -> bool:
    """Does it in a copy of this process that is killed at this write; False if there is none."""
    copy = os.fork()
    if copy == 0:
        try:
            with failing_disk() as disk:
                disk.fail(write, DEATH)
                deed()
        finally:
            os._exit(0)
    _, status = os.waitpid(copy, 0)
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


@pytest.mark.parametrize("deed", DEEDS)
def test_killed_at_every_write_of_a_deed(
    tmp_path: Path, journal: bytes, deed: Callable[[Store], None]
) -> None:
    path = tmp_path / "journal.db"

    def do() -> None:
        store = Store.open(path, KEY)
        again(deed, store)
        store.close()

    laid(path, journal)
    before = everything(path)
    do()
    after = everything(path)
    write, died = 0, True
    while died:
        write += 1
        laid(path, journal)
        died = died_at(write, do)
        check_sound(path)
        assert everything(path) in (before, after), write
    assert everything(path) == after


@pytest.mark.parametrize("revision", [*EARLIER, "0001 and much in it"])
def test_killed_at_every_write_of_an_upgrade(tmp_path: Path, revision: str) -> None:
    old = earlier_journal(tmp_path / "made.db", revision)
    path = tmp_path / "journal.db"
    (tmp_path / "made.db").unlink()
    write, died = 0, True
    while died:
        write += 1
        for copy in (tmp_path / "backups").glob("*.db"):
            copy.unlink()
        laid(path, old)
        before = everything(path)
        died = died_at(write, lambda: Store.open(path, KEY, backups=tmp_path / "backups").close())
        check_sound(path)
        check_upgraded(path, revision[:4], before)


def test_killed_at_every_write_of_a_creation(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    write, died = 0, True
    while died:
        write += 1
        for left in tmp_path.iterdir():
            left.unlink()
        died = died_at(write, lambda: Store.create_with_key(path, KEY).close())
        if path.exists():
            check_sound(path)
    assert path.exists()
