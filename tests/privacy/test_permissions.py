"""Whatever the program makes is its owner's alone, under any umask, and never follows a link."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from db import keys
from db.errors import JournalError
from db.store import Store
from journal_app import settings
from journal_app.paths import Paths, keep_folder_private, paths
from journal_app.services import leaving
from tests.journal_app.conftest import Start
from tests.privacy.living import STARTED

UMASKS = ("000", "022", "077", "277", "777")
WORKS = """
import io, json, os, sys, tempfile
from contextlib import nullcontext
from pathlib import Path
from db import keys, migrating
from db.store import Store
from journal_app import cli, demo, settings
from journal_app.commands import keeping, leaving, supervision, taking_along
from journal_app.domain.identifiers import check
from journal_app.guard import guard
from journal_app.paths import paths
keys.MEMORY_KIBIBYTES = 64

def run(*arguments):
    assert cli.run(arguments) == 0, arguments

def use_it():
    run("init")
    run("meetings", "--add", "2100-01-05", "--supervisor", "M.")
    sys.stdin = io.TextIOWrapper(io.BytesIO(b"What of it?"))
    run("agenda", "--add")
    run("brief", "--to", str(Path.home() / "brief.md"))
    run("export", "--to", str(Path.home() / "journal.json"))
    run("import", str(Path.home() / "journal.json"))
    settings.save(paths().settings, settings.Settings())
    store = Store.unlock(paths().journal, "lantern gravel otter seventeen")
    with store.write():
        pass
    migrating._copy(store._raw, paths().journal, paths().backups)
    with demo.throw_away() if umask == "777" else nullcontext():
        found = [(str(path), path.lstat().st_mode) for path in Path.home().rglob("*")]
    store.close()
    return found

# Once for all of them: it reads long lists of names.
check("Sarah")

for umask in sys.argv[1:]:
    home = Path.home() / umask
    home.mkdir()
    if os.fork() == 0:
        os.environ["HOME"] = os.environ["TMPDIR"] = str(home)
        tempfile.tempdir = None
        os.umask(int(umask, 8))
        guard()
        print(json.dumps([umask, use_it()]), file=sys.stderr, flush=True)
        os._exit(0)
    assert os.wait()[1] == 0
"""
"""Uses all that makes a file, and tells the modes while the journal and a demo are open."""


def test_what_is_made_is_the_owners_alone_and_the_owner_can_use_it_under_any_umask(
    sealed_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passphrase = sealed_home / "passphrase"
    passphrase.write_text("lantern gravel otter seventeen", encoding="utf-8")
    passphrase.chmod(0o600)
    monkeypatch.setenv("JOURNAL_PASSPHRASE_FILE", str(passphrase))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name)
    works = [sys.executable, "-c", WORKS, *UMASKS]
    done = subprocess.run(
        [sys.executable, str(STARTED), "--unprivileged", "--", *works],
        capture_output=True,
        text=True,
        check=False,
        cwd=sealed_home,
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stderr.splitlines() if line.startswith('["')]
    assert [umask for umask, _ in told] == list(UMASKS)
    for umask, found in told:
        names = {Path(path).name for path, _ in found}
        assert names >= {"journal.db", "journal.db-wal", "journal.db-shm", "settings.json"}, umask
        assert names >= {"backups", "brief.md", "journal.json"}, umask
        assert "lock" in names or umask != "777"
        open_to_others = {
            path: oct(mode)
            for path, mode in found
            if stat.S_IMODE(mode) != (0o700 if stat.S_ISDIR(mode) else 0o600)
        }
        assert open_to_others == {}, umask


@pytest.fixture
def journal(monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal in the usual place, closed."""
    monkeypatch.setattr(keys, "MEMORY_KIBIBYTES", 64)
    store = Store.create_with_key(paths().journal, bytes(32))
    store.close()
    return paths().journal


