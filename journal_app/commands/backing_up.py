"""The commands about backups: make one, and list those there are."""

import click

from journal_app.commands.output import Page, number, write_json
from journal_app.commands.shared import (
    Access,
    as_json,
    moment,
    open_journal,
    place_of_backups,
    refuse_backup,
    require_journal,
    takes_journal,
)
from journal_app.services import leaving

OF_ANOTHER_NAME = (
    "journal restore-backup restores it. Opened with --journal it is a journal like any other and "
    "can be written in, since its name is not that of a backup."
)


@click.command
@click.option(
    "--to",
    "to",
    metavar="FILE",
    help="Make it there instead, as a new file that is never removed.",
)
@as_json
@takes_journal
def backup(access: Access, to: str | None, as_json: bool) -> None:
    """Make a backup now, prove it by reading it back, and print where it is.

    It goes where backups lie, and of the day only the latest is kept; --to puts it anywhere else.
    Backups are encrypted and open with the passphrase of the journal.
    """
    path = None if to is None else leaving.path_from(to).absolute()
    require_journal(access.paths.journal)
    if path is None:
        refuse_backup(access.paths.journal)
    else:
        leaving.look_for_room(path)
    with open_journal(access, backs_up=False) as store:
        from journal_app.services import backups as all_backups
        from journal_app.services.restoring import reflections_in

        place = place_of_backups(access)
        if path is None:
            made = all_backups.take(store, place, moment())
        else:
            made = all_backups.save_to(store, path, moment())
        # Those that are kept, as everywhere; drafts and the trash are in it as well.
        reflections = reflections_in((store.key, store.salt), made.path) or 0
    if as_json:
        write_json(
            {
                "path": str(made.path),
                "made_at": made.at.isoformat(),
                "size": made.size,
                "reflections": reflections,
            }
        )
        return
    page = Page()
    page.line(f"Backed up and read back, {number(reflections, 'reflection')}:")
    # A name broken over two lines can't be copied.
    page.line(str(made.path))
    if path is None and not place.is_there:
        page.paragraph(f"The chosen place, {place.folder}, is not there.")
    if path is not None and not all_backups.is_a_copy(path):
        page.paragraph(OF_ANOTHER_NAME)
    page.show()


@click.command
@as_json
@takes_journal
def backups(access: Access, as_json: bool) -> None:
    """List the backups there are, the newest first; needs no passphrase."""
    from journal_app.domain.backup_words import in_the_room, size_of
    from journal_app.services import backups as all_backups

    place = place_of_backups(access)
    listed = all_backups.listed(place)
    if as_json:
        write_json(
            [
                {
                    "path": str(one.copy.path),
                    "kind": one.copy.kind.value,
                    "made_at": one.copy.at.isoformat(),
                    "size": one.copy.size,
                    "proven_here": one.is_own,
                }
                for one in listed
            ]
        )
        return
    page = Page()
    standing = all_backups.standing(place, moment())
    page.paragraph("No backup yet." if standing is None else in_the_room(standing.sentence))
    page.line(f"They lie in {place.folder}")
    if not place.is_there:
        page.paragraph(f"That is not there now; meanwhile they go to {place.usual}")
    page.gap()
    alike = all_backups.look_alike(listed)
    for one in listed:
        kind = "" if one.copy.kind is all_backups.CopyKind.BACKUP else f"  kept {one.copy.kind}"
        size = size_of(one.copy.size)
        path = one.copy.path
        name = str(path) if path in alike else path.name
        page.line(f"{one.copy.at:%Y-%m-%d %H:%M}  {size:>9}  {name}{kind}")
    page.show()
