"""Search: what fits the words, ranked, each with the place where they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Select,
    TableClause,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
)

from db import ids, later, unfinished_index
from db.filters import Filter, narrow, newest_first, of_columns, of_reflection, source
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


def search(tx: Transaction, terms: Terms, wanted: Filter, *, limit: int) -> tuple[Hit, ...]:
    """The best `limit`: unfinished texts, then the kept, each whole words before beginnings.

    Where the terms only say what must not be in a text, the newest without it.
    """
    asked = tidied(terms)
    if not (asked.words or asked.begun or asked.phrases):
        return _without_alone(tx, asked, wanted, limit)
    unfinished_index.refresh(tx)
    found: dict[int, Hit] = {}
    for shelf in (_UNFINISHED, _KEPT):
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
    index = table(leg.index, column("rowid"), column("rank"))
    brackets = Brackets.new()
    row = ReflectionRow
    query = (
        select(
            index.c.rowid,
            *_snippets(leg.index, shelf, brackets),
            row.id,
            row.kind,
            row.state,
            row.written_on,
            row.brought_at.is_not(None).label("brought"),
        )
        .join_from(index, row, row.pk == index.c.rowid)
        .where(_matches(index, leg.match), *of_columns(wanted), *of_reflection(wanted))
        .order_by(index.c.rank)
        .limit(limit)
    )
    if leg.words is not None:
        query = query.where(index.c.rowid.in_(_rowids(shelf.words, leg.words)))
    for name, match in _left_out(shelf, asked):
        query = query.where(index.c.rowid.not_in(_rowids(name, match)))
    few = narrow(wanted)
    if few is not None:
        query = query.where(index.c.rowid.in_(select(few.subquery().c.pk)))
    for hit in tx.all(query):
        if hit.rowid not in found:
            texts = {name: _text(getattr(hit, name)) for name in shelf.columns}
            where, snippet = _best(texts, brackets, asked)
            found[hit.rowid] = Hit(
                id=hit.id,
                kind=Kind(hit.kind),
                state=State(hit.state),
                written_on=hit.written_on,
                brought=hit.brought,
                unfinished=shelf.unfinished,
                where=where,
                snippet=snippet,
            )


def _snippets(index: str, shelf: _Shelf, brackets: Brackets) -> Iterator[ColumnElement[bytes]]:
    for at, name in enumerate(shelf.columns):
        snippet = func.snippet(
            literal_column(index), at, brackets.before, brackets.after, "…", SNIPPET_WORDS
        )
        # As bytes, for a text with a lone surrogate is none that could be read as text.
        yield cast(snippet, LargeBinary).label(name)


def _text(snippet: bytes | None) -> str:
    return (snippet or b"").decode("utf-8", "replace")


def _best(texts: Mapping[Where, str], brackets: Brackets, asked: Terms) -> tuple[Where, Marked]:
    """The first of the texts in which anything is marked; without any, the body's beginning."""
    for name, text in texts.items():
        marked = begin_or_say(brackets.read(text), asked)
        if marked.marks:
            return name, marked
    return "body", brackets.read(texts["body"])


def _without_alone(tx: Transaction, asked: Terms, wanted: Filter, limit: int) -> tuple[Hit, ...]:
    left_out = list(_left_out(_KEPT, asked))
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
