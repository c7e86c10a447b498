"""The ways back in: another passphrase, the recovery words, the sheet, the keyring."""

import io
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from db.errors import WrongKey
from db.store import Store
from journal_app import paths, settings
from journal_app.commands import passphrases, recovering
from journal_app.commands.output import Refusal
from journal_app.commands.shared import Access, today
from journal_app.services import recovery, remembering
from tests.journal_app.commands.conftest import PASSPHRASE, Run, inside
from tests.journal_app.keyrings import Fake, fake, hanging

NEW = "violet anchor seven mittens"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A file that holds the new passphrase."""
    file = tmp_path / "new"
    file.write_text(NEW)
    return file


@pytest.fixture
def words(opened: Path, tmp_path: Path) -> Path:
    """A file that holds the recovery words."""
    store = Store.unlock(opened, PASSPHRASE)
    file = tmp_path / "words"
    file.write_text(store.recovery_words())
    store.close()
    return file


def opens(journal: Path, secret: str) -> bool:
    """Whether the secret opens it."""
    try:
        Store.unlock(journal, secret).close()
    except WrongKey:
        return False
    return True


def test_a_changed_passphrase_opens_and_the_old_one_and_its_words_do_not(
    on: Run, opened: Path, words: Path, new: Path
) -> None:
    on("write", stdin="Written before")
    made = on("passphrase", "--new-passphrase-file", new, "--json").json
    assert made["journal"] == str(opened)
    assert opens(opened, NEW)
    assert opens(opened, made["recovery_words"])
    assert not opens(opened, PASSPHRASE)
    assert not opens(opened, words.read_text())
    store = Store.unlock(opened, NEW)
    with store.read() as tx:
        assert not recovery.is_due(tx)
    store.close()


def test_people_are_shown_the_words_and_told_of_earlier_copies(on: Run, new: Path) -> None:
    said = " ".join(on("passphrase", "--new-passphrase-file", new).out.split())
    assert "The passphrase is changed." in said
    assert all(f"{number} " in said for number in range(1, 25))
    assert "the old passphrase and the old words still open them" in said


def test_both_may_come_from_stdin(run: Run, locked: Path) -> None:
    done = run(
        "passphrase",
        "--journal",
        locked,
        "--passphrase-file",
        "-",
        "--new-passphrase-file",
        "-",
        "--json",
        stdin=f"{PASSPHRASE}\n{NEW}\n",
    )
    assert done.code == 0
    assert opens(locked, NEW)


def test_words_that_could_not_be_printed_are_still_due(
    on: Run, opened: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refusal("The output could not be written.")

    monkeypatch.setattr(recovering, "write_json", full)
    on("passphrase", "--new-passphrase-file", new, "--json").refused()
    store = Store.unlock(opened, NEW)
    with store.read() as tx:
        assert recovery.is_due(tx)
    store.close()


@pytest.mark.parametrize("weak", ["password", "short", "   "])
def test_a_weak_new_one_is_refused_and_nothing_is_changed(
    on: Run, opened: Path, tmp_path: Path, weak: str
) -> None:
    file = tmp_path / "weak"
    file.write_text(weak)
    assert "passphrase" in on("passphrase", "--new-passphrase-file", file).refused()
    assert opens(opened, PASSPHRASE)


def test_a_wrong_present_one_is_refused(run: Run, opened: Path, new: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("something quite different")
    done = run(
        "passphrase", "--journal", opened, "--passphrase-file", wrong, "--new-passphrase-file", new
    )
    assert "doesn't open" in done.refused()
    assert opens(opened, PASSPHRASE)


def test_while_a_window_or_a_command_has_it_open_it_is_refused(
    on: Run, opened: Path, new: Path
) -> None:
    store = Store.unlock(opened, PASSPHRASE)
    try:
        assert "open in another window" in on("passphrase", "--new-passphrase-file", new).refused()
    finally:
        store.close()
    with recovering._only_window(Access(opened)):
        assert "open in another window" in on("passphrase", "--new-passphrase-file", new).refused()
    assert opens(opened, PASSPHRASE)
    assert on("passphrase", "--new-passphrase-file", new).code == 0


def test_without_a_terminal_a_new_one_has_to_come_from_a_file(on: Run, opened: Path) -> None:
    for command in ("passphrase", "recover"):
        assert "--new-passphrase-file" in on(command, stdin=None).refused()


def test_the_words_set_a_new_passphrase(run: Run, opened: Path, words: Path, new: Path) -> None:
    done = run(
        "recover",
        "--journal",
        opened,
        "--passphrase-file",
        words,
        "--new-passphrase-file",
        new,
        "--json",
    )
    assert opens(opened, done.json["recovery_words"])
    assert opens(opened, NEW)
    assert not opens(opened, words.read_text())


def test_words_are_asked_for_one_by_one_and_help_is_gentle(
    on: Run, opened: Path, words: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = ["zebrra", *words.read_text().split()[:10], " ".join(words.read_text().split()[10:])]
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return typed[len(asked) - 1]

    monkeypatch.setattr(passphrases, "ask", answer)
    monkeypatch.setattr(recovering, "can_ask", lambda: True)
    done = on("recover", "--new-passphrase-file", new, "--json")
    assert asked[:3] == ["Word 1 of 24: ", "Word 1 of 24: ", "Word 2 of 24: "]
    assert "Word 1 is not on the list" in done.err
    assert "zebrra" not in done.err
    assert opens(opened, NEW)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("abandon " * 23 + "art", "don't open"),
        ("abandon " * 24, "don't fit"),
        ("abandon", "all 24"),
        ("abandun " * 24, "not on the list"),
    ],
)
def test_words_that_wont_do_are_said_and_change_nothing(
    run: Run, opened: Path, tmp_path: Path, given: str, said: str
) -> None:
    file = tmp_path / "wrong"
    file.write_text(given.strip())
    before = opened.read_bytes()
    done = run("recover", "--check", "--journal", opened, "--passphrase-file", file)
    assert said in done.refused()
    assert opened.read_bytes() == before


def test_a_check_notes_the_day_and_nothing_else(run: Run, opened: Path, words: Path) -> None:
    done = run("recover", "--check", "--json", "--journal", opened, "--passphrase-file", words)
    assert done.json == {"opens": True}
    assert inside(opened, recovery.last_checked) == recovery.Checked(today(), 24)
    assert opens(opened, PASSPHRASE)


@pytest.mark.parametrize("ending", [".pdf", ".txt"])
def test_a_sheet_is_a_new_private_file_with_all_words(
    on: Run, opened: Path, words: Path, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"sheet{ending}"
    done = on("recovery-sheet", "--to", file, "--json")
    assert done.json == {"file": str(file)}
    assert "delete it" in done.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    if ending == ".pdf":
        pages = PdfReader(io.BytesIO(file.read_bytes())).pages
        assert len(pages) == 1
        text = pages[0].extract_text()
    else:
        text = file.read_text()
    for number, word in enumerate(words.read_text().split(), start=1):
        assert f"{number} {word}" in " ".join(text.split()), (number, word)
    assert "journal.db" in text
    assert str(opened.parent) not in text
    assert "already" in on("recovery-sheet", "--to", file).refused()


def test_a_sheet_has_to_say_what_it_is(on: Run, tmp_path: Path) -> None:
    assert ".pdf or .txt" in on("recovery-sheet", "--to", tmp_path / "sheet.doc").refused()


# --- the keyring --------------------------------------------------------------------------


@pytest.fixture
def remembered(opened: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """A keyring that holds the key, which the settings say."""
    keyring = fake(monkeypatch)
    monkeypatch.delenv("JOURNAL_PASSPHRASE_FILE")
    settings.save(paths.paths(opened).settings, settings.Settings(remember=True))
    store = Store.unlock(opened, PASSPHRASE)
    remembering.keep(store)
    store.close()
    return keyring


def test_a_remembered_key_opens_without_asking(on: Run, remembered: Fake) -> None:
    assert on("list", "--json").json == []
    assert PASSPHRASE not in str(remembered.held)


def test_a_file_goes_before_the_keyring(on: Run, remembered: Fake, secret: Path) -> None:
    remembered.held.clear()
    assert on("list", "--json", "--passphrase-file", secret).json == []
    assert remembered.asked == 1


def test_an_outdated_key_is_said_and_the_passphrase_asked_for(
    on: Run, remembered: Fake, opened: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in remembered.held:
        remembered.held[name] = "00" * 32
    monkeypatch.setattr(passphrases, "ask", lambda _: PASSPHRASE)
    done = on("list", "--json")
    assert done.json == []
    assert "no longer opens" in done.err


def test_a_keyring_that_hangs_is_given_up(
    on: Run, remembered: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = hanging(remembered, monkeypatch)
    monkeypatch.setattr(passphrases, "ask", lambda _: PASSPHRASE)
    done = on("list", "--json")
    release.set()
    assert done.json == []
    assert "did not answer" in done.err


def test_a_new_passphrase_replaces_the_key(
    on: Run, remembered: Fake, new: Path, secret: Path, opened: Path
) -> None:
    before = dict(remembered.held)
    on("passphrase", "--passphrase-file", secret, "--new-passphrase-file", new)
    assert remembered.held.keys() == before.keys()
    assert remembered.held != before
    assert on("list", "--json").json == []


def test_it_is_not_even_loaded_unless_it_was_chosen(
    on: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert on("list", "--json").json == []


def test_a_keyring_that_writes_plain_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    fake(monkeypatch, safe=False)
    with pytest.raises(remembering.NoKeyring):
        remembering.require()


def test_one_that_is_safe_is_found_among_others(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring: Any = fake(monkeypatch)

    class Chain:
        backends = (object(), keyring)

    monkeypatch.setattr("keyring.get_keyring", Chain)
    remembering.require()


def test_what_a_keyring_raises_tells_nothing(
    remembered: Fake, opened: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret 0123")

    monkeypatch.setattr(remembered, "get_password", fail)
    with pytest.raises(remembering.KeyringSilent) as error:
        remembering.key_for(opened)
    assert "0123" not in str(error.value)
    assert error.value.__cause__ is None


@pytest.mark.parametrize("held", [None, "", "zz" * 32, "00"])
def test_what_is_no_key_is_none(remembered: Fake, opened: Path, held: str | None) -> None:
    remembered.held.clear()
    if held is not None:
        remembered.held["Journal", str(opened)] = held
    assert remembering.key_for(opened) is None
    remembering.forget(opened)
    assert remembered.held == {}
