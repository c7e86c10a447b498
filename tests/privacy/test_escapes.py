"""No text, name or argument reaches the terminal as something to obey, whichever way it comes."""

import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import click
import pytest
from rich.cells import cell_len

from db import cases, names
from db.transaction import Transaction
from journal_app.command_table import COMMANDS, ON_SCREEN
from journal_app.commands import output
from journal_app.paths import Paths, paths
from journal_app.services import agenda, held_back, later_thoughts, meeting
from tests.journal_app.commands.conftest import Done, Run
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import TODAY, Past
from tests.journal_app.services.supervising import plan, whole
from tests.terminal.terminal import Terminal, journal_command

TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
OBEYED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{TURNS}]")
EVIL = (
    "a\x1b]0;gotcha\x07\x1b]52;c;Z290Y2hh\x1b\\\x1b]8;;file:///etc/passwd\x1b\\\x1b[2J\x9b31m\x9d0;"
    "gotcha\x9c\x1bP1;1|\x1b\\\u202eb\u2066c\u200b\u200d\ufeff\u00ad\x08\x7f[red]d[/red][/][@click=x]"
)
"""A title, the clipboard, a link, a cleared screen, C1, a device string, turned text, markup."""

SHORT = "gotcha\x1b]0;g\x07\x9b31m\u202eb\u2066[red]d[/]"

WAYS = ("2,t", "4,enter", "4,f", "5,g", "5,h,enter", "1")
"""Keys that lead to places where something of the journal is shown."""


def arguments_of(name: str) -> Iterator[list[str]]:
    """The command with the evil text in place of each thing it takes, one at a time."""
    module, _, attribute = COMMANDS[name].partition(":")
    command = getattr(import_module(f"journal_app.commands.{module}"), attribute)
    assert isinstance(command, click.Command)
    needed = [EVIL for one in command.params if isinstance(one, click.Argument) and one.required]
    yield [*needed, EVIL, EVIL]
    yield [*needed, f"--{EVIL}"]
    for one in command.params:
        if isinstance(one, click.Argument):
            yield [EVIL]
        elif isinstance(one, click.Option) and not one.is_flag and "journal" not in one.opts[0]:
            yield [*needed, one.opts[0], EVIL]


def obeys(done: Done) -> bool:
    """Whether a terminal would obey any of it."""
    return bool(OBEYED.search((done.out + done.err).replace("\r\n", "\n")))


