"""What leaves by a command leaves as a new private file, whole or not at all."""

import stat
from pathlib import Path

import pytest

from db.supervision_records import Field, MeetingKind
from db.transaction import Transaction
from journal_app.commands.shared import moment, today
from journal_app.domain.brief import parts
from journal_app.domain.prepared import Prepared, with_ticks
from journal_app.services import afterwards, briefing, held_back, left, meeting, supervision, typed
from journal_app.services import agenda as agendas
from tests.journal_app.commands.conftest import Refused, Run, inside, write
from tests.journal_app.commands.test_supervision import ask, plan
from tests.journal_app.domain.test_log import read
from tests.journal_app.services.supervising import whole

FORMULA = '=HYPERLINK("http://x")'
TYPST = '#import "x.typ": * $a$ *bold* _it_ [client] <b>'


@pytest.fixture
def asked(on: Run) -> str:
    """The id of a meeting with one question on it."""
    made = plan(on)
    ask(on, f"Why does Sarah from Leeds wait? {TYPST}")
    return made


def test_a_brief_is_a_new_private_file_and_says_what_might_identify(
    on: Run, asked: str, opened: Path, tmp_path: Path
) -> None:
    file = tmp_path / "brief.txt"
    done = on("brief", "--to", file)
    assert done.code == 0
    assert done.out == f"{file}\n"
    assert "Sarah: This may be somebody's name." in done.err
    assert done.err.endswith("2 marks to look at. The file is written all the same.\n")
    assert TYPST in " ".join(file.read_text("utf-8").split())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (noted,) = inside(opened, lambda tx: left.left(tx, asked))
    assert (noted.form, noted.place) == ("txt", str(file))


def test_a_brief_for_programs(on: Run, asked: str, tmp_path: Path) -> None:
    assert asked
    made = on("brief", "--to", tmp_path / "brief.pdf", "--paper", "letter", "--json").json
    assert (made["path"], made["pages"], made["lacking"]) == (str(tmp_path / "brief.pdf"), 1, [])
    assert [(each["text"], each["kind"]) for each in made["marks"]] == [
        ("Sarah", "name"),
        ("Leeds", "place"),
    ]
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_private_leaves_only_when_it_is_asked_for(
    on: Run, asked: str, opened: Path, tmp_path: Path
) -> None:
    reflection = write(on, "A private paragraph.\n\nAnother one.", "--bring")

    def put_behind(tx: Transaction) -> None:
        (item,) = agendas.agenda_of(tx, asked).items
        agendas.put_behind(tx, item.id, [whole(reflection)], now=moment())
        typed.save(tx, Field.REACTION, item.id, "I was ashamed.", was="", now=moment())
        held_back.note(
            tx, "the nightjar", supervisor=None, ask_after=1, today=today(), now=moment()
        )

    inside(opened, put_behind)
    on("brief", "--to", tmp_path / "a.md")
    on("brief", "--to", tmp_path / "b.md", "--with", "excerpts,reaction")
    first, second = ((tmp_path / name).read_text("utf-8") for name in ("a.md", "b.md"))
    assert "private" not in first
    assert "ashamed" not in first
    assert "A private paragraph" in second
    assert "ashamed" in second
    assert "nightjar" not in first + second
    assert on("brief", "--to", tmp_path / "c.md", "--with", "heart").code == 2


def test_the_page_is_the_one_that_was_prepared_on_screen(
    on: Run, asked: str, opened: Path, tmp_path: Path
) -> None:
    def prepare(tx: Transaction) -> None:
        keys = [part.key for part in parts(briefing.brief_of(tx, asked)) if part.field == "footer"]
        briefing.prepare(tx, asked, with_ticks(Prepared(), keys, on=False))

    inside(opened, prepare)
    on("brief", "--to", tmp_path / "a.txt")
    assert "Confidential" not in (tmp_path / "a.txt").read_text("utf-8")


def test_what_can_not_be_written_is_said_and_nothing_is_left(
    asked: str, opened: Path, refused: Refused, tmp_path: Path
) -> None:
    there = tmp_path / "there.md"
    there.write_text("mine")
    assert "already a file" in refused("brief", "--to", there)
    assert there.read_text() == "mine"
    assert "no folder" in refused("brief", "--to", tmp_path / "none" / "x.pdf")
    assert "end in .pdf, .md or .txt" in refused("brief", "--to", tmp_path / "x.doc")
    assert "four characters" in refused("brief", "--to", tmp_path / "x.md", "--meeting", "a")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("x")]
    assert "already a file" in refused("log", "--to", there)
    assert inside(opened, lambda tx: left.left(tx, asked)) == ()


def test_a_page_with_no_question_and_no_meeting_are_refused(
    on: Run, refused: Refused, tmp_path: Path
) -> None:
    assert "No meeting is planned" in refused("brief", "--to", tmp_path / "x.md")
    plan(on)
    assert "Tick a question first" in refused("brief", "--to", tmp_path / "x.md")
    assert not (tmp_path / "x.md").exists()


def held_today(tx: Transaction) -> None:
    """A meeting that was held, with an action that looks like a formula."""
    now = moment()
    day = meeting.Plan(today(), "M.", MeetingKind.GROUP, 90)
    made = meeting.make(tx, day, today=today(), now=now, held=True).meeting.id
    item = agendas.add(tx, made, "Why Sarah?", now=now).id
    action = afterwards.add(tx, made, FORMULA, item_id=item, now=now)
    typed.save(tx, Field.WHAT_CHANGED, action.id, TYPST, was="", now=now)


def test_the_log_is_shown_and_leaves_in_every_form(on: Run, opened: Path, tmp_path: Path) -> None:
    inside(opened, held_today)
    shown = on("log")
    assert "1 h 30 min" in shown.out
    assert "Why Sarah?" not in shown.out
    for name in ("log.pdf", "log.csv", "log.md"):
        assert on("log", "--since", "2000", "--to", tmp_path / name).code == 0
    rows = read((tmp_path / "log.csv").read_text("utf-8"))
    assert [row[5] for row in rows[1:]] == ["", f"'{FORMULA}"]
    told = on("log", "--with-questions", "--json").json
    assert told["meetings"][0]["questions"] == ["Why Sarah?"]
    assert told["actions"][0]["changed"] == TYPST
    named = on("log", "--with-questions", "--to", tmp_path / "more.md", "--json").json
    assert "Sarah" in [mark["text"] for mark in named["marks"]]


def test_a_period_that_is_none_is_refused(refused: Refused) -> None:
    assert "no date" in refused("log", "--since", "2026-13")
    assert "ends before it begins" in refused("log", "--since", "2026-05", "--until", "2026-04")


def test_nothing_is_brought_by_looking(on: Run, opened: Path) -> None:
    write(on, "For me alone.")
    plan(on)
    on("agenda")
    on("log")
    assert inside(opened, lambda tx: supervision.inbox(tx).brought) == ()
