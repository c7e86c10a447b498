"""What every screen has at hand once the journal is open."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from content.library import Library
from journal_app.journal import Journal
from journal_app.paths import Paths
from journal_app.paths import paths as usual_paths
from journal_app.settings import Settings

if TYPE_CHECKING:
    from journal_app.safekeeping import Safekeeping


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """The open journal, the topics, the clock, what was chosen in the settings, and the places.

    `mark` is what has to be seen of this window all the time, if anything; `safekeeping` makes the
    backups and tells of them.
    """

    journal: Journal
    library: Library
    safekeeping: "Safekeeping"
    now: Callable[[], datetime] = utc_now
    choices: Callable[[], Settings] = Settings
    mark: Callable[[], str] = str
    paths: Paths = field(default_factory=usual_paths)

    def today(self) -> date:
        """The date on the wall here."""
        return self.now().astimezone().date()
