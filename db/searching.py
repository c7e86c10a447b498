"""Search: what fits the words, ranked, each with the place where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Select,
    TableClause,
    bindparam,
    column,
    literal,
    literal_column,
    select,
    table,
    text,
)

from db import ids, later, unfinished_index
from db.filters import Filter, narrow, newest_first, of_each, source
from db.marking import marks
from db.models import BodyRow, DraftRow, ReflectionRow
from db.records import Hit, Kind, Marked, State, Terms
from db.terms import Brackets, any_of, as_prefix, begin_or_say, every, tidied
from db.transaction import Transaction

Where: TypeAlias = Literal["body", "later", "wording"]

LATER_GAP = 2
"""Characters between two later thoughts of a reflection where they are indexed as one text."""

SNIPPET_WORDS = 24
"""About how many words a snippet has."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Two indexes over the same texts: of stems, and of words as they are."""

    stems: str
    words: str
    columns: tuple[Where, ...]
    unfinished: bool


_KEPT = _Shelf(
    "reflection_stems", "reflection_words", ("body", "later", "wording"), unfinished=False
)
_UNFINISHED = _Shelf(unfinished_index.STEMS, unfinished_index.WORDS, ("body",), unfinished=True)


@dataclass(frozen=True, slots=True)
class _Leg:
    """One ranked look: what `index` must match, and what the index of words must hold besides."""

    index: str
    match: str
    words: str | None


def _ranking(index: str, columns: tuple[Where, ...]) -> Select[*tuple[Any, ...]]:
    """What fits :match in :states, best first, each with a snippet of every column.

    Made once and written as text, for putting it together can take as long as running it.
    """
    # As bytes, for a text with a lone surrogate is none that could be read as text.
    snippets = ", ".join(
        f"CAST(snippet({index}, {at}, :before, :after, '…', {SNIPPET_WORDS}) AS BLOB)"
        for at in range(len(columns))
    )
    return (
        select(
            text(
                f"{index}.rowid, reflection.id, reflection.kind, reflection.state, "
                f"reflection.written_on, reflection.brought_at IS NOT NULL, {snippets}"
            )
        )
        .select_from(
            table(index).join(ReflectionRow.__table__, text(f"reflection.pk = {index}.rowid"))
        )
        .where(
            text(f"{index} MATCH :match"),
            ReflectionRow.state.in_(bindparam("states", expanding=True)),
        )
        .order_by(text(f"{index}.rank"))
        .limit(bindparam("limit"))
    )


_RANKINGS = {
    index: _ranking(index, shelf.columns)
    for shelf in (_KEPT, _UNFINISHED)
    for index in (shelf.stems, shelf.words)
}


def search(tx: Transaction, terms: Terms, wanted: Filter, *, limit: int) -> tuple[Hit, ...]:
    """The best `limit`: unfinished texts, then the kept, each whole words before beginnings.

    Where the terms only say what must not be in a text, the newest without it.
    """
    asked = tidied(terms)
    if not (asked.words or asked.begun or asked.phrases):
        return _without_alone(tx, asked, wanted, limit)
    shelves = (_UNFINISHED, _KEPT) if unfinished_index.refresh(tx) else (_KEPT,)
    found: dict[int, Hit] = {}
    for shelf in shelves:
        for leg in _legs(shelf, asked):
            if len(found) < limit:
                _collect(tx, shelf, leg, asked, wanted, limit, found)
    return tuple(found.values())[:limit]


def marks_in(
    tx: Transaction,
    terms: Terms,
    id: str,  # noqa: A002
    *,
    unfinished: bool,
) -> dict[str, tuple[tuple[int, int], ...]]:
    """Where the hits stand in the `body`, kept or unfinished, and in the `later` thoughts.

    What holds none is left out. Later thoughts are counted through as one text, with LATER_GAP
    characters between two. NotFound.
    """
    pk = ids.pk_of(tx, id)
    asked = tidied(terms)
    if unfinished:
        texts = {"body": tx.value(select(DraftRow.body).where(DraftRow.reflection_pk == pk))}
    else:
        gap = "\n" * LATER_GAP
        texts = {
            "body": tx.value(select(BodyRow.body).where(BodyRow.reflection_pk == pk)),
            "later": gap.join(thought.body for thought in later.kept(tx, pk)),
        }
    found = {name: marks(tx, asked, text) for name, text in texts.items() if text}
    return {name: places for name, places in found.items() if places}


