"""The commands about the trash: trash, restore, purge."""

import click

from db import listing, versions
from db.records import Reflection, State
from db.transaction import Transaction
from journal_app.commands.output import Page, Refusal, number, write_json
from journal_app.commands.reflections import answer
from journal_app.commands.shared import (
    Access,
    as_json,
    load_topics,
    long_enough,
    make_sure,
    open_journal,
    require_journal,
    takes_id,
    takes_journal,
    yes_option,
)
from journal_app.services import hanging
from journal_app.services import trash as the_trash


@click.command
@takes_id
@as_json
@takes_journal
def trash(access: Access, reflection_id: str, as_json: bool) -> None:
    """Put a reflection into the trash.

    It keeps its id and all that hangs on it; restore takes it out again. ID is its id, or the
    beginning of it.
    """
    require_journal(access.paths.journal)
    library = load_topics(access)
    with open_journal(access) as store:
        with store.write() as tx:
            reflection = hanging.get(tx, reflection_id)
            if reflection.state is State.TRASHED:
                raise Refusal("This reflection is in the trash already.")
            the_trash.put(tx, reflection.id)
        said = f"In the trash. journal restore {reflection.id} takes it out again."
        answer(store, library, reflection.id, said=said, as_json=as_json)


@click.command
@takes_id
@as_json
@takes_journal
def restore(access: Access, reflection_id: str, as_json: bool) -> None:
    """Take a reflection out of the trash, as it went in.

    ID is its id, or the beginning of it; list --state trashed names them. To bring back an earlier
    text, see journal versions.
    """
    require_journal(access.paths.journal)
    library = load_topics(access)
    with open_journal(access) as store:
        with store.write() as tx:
            reflection = hanging.get(tx, reflection_id)
            if reflection.state is not State.TRASHED:
                raise Refusal(
                    "This reflection is not in the trash, so nothing was changed. "
                    "To bring back an earlier text, see journal versions."
                )
            state = the_trash.take_out(tx, reflection.id)
        what = "a draft" if state is State.DRAFT else "kept"
        answer(store, library, reflection.id, said=f"Out of the trash, {what}.", as_json=as_json)


@click.command
@click.argument("reflection_id", metavar="[ID]", required=False, callback=long_enough)
@click.option("--all", "everything", is_flag=True, help="Remove all that is in the trash.")
@yes_option
@as_json
@takes_journal
def purge(
    access: Access, reflection_id: str | None, everything: bool, yes: bool, as_json: bool
) -> None:
    """Remove a reflection that is in the trash for ever.

    Its versions, later thoughts and links go with it; backups made before still hold it. It is
    asked once whether it is meant. ID is its id, or the beginning of it.
    """
    if (reflection_id is None) != everything:
        raise click.BadArgumentUsage("Name one reflection by its id, or the whole trash by --all.")
    require_journal(access.paths.journal)
    with open_journal(access) as store:
        with store.read() as tx:
            found = _all(tx) if reflection_id is None else [_trashed(tx, reflection_id)]
            what = _what(tx, found)
        if found:
            make_sure(f"This removes for ever: {what}", yes=yes)
        with store.write() as tx:
            # Only these: nobody was asked about what was put there since.
            for reflection in found:
                the_trash.purge(tx, reflection.id)
    purged = [{"id": reflection.id, "purged": True} for reflection in found]
    if as_json:
        write_json(purged if everything else purged[0])
        return
    page = Page()
    page.paragraph(f"Removed for ever: {what}" if found else "The trash is empty.")
    page.show()


def _all(tx: Transaction) -> list[Reflection]:
    count = listing.count(tx, the_trash.THE_TRASH)
    return [hanging.get(tx, row.id) for row in the_trash.trash(tx, limit=count).rows]


def _trashed(tx: Transaction, reflection_id: str) -> Reflection:
    reflection = hanging.get(tx, reflection_id)
    if reflection.state is not State.TRASHED:
        raise Refusal("Only what is in the trash can be removed for ever. Trash it first.")
    return reflection


def _what(tx: Transaction, found: list[Reflection]) -> str:
    """What a purge takes along, in numbers alone."""
    parts = [
        number(count, noun)
        for noun, count in (
            ("version", sum(versions.count(tx, reflection.id) for reflection in found)),
            ("later thought", sum(len(reflection.later) for reflection in found)),
            ("link", sum(len(reflection.links) for reflection in found)),
        )
        if count
    ]
    it = "it" if len(found) == 1 else "them"
    along = (
        f", with {' and '.join(filter(None, (', '.join(parts[:-1]), parts[-1])))}" if parts else ""
    )
    return f"{number(len(found), 'reflection')}{along}. Backups made before still hold {it}."
