"""Tags on reflections; a tag lives as long as something bears it."""

from collections.abc import Iterable

from sqlalchemy import delete, func, insert, select, update

from db import ids
from db.errors import NotFound
from db.models import ReflectionRow, ReflectionTagRow, TagRow
from db.names import folded, tag_name
from db.records import State
from db.transaction import Transaction


def set_tags(tx: Transaction, id: str, names: Iterable[str]) -> None:  # noqa: A002
    """Gives it these tags and no others; a tag known by another spelling keeps its first.

    Raises BadTag, and changes nothing, if one that is not in use can't be a tag; NotFound.
    """
    wanted = {folded(name.strip()): name for name in reversed(list(names))}
    known = {
        fold: tag_pk
        for tag_pk, fold in tx.all(
            select(TagRow.pk, TagRow.folded).where(TagRow.folded.in_(wanted))
        )
    }
    wanted = {fold: tag_name(name) for fold, name in wanted.items() if fold not in known}
    pk = ids.pk_of(tx, id)
    for fold, name in wanted.items():
        tx.change(insert(TagRow).values(name=name, folded=fold))
        known[fold] = tx.one(select(TagRow.pk).where(TagRow.folded == fold))[0]
    borne = set(
        tx.values(select(ReflectionTagRow.tag_pk).where(ReflectionTagRow.reflection_pk == pk))
    )
    reflection = tx.one(
        select(ReflectionRow.written_on, ReflectionRow.state).where(ReflectionRow.pk == pk)
    )
    for tag_pk in known.values():
        if tag_pk not in borne:
            tx.change(
                insert(ReflectionTagRow).values(
                    reflection_pk=pk,
                    tag_pk=tag_pk,
                    written_on=reflection.written_on,
                    state=reflection.state,
                )
            )
    gone = borne - set(known.values())
    if gone:
        tx.change(
            delete(ReflectionTagRow).where(
                ReflectionTagRow.reflection_pk == pk, ReflectionTagRow.tag_pk.in_(gone)
            )
        )


def rename(tx: Transaction, old: str, new: str) -> bool:
    """Gives a tag another name; True if there was one of that name and the two are one now.

    Raises BadTag; NotFound if there is no tag of the old name.
    """
    name = tag_name(new)
    pk = _pk_of(tx, old)
    if pk is None:
        raise NotFound("There is no such tag any more.")
    other = _pk_of(tx, name)
    if other is None or other == pk:
        tx.change(update(TagRow).where(TagRow.pk == pk).values(name=name, folded=folded(name)))
        return False
    row = ReflectionTagRow
    both = select(row.reflection_pk).where(row.tag_pk == other)
    tx.change(
        update(row).where(row.tag_pk == pk, row.reflection_pk.not_in(both)).values(tag_pk=other)
    )
    # The last of them takes the tag along; where all were moved, it is unused already.
    tx.change(delete(row).where(row.tag_pk == pk))
    tx.change(delete(TagRow).where(TagRow.pk == pk))
    return True


def names(tx: Transaction) -> tuple[str, ...]:
    """Every tag in use, in alphabetical order, not counted."""
    return tuple(tx.values(select(TagRow.name).order_by(TagRow.folded)))


def all_tags(tx: Transaction) -> tuple[tuple[str, int], ...]:
    """Each tag with how many reflections outside the trash bear it, in alphabetical order."""
    found = tx.all(
        select(TagRow.name, func.count())
        .join(ReflectionTagRow, ReflectionTagRow.tag_pk == TagRow.pk)
        .where(ReflectionTagRow.state != State.TRASHED)
        .group_by(TagRow.pk)
        .order_by(TagRow.folded)
    )
    return tuple((name, number) for name, number in found)


def _pk_of(tx: Transaction, name: str) -> int | None:
    return tx.value(select(TagRow.pk).where(TagRow.folded == folded(name)))
