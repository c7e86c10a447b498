"""The passphrase and the recovery words on screen: changed, checked, printed, remembered."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, Static

from db import keys, reflections
from db.errors import DiskFull, WrongKey
from db.rekeying import ChangedButClosed
from db.store import Store
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.domain.recovery_sheet import RecoverySheet, as_text
from journal_app.navigation import Write
from journal_app.paths import Paths
from journal_app.screens.change import ChangeScreen
from journal_app.screens.check_words import CheckWordsScreen
from journal_app.screens.dialogs.place import PlaceDialog
from journal_app.screens.dialogs.secret import SecretDialog
from journal_app.screens.passphrase import PassphraseScreen
from journal_app.screens.standing import parts_of
from journal_app.screens.unlock import UnlockScreen
from journal_app.screens.write import WriteScreen
from journal_app.services import recovery
from tests.journal_app.conftest import KEY, Start
from tests.journal_app.opening import NEW, PASSPHRASE, at_the_door, opened, said, show, until


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derives keys at a hundredth of the cost."""
    monkeypatch.setattr(keys, "MEMORY_KIBIBYTES", 8 * keys.LANES)
    monkeypatch.setattr(keys, "PASSES", 1)


async def choose(pilot: Pilot[None], present: str, first: str, second: str) -> None:
    """Fills in the page of a new passphrase."""
    screen = pilot.app.screen
    for name, value in (("present", present), ("first", first), ("second", second)):
        screen.query_one(f"#{name}", Input).value = value
    screen.query_one("#second", Input).focus()
    await pilot.press("enter")


async def open_change(app: JournalApp, pilot: Pilot[None]) -> None:
    """Goes to the page of a new passphrase."""
    await show(app, pilot, "passphrase")
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, ChangeScreen))


async def changed(app: JournalApp, pilot: Pilot[None], present: str) -> ChangeScreen:
    """Chooses the new passphrase there; the page with its words."""
    await choose(pilot, present, NEW, NEW)
    change = app.screen
    assert isinstance(change, ChangeScreen)
    await until(pilot, lambda: len(change.words) == 24)
    return change


async def check_three(pilot: Pilot[None]) -> list[str]:
    """Goes from the words through their check; the words."""
    screen = pilot.app.screen
    assert isinstance(screen, ChangeScreen)
    words = list(screen.words)
    await pilot.press("enter")
    for number, place in enumerate(screen.asked):
        screen.query_one(f"#word-{number}", Input).value = words[place]
    screen.query_one("#word-2", Input).focus()
    await pilot.press("enter")
    await until(pilot, lambda: screen.step == "changed")
    return words


async def test_a_changed_passphrase_goes_over_to_the_open_app(places: Paths) -> None:
    async with opened(places) as (app, pilot):
        app.screen.post_message(Write(("co-regulation/Q1",)))
        await until(pilot, lambda: isinstance(app.screen, WriteScreen))
        writing = app.screen
        assert isinstance(writing, WriteScreen)
        await until(pilot, lambda: writing.autosave is not None)
        await pilot.press(*"half")
        await open_change(app, pilot)
        change = await changed(app, pilot, PASSPHRASE)
        words = await check_three(pilot)
        assert "the old passphrase and the old words still open them" in str(
            change.query_one("#changed Static:last-of-type", Static).render()
        )
        await pilot.press("enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, WriteScreen))
        assert (await app.journal.read(reflections.get, writing.reflection_id)).text == "half"
        await pilot.press(*" more")
        await writing.settle()
        assert (await app.journal.read(reflections.get, writing.reflection_id)).text == "half more"
        assert await app.journal.read(recovery.last_checked) == recovery.Checked(date.today(), 3)  # noqa: DTZ011
    for secret in (NEW, " ".join(words)):
        Store.unlock(places.journal, secret).close()
    with pytest.raises(WrongKey):
        Store.unlock(places.journal, PASSPHRASE)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("wrong one entirely", NEW, NEW), "doesn't open"),
        ((PASSPHRASE, "password", "password"), "too easy"),
        ((PASSPHRASE, NEW, NEW + "x"), "not the same"),
    ],
)
async def test_what_will_not_do_is_said_and_changes_nothing(
    places: Paths, given: tuple[str, str, str], sentence: str
) -> None:
    async with opened(places) as (app, pilot):
        await open_change(app, pilot)
        await choose(pilot, *given)
        await until(pilot, lambda: sentence in said(app, "#choose-said"))
        assert app.journal.is_open
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PassphraseScreen))
    Store.unlock(places.journal, PASSPHRASE).close()


async def test_a_full_disk_is_said_and_the_journal_stays_open(
    places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull

    async with opened(places) as (app, pilot):
        monkeypatch.setattr("db.store.rekey", full)
        await open_change(app, pilot)
        await choose(pilot, PASSPHRASE, NEW, NEW)
        await until(pilot, lambda: "disk is full" in said(app, "#choose-said"))
        assert await app.journal.read(recovery.last_checked) is None


async def test_changed_but_closed_shows_the_door_and_then_the_words(
    places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskFull

    async with opened(places) as (app, pilot):
        await open_change(app, pilot)
        with monkeypatch.context() as patch:
            whole = Store._hold
            patch.setattr(Store, "_hold", refuse)
            await choose(pilot, PASSPHRASE, NEW, NEW)
            await until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        assert Store._hold is whole
        assert not app.journal.is_open
        assert [note.message for note in app._notifications] == [ChangedButClosed.sentence]
        app.screen.query_one("#passphrase", Input).value = NEW
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query("#list")))
        assert "written them down" in str(app.screen.query_one("#to-check", Button).label)


