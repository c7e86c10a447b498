"""Which reflections are asked for, and the index that finds them newest first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

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

from db.models import (
    CaseCodeRow,
    LinkRow,
    ReflectionCaseRow,
    ReflectionRow,
    ReflectionTagRow,
    TagRow,
)
from db.names import folded, split
from db.records import Kind, State

Source: TypeAlias = Select[date, int] | CompoundSelect[date, int]
"""A query of `written_on` and `pk`."""

Pk: TypeAlias = InstrumentedAttribute[int] | ColumnElement[int]
Conditions: TypeAlias = list[ColumnElement[bool]]


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

    @property
    def is_plain(self) -> bool:
        """Whether only the states are asked for."""
        return not (
            self.anchors
            or self.tags
            or self.case is not None
            or self.own_states
            or self.topic is not None
            or self.brought is not None
            or self.since is not None
            or self.until is not None
            or self.kinds
        )


def source(
    wanted: Filter, *, above: tuple[date, int] | None = None, only: int | None = None
) -> Source:
    """What fits the filter, read from the narrowest index that is in the order of the lists.

    `above` leaves what stands higher in the list than this day and row, `only` one row. Several
    anchors or own states are read side by side, each from its place in the index, and merged
    without a sort.
    """
    kept = _Kept(wanted, above, only)
    if wanted.anchors:
        return _merged([_on_anchor(anchor, kept) for anchor in sorted(set(wanted.anchors))])
    if wanted.tags:
        return _tagged(kept)
    if wanted.case is not None:
        return _of_case(wanted.case, kept)
    row = ReflectionRow
    query = select(row.written_on, row.pk).where(
        *kept.by_columns(row.written_on, row.pk, row.state),
        *_of_reflection(wanted),
        *kept.beside(row.pk),
    )
    if not wanted.own_states:
        return query
    return _merged([query.where(row.own_state == step) for step in sorted(set(wanted.own_states))])


def narrow(wanted: Filter) -> Source | None:
    """What fits the part of the filter that an index finds; None if there is no such part.

    What is left to ask are the states and what `of_each` asks, which most fit or no index holds.
    """
    held = replace(wanted, topic=None, brought=wanted.brought or None)
    return None if held.is_plain else source(held)


def of_each(wanted: Filter) -> Conditions:
    """What `narrow` leaves out but for the states, asked of each reflection itself."""
    return _of_reflection(
        Filter(brought=False if wanted.brought is False else None, topic=wanted.topic)
    )


def newest_first(query: Source) -> Source:
    """The query in the order of every list: by day of writing, then by when it was begun."""
    return query.order_by(text("written_on DESC"), text("pk DESC"))


def oldest_first(query: Source) -> Source:
    """The query in the order of a list turned round."""
    return query.order_by(text("written_on"), text("pk"))


def _of_reflection(wanted: Filter) -> Conditions:
    """What only the reflection itself tells, or what links to a whole topic tell of it."""
    conditions: Conditions = []
    if wanted.kinds:
        conditions.append(ReflectionRow.kind.in_(wanted.kinds))
    if wanted.brought is not None:
        at = ReflectionRow.brought_at
        conditions.append(at.is_not(None) if wanted.brought else at.is_(None))
    if wanted.topic is not None:
        link = aliased(LinkRow)
        conditions.append(
            exists().where(link.reflection_pk == ReflectionRow.pk, link.topic == wanted.topic)
        )
    return conditions


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
    ) -> Conditions:
        """What every index holds."""
        conditions: Conditions = [state.in_(self.wanted.states)]
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

    def beside(self, pk: Pk, *, tags: Iterable[str] = (), case: bool = False) -> Conditions:
        """These tags, and the case code unless `case` says that it was asked already."""
        conditions = [_bears(tag, pk) for tag in tags]
        if self.wanted.case is not None and not case:
            other = aliased(ReflectionCaseRow)
            conditions.append(
                exists().where(other.reflection_pk == pk, other.case_pk == _case(self.wanted.case))
            )
        return conditions

    def of(self, pk: Pk) -> Conditions:
        """What only the reflection tells, asked from a row beside it."""
        conditions = _of_reflection(self.wanted)
        if self.wanted.own_states:
            conditions.append(ReflectionRow.own_state.in_(self.wanted.own_states))
        return [exists().where(ReflectionRow.pk == pk, *conditions)] if conditions else []


def _merged(parts: list[Select[date, int]]) -> Source:
    return parts[0] if len(parts) == 1 else union(*parts)


def _on_anchor(anchor: str, kept: _Kept) -> Select[date, int]:
    row = LinkRow
    topic, local = split(anchor)
    return select(row.written_on, row.reflection_pk.label("pk")).where(
        row.topic == topic,
        row.local == local,
        *kept.by_columns(row.written_on, row.reflection_pk, row.state),
        *kept.of(row.reflection_pk),
        *kept.beside(row.reflection_pk, tags=kept.wanted.tags),
    )


def _tagged(kept: _Kept) -> Select[date, int]:
    row = ReflectionTagRow
    first, *others = kept.wanted.tags
    return select(row.written_on, row.reflection_pk.label("pk")).where(
        row.tag_pk == _tag(first),
        *kept.by_columns(row.written_on, row.reflection_pk, row.state),
        *kept.of(row.reflection_pk),
        *kept.beside(row.reflection_pk, tags=others),
    )


def _of_case(case: str, kept: _Kept) -> Select[date, int]:
    row = ReflectionCaseRow
    return select(row.written_on, row.reflection_pk.label("pk")).where(
        row.case_pk == _case(case),
        *kept.by_columns(row.written_on, row.reflection_pk, row.state),
        *kept.of(row.reflection_pk),
        *kept.beside(row.reflection_pk, case=True),
    )


def _bears(tag: str, pk: Pk) -> ColumnElement[bool]:
    other = aliased(ReflectionTagRow)
    return exists().where(other.reflection_pk == pk, other.tag_pk == _tag(tag))


def _tag(name: str) -> ColumnElement[int]:
    return select(TagRow.pk).where(TagRow.folded == folded(name)).scalar_subquery()


def _case(name: str) -> ColumnElement[int]:
    return select(CaseCodeRow.pk).where(CaseCodeRow.folded == folded(name)).scalar_subquery()
