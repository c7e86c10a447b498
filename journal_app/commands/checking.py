"""The command that checks whether the journal is sound."""

from typing import TYPE_CHECKING

import click

from db.errors import Damaged
from journal_app.commands import rescue
from journal_app.commands.output import Page, number, write_json
from journal_app.commands.shared import (
    Access,
    as_json,
    load_topics,
    moment,
    open_journal,
    place_of_backups,
    refuse_backup,
    require_journal,
    takes_journal,
)

if TYPE_CHECKING:
    from content.library import Library
    from db import checking
    from db.store import Store
    from journal_app.services.restoring import Offer

_INSTEAD = "Keep the file as it is, and restore a backup: journal backups lists them."
_NOT_COMPARED = "In a backup, which is only read, the search index is not compared with the texts."


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
        offer = None
        if any(not finding.can_mend for finding in found):
            offer = rescue.latest_sound(store, place_of_backups(access), moment())
        search_compared = not store.looking_only
        nowhere = _nowhere(store, library)
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
                "search_compared": search_compared,
                "latest_sound_backup": None if offer is None else str(offer.copy),
            }
        )
    else:
        _show(found, mended, nowhere, offer, search_compared=search_compared)
    return 1 if found else 0


def _nowhere(store: "Store", library: "Library") -> dict[str, int]:
    """The places that no topic has; of a damaged file none are told."""
    from db import checking

    try:
        found = checking.anchors(store)
    except Damaged:
        return {}
    return {anchor: many for anchor, many in found.items() if not _is_somewhere(library, anchor)}


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
    offer: "Offer | None",
    *,
    search_compared: bool,
) -> None:
    page = Page()
    for one in mended:
        page.paragraph(f"Mended: {one.says}")
    instead = _INSTEAD if offer is None else f"Keep the file as it is. {rescue.told(offer)}"
    for one in found:
        what = "journal check --mend mends it." if one.can_mend else instead
        page.paragraph(f"{one.says} {what}")
    if not found:
        page.paragraph("The journal is sound.")
    if not search_compared:
        page.paragraph(_NOT_COMPARED)
    if nowhere:
        page.paragraph(
            f"{number(sum(nowhere.values()), 'link')} to places that no topic has: "
            f"{', '.join(sorted(nowhere))}. Their wording is kept with them, and nothing is wrong."
        )
    page.show()
