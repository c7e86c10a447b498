"""Supervisors and groups, each known by a label."""

from sqlalchemy import func, insert, select

from db.names import folded, supervisor_name
from db.supervision_models import MeetingRow, SupervisorRow
from db.supervision_records import MeetingState
from db.transaction import Transaction


def known(tx: Transaction, name: str) -> int | None:
    """The row of this label in any spelling; None if no meeting ever bore it."""
    tidy = " ".join(name.split())
    return tx.value(select(SupervisorRow.pk).where(SupervisorRow.folded == folded(tidy)))


def known_or_new(tx: Transaction, name: str) -> int:
    """The same, made if there is none; one that is known keeps its first spelling.

    A JournalError says why it can't be a label.
    """
    tidy = supervisor_name(name)
    found = known(tx, tidy)
    if found is not None:
        return found
    tx.change(insert(SupervisorRow).values(name=tidy, folded=folded(tidy)))
    return tx.one(select(SupervisorRow.pk).where(SupervisorRow.folded == folded(tidy)))[0]


def names(tx: Transaction) -> tuple[str, ...]:
    """Everybody there is a meeting with, the latest meeting first."""
    return tuple(
        tx.values(
            select(SupervisorRow.name)
            .join(MeetingRow, MeetingRow.supervisor_pk == SupervisorRow.pk)
            .where(MeetingRow.state != MeetingState.CANCELLED)
            .group_by(SupervisorRow.pk)
            .order_by(func.max(MeetingRow.day).desc(), SupervisorRow.name)
        )
    )
