"""Killed at any moment, the journal is sound, and every word older than a second is there.

A few moments are tried here; `make torture` tries a thousand.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.deeds import journal_for_deeds
from tests.db.test_upgrading import made_at
from tests.killed.killing import Killer, killer
from tests.killed.looking import kill_and_look


@pytest.fixture(scope="module")
def the_killer() -> Iterator[Killer]:
    with killer() as made:
        yield made


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return journal_for_deeds(tmp_path_factory.mktemp("made") / "journal.db")


@pytest.mark.parametrize(("seed", "moment"), [(1, 0.35), (2, 0.6)])
def test_killed_while_typing_keeping_and_locking(
    the_killer: Killer, tmp_path: Path, journal: bytes, seed: int, moment: float
) -> None:
    kill_and_look(the_killer, "type_and_lock", tmp_path / "j", journal, seed=seed, moment=moment)


@pytest.mark.parametrize("moment", [0.2, 0.6])
def test_killed_in_the_middle_of_one_deed_after_another(
    the_killer: Killer, tmp_path: Path, journal: bytes, moment: float
) -> None:
    done, _ = kill_and_look(the_killer, "write", tmp_path / "j", journal, seed=3, moment=moment)
    assert done.ages


@pytest.mark.parametrize(("revision", "moment"), [("0001", 0.15), ("0002", 0.3)])
def test_killed_while_an_older_journal_is_brought_up_to_date(
    the_killer: Killer, tmp_path: Path, revision: str, moment: float
) -> None:
    made_at(tmp_path / "made.db", revision)
    old = (tmp_path / "made.db").read_bytes()
    kill_and_look(the_killer, "open_it", tmp_path / "j", old, seed=4, moment=moment)
