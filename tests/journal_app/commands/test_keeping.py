import stat
from pathlib import Path

import pytest

from journal_app import paths
from journal_app.commands import passphrases
from tests.journal_app.commands.conftest import PASSPHRASE, Run


def test_init_makes_a_private_encrypted_journal(run: Run, journal: Path, secret: Path) -> None:
    done = run("init", "--journal", journal, "--passphrase-file", secret)
    assert done.code == 0
    assert str(journal) in done.out.replace("\n", "")
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.parent.stat().st_mode) == 0o700
    assert not journal.read_bytes().startswith(b"SQLite format 3")


def test_init_prints_twenty_four_words_that_open_the_journal(
    run: Run, journal: Path, secret: Path, tmp_path: Path
) -> None:
    made = run("init", "--journal", journal, "--passphrase-file", secret, "--json").json
    assert made["journal"] == str(journal)
    assert len(made["recovery_words"].split(" ")) == 24
    words = tmp_path / "words"
    words.write_text(made["recovery_words"])
    listed = run("list", "--journal", journal, "--passphrase-file", words, "--json")
    assert listed.json == []


def test_init_shows_people_all_the_words_in_order(run: Run, journal: Path, secret: Path) -> None:
    shown = run("init", "--journal", journal, "--passphrase-file", secret).out
    assert [f"{n:>2}" in shown for n in range(1, 25)] == [True] * 24
    assert "paper" in shown


@pytest.mark.parametrize("weak", ["hi you", "password1234", "aaaaaaaaaaaaaaa"])
def test_a_weak_passphrase_is_refused_with_the_reason(
    run: Run, journal: Path, tmp_path: Path, weak: str
) -> None:
    file = tmp_path / "weak"
    file.write_text(weak)
    done = run("init", "--journal", journal, "--passphrase-file", file)
    assert "passphrase" in done.refused()
    assert weak not in done.err
    assert not journal.exists()


def test_init_leaves_a_file_that_is_there_as_it_is(run: Run, tmp_path: Path, secret: Path) -> None:
    there = tmp_path / "notes.txt"
    there.write_text("something else")
    done = run("init", "--journal", there, "--passphrase-file", secret)
    assert "already" in done.refused()
    assert there.read_text() == "something else"


def test_init_does_not_write_through_a_link_to_nowhere(
    run: Run, tmp_path: Path, secret: Path
) -> None:
    link = tmp_path / "journal.db"
    link.symlink_to(tmp_path / "elsewhere.db")
    assert run("init", "--journal", link, "--passphrase-file", secret).refused()
    assert not (tmp_path / "elsewhere.db").exists()


def test_a_folder_that_init_makes_for_a_journal_is_said(
    run: Run, tmp_path: Path, secret: Path
) -> None:
    for name, said in (("first.db", True), ("second.db", False)):
        done = run("init", "--journal", tmp_path / "none" / name, "--passphrase-file", secret)
        assert done.code == 0
        assert ("There was no folder" in done.err) == said
    assert "no folder" not in run("init", "--passphrase-file", secret).err


def test_init_without_any_passphrase_names_the_ways_to_give_one(run: Run, journal: Path) -> None:
    said = run("init", "--journal", journal).refused()
    assert "--passphrase-file" in said
    assert "JOURNAL_PASSPHRASE_FILE" in said
    assert not journal.exists()


def test_at_a_prompt_init_asks_until_the_two_are_strong_and_alike(
    run: Run, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["short", PASSPHRASE, "something else", PASSPHRASE, PASSPHRASE])
    monkeypatch.setattr(passphrases, "ask", lambda prompt: next(typed))
    done = run("init", "--journal", journal)
    assert done.code == 0
    assert "too short" in done.err
    assert "not alike" in done.err
    assert next(typed, None) is None
    assert journal.exists()


def test_where_names_the_four_places_without_a_passphrase(run: Run, sealed_home: Path) -> None:
    usual = paths.paths()
    assert run("where", "--json").json == {
        "journal": str(usual.journal),
        "topics": str(usual.topics),
        "backups": str(usual.backups),
        "settings": str(usual.settings),
    }
    assert usual.journal.is_relative_to(sealed_home)


def test_where_heeds_a_journal_named_before_or_after_the_command(run: Run, journal: Path) -> None:
    before = run("--journal", journal, "where", "--json").json
    assert before == run("where", "--journal", journal, "--json").json
    assert before["journal"] == str(journal)
    assert before["backups"] == str(journal.parent / "backups")


def test_where_says_on_stderr_that_there_is_no_journal_yet(run: Run, opened: Path) -> None:
    assert "journal init" in run("where").err
    assert run("where", "--journal", opened).err == ""


def test_where_makes_nothing(run: Run, sealed_home: Path) -> None:
    before = sorted(sealed_home.rglob("*"))
    run("where")
    assert sorted(sealed_home.rglob("*")) == before
