"""journal export and journal import: all of it leaves as a file, and comes in from one."""

import errno
import io
import json
import os
import stat
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest
from pypdf import PdfReader

from db import cases, reflections
from db.merging import fit
from db.transaction import Transaction
from journal_app.commands import texts
from journal_app.commands.shared import moment, today
from journal_app.domain import dates
from journal_app.services import held_back, later_thoughts
from tests.journal_app.commands.conftest import Refused, Run, bodies, inside
from tests.journal_app.commands.test_leaving import held_today
from tests.journal_app.past import Past

TYPST = '#import "x.typ": * $a$ *bold* _it_ [client] <b> # no heading'


@pytest.fixture
def filled(opened: Path) -> Path:
    """A journal with two kept reflections, one unfinished, one in the trash, and supervision."""

    def fill(tx: Transaction) -> None:
        past = Past(tx)
        first = past.kept(f"The first. {TYPST}", "Q2", tags=["repair"], day=date(2024, 2, 29))
        later_thoughts.add(tx, first, "Half a year on.", now=moment())
        second = past.kept("The second.", brought=True)
        cases.set_case(tx, second, "K7")
        reflections.set_own_state(tx, second, 1)
        past.unfinished("Not yet kept.")
        reflections.trash(tx, past.kept("In the trash."))
        held_today(tx)
        held_back.note(tx, "the nightjar", supervisor="M.", today=today(), now=moment())

    inside(opened, fill)
    return opened


@pytest.fixture
def another(run: Run, tmp_path: Path, secret: Path) -> Run:
    """Runs a command on another journal, new and empty."""
    path = tmp_path / "another" / "journal.db"
    access = ("--journal", path, "--passphrase-file", secret)
    assert run("init", *access).code == 0
    return lambda command, *arguments: run(command, *access, *arguments)


@pytest.mark.usefixtures("filled")
def test_a_journal_moves_to_another_one_by_a_file(on: Run, another: Run, tmp_path: Path) -> None:
    file = tmp_path / "journal.json"
    done = on("export", "--to", file)
    assert (done.code, done.out) == (0, f"{file}\n")
    assert done.err.startswith("It holds 4 reflections and is not encrypted")
    assert "1 note of something held back stayed in the journal" in done.err
    assert "nightjar" not in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    tried = another("import", file, "--dry-run")
    assert "nothing is changed yet" in tried.out
    assert bodies(another("list", "--json")) == []
    assert "4 new reflections" in another("import", file).out
    for state in ("kept", "draft", "trashed"):
        mine, its = (each("list", "--state", state, "--json").json for each in (on, another))
        assert mine
        assert its == mine
    for command in (("log",), ("meetings",), ("tags",), ("cases",)):
        assert another(*command, "--json").json == on(*command, "--json").json
    assert another("import", file).out.startswith("Nothing")
    assert another("check").code == 0
    assert file.read_bytes() == before


@pytest.mark.usefixtures("filled")
def test_each_reflection_in_the_file_is_as_show_prints_it(on: Run, tmp_path: Path) -> None:
    made = on("export", "--to", tmp_path / "a.json", "--json").json
    assert made["path"] == str(tmp_path / "a.json")
    assert (made["reflections"], made["held_back"], made["pages"]) == (4, None, None)
    found = json.loads((tmp_path / "a.json").read_text("utf-8"))
    for one in found["reflections"]:
        shown = on("show", one["id"], "--json").json
        for name in ("links", "later"):
            for whole, part in zip(one.pop(name), shown.pop(name), strict=True):
                part.pop("stands", None)
                part.pop("kept_at", None)
                assert part.items() <= whole.items()
        assert shown.items() <= one.items()


@pytest.mark.usefixtures("filled")
def test_what_is_held_back_goes_into_a_whole_file_where_it_is_told_to(
    on: Run, another: Run, tmp_path: Path
) -> None:
    made = on("export", "--to", tmp_path / "a.json", "--with-held-back", "--json")
    assert made.json["held_back"] == 1
    assert "nightjar" in (tmp_path / "a.json").read_text("utf-8")
    assert another("import", tmp_path / "a.json", "--json").json["notes"] == 1
    refused = on("export", "--to", tmp_path / "a.md", "--with-held-back")
    assert refused.code == 2
    assert not (tmp_path / "a.md").exists()


