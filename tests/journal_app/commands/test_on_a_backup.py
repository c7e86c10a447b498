"""Commands on a backup: what reads works, what writes refuses, and nothing is ever changed."""

from pathlib import Path

import pytest

from db.errors import BackupOnly
from db.store import Store
from tests.db.test_upgrading import EARLIER, made_at
from tests.db.writing import KEY
from tests.journal_app.commands.conftest import PASSPHRASE, Run, bodies, write


@pytest.fixture
def copy(on: Run, journal: Path) -> Path:
    """A backup of a journal with one reflection."""
    write(on, "as it was", "--on", "Q2", "--tag", "shame", "--case", "K7")
    (made,) = (journal.parent / "backups").iterdir()
    made.chmod(0o440)
    return made


def test_what_reads_works_and_leaves_no_trace(run: Run, copy: Path, secret: Path) -> None:
    before = copy.read_bytes(), copy.stat().st_mtime_ns, sorted(copy.parent.parent.rglob("*"))
    asked = ("--journal", copy, "--passphrase-file", secret)
    (found,) = run("list", "--json", *asked).json
    for command in (
        ("show", found["id"]),
        ("search", "was"),
        ("tags",),
        ("cases",),
        ("versions", found["id"]),
        ("questions",),
        ("check",),
        ("backup", "--to", copy.parents[1] / "of-the-copy.db"),
    ):
        done = run(*command, *asked)
        assert done.code == 0, (command, done.err)
        assert not done.err, command
        (copy.parents[1] / "of-the-copy.db").unlink(missing_ok=True)
    checked = run("check", "--json", *asked).json
    assert (checked["sound"], checked["search_compared"]) == (True, False)
    assert "search index is not compared" in " ".join(run("check", *asked).out.split())
    after = copy.read_bytes(), copy.stat().st_mtime_ns, sorted(copy.parent.parent.rglob("*"))
    assert after == before
    assert copy.stat().st_mode & 0o777 == 0o440


def test_what_writes_refuses_with_a_sentence(
    run: Run, copy: Path, secret: Path, tmp_path: Path
) -> None:
    before = copy.read_bytes(), sorted(copy.parent.iterdir())
    asked = ("--journal", copy, "--passphrase-file", secret)
    (found,) = run("list", "--json", *asked).json
    new = tmp_path / "new"
    new.write_text("orchard quiver sandal eighteen")
    other = copy.with_name("other.db")
    other.write_bytes(copy.read_bytes())
    for command in (
        ("write",),
        ("tags", "--rename", "shame", "anger"),
        ("trash", found["id"]),
        ("passphrase", "--new-passphrase-file", new),
        ("backup",),
        ("check", "--mend"),
        ("restore-backup", copy, "--yes"),
    ):
        done = run(*command, *asked, stdin="words")
        assert BackupOnly.sentence in done.refused(), command
    other.unlink()
    assert (copy.read_bytes(), sorted(copy.parent.iterdir())) == before
    assert bodies(run("list", "--json", *asked)) == ["as it was"]


@pytest.mark.parametrize("revision", [EARLIER[0], EARLIER[-1]])
def test_one_of_an_earlier_version_is_not_opened_but_restored(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, revision: str
) -> None:
    copy = tmp_path / "backups" / "journal-2024-03-01-120000+0000.db"
    copy.parent.mkdir()
    made_at(copy, revision)
    before = copy.read_bytes()
    monkeypatch.setattr("db.keys.derive", lambda *_: KEY)
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    asked = ("--passphrase-file", secret)
    assert "restore-backup" in run("list", "--journal", copy, *asked).refused()
    assert copy.read_bytes() == before
    journal = tmp_path / "journal.db"
    assert run("restore-backup", copy, "--yes", "--journal", journal, *asked).code == 0
    assert bodies(run("list", "--json", "--journal", journal, *asked)) == ["Then and there"]
    assert copy.read_bytes() == before
    assert sorted(file.name for file in copy.parent.iterdir()) == [copy.name]
    Store.open(journal, KEY).close()
