"""The app on a small journal, as the app's own tests start it."""

from tests.journal_app.conftest import places, start

__all__ = ["places", "start"]
