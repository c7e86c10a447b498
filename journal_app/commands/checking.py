"""The command that checks whether the journal is sound."""

from typing import TYPE_CHECKING

import click

from journal_app.commands.output import Page, number, write_json
from journal_app.commands.shared import (
    Access,
    as_json,
    load_topics,
    open_journal,
    refuse_backup,
    require_journal,
    takes_journal,
)

if TYPE_CHECKING:
    from content.library import Library
    from db import checking

_INSTEAD = "Keep the file as it is, and restore a backup: journal backups lists them."


@click.command
@click.option("--mend", is_flag=True, help="Mend what can be mended without losing anything.")
@as_json
@takes_journal
def check(access: Access, mend: bool, as_json: bool) -> int:
    """Check that the journal is sound, and say what could be mended.

    Looked at are every page of the file, the database in it, what belongs to what, search, counts,
    and links to places that no topic has. Ends with 1 if something is wrong.
    """
    require_journal(access.paths.journal)
    if mend:
        refuse_backup(access.paths.journal)
    library = load_topics(access)
    with open_journal(access, backs_up=mend) as store:
        from db import checking

        found = checking.check(store)
        mended: tuple[checking.Finding, ...] = ()
        if mend and any(finding.can_mend for finding in found):
            checking.mend(store, found)
            left = checking.check(store)
            mended = tuple(finding for finding in found if finding not in left)
            found = left
        nowhere = {
            anchor: many
            for anchor, many in checking.anchors(store).items()
            if not _is_somewhere(library, anchor)
        }
    if as_json:
        write_json(
            {
                "sound": not found,
                "wrong": [
                    {"what": one.fault.value, "says": one.says, "can_mend": one.can_mend}
                    for one in found
                ],
                "mended": [one.fault.value for one in mended],
                "links_to_nothing": nowhere,
            }
        )
    else:
        _show(found, mended, nowhere)
    return 1 if found else 0


def _is_somewhere(library: "Library", anchor: str) -> bool:
    try:
        library.passage(anchor)
    except LookupError:
        return False
    return True


def _show(
    found: "tuple[checking.Finding, ...]",
    mended: "tuple[checking.Finding, ...]",
    nowhere: dict[str, int],
) -> None:
    page = Page()
    for one in mended:
        page.paragraph(f"Mended: {one.says}")
    for one in found:
        what = "journal check --mend mends it." if one.can_mend else _INSTEAD
        page.paragraph(f"{one.says} {what}")
    if not found:
        page.paragraph("The journal is sound.")
    if nowhere:
        page.paragraph(
            f"{number(sum(nowhere.values()), 'link')} to places that no topic has: "
            f"{', '.join(sorted(nowhere))}. Their wording is kept with them, and nothing is wrong."
        )
    page.show()
