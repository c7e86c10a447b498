"""What copies are called, which of a folder's files are copies, and what is cleared away."""

import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from db import backup
from db.backup_names import CopyKind, aside_name, backup_name
from db.backup_names import copies as listed
from db.store import Store
from tests.db.writing import NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the backups go; it is not there yet."""
    return tmp_path / "backups"


@pytest.mark.parametrize(
    "zone", [UTC, timezone(timedelta(hours=13)), timezone(timedelta(hours=-9, minutes=-30))]
)
def test_the_name_has_the_day_here_and_the_very_moment(path: Path, zone: timezone) -> None:
    here = NOW.astimezone(zone)

    class Here(datetime):
        def astimezone(self, tz: object = None) -> datetime:  # type: ignore[override]
            return here

    name = backup_name(path, Here.fromtimestamp(NOW.timestamp(), UTC))
    assert name.startswith(f"journal-{here.date()}-")
    (path.parent / name).touch()
    (found,) = listed(path.parent, path)
    assert found.at == NOW
    assert found.at.date() == here.date()


def test_only_plain_files_with_names_of_ours_are_listed_the_newest_first(
    store: Store, folder: Path, path: Path
) -> None:
    first = backup.make(store.beside(), folder, now=NOW).path
    second = backup.make(store.beside(), folder, now=NOW + timedelta(days=1)).path
    aside = folder / aside_name(path, NOW + timedelta(days=2), CopyKind.BEFORE_RESTORE)
    aside.write_bytes(b"x" * 4096)
    (folder / "journal-before-0003.db").write_bytes(b"x" * 4096)
    os.utime(folder / "journal-before-0003.db", (0, 0))
    (folder / "journal-2026-11-25-140312+0100.db").mkdir()
    os.mkfifo(folder / "journal-2026-11-26-140312+0100.db")
    (folder / "journal-2026-11-27-140312+0100.db").symlink_to(first)
    (folder / "journal-2026-99-99-999999+0100.db").touch()
    (folder / "journal-2026-11-28-140312+9999.db").touch()
    (folder / ("j" * 251 + ".db")).touch()
    (folder / "other-2026-11-25-140312+0100.db").write_bytes(b"of another journal" * 300)
    (folder / "renamed-2020-11-25-140312+0100.db").write_bytes(first.read_bytes())
    (folder / ".journal-2026-11-25-140312+0100.db.0badcafe.new").touch()
    found = listed(folder, path, store.salt)
    assert [(copy.path.name, copy.kind) for copy in found] == [
        (aside.name, CopyKind.BEFORE_RESTORE),
        (second.name, CopyKind.BACKUP),
        (first.name, CopyKind.BACKUP),
        ("renamed-2020-11-25-140312+0100.db", CopyKind.BACKUP),
        ("journal-before-0003.db", CopyKind.BEFORE_UPGRADE),
    ]


def test_what_a_killed_backup_left_goes_a_day_later_and_nothing_else(
    store: Store, folder: Path, path: Path
) -> None:
    folder.mkdir()
    left = folder / ".journal-2026-11-25-140312+0100.db.0badcafe.new"
    others = [
        folder / ".others-2026-11-25-140312+0100.db.0badcafe.new",
        folder / ".journal-2026-11-25-140312+0100.db.new",
        folder / ".journal.db.swp",
    ]
    for file in (left, *others):
        file.touch()
        os.utime(file, (0, 0))
    recent = folder / ".journal-2026-11-25-140312+0100.db.11111111.new"
    recent.touch()
    copy = backup.make(store.beside(), folder, now=NOW)
    assert sorted(folder.iterdir()) == sorted([copy.path, recent, *others])
