"""Which reflections are asked for, and the index that finds them newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    exists,
    literal,
    select,
    text,
    tuple_,
    union,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from db.models import LinkRow, ReflectionRow, ReflectionTagRow, TagRow
from db.names import folded, split
from db.records import Kind, State

Source = Select[date, int] | CompoundSelect[date, int]
"""A query of `written_on` and `pk`."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which reflections; all that is given must hold: every tag, but of the rest one is enough.

    Anchors are whole (`co-regulation/Q2`); `case` is a case code; `topic` is a topic's id;
    `since` and `until` are days of writing, both included.
    """

    states: tuple[State, ...] = (State.DRAFT, State.KEPT)
    anchors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    case: str | None = None
    own_states: tuple[int, ...] = ()
    topic: str | None = None
    brought: bool | None = None
    since: date | None = None
    until: date | None = None
    kinds: tuple[Kind, ...] = ()


def source(
    wanted: Filter, *, above: tuple[date, int] | None = None, only: int | None = None
) -> Source:
    """What fits the filter, read from the narrowest index that is in the order of the lists.

    `above` leaves what stands higher in the list than this day and row, `only` one row. Several
    anchors are read side by side, each from its place in the index, and merged without a sort.
    """
    kept = _Kept(wanted, above, only)
    if wanted.anchors:
        parts = [_on_anchor(anchor, kept) for anchor in sorted(set(wanted.anchors))]
        return parts[0] if len(parts) == 1 else union(*parts)
    if wanted.tags:
        return _tagged(wanted.tags, kept)
    row = ReflectionRow
    return select(row.written_on, row.pk).where(
        *kept.by_columns(row.written_on, row.pk, row.state), *kept.by_reflection()
    )


def newest_first(query: Source) -> Source:
    """The query in the order of every list: by day of writing, then by when it was begun."""
    return query.order_by(text("written_on DESC"), text("pk DESC"))


@dataclass(frozen=True, slots=True)
class _Kept:
    """The conditions of a filter, for whichever table its reflections are read from."""

    wanted: Filter
    above: tuple[date, int] | None
    only: int | None

    def by_columns(
        self,
        written_on: InstrumentedAttribute[date],
        pk: InstrumentedAttribute[int],
        state: InstrumentedAttribute[str],
    ) -> list[ColumnElement[bool]]:
        """What every index holds."""
        conditions: list[ColumnElement[bool]] = [state.in_(self.wanted.states)]
        if self.wanted.since is not None:
            conditions.append(written_on >= self.wanted.since)
        if self.wanted.until is not None:
            conditions.append(written_on <= self.wanted.until)
        if self.above is not None:
            day, row = self.above
            conditions.append(tuple_(written_on, pk) > tuple_(literal(day), literal(row)))
        if self.only is not None:
            conditions.append(pk == self.only)
        return conditions

    def by_reflection(self) -> list[ColumnElement[bool]]:
        """What only the reflection itself tells."""
        conditions: list[ColumnElement[bool]] = []
        if self.wanted.kinds:
            conditions.append(ReflectionRow.kind.in_(self.wanted.kinds))
        if self.wanted.brought is not None:
            at = ReflectionRow.brought_at
            conditions.append(at.is_not(None) if self.wanted.brought else at.is_(None))
        return conditions

    def of(self, pk: InstrumentedAttribute[int]) -> list[ColumnElement[bool]]:
        """The same, asked of the reflection from a row beside it."""
        conditions = self.by_reflection()
        if not conditions:
            return []
        return [exists().where(ReflectionRow.pk == pk, *conditions)]


def _on_anchor(anchor: str, kept: _Kept) -> Select[date, int]:
    row = LinkRow
    topic, local = split(anchor)
    return select(row.written_on, row.reflection_pk.label("pk")).where(
        row.topic == topic,
        row.local == local,
        *kept.by_columns(row.written_on, row.reflection_pk, row.state),
        *kept.of(row.reflection_pk),
        *_bears(kept.wanted.tags, row.reflection_pk),
    )


def _tagged(tags: tuple[str, ...], kept: _Kept) -> Select[date, int]:
    row = ReflectionTagRow
    first, *others = tags
    return select(row.written_on, row.reflection_pk.label("pk")).where(
        row.tag_pk == _tag(first),
        *kept.by_columns(row.written_on, row.reflection_pk, row.state),
        *kept.of(row.reflection_pk),
        *_bears(others, row.reflection_pk),
    )


def _bears(tags: Iterable[str], pk: InstrumentedAttribute[int]) -> list[ColumnElement[bool]]:
    other = aliased(ReflectionTagRow)
    return [exists().where(other.reflection_pk == pk, other.tag_pk == _tag(tag)) for tag in tags]


def _tag(name: str) -> ColumnElement[int]:
    return select(TagRow.pk).where(TagRow.folded == folded(name)).scalar_subquery()
