"""journal merge: two copies brought together from the command line."""

from pathlib import Path

import pytest

from db import keys
from db.store import Store
from tests.journal_app.commands.conftest import PASSPHRASE, Run, bodies, inside, write
from tests.journal_app.past import Past

OTHER = "gravel lantern seventeen otter"


@pytest.fixture
def copy(on: Run, journal: Path) -> Path:
    """A copy of the journal in which something more was written since."""
    write(on, "In both")
    path = journal.with_name("journal (conflicted copy 2026-11-25).db")
    store = Store.unlock(journal, PASSPHRASE)
    store.copy_to(path)
    store.close()
    inside(path, lambda tx: Past(tx).kept("Only in the copy"))
    return path


def test_a_dry_run_says_what_would_come_and_changes_nothing(on: Run, copy: Path) -> None:
    said = on("merge", copy, "--dry-run").out
    assert "1 new reflection" in said
    assert "nothing is changed yet" in said.replace("\n", " ")
    assert bodies(on("list", "--json")) == ["In both"]


def test_all_of_the_copy_comes_and_it_stays_as_it_was(on: Run, copy: Path) -> None:
    before = copy.read_bytes()
    done = on("merge", copy, "--json").json
    assert done["dry_run"] is False
    assert done["came"] == 1
    assert set(bodies(on("list", "--json"))) == {"In both", "Only in the copy"}
    assert copy.read_bytes() == before
    assert on("merge", copy).out.startswith("Nothing")


def test_a_copy_under_another_passphrase_is_opened_with_its_own(
    on: Run, journal: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    store, key = Store.create(other, OTHER)
    with store.write() as tx:
        Past(tx).kept("Under another passphrase")
    store.close()
    assert "--other-passphrase-file" in on("merge", other).refused()
    for secret in (OTHER, keys.words_of(key)):
        file = tmp_path / "secret"
        file.write_text(secret)
        assert on("merge", other, "--other-passphrase-file", file).code == 0
    assert bodies(on("list", "--json")) == ["Under another passphrase"]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "no file"),
        (lambda path: path.write_bytes(b"a diary"), "not a journal"),
        (lambda path: path.mkdir(), "not a file"),
    ],
    ids=["missing", "text", "folder"],
)
def test_what_is_no_journal_is_said_in_one_line(
    on: Run, tmp_path: Path, make: object, said: str
) -> None:
    path = tmp_path / "else.db"
    assert callable(make)
    make(path)
    assert said in on("merge", path).refused()


def test_the_journal_is_not_merged_with_itself(on: Run, journal: Path) -> None:
    write(on, "One")
    assert "itself" in on("merge", journal).refused()
