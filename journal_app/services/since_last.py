"""Since last time: all there is to choose from before a meeting, counted, and the first of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from db import actions, agenda, inbox, listing, meetings, set_aside
from db.filters import Filter
from db.records import Row, State
from db.supervision_records import Action, Brought, Item, Meeting, SetAside
from db.transaction import Transaction
from journal_app.services.listed import Listed

PAGE = 50
MOST_CARRIED = 50


@dataclass(frozen=True, slots=True)
class SinceLast:
    """What has come up since the `last` meeting held with a supervisor, None if there was none.

    `reflections` were written since, those set aside left out; `marked` was brought after that
    day, and `never_brought` on it or before, and both are still in the inbox. `actions` are the
    open ones from this supervisor's meetings.
    """

    supervisor: str
    last: Meeting | None
    reflections: Listed[Row]
    marked: Listed[Brought]
    never_brought: Listed[Brought]
    actions: Listed[Action]
    carried: tuple[Item, ...]
    set_aside: Listed[SetAside]


def since_last(tx: Transaction, supervisor: str, *, limit: int = PAGE) -> SinceLast:
    """All of it, at most `limit` of each kind, the newest first."""
    last = meetings.last_held(tx, supervisor)
    day = None if last is None else last.day
    after = None if day is None else _end_of(day)
    return SinceLast(
        supervisor=supervisor,
        last=last,
        reflections=_written(tx, supervisor, day, limit),
        marked=Listed(inbox.waiting(tx, since=after, limit=limit), inbox.count(tx, since=after)),
        never_brought=Listed((), 0)
        if after is None
        else Listed(inbox.waiting(tx, before=after, limit=limit), inbox.count(tx, before=after)),
        actions=Listed(
            actions.still_open(tx, supervisor=supervisor, limit=limit),
            actions.count_open(tx, supervisor=supervisor),
        ),
        carried=agenda.carried_to(tx, supervisor, limit=MOST_CARRIED),
        set_aside=Listed(
            set_aside.page(tx, supervisor, limit=limit), set_aside.count(tx, supervisor)
        ),
    )


def more_reflections(
    tx: Transaction, supervisor: str, since: date | None, *, offset: int, limit: int = PAGE
) -> tuple[Row, ...]:
    """A further stretch of the reflections since that day."""
    return set_aside.written_since(tx, supervisor, since, offset=offset, limit=limit)


def put_aside(
    tx: Transaction, reflection_ids: Sequence[str], supervisor: str, *, now: datetime
) -> None:
    """Puts reflections aside for this supervisor; bringing one takes it back. NotFound."""
    for reflection_id in reflection_ids:
        set_aside.put(tx, reflection_id, supervisor, now)


def take_back(tx: Transaction, reflection_id: str, supervisor: str) -> None:
    """Undoes a putting aside; NotFound."""
    set_aside.take_back(tx, reflection_id, supervisor)


def _written(tx: Transaction, supervisor: str, since: date | None, limit: int) -> Listed[Row]:
    rows = set_aside.written_since(tx, supervisor, since, limit=limit)
    written = listing.count(tx, Filter(states=(State.DRAFT, State.KEPT), since=since))
    return Listed(rows, written - set_aside.count(tx, supervisor, since=since))


def _end_of(day: date) -> datetime:
    """When the day ends here."""
    return datetime.combine(day + timedelta(days=1), time()).astimezone()
