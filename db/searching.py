"""Search: what fits the words, ranked, each with the place where they stand."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from typing import Any, Literal, TypeAlias

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Select,
    TableClause,
    bindparam,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects import sqlite

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


_KINDS = {str(kind): kind for kind in Kind}
_STATES = {str(state): state for state in State}
_STATES_ASKED = ("one_state", "other_state", "third_state")


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


def _ranking(index: str) -> Select[int, str, str, str, date, bool, bytes]:
    """What fits :match in three states, best first, each with a snippet of its body.

    Made once, for putting it together can take as long as running it. How many are wanted is put
    to it as a number, for SQLite prepares a statement anew whenever a limit is bound to it.
    """
    row = ReflectionRow.__table__
    return (
        select(
            literal_column(f"{index}.rowid").label("pk"),
            row.c.id,
            row.c.kind,
            row.c.state,
            row.c.written_on,
            row.c.brought_at.is_not(None).label("brought"),
            _snippet(index, 0).label("snippet"),
        )
        .select_from(table(index).join(row, text(f"reflection.pk = {index}.rowid")))
        .where(
            text(f"{index} MATCH :match"),
            text(f"reflection.state IN ({', '.join(f':{name}' for name in _STATES_ASKED)})"),
        )
        .order_by(text(f"{index}.rank"))
    )


def _elsewhere_in(index: str, columns: Sequence[Where]) -> Select[*tuple[Any, ...]]:
    """Of what fits :match, the snippets of these columns in the rows :pks, a JSON array."""
    every_column = _KEPT.columns
    snippets = (_snippet(index, every_column.index(name)).label(name) for name in columns)
    return (
        select(literal_column(f"{index}.rowid").label("pk"), *snippets)
        .select_from(table(index))
        .where(
            text(f"{index} MATCH :match"),
            _row(index).in_(text("SELECT value FROM json_each(:pks)")),
        )
    )


def _snippet(index: str, at: int) -> ColumnElement[bytes]:
    """As bytes, for a text with a lone surrogate is none that could be read as text."""
    snippet = func.snippet(
        literal_column(index),
        literal_column(str(at)),
        bindparam("before"),
        bindparam("after"),
        literal_column("'…'"),
        literal_column(str(SNIPPET_WORDS)),
    )
    return cast(snippet, LargeBinary)


def _row(index: str) -> ColumnElement[int]:
    """The row of an index, as it can be compared to other rows.

    The plus keeps SQLite from looking up one row after another, for all that fits would be read,
    and may be ranked, at every look.
    """
    return literal_column(f"+{index}.rowid")


def _as_sql(query: Select[*tuple[Any, ...]]) -> str:
    return str(query.compile(dialect=sqlite.dialect(paramstyle="named")))


_RANKINGS = {
    index: _ranking(index) for shelf in (_KEPT, _UNFINISHED) for index in (shelf.stems, shelf.words)
}
_RANKED = {index: _as_sql(query) for index, query in _RANKINGS.items()}
_ELSEWHERE = {
    index: _as_sql(_elsewhere_in(index, _KEPT.columns[1:])) for index in (_KEPT.stems, _KEPT.words)
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
        for leg in _legs(tx, shelf, asked):
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


def _legs(tx: Transaction, shelf: _Shelf, asked: Terms) -> Iterator[_Leg]:
    phrases = every(asked.phrases)
    whole = every((*asked.words, *([asked.begun] if asked.begun else [])))
    if not whole:
        yield _Leg(shelf.words, phrases, None)
    # What is only begun is mostly no word yet, which is known sooner than ranked.
    elif not asked.begun or _fits(tx, shelf.stems, whole):
        yield _Leg(shelf.stems, whole, phrases or None)
    if asked.begun:
        beginning = " AND ".join(part for part in (phrases, as_prefix(asked.begun)) if part)
        if asked.words:
            yield _Leg(shelf.stems, every(asked.words), beginning)
        else:
            yield _Leg(shelf.words, beginning, None)


def _fits(tx: Transaction, index: str, match: str) -> bool:
    statement = f"SELECT 1 FROM {index} WHERE {index} MATCH :match LIMIT 1"  # noqa: S608
    return bool(tx.swiftly(statement, {"match": match}))


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
    values: dict[str, object] = dict(zip(_STATES_ASKED, cycle(wanted.states), strict=False))
    values.update(match=leg.match, before=brackets.before, after=brackets.after)
    ranked = _rows(tx, shelf, leg, asked, wanted, limit, values)
    new = [row for row in ranked if row[0] not in found]
    # What only the other index knows is marked by looking at the words.
    beside = asked if leg.words is not None else None
    bodies = [_marked(snippet, brackets, beside) for *_, snippet in new]
    bare = [row[0] for row, body in zip(new, bodies, strict=True) if not body.marks]
    elsewhere = _elsewhere(tx, shelf, leg, bare, values, brackets, beside) if bare else {}
    for (pk, id_, kind, state, written_on, brought, _), body in zip(new, bodies, strict=True):
        where, snippet = elsewhere.get(pk, ("body", body))
        found[pk] = Hit(
            id=id_,
            kind=_KINDS[kind],
            state=_STATES[state],
            written_on=written_on,
            brought=brought,
            unfinished=shelf.unfinished,
            where=where,
            snippet=snippet,
        )


def _elsewhere(
    tx: Transaction,
    shelf: _Shelf,
    leg: _Leg,
    pks: Sequence[int],
    values: Mapping[str, object],
    brackets: Brackets,
    beside: Terms | None,
) -> dict[int, tuple[Where, Marked]]:
    """For rows in whose body nothing is marked, the first of the other texts in which it is."""
    if shelf.unfinished:
        return {}
    found: dict[int, tuple[Where, Marked]] = {}
    for pk, *snippets in tx.swiftly(_ELSEWHERE[leg.index], {**values, "pks": json.dumps(pks)}):
        for where, snippet in zip(shelf.columns[1:], snippets, strict=True):
            marked = _marked(snippet, brackets, beside)
            if marked.marks:
                found.setdefault(pk, (where, marked))
    return found


def _rows(
    tx: Transaction,
    shelf: _Shelf,
    leg: _Leg,
    asked: Terms,
    wanted: Filter,
    limit: int,
    values: Mapping[str, object],
) -> Sequence[tuple[int, str, str, str, date, bool, bytes]]:
    if leg.words is None and not asked.without and wanted.is_plain:
        return [
            (pk, id_, kind, state, date.fromisoformat(day), bool(brought), snippet)
            for pk, id_, kind, state, day, brought, snippet in tx.swiftly(
                f"{_RANKED[leg.index]} LIMIT {limit:d}", values
            )
        ]
    return tx.all(_ranked(shelf, leg, asked, wanted).limit(limit), values)


def _marked(snippet: bytes | None, brackets: Brackets, beside: Terms | None) -> Marked:
    marked = brackets.read((snippet or b"").decode("utf-8", "replace"))
    return marked if beside is None else begin_or_say(marked, beside)


def _ranked(
    shelf: _Shelf, leg: _Leg, asked: Terms, wanted: Filter
) -> Select[int, str, str, str, date, bool, bytes]:
    query = _RANKINGS[leg.index]
    row = _row(leg.index)
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
