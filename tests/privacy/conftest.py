"""The app on a small journal, as the app's own tests start it."""

from tests.journal_app.conftest import places, start
from tests.terminal.conftest import open_journal

__all__ = ["open_journal", "places", "start"]