@pytest.mark.usefixtures("filled")
def test_what_is_for_reading_says_what_it_leaves_out(on: Run, tmp_path: Path) -> None:
    done = on("export", "--to", tmp_path / "a.md")
    assert "2 reflections and is not encrypted" in done.err
    text = (tmp_path / "a.md").read_text("utf-8")
    assert "Left out: 1 unfinished reflection, 1 in the trash" in text
    assert text.index("29 February 2024") < text.index("Half a year on") < text.index("The second")
    assert "Tags: repair" in text
    assert "Is perfect attunement a yardstick" in text
    assert "Supervision log" in text
    for left_out in ("Not yet kept", "In the trash.", "nightjar"):
        assert left_out not in text
    # As in a brief: what would act as markup is made to stand there.
    assert r"\#import" not in text
    assert r"\*bold\*" in text
    assert r"\[client\] \<b\>" in text
    made = on("export", "--to", tmp_path / "a.pdf", "--paper", "letter", "--json").json
    pages = PdfReader(io.BytesIO((tmp_path / "a.pdf").read_bytes())).pages
    assert made["pages"] == len(pages) == 2
    printed = "".join("".join(page.extract_text().split()) for page in pages)
    for text in (TYPST, "The second.", "Half a year on.", "Leftout:1unfinishedreflection"):
        assert "".join(text.split()) in printed


@pytest.mark.usefixtures("filled")
def test_what_cant_be_written_is_said_and_nothing_is_left(
    on: Run, refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there.json"
    there.write_text("mine")
    with monkeypatch.context() as patch:
        # It is said before a long journal is read.
        patch.delattr("journal_app.services.exporting.contents")
        assert "already a file" in refused("export", "--to", there)
    assert there.read_text() == "mine"
    wrong = on("export", "--to", tmp_path / "x.doc")
    assert (wrong.code, wrong.out) == (2, "")
    assert "has to end in .json, .md or .pdf" in wrong.err
    assert wrong.err.count("\n") == 1
    assert "no folder" in refused("export", "--to", tmp_path / "none" / "x.json")
    before = sorted(tmp_path.iterdir())

    def half(file: BinaryIO, content: bytes) -> None:
        file.write(content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("db.files._write_through", half)
    for name in ("x.json", "x.md", "x.pdf"):
        assert "disk is full" in refused("export", "--to", tmp_path / name)
    assert sorted(tmp_path.iterdir()) == before


def test_what_is_no_file_to_import_is_said_and_not_opened(
    opened: Path, refused: Refused, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "text").write_text("a wombat")
    (tmp_path / "device.json").symlink_to("/dev/zero")
    (tmp_path / "round.json").symlink_to("round.json")
    for name, said in (
        ("none", "no file at"),
        (".", "is not a file"),
        ("pipe", "is not a file"),
        ("device.json", "is not a file"),
        ("round.json", "can't be read"),
        ("x" * 300, "can't be read"),
        ("text", "no file that journal export made"),
        (opened, "the journal itself"),
        ("no\x1b[2J", "no file at"),
    ):
        sentence = refused("import", tmp_path / name)
        assert said in sentence
        assert "wombat" not in sentence
    large = tmp_path / "large.json"
    large.touch()
    os.truncate(large, 4 << 30)
    assert "larger than" in refused("import", large)


@pytest.mark.usefixtures("filled")
def test_a_link_to_a_file_is_followed_and_the_file_left_as_it_is(
    on: Run, another: Run, tmp_path: Path
) -> None:
    file, link = tmp_path / "a.json", tmp_path / "link.json"
    on("export", "--to", file)
    link.symlink_to(file)
    file.chmod(0o444)
    before = file.stat()
    assert another("import", link).code == 0
    after = file.stat()
    assert (after.st_mtime_ns, after.st_mode) == (before.st_mtime_ns, before.st_mode)


def test_where_there_is_no_journal_the_way_to_one_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    for command in (("export", "--to", file), ("import", file)):
        said = run(*command, "--journal", tmp_path / "none.db").refused()
        assert "journal init" in said
    assert not list(tmp_path.iterdir())


def test_what_can_be_written_is_not_too_long_or_too_late_to_be_brought_in() -> None:
    assert texts.MOST_BYTES <= fit.LONGEST_TEXT
    assert dates.EARLIEST.year >= fit.FIRST_YEAR
    assert dates.LATEST.year <= fit.LAST_YEAR


@pytest.mark.usefixtures("filled")
def test_importing_makes_the_backup_of_the_day_as_all_that_writes_does(
    on: Run, another: Run, tmp_path: Path
) -> None:
    on("export", "--to", tmp_path / "a.json")
    another("import", tmp_path / "a.json", "--dry-run")
    assert another("backups", "--json").json == []
    another("import", tmp_path / "a.json")
    assert len(another("backups", "--json").json) == 1
