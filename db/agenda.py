"""Agenda items: made, found, ordered, and moved from one meeting to the next."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, select, update
from sqlalchemy.orm import aliased

from db import ids, supervisors
from db.behind import behind, copy
from db.supervision_models import ItemReflectionRow, ItemRow, MeetingRow
from db.supervision_records import Behind, Eye, Item, ItemKind, ItemState, MeetingState, Wants
from db.transaction import Transaction

COPIED = (
    "question",
    "kind",
    "surfaces",
    "moment",
    "reaction",
    "wants",
    "case_code",
    "context",
    "minutes",
    "went_well",
    "view",
)
"""What an item takes along when it is carried over."""

_IN_ORDER = ItemRow.position, ItemRow.pk

_Origin = aliased(ItemRow)
_OriginMeeting = aliased(MeetingRow)


def create(
    tx: Transaction, meeting_id: str | None, *, question: str, state: ItemState, now: datetime
) -> str:
    """A new item at the end of a meeting's agenda, or with no meeting yet; its id. NotFound."""
    meeting_pk = None if meeting_id is None else ids.pk_of(tx, meeting_id, MeetingRow)
    made = ids.new()
    tx.change(
        insert(ItemRow).values(
            id=made,
            meeting_pk=meeting_pk,
            position=_end(tx, meeting_pk),
            state=state,
            question=question,
            surfaces="",
            moment="",
            reaction="",
            context="",
            went_well="",
            heard="",
            created_at=now,
            changed_at=now,
        )
    )
    return made


def get(tx: Transaction, id: str) -> Item:  # noqa: A002
    """The item with this id, or with the one id that begins so; NotFound."""
    (found,) = _items(tx, _select().where(ItemRow.pk == ids.pk_of(tx, id, ItemRow)))
    return found


def on_meeting(tx: Transaction, meeting_id: str) -> tuple[Item, ...]:
    """The agenda of a meeting in its order, dropped items left out; NotFound."""
    meeting_pk = ids.pk_of(tx, meeting_id, MeetingRow)
    return _items(tx, _select().where(*_listed(meeting_pk)).order_by(*_IN_ORDER))


def loose(
    tx: Transaction, state: ItemState, *, offset: int = 0, limit: int = 50
) -> tuple[Item, ...]:
    """Items in this state that have no meeting, the newest first."""
    return _items(
        tx,
        _select()
        .where(ItemRow.meeting_pk.is_(None), ItemRow.state == state)
        .order_by(ItemRow.pk.desc())
        .offset(offset)
        .limit(limit),
    )


def count_loose(tx: Transaction, state: ItemState) -> int:
    """How many items in this state have no meeting."""
    found = select(func.count()).where(ItemRow.meeting_pk.is_(None), ItemRow.state == state)
    return tx.value(found) or 0


def carried_to(tx: Transaction, supervisor: str, *, limit: int) -> tuple[Item, ...]:
    """What was carried over from meetings with this supervisor and is still open, oldest first."""
    supervisor_pk = supervisors.known(tx, supervisor)
    if supervisor_pk is None:
        return ()
    return _items(
        tx,
        _select()
        .where(
            ItemRow.state.in_((ItemState.OPEN, ItemState.PARKED)),
            _OriginMeeting.supervisor_pk == supervisor_pk,
        )
        .order_by(_OriginMeeting.day, ItemRow.pk)
        .limit(limit),
    )


def questions(tx: Transaction, since: date, until: date) -> dict[str, tuple[str, ...]]:
    """What was asked in each meeting held on these days, in the order of its agenda."""
    asked = defaultdict(list)
    for meeting_id, question in tx.all(
        select(MeetingRow.id, ItemRow.question)
        .join(ItemRow, ItemRow.meeting_pk == MeetingRow.pk)
        .where(
            MeetingRow.state == MeetingState.HELD,
            MeetingRow.day >= since,
            MeetingRow.day <= until,
            ItemRow.state == ItemState.HELD,
            ItemRow.question != "",
        )
        .order_by(MeetingRow.day, MeetingRow.pk, *_IN_ORDER)
    ):
        asked[meeting_id].append(question)
    return {meeting_id: tuple(each) for meeting_id, each in asked.items()}


def waiting_for(tx: Transaction, supervisor: str) -> tuple[str, ...]:
    """What was carried over from this supervisor's meetings and has none yet, oldest first."""
    supervisor_pk = supervisors.known(tx, supervisor)
    return tuple(
        tx.values(
            select(ItemRow.id)
            .join(_Origin, _Origin.pk == ItemRow.carried_from_pk)
            .join(_OriginMeeting, _OriginMeeting.pk == _Origin.meeting_pk)
            .where(
                ItemRow.meeting_pk.is_(None),
                ItemRow.state == ItemState.OPEN,
                _OriginMeeting.supervisor_pk == supervisor_pk,
            )
            .order_by(_OriginMeeting.day, ItemRow.pk)
        )
    )


def behind_which(tx: Transaction, reflection_id: str) -> tuple[tuple[datetime, Item], ...]:
    """The items a reflection is behind, whole or by a passage, and since when; oldest first.

    Dropped items are left out. NotFound.
    """
    reflection_pk = ids.pk_of(tx, reflection_id)
    row = ItemReflectionRow
    since = {
        each.item_pk: each.put_at
        for each in tx.all(
            select(row.item_pk, row.put_at)
            .where(row.reflection_pk == reflection_pk)
            .order_by(row.put_at.desc())
        )
    }
    query = _select().where(ItemRow.pk.in_(since), ItemRow.state != ItemState.DROPPED)
    found = [(since[pk], item) for pk, item in _items_by_pk(tx, query)]
    return tuple(sorted(found, key=lambda each: each[0]))


