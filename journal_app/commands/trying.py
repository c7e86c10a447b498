"""The command that lets the app be tried: demo."""

import click

from journal_app.commands.shared import Access, takes_journal
from journal_app.terminal import require_terminal


@click.command
@takes_journal
def demo(_access: Access) -> int:
    """Open the app on a throw-away journal filled with made-up reflections.

    Your own journal is not touched, and when the demo ends nothing of it is left.
    """
    require_terminal()
    from journal_app.demo import run

    return run()
