"""Case codes: at most one on a reflection, never a name or initials."""

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from db import ids
from db.errors import NotFound
from db.models import CaseCodeRow, ReflectionCaseRow, ReflectionRow
from db.names import case_name, folded
from db.records import State
from db.supervision_models import ItemRow
from db.transaction import Transaction


def set_case(tx: Transaction, id: str, code: str | None) -> None:  # noqa: A002
    """Gives it this case code, or none; a code known by another spelling keeps its first.

    Raises BadCaseCode, and changes nothing, if it can't be one; NotFound.
    """
    pk = ids.pk_of(tx, id)
    if code is None:
        tx.change(delete(ReflectionCaseRow).where(ReflectionCaseRow.reflection_pk == pk))
        return
    name = case_name(code)
    case_pk = _pk_of(tx, name)
    if case_pk is None:
        tx.change(insert(CaseCodeRow).values(name=name, folded=folded(name)))
        case_pk = _pk_of(tx, name)
    reflection = tx.one(
        select(ReflectionRow.written_on, ReflectionRow.state).where(ReflectionRow.pk == pk)
    )
    tx.change(
        upsert(ReflectionCaseRow)
        .values(
            reflection_pk=pk,
            case_pk=case_pk,
            written_on=reflection.written_on,
            state=reflection.state,
        )
        .on_conflict_do_update(index_elements=["reflection_pk"], set_={"case_pk": case_pk})
    )


def names(tx: Transaction) -> tuple[str, ...]:
    """Every case code in use, in alphabetical order, not counted."""
    return tuple(tx.values(select(CaseCodeRow.name).order_by(CaseCodeRow.folded)))


def all_cases(tx: Transaction) -> tuple[tuple[str, int], ...]:
    """Each code with how many reflections outside the trash bear it, in alphabetical order."""
    row = ReflectionCaseRow
    found = tx.all(
        select(CaseCodeRow.name, func.count())
        .join(row, row.case_pk == CaseCodeRow.pk)
        .where(row.state != State.TRASHED)
        .group_by(CaseCodeRow.pk)
        .order_by(CaseCodeRow.folded)
    )
    return tuple((name, number) for name, number in found)


def rename(tx: Transaction, old: str, new: str) -> bool:
    """Gives a code another name; True if there was one of that name and the two are one now.

    Questions for supervision hold the code by its name, and get the other one too.

    Raises BadCaseCode; NotFound if there is no code of the old name.
    """
    name = case_name(new)
    pk = _pk_of(tx, old)
    if pk is None:
        raise NotFound("There is no such case code any more.")
    other = _pk_of(tx, name)
    _rename_on_agendas(tx, old, name)
    if other is None or other == pk:
        tx.change(
            update(CaseCodeRow).where(CaseCodeRow.pk == pk).values(name=name, folded=folded(name))
        )
        return False
    tx.change(
        update(ReflectionCaseRow).where(ReflectionCaseRow.case_pk == pk).values(case_pk=other)
    )
    return True


def _rename_on_agendas(tx: Transaction, old: str, name: str) -> None:
    code = ItemRow.case_code
    used = tx.values(select(code).where(code.is_not(None)).distinct())
    alike = [each for each in used if each is not None and folded(each) == folded(old)]
    tx.change(update(ItemRow).where(code.in_(alike)).values(case_code=name))


def _pk_of(tx: Transaction, name: str) -> int | None:
    return tx.value(select(CaseCodeRow.pk).where(CaseCodeRow.folded == folded(name)))
