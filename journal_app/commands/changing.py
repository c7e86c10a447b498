"""The commands that change a reflection or add to it: edit and later."""

from typing import TYPE_CHECKING

import click

from db.records import Reflection, State
from db.transaction import Transaction
from journal_app.commands.hanging import Asked, Away, mind_the_code, takes_away, takes_hanging
from journal_app.commands.output import Refusal
from journal_app.commands.reflections import answer
from journal_app.commands.shared import (
    Access,
    as_json,
    load_topics,
    make_sure,
    moment,
    open_journal,
    require_journal,
    takes_id,
    takes_journal,
    yes_option,
)
from journal_app.commands.texts import read_text
from journal_app.services import later_thoughts, writing
from journal_app.services.trash import PURGED, outside

if TYPE_CHECKING:
    from db.store import Store


@click.command
@takes_id
@takes_hanging
@takes_away
@click.option(
    "--keep-text",
    is_flag=True,
    help="Read no text: it stays, and only what the other options say is changed.",
)
@click.option(
    "--keep-unfinished",
    is_flag=True,
    help="First keep its unfinished text, as a version of its own.",
)
@as_json
@takes_journal
def edit(
    access: Access,
    reflection_id: str,
    asked: Asked,
    away: Away,
    keep_text: bool,
    keep_unfinished: bool,
    as_json: bool,
) -> None:
    """Give a reflection another text, or change what hangs on it, and print its id.

    The new text is read from stdin as write reads it; an empty one is refused. The old text stays
    as a version: see journal versions. With --keep-text no text is read. ID is its id, or the
    beginning of it.
    """
    away.require_apart(asked)
    if keep_text and asked.is_nothing and away.is_nothing and not keep_unfinished:
        raise click.BadOptionUsage("--keep-text", "There is nothing to change.")
    require_journal(access.paths.journal)
    library = load_topics(access)
    hung = asked.checked(library)
    with open_journal(access, lines_follow=True) as store:
        text = None
        if not keep_text:
            with store.read() as tx:
                _require_writable(tx, reflection_id, keep_unfinished=keep_unfinished)
            text = _new_text()
        with store.write() as tx:
            reflection_id = outside(tx, reflection_id).id
            now = moment()
            if text is not None:
                writing.rewrite(tx, reflection_id, text, keep_unfinished=keep_unfinished, now=now)
            elif keep_unfinished:
                writing.keep_unfinished_text(tx, reflection_id, now=now)
            away.take_off(tx, reflection_id)
            hung.put_on(tx, reflection_id)
        mind_the_code(hung.case)
        answer(store, library, reflection_id, said=reflection_id, as_json=as_json)


@click.command
@takes_id
@click.option("--remove", metavar="ID", help="Remove the later thought with this id, for ever.")
@yes_option
@as_json
@takes_journal
def later(access: Access, reflection_id: str, remove: str | None, yes: bool, as_json: bool) -> None:
    """Add a later thought to a reflection, whose own text stays as it is, and print its id.

    The text is read from stdin as write reads it. ID is the id of the reflection, or the beginning
    of it; show names the ids of its later thoughts.
    """
    require_journal(access.paths.journal)
    library = load_topics(access)
    with open_journal(access, lines_follow=remove is None) as store:
        with store.read() as tx:
            reflection = outside(tx, reflection_id)
        if remove is None:
            said = _add(store, reflection)
        else:
            said = _remove(store, reflection, remove, yes=yes)
        answer(store, library, reflection.id, said=said, as_json=as_json)


def _require_writable(tx: Transaction, reflection_id: str, *, keep_unfinished: bool) -> None:
    reflection = outside(tx, reflection_id)
    try:
        writing.require_rewritable(tx, reflection.id, keep_unfinished=keep_unfinished)
    except writing.Unfinished:
        raise Refusal(
            "This reflection has unfinished text, so nothing was changed. See it with journal "
            f"show {reflection.id}; with --keep-unfinished it becomes a version of its own first."
        ) from None


def _new_text() -> str:
    try:
        return read_text("Write the new text; end with ctrl+d on an empty line.")
    except writing.EmptyText:
        raise Refusal(
            "No text came, so nothing was changed. With --keep-text only the rest is changed."
        ) from None


def _add(store: "Store", reflection: Reflection) -> str:
    if reflection.state is State.DRAFT:
        raise Refusal("This is a draft, and no thought can be later yet. Keep it first.")
    text = read_text()
    with store.write() as tx:
        return later_thoughts.add(tx, outside(tx, reflection.id).id, text, now=moment()).id


def _remove(store: "Store", reflection: Reflection, thought_id: str, *, yes: bool) -> str:
    with store.read() as tx:
        thought = later_thoughts.find(tx, reflection.id, thought_id)
    make_sure("This removes the thought for ever. Backups made before still hold it.", yes=yes)
    with store.write() as tx:
        later_thoughts.remove(tx, thought.id)
    return PURGED