def _legs(shelf: _Shelf, asked: Terms) -> Iterator[_Leg]:
    phrases = every(asked.phrases)
    whole = every((*asked.words, *([asked.begun] if asked.begun else [])))
    if whole:
        yield _Leg(shelf.stems, whole, phrases or None)
    elif not asked.begun:
        yield _Leg(shelf.words, phrases, None)
    if asked.begun:
        beginning = " AND ".join(part for part in (phrases, as_prefix(asked.begun)) if part)
        if asked.words:
            yield _Leg(shelf.stems, every(asked.words), beginning)
        else:
            yield _Leg(shelf.words, beginning, None)


def _collect(
    tx: Transaction,
    shelf: _Shelf,
    leg: _Leg,
    asked: Terms,
    wanted: Filter,
    limit: int,
    found: dict[int, Hit],
) -> None:
    brackets = Brackets.new()
    values = {
        "match": leg.match,
        "before": brackets.before,
        "after": brackets.after,
        "states": wanted.states,
        "limit": limit,
    }
    found_now = tx.all(_ranked(shelf, leg, asked, wanted), values)
    # What only the other index knows is marked by looking at the words.
    beside = asked if leg.words is not None else Terms()
    for pk, id_, kind, state, written_on, brought, *snippets in found_now:
        if pk in found:
            continue
        where, snippet = _best(shelf, snippets, brackets, beside)
        found[pk] = Hit(
            id=id_,
            kind=Kind(kind),
            state=State(state),
            written_on=date.fromisoformat(written_on),
            brought=bool(brought),
            unfinished=shelf.unfinished,
            where=where,
            snippet=snippet,
        )


def _ranked(shelf: _Shelf, leg: _Leg, asked: Terms, wanted: Filter) -> Select[*tuple[Any, ...]]:
    # The plus keeps SQLite from looking up one row after another in an index of words, which ranks
    # all that fits at every look.
    row: ColumnElement[int] = literal_column(f"+{leg.index}.rowid")
    query = _RANKINGS[leg.index]
    rest = of_each(wanted)
    if rest:
        query = query.where(*rest)
    if leg.words is not None:
        query = query.where(row.in_(_rowids(shelf.words, leg.words)))
    for name, match in _left_out(shelf, asked):
        query = query.where(row.not_in(_rowids(name, match)))
    few = narrow(wanted)
    if few is not None:
        query = query.where(row.in_(select(few.subquery().c.pk)))
    return query


def _best(
    shelf: _Shelf, snippets: list[bytes | None], brackets: Brackets, beside: Terms
) -> tuple[Where, Marked]:
    """The first of the texts in which anything is marked; without any, the body's beginning."""
    first: Marked | None = None
    for name, snippet in zip(shelf.columns, snippets, strict=True):
        marked = begin_or_say(brackets.read((snippet or b"").decode("utf-8", "replace")), beside)
        if marked.marks:
            return name, marked
        first = first or marked
    return "body", first or Marked("", ())


def _without_alone(tx: Transaction, asked: Terms, wanted: Filter, limit: int) -> tuple[Hit, ...]:
    shelves = (_UNFINISHED, _KEPT) if unfinished_index.refresh(tx) else (_KEPT,)
    left_out = [each for shelf in shelves for each in _left_out(shelf, asked)]
    if not left_out:
        return ()
    days = newest_first(source(wanted)).subquery()
    row = ReflectionRow
    query = (
        select(
            row.id,
            row.kind,
            row.state,
            row.written_on,
            row.brought_at.is_not(None).label("brought"),
            row.opening,
        )
        .join_from(days, row, row.pk == days.c.pk)
        .where(*(days.c.pk.not_in(_rowids(name, match)) for name, match in left_out))
        .order_by(days.c.written_on.desc(), days.c.pk.desc())
        .limit(limit)
    )
    return tuple(
        Hit(
            id=hit.id,
            kind=Kind(hit.kind),
            state=State(hit.state),
            written_on=hit.written_on,
            brought=hit.brought,
            unfinished=hit.state == State.DRAFT,
            where="body",
            snippet=Marked(hit.opening, ()),
        )
        for hit in tx.all(query)
    )


def _left_out(shelf: _Shelf, asked: Terms) -> Iterator[tuple[str, str]]:
    words = any_of([word for word in asked.without if " " not in word])
    phrases = any_of([phrase for phrase in asked.without if " " in phrase])
    if words:
        yield shelf.stems, words
    if phrases:
        yield shelf.words, phrases


def _rowids(name: str, match: str) -> Select[int]:
    index = table(name, column("rowid"))
    return select(index.c.rowid).where(_matches(index, match))


def _matches(index: TableClause, match: str) -> ColumnElement[bool]:
    return literal_column(index.name).op("MATCH")(literal(match))
