"""How often each step of the writer's own state was noted, by month and by anchor."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Select, func, select, union

from db.models import LinkRow, ReflectionRow
from db.names import split
from db.records import State
from db.transaction import Transaction

STEPS = (-2, -1, 0, 1, 2)


def by_month(tx: Transaction, first: date, last: date) -> dict[tuple[str, int], int]:
    """The kept reflections from `first` to `last` by month (`2026-11`) and step."""
    row = ReflectionRow
    month = func.substr(row.written_on, 1, 7)
    found = tx.all(
        select(month, row.own_state, func.count())
        .where(
            row.own_state.in_(STEPS),
            row.written_on.between(first, last),
            row.state == State.KEPT,
        )
        .group_by(row.own_state, month)
    )
    return {(when, step): number for when, step, number in found if step is not None}


def on_anchors(tx: Transaction, anchors: Iterable[str], *, latest: int) -> dict[int, int]:
    """How often each step was noted in the `latest` kept reflections on each of the anchors.

    Those without a noted state are among the latest all the same; one on several counts once.
    """
    row = ReflectionRow
    newest = [_newest(*split(anchor), latest) for anchor in anchors]
    if not newest:
        return {}
    found = tx.all(
        select(row.own_state, func.count())
        .where(row.pk.in_(union(*newest)), row.own_state.is_not(None))
        .group_by(row.own_state)
    )
    return {step: number for step, number in found if step is not None}


def _newest(topic: str, local: str, number: int) -> Select[int]:
    link = LinkRow
    # Asked of each anchor alone, the index gives the order and nothing beyond is read.
    found = (
        select(link.reflection_pk)
        .where(link.topic == topic, link.local == local, link.state == State.KEPT)
        .order_by(link.written_on.desc(), link.reflection_pk.desc())
        .limit(number)
        .subquery()
    )
    return select(found.c.reflection_pk)