def mode(path: Path) -> int:
    """Its permissions."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_journal_that_was_opened_up_is_closed_again(journal: Path) -> None:
    journal.chmod(0o664)
    journal.parent.chmod(0o755)
    keep_folder_private(paths())
    store = Store.open(journal, bytes(32))
    assert {mode(file) for file in journal.parent.iterdir()} == {0o600}
    store.close()
    assert mode(journal) == 0o600
    assert mode(journal.parent) == 0o700


def test_what_is_no_journal_of_ours_keeps_its_permissions(journal: Path) -> None:
    journal.chmod(0o644)
    with pytest.raises(JournalError):
        Store.open(journal, bytes(31) + b"x")
    assert mode(journal) == 0o644


def test_a_chosen_folder_keeps_its_permissions(journal: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    keep_folder_private(paths(tmp_path / "journal.db"))
    assert mode(tmp_path) == 0o755


# --- links in the way ------------------------------------------------------------------------


@pytest.fixture(params=["file", "nothing", "folder"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """What a link in the way leads to."""
    there = tmp_path / "elsewhere" / "target"
    there.parent.mkdir()
    if request.param == "file":
        there.write_bytes(b"untouched")
    elif request.param == "folder":
        there.mkdir()
    return there


def untouched(target: Path) -> bool:
    """Whether it is as it was, and nothing came beside it or into it."""
    if target.is_dir():
        return not list(target.iterdir())
    found = list(target.parent.iterdir())
    return found == [] or (found == [target] and target.read_bytes() == b"untouched")


def test_no_journal_is_made_through_a_link(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "journal.db"
    link.symlink_to(target)
    with pytest.raises(JournalError):
        Store.create_with_key(link, bytes(32))
    assert untouched(target)
    assert link.is_symlink()


@pytest.mark.parametrize("nameless", [True, False])
def test_nothing_leaves_through_a_link(
    target: Path, tmp_path: Path, nameless: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    link = tmp_path / "brief.md"
    link.symlink_to(target)
    with pytest.raises(JournalError, match="already a file"):
        leaving.write_new(link, b"text")
    monkeypatch.setattr(leaving, "look_for_room", lambda path: None)
    with pytest.raises(JournalError, match="already a file"):
        leaving.write_new(link, b"text")
    assert untouched(target)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["brief.md", "elsewhere"]


def test_settings_take_the_place_of_a_link_and_leave_what_it_led_to(
    target: Path, tmp_path: Path
) -> None:
    link = tmp_path / "settings.json"
    link.symlink_to(target)
    settings.save(link, settings.Settings(theme="light"))
    assert untouched(target)
    assert settings.load(link).theme == "light"
    assert not link.is_symlink()


async def test_the_lock_of_a_window_is_no_link_and_the_journal_opens_all_the_same(
    start: Start, places: Paths, target: Path
) -> None:
    link = places.journal.with_name(f".{places.journal.name}.window")
    link.parent.mkdir(parents=True)
    link.symlink_to(target)
    async with start() as (app, _):
        assert app.journal.is_open
    assert untouched(target)
    assert link.is_symlink()


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
def test_a_journal_with_a_link_beside_it_is_not_opened(
    journal: Path, target: Path, ending: str
) -> None:
    Path(f"{journal}{ending}").symlink_to(target)
    with pytest.raises(JournalError, match=f"ends in {ending} is a link"):
        Store.open(journal, bytes(32))
    assert untouched(target)


def test_a_journal_may_be_reached_by_a_link_and_is_written_where_it_lies(
    journal: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(journal)
    journal.chmod(0o644)
    store = Store.open(link, bytes(32))
    assert {file.name for file in journal.parent.iterdir()} >= {"journal.db-wal", "journal.db"}
    assert {mode(file) for file in journal.parent.iterdir()} == {0o600}
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["link.db"]


def test_a_copy_before_an_upgrade_takes_another_name_than_a_link(
    journal: Path, target: Path
) -> None:
    from db import migrating
    from db.schema import HEAD

    backups = paths().backups
    backups.mkdir()
    (backups / f"journal-before-{HEAD}.db").symlink_to(target)
    store = Store.open(journal, bytes(32))
    copy = migrating._copy(store._raw, journal, backups)
    store.close()
    assert copy.name == f"journal-before-{HEAD}-2.db"
    assert untouched(target)


def test_settings_that_are_no_file_are_said_and_hold_nothing_up(tmp_path: Path) -> None:
    pipe = tmp_path / "settings.json"
    os.mkfifo(pipe)
    with pytest.raises(settings.SettingsError):
        settings.load(pipe)


def test_settings_that_cant_be_saved_leave_no_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.json" / "full").mkdir(parents=True)
    with pytest.raises(settings.SettingsError):
        settings.save(tmp_path / "settings.json", settings.Settings())
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]
