"""The app on a small journal, as the app's own tests start it, and the command line likewise."""

from tests.journal_app.commands.conftest import journal, locked, on, opened, run, secret
from tests.journal_app.conftest import places, start
from tests.terminal.conftest import open_journal

__all__ = ["journal", "locked", "on", "open_journal", "opened", "places", "run", "secret", "start"]
