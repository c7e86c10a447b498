import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from content.library import Library
from db import links, listing, reflections
from db.records import Kind, Reflection, State
from db.reflections import Filter
from db.store import Store
from journal_app import demo
from journal_app.services import reviewing
from tests.terminal.terminal import Terminal, journal_command

TODAY = date(2025, 11, 20)
NOW = datetime(2025, 11, 20, 20, 0, tzinfo=UTC)


def demo_folders() -> list[Path]:
    return sorted(Path(tempfile.gettempdir()).glob("journal-demo-*"))


@pytest.fixture
def seeded(tmp_path: Path, library: Library) -> Iterator[Store]:
    store = Store.create_with_key(tmp_path / "journal.db", bytes(32))
    with store.write() as tx:
        demo.seed(tx, library, TODAY, NOW)
    yield store
    store.close()


@pytest.fixture
def written(seeded: Store) -> tuple[Reflection, ...]:
    """All of them, the newest first."""
    with seeded.read() as tx:
        everything = Filter(states=tuple(State))
        rows = listing.page(tx, everything, offset=0, limit=100)
        return tuple(reflections.get(tx, row.id) for row in rows)


def test_about_forty_reflections_over_two_years_none_of_them_to_come(
    written: tuple[Reflection, ...],
) -> None:
    assert 38 <= len(written) <= 50
    days = [reflection.written_on for reflection in written]
    assert max(days) <= TODAY
    assert min(days) == TODAY.replace(year=2023)
    assert all(reflection.created_at <= NOW for reflection in written)


def test_every_text_is_marked_as_made_up(written: tuple[Reflection, ...]) -> None:
    assert all(reflection.text.startswith("[Made up] ") for reflection in written)


def test_texts_are_of_a_length_that_people_write(written: tuple[Reflection, ...]) -> None:
    for reflection in written:
        words = len(reflection.text.split())
        if reflection.kind is Kind.CAUGHT:
            assert words < 25
        elif reflection.state is State.KEPT:
            assert 60 <= words <= 185


def test_no_two_texts_are_the_same(written: tuple[Reflection, ...]) -> None:
    assert len({reflection.text for reflection in written}) == len(written)


def test_every_question_and_misconception_has_been_met(seeded: Store, library: Library) -> None:
    topic = library.topic("co-regulation")
    with seeded.read() as tx:
        tallies = links.tallies(tx, topic.id)
    met = [question.id for question in topic.questions()]
    met += [misconception.id for misconception in topic.misconceptions()]
    assert set(met) <= tallies.keys()
    movement = [question.id for question in topic.questions() if tallies[question.id].count >= 3]
    assert len(movement) >= 3


def test_each_place_has_something_to_show(
    seeded: Store, library: Library, written: tuple[Reflection, ...]
) -> None:
    kept = [reflection for reflection in written if reflection.state is State.KEPT]
    drafts = [reflection for reflection in written if reflection.state is State.DRAFT]
    assert len(drafts) == 2
    assert all(draft.draft is not None for draft in drafts)
    assert sum(reflection.brought_at is not None for reflection in kept) >= 3
    assert sum(reflection.own_state is not None for reflection in kept) >= 10
    assert {tag for reflection in kept for tag in reflection.tags} >= {"repair", "body", "culture"}
    assert sum(reflection.kind is Kind.CAUGHT for reflection in kept) >= 4
    with seeded.read() as tx:
        assert reflections.on_this_day(tx, TODAY)
        assert reviewing.lost_places(tx, library) == ("co-regulation/CP-9",)
        shown = [reviewing.show(tx, library, reflection.id) for reflection in written]
    changed = [link.link.anchor for one in shown for link in one.links if link.changed]
    assert changed == ["co-regulation/CP-5"]


@pytest.mark.parametrize("today", [date(2028, 2, 29), date(2025, 1, 1), date(2025, 3, 31)])
def test_it_can_be_opened_on_any_day(tmp_path: Path, library: Library, today: date) -> None:
    store = Store.create_with_key(tmp_path / "journal.db", bytes(32))
    with store.write() as tx:
        ids = demo.seed(
            tx, library, today, datetime(today.year, today.month, today.day, tzinfo=UTC)
        )
    store.close()
    assert len(ids) == len(demo.told())


def test_the_throw_away_journal_is_private_encrypted_and_gone_afterwards() -> None:
    with demo.throw_away() as journal:
        folder = journal.paths.journal.parent
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        files = [file for file in folder.rglob("*") if file.is_file()]
        assert journal.paths.journal in files
        assert not any(b"Made up" in file.read_bytes() for file in files)
        assert journal.paths.settings.parent == journal.paths.topics.parent == folder
    assert demo_folders() == []


def test_it_is_gone_after_a_failure_too() -> None:
    with pytest.raises(RuntimeError), demo.throw_away():
        raise RuntimeError
    assert demo_folders() == []


def test_two_demos_have_different_keys_and_folders() -> None:
    with demo.throw_away() as one, demo.throw_away() as other:
        assert one.key != other.key
        assert one.paths.journal.exists()
        assert other.paths.journal.exists()


def test_what_killed_demos_left_is_removed_and_nothing_else(sealed_home: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    temporary = Path(tempfile.gettempdir())
    left = temporary / f"journal-demo-{gone.pid}-abc"
    left.mkdir()
    (left / "journal.db").write_text("left by a demo that was killed")
    alive = temporary / f"journal-demo-{os.getpid()}-abc"
    alive.mkdir()
    unlike = temporary / "journal-demo-notes"
    unlike.mkdir()
    own = sealed_home / "own"
    own.mkdir()
    link = temporary / f"journal-demo-{gone.pid}-link"
    link.symlink_to(own)
    huge = temporary / f"journal-demo-{10**30}-abc"
    huge.mkdir()
    demo.remove_stale()
    assert demo_folders() == sorted([alive, unlike, link])
    assert own.exists()


def test_a_demo_whose_process_is_out_of_sight_but_alive_is_left_alone() -> None:
    folder = Path(tempfile.gettempdir()) / f"journal-demo-{10**30}-abc"
    folder.mkdir()
    with demo._held(folder / "lock"):
        demo.remove_stale()
        assert folder.exists()
    demo.remove_stale()
    assert not folder.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_to_end_leaves_nothing_behind(number: signal.Signals) -> None:
    program = (
        "import sys, time; from journal_app import demo\n"
        "with demo._ended_by_signals(), demo.throw_away() as journal:\n"
        "    print(journal.paths.journal, flush=True); time.sleep(30)\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert running.stdout is not None
    path = Path(running.stdout.readline().strip())
    assert path.exists()
    running.send_signal(number)
    assert running.wait(10) != 0
    running.stdout.close()
    assert demo_folders() == []


def test_the_demo_opens_without_a_passphrase_and_leaves_nothing(sealed_home: Path) -> None:
    before = sorted(sealed_home.rglob("*"))
    with Terminal(journal_command("demo")) as terminal:
        terminal.wait_for("Today")
        assert len(demo_folders()) == 1
        terminal.press("ctrl+q")
        assert terminal.wait_for_exit() == 0
    assert sorted(sealed_home.rglob("*")) == before


def test_a_closed_terminal_ends_the_demo_and_leaves_nothing() -> None:
    with Terminal(journal_command("demo")) as terminal:
        terminal.wait_for("Today")
        os.kill(terminal.pid, signal.SIGTERM)
        terminal.wait_for_exit()
    assert demo_folders() == []
