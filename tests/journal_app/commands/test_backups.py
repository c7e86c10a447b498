"""The commands about backups, and the check."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from db.errors import Damaged, WrongKey
from db.store import Store
from db.triggers import INDEXES
from journal_app.paths import paths
from journal_app.services.alone import window_lock
from journal_app.settings import Settings, save
from tests.journal_app.commands.conftest import PASSPHRASE, Run, bodies, write


@pytest.fixture
def folder(journal: Path) -> Path:
    """The usual folder of backups."""
    return journal.parent / "backups"


def test_a_command_that_writes_makes_the_backup_of_the_day_and_the_next_makes_no_other(
    on: Run, folder: Path
) -> None:
    on("list")
    assert not folder.exists()
    write(on, "the first of the day")
    (first,) = folder.iterdir()
    write(on, "the second of the day")
    assert [*folder.iterdir()] == [first]


def test_a_backup_now_replaces_the_one_of_the_day_and_holds_all(on: Run, folder: Path) -> None:
    write(on, "one")
    (earlier,) = folder.iterdir()
    write(on, "two")
    made = on("backup", "--json").json
    assert made["reflections"] == 2
    assert [str(file) for file in folder.iterdir()] == [made["path"]]
    assert made["path"] != str(earlier)
    listed = on("backups", "--json").json
    assert [(one["path"], one["kind"], one["proven_here"]) for one in listed] == [
        (made["path"], "backup", True)
    ]
    assert Path(made["path"]).name in on("backups").out


def test_a_backup_to_a_place_of_its_own_never_replaces_anything(
    on: Run, folder: Path, tmp_path: Path
) -> None:
    to = tmp_path / "copy.db"
    assert "can be written in" in on("backup", "--to", to).out.replace("\n", " ")
    held = to.read_bytes()
    assert "ever replaced" in on("backup", "--to", to).refused()
    assert to.read_bytes() == held
    assert "is a folder" in on("backup", "--to", tmp_path).refused()
    assert "No place is named" in on("backup", "--to", "").refused()
    assert not folder.exists()
    named = tmp_path / "journal-2026-11-25-140312+0100.db"
    assert "can be written in" not in on("backup", "--to", named).out.replace("\n", " ")


def test_what_was_done_counts_although_it_could_not_be_backed_up(
    on: Run, journal: Path, folder: Path
) -> None:
    folder.write_text("a file in the way")
    done = on("write", stdin="kept all the same")
    assert done.code == 0
    assert done.err.startswith("Done, but not backed up.")
    assert bodies(on("list", "--json")) == ["kept all the same"]
    assert "no backup yet" in on("backups").out


def test_restoring_says_what_would_change_and_does_nothing_unless_it_is_meant(
    on: Run, folder: Path
) -> None:
    write(on, "before")
    (backup,) = folder.iterdir()
    write(on, "since, and soon gone")
    done = on("restore-backup", backup.name)
    assert done.code == 1
    assert "Add --yes" in done.err
    assert "since, and soon gone" in done.out
    assert bodies(on("list", "--json")) == ["since, and soon gone", "before"]
    restored = on("restore-backup", backup, "--yes", "--json").json
    assert len(restored["taken_away"]) == 1
    assert bodies(on("list", "--json")) == ["before"]
    aside = Path(restored["kept_aside"])
    assert "before-restore" in aside.name
    back = on("restore-backup", aside.name, "--yes", "--json").json
    assert len(back["brought_back"]) == 1
    assert bodies(on("list", "--json")) == ["since, and soon gone", "before"]


def test_a_backup_is_restored_where_no_journal_is_left(
    on: Run, journal: Path, folder: Path
) -> None:
    write(on, "all there was")
    journal.unlink()
    (backup,) = folder.iterdir()
    for command in ("list", "check", "recover", "passphrase", "backup"):
        assert f"journal restore-backup {backup}" in on(command).refused(), command
    assert on("restore-backup", backup, "--yes", "--json").json["kept_aside"] is None
    assert bodies(on("list", "--json")) == ["all there was"]


def test_what_is_no_backup_or_not_there_is_refused(on: Run, journal: Path, tmp_path: Path) -> None:
    write(on, "as it is")
    (tmp_path / "empty.db").touch()
    for file in ("none.db", tmp_path / "empty.db", tmp_path, journal):
        assert on("restore-backup", file, "--yes").code == 1
    assert bodies(on("list", "--json")) == ["as it is"]


def test_another_passphrase_restores_nothing(
    run: Run, on: Run, journal: Path, folder: Path, tmp_path: Path
) -> None:
    write(on, "as it is")
    (backup,) = folder.iterdir()
    wrong = tmp_path / "wrong"
    wrong.write_text("none of these words")
    done = run("restore-backup", backup, "--yes", "--journal", journal, "--passphrase-file", wrong)
    assert "made under" in done.refused()


def test_a_backup_opens_as_a_journal_elsewhere(
    on: Run, run: Run, folder: Path, tmp_path: Path, secret: Path
) -> None:
    write(on, "taken along")
    (backup,) = folder.iterdir()
    elsewhere = tmp_path / "another machine" / backup.name
    elsewhere.parent.mkdir()
    shutil.copy(backup, elsewhere)
    listed = run("list", "--journal", elsewhere, "--passphrase-file", secret, "--json")
    assert bodies(listed) == ["taken along"]


def test_where_names_the_chosen_place(on: Run, journal: Path, tmp_path: Path) -> None:
    chosen = tmp_path / "disk"
    save(paths(journal).settings, Settings(backups=str(chosen)))
    assert on("where", "--json").json["backups"] == str(chosen)
    write(on, "while the disk is away")
    said = on("backups").out.splitlines()[0]
    assert said.startswith("Backed up today at ")
    assert said.endswith(", but their place is not there.")
    chosen.mkdir()
    assert Path(on("backup", "--json").json["path"]).parent == chosen
    assert "Backed up today" in on("backups").out


def change(journal: Path, *statements: str) -> None:
    store = Store.unlock(journal, PASSPHRASE)
    store.raw.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        store.raw.execute(statement)
    store.close()


def test_a_sound_journal_is_said_to_be_sound(on: Run) -> None:
    write(on, "all is well", "--on", "Q2", "--tag", "shame", "--case", "K7")
    assert on("check").out == "The journal is sound.\n"
    assert on("check", "--json").json == {
        "sound": True,
        "wrong": [],
        "mended": [],
        "links_to_nothing": {},
        "search_compared": True,
        "latest_sound_backup": None,
    }


@pytest.mark.parametrize(
    ("fault", "statement"),
    [
        ("tallies", "UPDATE day_tally SET number = number + 1"),
        ("tallies", "DELETE FROM month_tally"),
        ("tallies", "INSERT INTO anchor_tally VALUES ('co-regulation', 'Q9', 'kept', 2)"),
        ("search", f"INSERT INTO {INDEXES[0]}({INDEXES[0]}) VALUES ('delete-all')"),  # noqa: S608
        ("triggers", "DROP TRIGGER tally_insert"),
        (
            "copies",
            "DROP TRIGGER reflection_link_update;"
            "UPDATE reflection_link SET written_on = '1999-01-01'",
        ),
    ],
)
def test_what_the_check_finds_it_mends_only_when_asked(
    on: Run, journal: Path, fault: str, statement: str
) -> None:
    write(on, "a text to be found", "--on", "Q2", "--tag", "shame")
    change(journal, *statement.split(";"))
    done = on("check", "--json")
    assert done.code == 1
    assert fault in [one["what"] for one in done.json["wrong"]]
    assert all(one["can_mend"] for one in done.json["wrong"])
    assert on("check").code == 1
    mended = on("check", "--mend", "--json")
    assert mended.code == 0
    assert fault in mended.json["mended"]
    assert on("check").code == 0
    assert len(on("search", "found", "--json").json) == 1


def test_what_belongs_to_nothing_is_said_and_left(on: Run, journal: Path) -> None:
    write(on, "a text", "--tag", "shame")
    change(journal, "DELETE FROM tag")
    done = on("check", "--mend", "--json")
    assert done.code == 1
    assert [one["what"] for one in done.json["wrong"]] == ["references"]


def spoil(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


@pytest.fixture
def damaged(on: Run, journal: Path, folder: Path) -> Path:
    """The backup of a journal that was damaged since, where the texts are."""
    write(on, "a text " * 4000)
    with closing(Store.unlock(journal, PASSPHRASE)) as store:
        (page,) = store.raw.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'reflection_body'"
        ).fetchone()
    spoil(journal, (page - 1) * 4096 + 100)
    (copy,) = folder.glob("journal-*.db")
    return copy


def test_damage_is_said_with_the_latest_backup_that_is_sound_and_the_way_to_it(
    on: Run, damaged: Path
) -> None:
    done = on("check")
    assert done.code == 1
    assert "damaged" in done.out
    # The page is set to the width of the terminal.
    assert f"restore-backup {damaged}".replace(" ", "") in "".join(done.out.split())
    assert on("check", "--json").json["latest_sound_backup"] == str(damaged)
    assert f"journal restore-backup {damaged} " in on("list", "--json").refused()
    assert on("restore-backup", damaged, "--yes").code == 0
    assert on("check").code == 0


def test_where_no_backup_is_sound_damage_is_only_said(on: Run, damaged: Path) -> None:
    spoil(damaged, damaged.stat().st_size - 2000)
    assert on("list", "--json").refused() == f"{Damaged.sentence}\n"
    assert "journal backups lists them" in " ".join(on("check").out.split())
    assert on("check", "--json").json["latest_sound_backup"] is None


def test_a_damaged_first_page_is_not_only_taken_for_a_wrong_passphrase(
    on: Run, journal: Path, folder: Path, tmp_path: Path
) -> None:
    write(on, "words")
    (copy,) = folder.iterdir()
    other = tmp_path / "other"
    other.write_text("some other words of mine")
    assert on("list", "--passphrase-file", other).refused() == f"{WrongKey.sentence}\n"
    spoil(journal, 3000)
    said = on("list").refused()
    assert "The journal's file is damaged" in said
    assert f"journal restore-backup {copy} " in said
    assert on("list", "--passphrase-file", other).refused() == f"{WrongKey.sentence}\n"
    # With another salt it may as well be another journal.
    spoil(journal, 5)
    assert "a passphrase from before, or else the file is damaged" in on("list").refused()


def test_a_backup_to_a_folder_that_is_missing_asks_to_make_it_first(
    on: Run, tmp_path: Path
) -> None:
    write(on, "words")
    said = on("backup", "--to", tmp_path / "none" / "copy.db").refused()
    assert f"There is no folder {tmp_path / 'none'}" in said
    assert "Make it first" in said
    assert not (tmp_path / "none").exists()


def test_a_new_journal_says_that_copies_of_an_earlier_one_lie_there(
    on: Run, run: Run, journal: Path, folder: Path, secret: Path
) -> None:
    write(on, "words")
    (copy,) = folder.iterdir()
    journal.unlink()
    made = run("init", "--json", "--journal", journal, "--passphrase-file", secret)
    assert made.json["journal"] == str(journal)
    assert str(copy) in made.err
    assert made.err.count("\n") == 1
    assert copy.exists()


def test_while_a_window_has_the_journal_open_the_backup_of_the_day_is_left_to_it(
    on: Run, journal: Path, folder: Path
) -> None:
    with window_lock(journal):
        write(on, "beside the window")
        assert not folder.exists()
    write(on, "after it")
    assert len(list(folder.iterdir())) == 1


def test_of_two_backups_of_one_minute_the_list_tells_the_folders(
    on: Run, journal: Path, folder: Path
) -> None:
    write(on, "words")
    (copy,) = folder.iterdir()
    elsewhere = folder.with_name("elsewhere")
    elsewhere.mkdir()
    assert str(folder) not in on("backups").out.split("\n\n")[-1]
    shutil.copy(copy, elsewhere / copy.name)
    save(paths(journal).settings, Settings(backups=str(elsewhere)))
    lines = on("backups").out.splitlines()
    assert [line for line in lines if line.endswith(str(copy))]
    assert [line for line in lines if line.endswith(str(elsewhere / copy.name))]


def test_links_to_what_no_topic_has_are_told_and_no_fault(on: Run, journal: Path) -> None:
    write(on, "a text", "--on", "Q2")
    change(
        journal,
        "UPDATE reflection_link SET topic = 'gone'",
    )
    done = on("check")
    assert done.code == 0
    assert "gone/Q2" in done.out
