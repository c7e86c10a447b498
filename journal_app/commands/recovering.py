"""The ways back in: another passphrase, the recovery words, and the sheet they are printed on."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from db.errors import JournalError, OpenElsewhere, WrongKey, WrongWords
from journal_app import settings
from journal_app.commands import passphrases
from journal_app.commands.keeping import choose_passphrase, show_words
from journal_app.commands.leaving import PAPERS, paper_option
from journal_app.commands.output import Page, Refusal, say, write_json
from journal_app.commands.shared import (
    Access,
    as_json,
    back_up,
    refuse_backup,
    require_journal,
    takes_journal,
    today,
    unlock,
)
from journal_app.domain.recovery_sheet import RecoverySheet
from journal_app.services import leaving, recovery, remembering, sheets
from journal_app.services.alone import alone_with
from journal_app.terminal import can_ask

if TYPE_CHECKING:
    from db.store import Store

OPEN_ELSEWHERE = (
    "The journal is open in another window, so its passphrase was not changed. "
    "Close it there, then try again."
)

_new_passphrase = click.option(
    "--new-passphrase-file",
    "new",
    metavar="PATH",
    help="Read the new passphrase from this file; - is stdin. Else you are asked.",
)


@click.command
@_new_passphrase
@as_json
@takes_journal
def passphrase(access: Access, new: str | None, as_json: bool) -> None:
    """Change the passphrase, and print the new recovery words, once.

    The old passphrase is asked for, or read from the file that --passphrase-file names. Where both
    are read from stdin, the first line is the old one. Interrupted at any moment, either the old
    passphrase opens everything or the new one does.
    """
    require_journal(access.paths.journal)
    _require_new(new)
    secret = access.passphrase(lines_follow=new == passphrases.STDIN)
    _change(access, secret, new, as_json=as_json)


@click.command
@_new_passphrase
@click.option(
    "--check",
    is_flag=True,
    help="Only say whether the words open the journal; it stays as it is.",
)
@as_json
@takes_journal
def recover(access: Access, new: str | None, check: bool, as_json: bool) -> None:
    """Open the journal with its 24 recovery words, and choose a new passphrase.

    The words are asked for one by one and not shown while typed, or read from the file that
    --passphrase-file names. New recovery words are printed, once.
    """
    require_journal(access.paths.journal)
    if check:
        _check(access, _words(access, lines_follow=False), as_json=as_json)
        return
    _require_new(new)
    words = _words(access, lines_follow=new == passphrases.STDIN)
    _change(access, words, new, as_json=as_json)


@click.command("recovery-sheet")
@click.option("--to", required=True, metavar="FILE", help="A new file that ends in .pdf or .txt.")
@paper_option
@as_json
@takes_journal
def recovery_sheet(access: Access, to: str, paper: str, as_json: bool) -> None:
    """Make a sheet of the recovery words, to be printed and kept.

    It asks for the passphrase always. The file is not encrypted: print it, then delete it.
    """
    path = leaving.path_from(to)
    ending = sheets.ending_of(path, sheets.RECOVERY_ENDINGS)
    require_journal(access.paths.journal)
    secret = access.passphrase()
    with _unlocked(access, secret) as store:
        words = store.recovery_words().split()
    sheet = RecoverySheet(tuple(words), access.paths.journal.name, today())
    made = sheets.recovery_sheet(sheet, ending, PAPERS[paper])
    written = leaving.write_new(path, made.content)
    if as_json:
        write_json({"file": str(written)})
    else:
        page = Page()
        page.line(f"The sheet is in {written}, readable for you alone.")
        page.show()
    say("It is not encrypted and opens the journal. Print it, then delete it.")


def _change(access: Access, secret: str, new: str | None, *, as_json: bool) -> None:
    refuse_backup(access.paths.journal)
    with _unlocked(access, secret) as store:
        _change_alone(access, store, new, as_json=as_json)
        # None of those there are opens under the new one.
        back_up(store, access)


def _change_alone(access: Access, store: "Store", new: str | None, *, as_json: bool) -> None:
    paths = access.paths
    with _only_window(access):
        chosen = choose_passphrase() if new is None else passphrases.passphrase(new)
        store.change_passphrase(chosen, note=recovery.note_new)
        words = store.recovery_words()
        if as_json:
            write_json({"journal": str(paths.journal), "recovery_words": words})
        else:
            show_words("The passphrase is changed.", words.split(), _of_earlier_copies(access))
        # Only now: whoever is interrupted before is shown the words when the app opens.
        with store.write() as tx:
            recovery.set_due(tx, due=False)
        _remember_anew(access, store)


def _check(access: Access, words: str, *, as_json: bool) -> None:
    from db import keys
    from db.store import Store

    opened = True
    try:
        store = Store.open(access.paths.journal, keys.key_of(words), backups=access.paths.backups)
    except WrongKey:
        opened = False
    else:
        if not store.looking_only:
            with store.write() as tx:
                recovery.note_checked(tx, today())
        store.close()
    if as_json:
        write_json({"opens": opened})
    elif opened:
        page = Page()
        page.paragraph("These words open the journal. Nothing was changed.")
        page.show()
    if not opened:
        raise Refusal(recovery.OTHER_WORDS)


@contextmanager
def _unlocked(access: Access, secret: str) -> Iterator["Store"]:
    store = unlock(access, secret)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _only_window(access: Access) -> Iterator[None]:
    """Raises Refusal if a window has the journal open; none is told it is alone meanwhile."""
    with ExitStack() as stack:
        try:
            stack.enter_context(alone_with(access.paths.journal))
        except OpenElsewhere:
            raise Refusal(OPEN_ELSEWHERE) from None
        yield


def _words(access: Access, *, lines_follow: bool) -> str:
    """The 24 words, from the file or asked for; only a file named for this, for the one that the
    environment names holds the passphrase that is lost.
    """
    from db import keys

    if access.passphrase_file is not None:
        words = passphrases.passphrase(access.passphrase_file, lines_follow=lines_follow)
        keys.key_of(words)
        return words
    given: list[str] = []
    while len(given) < keys.WORDS:
        typed = passphrases.ask(f"Word {len(given) + 1} of {keys.WORDS}: ")
        for word in keys.words_in(typed):
            if not keys.is_word(word):
                say(f"Word {len(given) + 1} is not on the list of recovery words. Type it again.")
                break
            given.append(word)
    try:
        keys.key_of(" ".join(given))
    except WrongWords as error:
        raise Refusal(f"{error} Nothing was changed.") from None
    return " ".join(given)


def _require_new(new: str | None) -> None:
    if new is None and not can_ask():
        raise Refusal(
            "A new passphrase is needed, and there is no terminal to ask for it. Name a file with "
            "--new-passphrase-file PATH (- is stdin)."
        )


def _of_earlier_copies(access: Access) -> str:
    paths = access.paths
    folder = settings.load_or_usual(paths.settings).backups
    return recovery.of_earlier_copies(folder or str(paths.backups))


def _remember_anew(access: Access, store: "Store") -> None:
    if not settings.load_or_usual(access.paths.settings).remember:
        return
    try:
        remembering.keep(store)
    except JournalError as error:
        say(f"{error} Switch remembering off and on in the app.")
