"""What the commands share: common options, the topics, a journal opened for one command."""

import os
import shlex
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from db.errors import BackupOnly, Damaged, JournalError
from journal_app import paths as places
from journal_app.commands import passphrases
from journal_app.commands.output import Refusal, say
from journal_app.paths import Paths
from journal_app.settings import load_or_usual
from journal_app.terminal import is_terminal

if TYPE_CHECKING:
    from content.library import Library
    from db.store import Store
    from journal_app.services.backups import Place

R = TypeVar("R")

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


_SHORTEST = 4


def long_enough(
    _context: click.Context, _parameter: click.Parameter, given: str | None
) -> str | None:
    """The id as it was given; a Refusal if it is too short to be the beginning of only one."""
    if given is not None and len(given.strip()) < _SHORTEST:
        raise Refusal("An id needs at least four characters here. See journal list for the ids.")
    return given


takes_id = click.argument("reflection_id", metavar="ID", callback=long_enough)
"""The argument ID: an id, or the beginning of it that no other id has."""

yes_option = click.option("--yes", is_flag=True, help="Don't ask whether it is meant.")


@dataclass(frozen=True, slots=True)
class Access:
    """Which journal a command works on, and the file its passphrase is in, if one was named."""

    journal: Path | None = None
    passphrase_file: str | None = None

    @property
    def paths(self) -> Paths:
        """Where the journal and what belongs to it lie."""
        return places.paths(self.journal)

    @property
    def has_passphrase_file(self) -> bool:
        """Whether the passphrase can be had without asking anybody."""
        return passphrases.source(self.passphrase_file) is not None

    def passphrase(self, *, lines_follow: bool = False) -> str:
        """The passphrase from wherever it may come."""
        return passphrases.passphrase(
            passphrases.source(self.passphrase_file), lines_follow=lines_follow
        )


def access_options(function: Callable[..., R]) -> Callable[..., R]:
    """Adds the two options that say which journal, and how it is opened."""
    function = click.option(
        "--passphrase-file",
        metavar="PATH",
        help=f"Read the passphrase from this file; - is stdin. Else {passphrases.VARIABLE} names "
        "the file, else you are asked.",
    )(function)
    return click.option(
        "--journal",
        type=click.Path(path_type=Path),
        metavar="PATH",
        help="The journal file, if it is not the usual one.",
    )(function)


def takes_journal(command: Callable[..., R]) -> Callable[..., R]:
    """Gives a command the common options, and hands it an Access before all else.

    What the command is told itself goes before what was said ahead of it.
    """

    def run(journal: Path | None, passphrase_file: str | None, **options: object) -> R:
        outer = click.get_current_context().find_object(Access) or Access()
        access = Access(journal or outer.journal, passphrase_file or outer.passphrase_file)
        return command(access, **options)

    return access_options(update_wrapper(run, command))


@contextmanager
def open_journal(
    access: Access, *, lines_follow: bool = False, backs_up: bool = True
) -> Iterator["Store"]:
    """The journal, open until the block ends; a JournalError says why it can't be opened.

    Once the block has written in it, the backup of the day is made, if there is none.
    """
    path = access.paths.journal
    require_journal(path)
    places.keep_folder_private(access.paths)
    store = _remembered(access)
    if store is None:
        store = unlock(access, access.passphrase(lines_follow=lines_follow))
    try:
        yield store
        if backs_up:
            back_up(store, access)
    except Damaged:
        # What is damaged is rare, and only then waited for.
        from journal_app.commands import rescue

        raise rescue.damage_met(store, place_of_backups(access), moment()) from None
    finally:
        store.close()


def unlock(access: Access, secret: str) -> "Store":
    """The journal opened by this secret; a JournalError names the backup that it opens instead."""
    from db.store import Store

    paths = access.paths
    try:
        return Store.unlock(paths.journal, secret, backups=paths.backups)
    except JournalError as error:
        from journal_app.commands import rescue

        raise rescue.not_opened(error, place_of_backups(access), secret) from None


