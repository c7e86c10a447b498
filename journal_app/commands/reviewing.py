"""The commands that show one reflection: whole, and in its versions."""

from typing import TYPE_CHECKING

import click

from db import versions as db_versions
from db.errors import ChangedElsewhere
from journal_app.commands.output import Page, Refusal, say, write_json
from journal_app.commands.reflections import (
    answer,
    reflection_json,
    set_body,
    set_reflection,
    set_versions,
    version_json,
    when,
)
from journal_app.commands.shared import (
    Access,
    as_json,
    load_topics,
    moment,
    open_journal,
    require_journal,
    takes_id,
    takes_journal,
)
from journal_app.services import history, reviewing
from journal_app.services.trash import outside

if TYPE_CHECKING:
    from db.store import Store


@click.command
@takes_id
@as_json
@takes_journal
def show(access: Access, reflection_id: str, as_json: bool) -> None:
    """Show one reflection whole.

    ID is its id, or the beginning of it: four characters or more that no other id begins with.
    """
    require_journal(access.paths.journal)
    library = load_topics(access)
    with open_journal(access) as store, store.read() as tx:
        shown = reviewing.show(tx, library, reflection_id)
        if as_json:
            write_json(reflection_json(tx, shown))
            return
        page = Page()
        set_reflection(page, shown, db_versions.count(tx, shown.reflection.id))
    page.show()


@click.command
@takes_id
@click.option("--show", "shown", type=int, metavar="N", help="Show version N whole.")
@click.option("--bring-back", type=int, metavar="N", help="Keep the text of version N anew.")
@click.option(
    "--of",
    type=int,
    metavar="COUNT",
    help="How many there were when you looked; if there are others by now, nothing is changed.",
)
@as_json
@takes_journal
def versions(
    access: Access,
    reflection_id: str,
    shown: int | None,
    bring_back: int | None,
    of: int | None,
    as_json: bool,
) -> None:
    """List the texts a reflection was kept with, the oldest first, or bring one back.

    What is brought back becomes the newest version, so that nothing is overwritten; unfinished text
    stays. ID is the id of the reflection, or the beginning of it.
    """
    if shown is not None and bring_back is not None:
        raise click.BadOptionUsage("--show", "--show and --bring-back rule each other out.")
    if of is not None and bring_back is None:
        raise click.BadOptionUsage("--of", "--of goes with --bring-back.")
    require_journal(access.paths.journal)
    library = load_topics(access)
    with open_journal(access) as store:
        if bring_back is not None:
            reflection, said = _bring_back(store, reflection_id, bring_back, of)
            answer(store, library, reflection, said=said, as_json=as_json)
            return
        with store.read() as tx:
            there = history.history(tx, reflection_id)
    if shown is not None:
        _show_version(there, shown, as_json=as_json)
    elif as_json:
        write_json([version_json(version) for version in there.versions])
    else:
        page = Page()
        set_versions(page, there.versions, there.reflection.body)
        page.show()
        if not there.versions:
            say("This was never kept, so it has no versions yet.")


def _bring_back(store: "Store", reflection_id: str, wanted: int, of: int | None) -> tuple[str, str]:
    """The id, and what to say of it."""
    with store.write() as tx:
        reflection = outside(tx, reflection_id)
        seen = db_versions.count(tx, reflection.id) if of is None else of
        try:
            history.bring_back(tx, reflection.id, wanted, seen=seen, now=moment())
        except ChangedElsewhere:
            raise Refusal(
                "There are other versions by now, so nothing was changed. Look at them again."
            ) from None
    stays = "" if reflection.draft is None else " The unfinished text is still there."
    return reflection.id, f"It says again what version {wanted} says.{stays}"


def _show_version(there: history.History, wanted: int, *, as_json: bool) -> None:
    found = [version for version in there.versions if version.number == wanted]
    if not found:
        raise Refusal("There is no such version of this reflection.")
    if as_json:
        write_json(version_json(found[0]))
        return
    page = Page()
    page.line(f"Version {wanted} of {len(there.versions)}, kept {when(found[0].kept_at)}")
    page.line()
    set_body(page, found[0].body)
    page.show()