async def test_locked_before_the_words_are_checked_they_are_shown_again(places: Paths) -> None:
    async with opened(places) as (app, pilot):
        await open_change(app, pilot)
        change = await changed(app, pilot, PASSPHRASE)
        words = list(change.words)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        app.screen.query_one("#passphrase", Input).value = NEW
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query("#list")))
        assert all(word in said(app, "#list") for word in words)


async def test_who_opens_with_the_words_may_choose_a_passphrase_at_once(places: Paths) -> None:
    store, key = Store.create(places.journal, PASSPHRASE)
    store.close()
    async with at_the_door(places) as (app, pilot):
        app.screen.query_one("#passphrase", Input).value = keys.words_of(key)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChangeScreen))
        assert not app.screen.query_one("#present").display
        await changed(app, pilot, "")
        await check_three(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "today")
    Store.unlock(places.journal, NEW).close()


# --- the drill ----------------------------------------------------------------------------


async def test_the_right_words_are_told_and_the_day_is_noted(start: Start) -> None:
    async with start() as (app, pilot):
        await show(app, pilot, "check_words")
        screen = app.screen
        assert isinstance(screen, CheckWordsScreen)
        assert "not checked yet" in said(app, "#last")
        numbered = enumerate(keys.words_of(KEY).split(), start=1)
        screen.typed.text = "\n".join(f"{place}. {word.title()}" for place, word in numbered)
        await pilot.pause()
        assert said(app, "#said") == "24 words. ctrl+s checks them."
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "open the journal" in said(app, "#said"))
        assert "all 24 checked on" in said(app, "#last")
        assert screen.typed.text == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("abandon abandun ", "Word 2 is not on the list"),
        ("abandon abandun", "2 of 24 words"),
        ("   ", ""),
    ],
)
async def test_help_says_what_is_on_no_list_and_never_what_is_right(
    start: Start, typed: str, sentence: str
) -> None:
    async with start() as (app, pilot):
        await show(app, pilot, "check_words")
        await pilot.press(*(("space" if key == " " else key) for key in typed))
        await pilot.pause()
        assert said(app, "#said").startswith(sentence)


async def test_words_half_typed_are_not_kept_at_locking(start: Start) -> None:
    async with start() as (app, pilot):
        await show(app, pilot, "check_words")
        screen = app.screen
        assert isinstance(screen, CheckWordsScreen)
        screen.typed.text = "abandon ability"
        assert "abandon" not in str(parts_of(screen))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (keys.words_of(bytes(32)), "don't open this journal"),
        ("abandon " * 24, "don't fit"),
        ("abandon", "all 24 are needed"),
    ],
)
async def test_other_words_are_told_so(start: Start, typed: str, sentence: str) -> None:
    async with start() as (app, pilot):
        await show(app, pilot, "check_words")
        screen = app.screen
        assert isinstance(screen, CheckWordsScreen)
        screen.typed.text = typed
        await pilot.press("ctrl+s")
        await until(pilot, lambda: sentence in said(app, "#said"))
        assert await app.journal.read(recovery.last_checked) is None


async def test_today_offers_a_check_after_a_year_and_rests_when_told(start: Start) -> None:
    def a_year_ago(tx: Transaction) -> None:
        recovery.note_checked(tx, date.today() - timedelta(days=365))  # noqa: DTZ011

    async with start(seed=a_year_ago) as (app, pilot):
        line = app.screen.query_one("#recovery")
        assert line.display
        await pilot.press("x")
        await until(pilot, lambda: not line.display)
        assert not await app.journal.read(recovery.is_check_offered, date.today())  # noqa: DTZ011


async def test_a_new_or_earlier_journal_is_offered_it_in_a_year(start: Start) -> None:
    async with start() as (app, _):
        assert not app.screen.query_one("#recovery").display
        assert app._rooms is not None
        await app._rooms.count_the_year()
        today = app._rooms.desk.today()
        assert not await app.journal.read(recovery.is_check_offered, today + timedelta(364))
        assert await app.journal.read(recovery.is_check_offered, today + timedelta(365))


# --- the sheet ----------------------------------------------------------------------------


async def test_a_sheet_asks_for_the_passphrase_and_becomes_a_private_file(
    places: Paths, tmp_path: Path
) -> None:
    async with opened(places) as (app, pilot):
        await show(app, pilot, "passphrase")
        await pilot.press("j", "j", "enter")
        await until(pilot, lambda: isinstance(app.screen, SecretDialog))
        await pilot.press(*"wrong", "enter")
        await until(pilot, lambda: "doesn't open" in said(app, ".said"))
        app.screen.query_one(Input).value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, SecretDialog))
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, PlaceDialog))
        file = tmp_path / "sheet.txt"
        app.screen.query_one(Input).value = str(file)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PassphraseScreen))
        words = (await app.journal.recovery_words()).split()
        today = date.today()  # noqa: DTZ011
        assert file.read_text() == as_text(RecoverySheet(tuple(words), "journal.db", today))
        assert file.stat().st_mode & 0o777 == 0o600


# --- the pages ----------------------------------------------------------------------------


async def test_tab_and_the_terminals_cursor_stay_in_what_is_seen(places: Paths) -> None:
    async with opened(places) as (app, pilot):
        await open_change(app, pilot)
        assert app.focused is not None
        assert app.focused.content_region.contains_point(app.cursor_position)
        await changed(app, pilot, PASSPHRASE)
        await pilot.press("enter")
        seen = []
        for _ in range(4):
            assert app.focused is not None
            seen.append(app.focused.id)
            assert app.focused.content_region.contains_point(app.cursor_position)
            await pilot.press("tab")
        assert seen == ["word-0", "word-1", "word-2", "word-0"]
