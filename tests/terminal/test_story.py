"""A clinician's first evening and the next day, in a real terminal."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

PASSPHRASE = "lantern gravel otter seventeen"
ANOTHER = "violet anchor seven mittens"
CANARY = "The canary sat unseen behind the third curtain."

Open = Callable[..., Terminal]


def make_journal(terminal: Terminal) -> list[str]:
    """Goes from the welcome to Today, as at the very first start; returns the recovery words."""
    terminal.wait_for("A new journal")
    terminal.press("enter")
    terminal.wait_for("The passphrase")
    fill(terminal, PASSPHRASE)
    fill(terminal, PASSPHRASE)
    terminal.wait_for("The recovery words")
    found: dict[str, str] = {}

    def all_shown() -> bool:
        found.update(re.findall(r"(\d+)  ([a-z]+)", terminal.text()))
        return len(found) == 24 and "written them down" in terminal.text()

    terminal.wait_until(all_shown, "all 24 words")
    words = [found[str(place)] for place in range(1, 25)]
    terminal.press("enter")
    terminal.wait_for("A check")
    asked = re.findall(r"Word (\d+)", terminal.text())
    assert len(asked) == 3
    for place in asked:
        fill(terminal, found[place])
    terminal.wait_for("1 Today")
    terminal.wait_until_gone("A check")
    return words


def fill(terminal: Terminal, text: str) -> None:
    """Types into a field and goes on to the next, as fast as a person can see it happen."""
    terminal.send(text)
    shown = "•" * len(text) if text in (PASSPHRASE, ANOTHER) else text
    terminal.wait_until(lambda: shown in terminal.screen()[terminal.cursor[0]], "what was typed")
    full = [(terminal.cursor[0], terminal.text())]
    terminal.press("enter")

    def rests() -> bool:
        # A paint moves the cursor about.
        full.append((terminal.cursor[0], terminal.text()))
        return full[0] != full[-1] == full[-2]

    terminal.wait_until(rests, "the next field")


def unlock(terminal: Terminal, secret: str = PASSPHRASE) -> None:
    """Goes through the door."""
    terminal.wait_for("Passphrase")
    terminal.send(secret)
    terminal.press("enter")
    terminal.wait_for("1 Today")


def write(terminal: Terminal, text: str) -> None:
    """Begins a new reflection with this text and waits until it is safe."""
    terminal.press("n")
    terminal.wait_for("On nothing in particular")
    terminal.send(text)
    terminal.wait_for(text[-20:])
    terminal.wait_for("Saved ")


def quit_journal(terminal: Terminal) -> None:
    """Closes the journal."""
    terminal.press("ctrl+q")
    assert terminal.wait_for_exit() == 0


def test_what_is_written_is_found_the_next_day(open_journal: Open) -> None:
    first = open_journal()
    make_journal(first)
    write(first, "Slowing down helped us both.")
    first.press("ctrl+s")
    first.wait_for("Kept.")
    quit_journal(first)

    second = open_journal()
    unlock(second)
    second.press("4")
    second.wait_for("Slowing down helped us both.")
    quit_journal(second)


def test_a_killed_journal_offers_the_draft_with_the_cursor_where_it_was(
    open_journal: Open,
) -> None:
    first = open_journal()
    make_journal(first)
    write(first, "I noticed my own breath.")
    row, begin = first.place_of("I noticed")
    end = begin + len("I noticed my own breath.")
    first.wait_until(lambda: first.cursor == (row, end), "the cursor after what was typed")
    first.press("left", "left", "left", "left", "left", "left", "left")
    place = (row, end - 7)
    first.wait_until(lambda: first.cursor == place, "the cursor seven to the left")
    first.send("X")
    first.wait_for("own Xbreath.")
    first.press("backspace")
    first.wait_for("own breath.")
    first.wait_until(lambda: first.cursor == place, "the cursor back")
    first.send("shallow ")
    first.wait_for("own shallow breath.")
    place = (row, place[1] + len("shallow "))
    first.wait_until(lambda: first.cursor == place, "the cursor after what was typed")
    promised = time.monotonic() + 1.0
    first.wait_until(lambda: time.monotonic() > promised, "the second the journal may take")
    first.kill()

    second = open_journal()
    unlock(second)
    second.wait_for("I noticed my own shallow breath.")
    second.press("enter")
    second.wait_for("ctrl+o links it")
    second.wait_until(lambda: second.cursor == place, "the cursor where it was")
    second.send("but slower ")
    second.wait_for("I noticed my own shallow but slower breath.")


def test_a_wrong_passphrase_can_be_followed_by_the_right_one(open_journal: Open) -> None:
    first = open_journal()
    words = make_journal(first)
    quit_journal(first)

    second = open_journal()
    second.wait_for("Passphrase")
    second.send("not the passphrase at all")
    second.press("enter")
    second.wait_for("doesn't open this journal")
    unlock(second)
    quit_journal(second)

    third = open_journal()
    third.wait_for("Passphrase")
    third.send(" ".join(words))
    third.press("enter")
    third.wait_for("A new passphrase")
    third.press("escape")
    third.wait_for("1 Today")


def test_no_file_and_no_scrollback_holds_what_was_written(
    open_journal: Open, sealed_home: Path
) -> None:
    first = open_journal()
    make_journal(first)
    write(first, CANARY)
    first.press("ctrl+g")
    first.wait_for("Brought to supervision")
    first.press("ctrl+s")
    first.wait_for("Kept.")
    first.press("4")
    first.wait_for("canary")
    before_exit = len(first.raw)
    quit_journal(first)

    after = bytes(first.raw[before_exit:])
    left_screen = after.rfind(b"\x1b[?1049l")
    assert left_screen >= 0, "the journal is shown on the terminal's other screen"
    assert b"canary" not in after[left_screen:]
    assert not re.search(rb"\x1b\][^\x07\x1b]*canary", bytes(first.raw)), "no title holds text"
    for file in sealed_home.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"canary" not in content, file
            assert "canary".encode("utf-16-le") not in content, file


@pytest.mark.torture
def test_a_changed_passphrase_opens_the_journal_and_the_old_one_does_not(
    open_journal: Open,
) -> None:
    first = open_journal()
    make_journal(first)
    write(first, "Slowing down helped us both.")
    first.press("ctrl+p")
    first.wait_for("Search")
    first.send("Passphrase and rec")
    first.wait_for("make a recovery sheet")
    first.press("enter")
    first.wait_for("Nobody can reset either")
    first.press("enter")
    first.wait_for("The present passphrase")
    row, _ = first.place_of("The present passphrase")
    first.wait_until(lambda: first.cursor[0] == row, "the cursor in the first field")
    for secret in (PASSPHRASE, ANOTHER, ANOTHER):
        fill(first, secret)
    first.wait_for("written them down")
    first.press("ctrl+l")
    first.wait_for("Locked")
    first.send(PASSPHRASE)
    first.press("enter")
    first.wait_for("doesn't open this journal")
    quit_journal(first)

    second = open_journal()
    second.wait_for("Passphrase")
    second.send(ANOTHER)
    second.press("enter")
    second.wait_for("The recovery words")
    second.wait_for("24  ")
    found = dict(re.findall(r"(\d+)  ([a-z]+)", second.text()))
    second.press("enter")
    second.wait_for("A check")
    for place in re.findall(r"Word (\d+)", second.text()):
        fill(second, found[place])
    second.wait_for("Slowing down helped us both.")
    quit_journal(second)
