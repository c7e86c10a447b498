"""The command that puts a backup in the place of the journal."""

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journal_app.commands.output import Page, Refusal, number, say, write_json
from journal_app.commands.shared import (
    Access,
    as_json,
    has_journal,
    moment,
    place_of_backups,
    refuse_backup,
    says_new_folder,
    takes_journal,
    yes_option,
)
from journal_app.domain.visible import one_line
from journal_app.terminal import is_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journal_app.services.backups import Place
    from journal_app.services.restoring import Key, Known, Preview, Restored

_SHOWN = 20


@click.command("restore-backup")
@click.argument("file", metavar="FILE")
@yes_option
@as_json
@takes_journal
def restore_backup(access: Access, file: str, yes: bool, as_json: bool) -> None:
    """Put a backup in the place of the journal.

    FILE is a backup, by its path or by its name as journal backups lists it. It is opened with the
    passphrase it was made under, and that opens the journal afterwards. What would change is said
    first, and asked once; the journal as it is now is kept with the backups. The backup itself
    stays as it is.
    """
    from journal_app.services import restoring

    place = place_of_backups(access)
    refuse_backup(place.journal)
    path = _path(file, place)
    if path.exists() and has_journal(place.journal) and path.samefile(place.journal):
        raise Refusal("This is the journal itself. Name one of its backups.")
    secret = access.passphrase()
    key = restoring.key_of(path, secret)
    present = restoring.key_of_the_journal(place.journal, secret)
    preview = _preview(place, path, key, present)
    if not as_json:
        _show(preview, path)
    _make_sure(yes=yes)
    with says_new_folder(access):
        restored = restoring.restore(place, path, key, present, moment())
    if as_json:
        write_json(_as_json(preview, restored, place))
        return
    page = Page()
    page.paragraph("Restored. The passphrase the backup was made under opens the journal.")
    if restored.aside is not None:
        page.line("What was there before is kept:")
        page.line(str(restored.aside))
    page.show()


def _path(file: str, place: "Place") -> Path:
    """The file of that name: a path, or else one of the names that are listed."""
    given = Path(file).expanduser()
    if given.name == file and not os.path.lexists(given):
        for folder in (place.folder, place.usual):
            if os.path.lexists(folder / file):
                return folder / file
    if not os.path.lexists(given):
        raise Refusal("There is no file of this name. journal backups lists those there are.")
    return given.absolute()


def _preview(place: "Place", path: Path, key: "Key", present: "Key | None") -> "Preview":
    from db.errors import JournalError
    from db.restoring import opened
    from journal_app.services import restoring

    beside = place.journal.parent
    if present is not None:
        with ExitStack() as stack:
            try:
                store = stack.enter_context(opened(place.journal, present, beside))
            except JournalError:
                pass
            else:
                return restoring.preview(store, path, key)
    return restoring.preview_alone(path, key, beside)


def _show(preview: "Preview", path: Path) -> None:
    page = Page()
    held = preview.held
    page.paragraph(
        f"{path.name} holds {number(held.reflections, 'reflection')}, "
        f"{number(held.drafts, 'draft')} and {number(held.meetings, 'meeting')}."
    )
    if preview.now is None:
        page.paragraph("The journal can't be read with this passphrase, so it is not compared.")
    elif preview.is_damaged:
        page.paragraph("A part of the journal's present file can't be read.")
    elif preview.changes_nothing:
        page.paragraph("The journal holds the same now.")
    for heading, some in (
        ("Written since; restoring takes these away:", preview.gone),
        ("Changed since; restoring brings back what they were:", preview.earlier),
        ("Removed since; restoring brings them back:", preview.back),
    ):
        if some:
            page.gap()
            page.paragraph(heading)
            _lines(page, some)
    page.gap()
    page.show()


def _lines(page: Page, some: "Sequence[Known]") -> None:
    for one in some[:_SHOWN]:
        page.line(f"  {one.written_on}  {one_line(one.opening, 60)}")
    if len(some) > _SHOWN:
        page.line(f"  and {len(some) - _SHOWN} more")


def _make_sure(*, yes: bool) -> None:
    if yes:
        return
    if not is_terminal(sys.stdin):
        raise Refusal("Nothing was restored. Add --yes if it is meant.")
    say("The journal as it is now is kept with the backups. Restore? (y/n)")
    if sys.stdin.readline().strip().casefold() not in {"y", "yes"}:
        raise Refusal("Nothing was restored.")


def _as_json(preview: "Preview", restored: "Restored", place: "Place") -> dict[str, object]:
    return {
        "journal": str(place.journal),
        "kept_aside": None if restored.aside is None else str(restored.aside),
        "reflections": preview.held.reflections,
        "taken_away": [one.id for one in preview.gone],
        "changed_back": [one.id for one in preview.earlier],
        "brought_back": [one.id for one in preview.back],
    }
