"""The command that writes: the text comes from stdin or a prompt, never from an argument."""

import click

from journal_app.commands.hanging import Asked, mind_the_code, takes_hanging
from journal_app.commands.reflections import answer
from journal_app.commands.shared import (
    Access,
    as_json,
    load_topics,
    moment,
    open_journal,
    require_journal,
    takes_journal,
    today,
)
from journal_app.commands.texts import read_text
from journal_app.services import writing


@click.command
@takes_hanging
@click.option("--bring", is_flag=True, help="Bring it to supervision.")
@as_json
@takes_journal
def write(access: Access, asked: Asked, bring: bool, as_json: bool) -> None:
    """Write a reflection and print its id.

    The text is read from stdin as UTF-8 and kept as it is, but for the line break at its end. With
    `--passphrase-file -` the first line of stdin is the passphrase, and the rest is the text.
    """
    require_journal(access.paths.journal)
    written_on = today()
    library = load_topics(access)
    hung = asked.checked(library)
    with open_journal(access, lines_follow=True) as store:
        text = read_text()
        with store.write() as tx:
            reflection = writing.write(
                tx, text, on=(), tag_names=(), written_on=written_on, bring=bring, now=moment()
            )
            hung.put_on(tx, reflection.id)
        mind_the_code(hung.case)
        answer(store, library, reflection.id, said=reflection.id, as_json=as_json)
