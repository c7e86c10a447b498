"""The commands about the journal as a file: init and where."""

import click

from db.errors import WeakPassphrase
from journal_app.commands import passphrases
from journal_app.commands.output import Page, Refusal, say, write_json
from journal_app.commands.shared import (
    Access,
    as_json,
    has_journal,
    place_of_backups,
    says_new_folder,
    takes_journal,
)
from journal_app.settings import load_or_usual

_IN_A_ROW = 4


@click.command
@as_json
@takes_journal
def init(access: Access, as_json: bool) -> None:
    """Create an encrypted journal and print its recovery words, once.

    The passphrase is asked for twice, or read from the file that --passphrase-file names. Write the
    recovery words on paper: they open the journal if the passphrase is forgotten.
    """
    path = access.paths.journal
    if has_journal(path):
        raise Refusal(
            f"There is a file at {path} already, and it was left as it is. "
            "Open it with journal, or name another place with --journal PATH."
        )
    from journal_app.services import missing

    if left := missing.left(place_of_backups(access)):
        say(
            f"Copies of an earlier journal lie there and stay as they are; the newest is "
            f"{left[0].path}, and journal restore-backup would put that here instead."
        )
    secret = access.passphrase() if access.has_passphrase_file else choose_passphrase()
    from db import keys
    from db.store import Store

    with says_new_folder(access):
        store, key = Store.create(path, secret)
    store.close()
    missing.begins_anew(path)
    words = keys.words_of(key)
    if as_json:
        write_json({"journal": str(path), "recovery_words": words})
    else:
        show_words(f"Your journal is made, and encrypted: {path}", words.split())


@click.command
@as_json
@takes_journal
def where(access: Access, as_json: bool) -> None:
    """Show where the journal and what belongs to it lie; needs no passphrase."""
    paths = access.paths
    places = {
        "journal": str(paths.journal),
        "topics": str(paths.topics),
        "backups": load_or_usual(paths.settings).backups or str(paths.backups),
        "settings": str(paths.settings),
    }
    if as_json:
        write_json(places)
        return
    page = Page()
    for name, place in places.items():
        page.line(f"{name.capitalize():<10}{place}")
    page.show()
    if not has_journal(paths.journal):
        say("There is no journal there yet. Make one with journal init.")


def choose_passphrase() -> str:
    """The passphrase typed twice alike and strong enough, asked for until it is."""
    from db import keys

    while True:
        secret = passphrases.ask("Choose a passphrase: ")
        try:
            keys.judge(secret)
        except WeakPassphrase as error:
            say(str(error))
            continue
        if passphrases.ask("The same again: ") == secret:
            return secret
        say("The two were not alike. Try once more.")


def show_words(before: str, words: list[str], after: str = "") -> None:
    """Prints the recovery words with what must be known of them."""
    page = Page()
    page.paragraph(before)
    page.heading("Recovery words")
    numbered = [f"{number:>2} {word:<10}" for number, word in enumerate(words, 1)]
    for start in range(0, len(numbered), _IN_A_ROW):
        page.line("  " + "  ".join(numbered[start : start + _IN_A_ROW]).rstrip())
    page.gap()
    page.paragraph(
        "Write them on paper now, in this order, and keep the paper where only you find it. They "
        "open the journal if the passphrase is forgotten; without either, nobody can. Whoever has "
        "them can read it. They are not shown again; journal recovery-sheet makes a sheet to print."
    )
    if after:
        page.gap()
        page.paragraph(after)
    page.show()