def _remembered(access: Access) -> "Store | None":
    """The journal opened by the key in the keyring, where that was chosen and no file is named."""
    if access.has_passphrase_file or not load_or_usual(access.paths.settings).remember:
        return None
    from db.errors import WrongKey
    from journal_app.services import remembering

    path = access.paths.journal
    try:
        key = remembering.key_for(path)
        if key is None:
            return None
        from db.store import Store

        return Store.open(path, key, backups=access.paths.backups)
    except (WrongKey, remembering.NoKeyring, remembering.KeyringSilent) as error:
        say(remembering.OUTDATED if isinstance(error, WrongKey) else str(error))
        return None


def place_of_backups(access: Access) -> "Place":
    """Where backups go."""
    from journal_app.services import backups

    return backups.place_of(access.paths, load_or_usual(access.paths.settings))


def back_up(store: "Store", access: Access) -> None:
    """Makes the backup of the day, if the command wrote and there is none; its work is done."""
    from journal_app.services import backups

    try:
        sys.stdout.flush()
        backups.take_of_the_day(store, place_of_backups(access), moment())
    except JournalError as error:
        say(f"Done, but not backed up. {error}")
    except KeyboardInterrupt:
        say("Done, but not backed up. The next command that writes makes a backup.")


@contextmanager
def says_new_folder(access: Access) -> Iterator[None]:
    """Says that the block made the folder of a journal that was named: it may have a slip in it."""
    folder = access.paths.journal.parent
    is_there = access.journal is None or os.path.lexists(folder)
    yield
    if not is_there:
        say(f"There was no folder {folder}, so it was made, readable for you alone.")


def require_journal(path: Path) -> None:
    """A Refusal if no file is there, before anybody is asked for a passphrase."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise Refusal(_none_at(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no path"
        raise Refusal(f"{path} can't be reached ({reason.lower()}). Check the path.") from None
    if stat.S_ISDIR(mode):
        raise Refusal(f"{path} is a folder, and a journal is a file. Name the file in it.")


def _none_at(path: Path) -> str:
    """That there is no journal, and how to have it back where something is left of one."""
    from journal_app.services import missing

    left = missing.left(place_of_backups(Access(path)))
    if not left:
        return f"There is no journal at {path} yet. Make one with journal init."
    return (
        f"There is no journal at {path}, but copies of one are left. Restore the newest with "
        f"journal restore-backup {shlex.quote(str(left[0].path))}, "
        "or begin anew with journal init."
    )


def refuse_backup(path: Path) -> None:
    """A Refusal if it is a backup that is named as the journal, which must be changed."""
    from db.backup_names import is_a_copy

    if is_a_copy(path):
        raise Refusal(BackupOnly.sentence)


def has_journal(path: Path) -> bool:
    """Whether anything has this path, be it a link to nowhere or beyond our reach."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True


def load_topics(access: Access) -> "Library":
    """All topics. That some were left out for their faults is said on stderr."""
    from content.library import load_library

    library = load_library(access.paths.topics)
    files = len({fault.file for fault in library.faults})
    if files:
        left_out = "1 topic file is" if files == 1 else f"{files} topic files are"
        say(f"{left_out} left out because of faults. See journal topics.")
    return library


def make_sure(question: str, *, yes: bool) -> None:
    """Asks before what can't be undone, unless `yes`; a Refusal if it is not meant."""
    if yes:
        return
    if not is_terminal(sys.stdin):
        raise Refusal("This can't be undone, so nothing was removed. Add --yes if it is meant.")
    say(f"{question} Go on? (y/n)")
    if sys.stdin.readline().strip().casefold() not in {"y", "yes"}:
        raise Refusal("Nothing was removed.")


def moment() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date on the wall here."""
    return moment().astimezone().date()