@pytest.fixture
def tty(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed goes to a terminal."""
    monkeypatch.setattr(output, "is_terminal", lambda stream: stream is sys.stdout)


@pytest.mark.usefixtures("tty")
def test_no_command_says_what_it_was_told_in_a_way_that_is_obeyed(on: Run) -> None:
    for name in COMMANDS:
        for arguments in arguments_of(name) if name not in ON_SCREEN else ():
            done = on(name, *arguments, stdin=EVIL)
            assert not obeys(done), (name, arguments, done)


@pytest.mark.usefixtures("tty")
def test_no_command_says_the_name_of_a_file_in_a_way_that_is_obeyed(
    run: Run, on: Run, tmp_path: Path, secret: Path
) -> None:
    name = EVIL.replace("/", "|").replace("\x00", "")
    for done in (
        run(EVIL),
        run("--journal", tmp_path / name, "where"),
        run("--journal", tmp_path / name, "list", "--passphrase-file", secret),
        run("--journal", tmp_path / name, "init", "--passphrase-file", secret),
        run("--journal", tmp_path / name, "init", "--passphrase-file", secret),
        run("--journal", tmp_path / name / name, "init", "--passphrase-file", secret),
        on("list", "--passphrase-file", tmp_path / name),
        on("brief", "--to", tmp_path / f"{name}.md"),
        on("export", "--to", tmp_path / f"{name}.json"),
        on("export", "--to", tmp_path / name / f"{name}.json"),
        on("import", tmp_path / name),
        on("import", tmp_path / f"{name}.json"),
        on("topics", "--check", tmp_path / name),
    ):
        assert not obeys(done), done


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are taken as they are, as a file made elsewhere might hold them."""
    monkeypatch.setattr(names, "_has_control", lambda text: False)
    monkeypatch.setattr(names, "_MARKUP", frozenset())


@pytest.mark.usefixtures("tty", "hostile")
def test_what_is_in_the_journal_is_printed_as_signs(on: Run) -> None:
    written = on("write", "--tag", SHORT, "--case", "E1", stdin=EVIL)
    for arguments in (["list"], ["search", "gotcha"], ["show", written.out.strip()], ["tags"]):
        for form in ([], ["--json"]):
            done = on(*arguments, *form)
            assert done.out, arguments
            assert not obeys(done), done


def test_json_in_a_pipe_holds_the_text_as_it_is_and_no_control(on: Run) -> None:
    on("write", stdin=EVIL)
    done = on("list", "--json")
    assert [one["body"] for one in json.loads(done.out)] == [EVIL]
    assert not obeys(done)


def evil_topics(folder: Path) -> None:
    """Own topics with evil names and texts, most of them faulty."""
    folder.mkdir(parents=True)
    name = EVIL.replace("/", "|")
    head = f"+++\nid = {json.dumps(EVIL)}\ntitle = {json.dumps(EVIL)}\n+++\n\n"
    (folder / f"{name}.md").write_text(head + f"## {EVIL} {{#{EVIL}}}\n\n{EVIL}\n", "utf-8")
    (folder / "toml.md").write_text(f"+++\n{EVIL}\n+++\n", "utf-8")
    (folder / "link.md").symlink_to(name)


@pytest.mark.usefixtures("tty")
def test_faults_of_a_topic_are_said_as_signs(run: Run) -> None:
    evil_topics(paths().topics)
    (*files,) = paths().topics.iterdir()
    said = [run("topics"), *(run("topics", "--check", file) for file in files)]
    assert all(done.out + done.err for done in said)
    assert not [done for done in said if obeys(done)]


@pytest.mark.usefixtures("hostile")
async def test_no_place_paints_what_is_obeyed(start: Start, places: Paths) -> None:
    evil_topics(places.topics)
    async with start(size=(100, 30), seed=seed) as (app, pilot):
        seen = ""
        for way in WAYS:
            await pilot.press(*way.split(","))
            await settled(pilot)
            strips = app.screen._compositor.render_strips()
            lines = [
                "".join(segment.text for segment in strip if not segment.control)
                for strip in strips
            ]
            linked = [one for strip in strips for one in strip if one.style and one.style.link]
            assert not linked, way
            assert not OBEYED.search("".join(lines)), way
            assert {cell_len(line) for line in lines} == {100}, way
            seen += "".join(lines)
            await pilot.press("escape", "escape", "escape")
        assert seen.count("gotcha") > len(WAYS)


def seed(tx: Transaction) -> None:
    """A journal in which every text is evil."""
    now = datetime.now(UTC)
    made = Past(tx).kept(EVIL, "Q2", brought=True, tags=[SHORT])
    cases.set_case(tx, made, "E-1")
    later_thoughts.add(tx, made, EVIL, now=now)
    on = meeting.make(tx, plan(TODAY, supervisor=SHORT), today=TODAY, now=now).meeting.id
    agenda.add(tx, on, EVIL, [whole(made)], now=now)
    held_back.note(tx, EVIL, today=TODAY, now=now)


def test_the_path_of_a_new_journal_is_shown_as_signs(tmp_path: Path) -> None:
    name = EVIL.replace("/", "|")
    with Terminal(journal_command("--journal", str(tmp_path / name))) as terminal:
        terminal.wait_for("A new journal")
        terminal.wait_for("It will lie in")
        raw = bytes(terminal.raw).decode("utf-8", "replace")
    for obeyed in ("\x1b]0", "\x1b]52", "\x1b]8", "\x1b[2J", "\x9b", "\x9d", "\u202e", "\u2066"):
        assert obeyed not in raw