def carried_on(tx: Transaction, id: str) -> str | None:  # noqa: A002
    """The item that continues this one and was not dropped; NotFound."""
    return tx.value(
        select(ItemRow.id)
        .where(
            ItemRow.carried_from_pk == ids.pk_of(tx, id, ItemRow),
            ItemRow.state != ItemState.DROPPED,
        )
        .limit(1)
    )


def set_values(tx: Transaction, id: str, now: datetime, **values: Any) -> None:  # noqa: A002
    """Sets columns that hold nobody's words; NotFound."""
    tx.change(
        update(ItemRow)
        .where(ItemRow.pk == ids.pk_of(tx, id, ItemRow))
        .values(changed_at=now, **values)
    )


def put_on(tx: Transaction, id: str, meeting_id: str, state: ItemState, now: datetime) -> None:  # noqa: A002
    """Puts the item at the end of a meeting's agenda; NotFound."""
    meeting_pk = ids.pk_of(tx, meeting_id, MeetingRow)
    set_values(tx, id, now, meeting_pk=meeting_pk, position=_end(tx, meeting_pk), state=state)


def take_off(tx: Transaction, id: str, state: ItemState, now: datetime) -> None:  # noqa: A002
    """Lets the item stand in this state without a meeting; NotFound."""
    set_values(tx, id, now, meeting_pk=None, position=0, state=state)


def place(tx: Transaction, id: str, index: int) -> None:  # noqa: A002
    """Moves the item to this place on its agenda, from 0, or as near as there is; NotFound.

    One that is on no agenda stays as it is.
    """
    pk = ids.pk_of(tx, id, ItemRow)
    meeting_pk = tx.value(select(ItemRow.meeting_pk).where(ItemRow.pk == pk))
    if meeting_pk is None:
        return
    found = tx.all(
        select(ItemRow.pk, ItemRow.position).where(*_listed(meeting_pk)).order_by(*_IN_ORDER)
    )
    before = {row.pk: row.position for row in found}
    if pk not in before:
        return
    order = [each for each in before if each != pk]
    order.insert(max(0, index), pk)
    for position, each in enumerate(order):
        if before[each] != position:
            tx.change(update(ItemRow).where(ItemRow.pk == each).values(position=position))


def change_all(
    tx: Transaction, meeting_id: str, from_: ItemState, to: ItemState, now: datetime
) -> None:
    """Changes the state of all items of a meeting that are in this one; NotFound."""
    tx.change(
        update(ItemRow)
        .where(ItemRow.meeting_pk == ids.pk_of(tx, meeting_id, MeetingRow), ItemRow.state == from_)
        .values(state=to, changed_at=now)
    )


def carry(tx: Transaction, id: str, meeting_id: str | None, now: datetime) -> str:  # noqa: A002
    """A new item that continues this one, with all that stands behind it; its id. NotFound."""
    pk = ids.pk_of(tx, id, ItemRow)
    made = create(tx, meeting_id, question="", state=ItemState.OPEN, now=now)
    made_pk = ids.pk_of(tx, made, ItemRow)
    columns = ItemRow.__table__.c
    row = tx.one(select(*(columns[name] for name in COPIED)).where(ItemRow.pk == pk))
    tx.change(
        update(ItemRow)
        .where(ItemRow.pk == made_pk)
        .values(carried_from_pk=pk, **dict(zip(COPIED, row, strict=True)))
    )
    copy(tx, pk, made_pk, now)
    return made


def remove(tx: Transaction, id: str) -> None:  # noqa: A002
    """Removes the item for ever; NotFound."""
    tx.change(delete(ItemRow).where(ItemRow.pk == ids.pk_of(tx, id, ItemRow)))


def _end(tx: Transaction, meeting_pk: int | None) -> int:
    if meeting_pk is None:
        return 0
    last = tx.value(select(func.max(ItemRow.position)).where(ItemRow.meeting_pk == meeting_pk))
    return 0 if last is None else last + 1


def _listed(meeting_pk: int) -> tuple[ColumnElement[bool], ...]:
    return ItemRow.meeting_pk == meeting_pk, ItemRow.state != ItemState.DROPPED


def _select() -> Select[*tuple[Any, ...]]:
    return (
        select(ItemRow.__table__, MeetingRow.id.label("meeting_id"), _OriginMeeting.day)
        .outerjoin(MeetingRow, MeetingRow.pk == ItemRow.meeting_pk)
        .outerjoin(_Origin, _Origin.pk == ItemRow.carried_from_pk)
        .outerjoin(_OriginMeeting, _OriginMeeting.pk == _Origin.meeting_pk)
    )


def _items(tx: Transaction, query: Select[*tuple[Any, ...]]) -> tuple[Item, ...]:
    return tuple(item for _, item in _items_by_pk(tx, query))


def _items_by_pk(tx: Transaction, query: Select[*tuple[Any, ...]]) -> list[tuple[int, Item]]:
    found = tx.all(query)
    made_from = behind(tx, [row.pk for row in found])
    return [(row.pk, _item(row, made_from[row.pk])) for row in found]


def _item(row: Any, made_from: Behind) -> Item:
    return Item(
        id=row.id,
        meeting_id=row.meeting_id,
        state=ItemState(row.state),
        question=row.question,
        kind=None if row.kind is None else ItemKind(row.kind),
        surfaces=row.surfaces,
        moment=row.moment,
        reaction=row.reaction,
        wants=None if row.wants is None else Wants(row.wants),
        case_code=row.case_code,
        context=row.context,
        minutes=row.minutes,
        went_well=row.went_well,
        view=None if row.view is None else Eye(row.view),
        heard=row.heard,
        heard_at=row.heard_at,
        carried_from=row.day,
        created_at=row.created_at,
        changed_at=row.changed_at,
        behind=made_from,
    )
