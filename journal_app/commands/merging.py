"""The command that brings another copy of the journal into this one."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from db.errors import NoJournal
from journal_app.commands import passphrases
from journal_app.commands.output import Page, Refusal, write_json
from journal_app.commands.shared import Access, as_json, require_journal, takes_journal, unlock
from journal_app.services import merging
from journal_app.terminal import can_ask


@click.command
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come, and change nothing.")
@click.option(
    "--other-passphrase-file",
    metavar="PATH",
    help="Read the passphrase of FILE from this file, where it has one of its own.",
)
@as_json
@takes_journal
def merge(
    access: Access, file: Path, dry_run: bool, other_passphrase_file: str | None, as_json: bool
) -> None:
    """Bring another copy of the journal into this one; FILE itself is only read.

    Every text of both is there afterwards: where both have changed one, the newer stands above and
    the other is a version of it. --dry-run shows what would come. Merging twice changes nothing.
    """
    require_journal(access.paths.journal)
    if not file.exists():
        raise Refusal(f"There is no file at {file}. Check its name.")
    secret = access.passphrase()
    store = unlock(access, secret)
    try:
        done = merging.merge(store, file, _secrets(secret, other_passphrase_file), trial=dry_run)
    except merging.OtherKey as error:
        raise Refusal(f"{error} Name a file with its own: --other-passphrase-file PATH.") from None
    except NoJournal:
        raise Refusal(f"There is no file at {file}. Check its name.") from None
    finally:
        store.close()
    if as_json:
        write_json({"dry_run": dry_run, **asdict(done)})
        return
    page = Page()
    for line in merging.told(done, trial=dry_run):
        page.paragraph(line)
    page.show()


def _secrets(own: str, file: str | None) -> Iterator[str]:
    """What may open the other file, each asked for only when the one before did not."""
    if file is not None:
        yield passphrases.passphrase(file)
        return
    yield own
    if can_ask():
        yield passphrases.ask("Passphrase of the other file: ")
