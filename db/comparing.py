"""What two states of a journal have of each other: for a look before one replaces the other."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from db.models import LaterThoughtRow, ReflectionRow
from db.records import State
from db.supervision_models import ActionRow, HeldBackRow, ItemRow, MeetingRow
from db.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Known:
    """A reflection as far as telling it from another state of it goes."""

    id: str
    written_on: date
    opening: str
    state: State
    revision: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of what there are; drafts and what is in the trash are counted apart."""

    reflections: int
    drafts: int
    trashed: int
    later_thoughts: int
    meetings: int
    questions: int
    actions: int
    held_back: int


def known(tx: Transaction) -> tuple[Known, ...]:
    """Every reflection, the newest first."""
    row = ReflectionRow
    found = tx.all(
        select(
            row.id, row.written_on, row.opening, row.state, row.revision, row.changed_at
        ).order_by(row.written_on.desc(), row.pk.desc())
    )
    return tuple(
        Known(id_, day, opening, State(state), revision, changed)
        for id_, day, opening, state, revision, changed in found
    )


def counts(tx: Transaction) -> Counts:
    """How many of what there are."""
    row = ReflectionRow
    found = tx.all(select(row.state, func.count()).group_by(row.state))
    states = {str(state): int(number) for state, number in found}

    def many(table: type[LaterThoughtRow | MeetingRow | ItemRow | ActionRow | HeldBackRow]) -> int:
        return tx.value(select(func.count()).select_from(table)) or 0

    return Counts(
        reflections=states.get(State.KEPT, 0),
        drafts=states.get(State.DRAFT, 0),
        trashed=states.get(State.TRASHED, 0),
        later_thoughts=many(LaterThoughtRow),
        meetings=many(MeetingRow),
        questions=many(ItemRow),
        actions=many(ActionRow),
        held_back=many(HeldBackRow),
    )
