"""In which months a place of a topic was written on, looked up month by month in the index."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from db.models import LinkRow
from db.records import State
from db.tallies import AnchorTallyRow
from db.transaction import Transaction


def months_met(
    tx: Transaction, topic: str, spans: Sequence[tuple[date, date]]
) -> dict[str, tuple[bool, ...]]:
    """For each local id with a kept reflection, whether one was written in each span of days.

    Both days of a span are included.
    """
    link, anchor = LinkRow, AnchorTallyRow
    met = [
        select(link.written_on)
        .where(
            link.topic == anchor.topic,
            link.local == anchor.local,
            link.state == State.KEPT,
            link.written_on.between(first, last),
        )
        .exists()
        for first, last in spans
    ]
    found = tx.all(
        select(anchor.local, *met).where(anchor.topic == topic, anchor.state == State.KEPT)
    )
    return {local: tuple(map(bool, each)) for local, *each in found}
