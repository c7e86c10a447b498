"""Today at first sight: what waits, what to ask, what was written before; all in one read."""

from dataclasses import dataclass
from datetime import date

from content.library import Library
from content.model import Question
from db import drafts, inbox, listing, meetings, reflections
from db.records import Row, State
from db.reflections import Filter
from db.supervision_records import Meeting
from db.transaction import Transaction
from journal_app.domain.dates import months_before
from journal_app.services import afterwards, letting_go
from journal_app.services.afterwards import Actions
from journal_app.services.asking import Asked, rotated
from journal_app.services.letting_go import Due
from journal_app.services.looking_back import from_before

LATEST = 5
EARLIER = 3
ACTIONS = 4
DUE = 3


@dataclass(frozen=True, slots=True)
class Today:
    """The day's overview. `questions` begin with the one to ask; `inbox` counts what waits in it.

    `meeting` is the next that is planned.
    `actions` are what there is to do, the first due first, and to ask about, a few of each.
    `due` are those to look at again, the longest due first, at most one more than DUE.
    `before` is an old one on what was read last.
    `earlier` is what was written on this day in earlier years, or else a month ago today, which
    `earlier_is_a_month_ago` says.
    """

    day: date
    unfinished: tuple[Row, ...]
    questions: tuple[Asked[Question], ...]
    due: tuple[Due, ...]
    meeting: Meeting | None
    inbox: int
    actions: Actions
    before: Row | None
    earlier: tuple[Row, ...]
    earlier_is_a_month_ago: bool
    latest: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever written."""
        to_do = self.actions.still_open.count or self.actions.to_ask
        return not (self.unfinished or self.latest or self.meeting or self.inbox or to_do)


def today(tx: Transaction, library: Library, day: date, *, looking_back: bool = True) -> Today:
    """The overview of this day; without looking back, nothing of earlier times comes up."""
    latest = listing.page(tx, Filter(states=(State.KEPT,)), offset=0, limit=LATEST)
    years_ago = reflections.on_this_day(tx, day, limit=EARLIER) if looking_back else ()
    earlier, before = years_ago, None
    if looking_back:
        earlier = years_ago or _kept_on(tx, months_before(day, 1))
        shown = frozenset(row.id for row in (*latest, *earlier))
        before = from_before(tx, library, day, besides=shown)
    return Today(
        day=day,
        unfinished=drafts.unfinished(tx),
        questions=rotated(tx, library, day),
        due=letting_go.due(tx, day, limit=DUE + 1),
        meeting=meetings.next_planned(tx, day),
        inbox=inbox.count(tx),
        actions=afterwards.of_today(tx, today=day, limit=ACTIONS),
        before=before,
        earlier=earlier,
        earlier_is_a_month_ago=not years_ago,
        latest=latest,
    )


def _kept_on(tx: Transaction, day: date) -> tuple[Row, ...]:
    on = Filter(states=(State.KEPT,), since=day, until=day)
    return listing.page(tx, on, offset=0, limit=EARLIER)
