"""What left the journal for a meeting, when and to where."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from db import ids
from db.supervision_models import BriefItemRow, BriefRow, ItemRow, MeetingRow
from db.supervision_records import BriefForm, BriefLeft
from db.transaction import Transaction


def create(
    tx: Transaction,
    meeting_id: str,
    *,
    form: BriefForm,
    place: str | None,
    size: int,
    digest: str,
    item_ids: Sequence[str],
    now: datetime,
) -> str:
    """Notes a brief that left; its id. NotFound."""
    made = ids.new()
    tx.change(
        insert(BriefRow).values(
            id=made,
            meeting_pk=ids.pk_of(tx, meeting_id, MeetingRow),
            left_at=now,
            form=form,
            place=place,
            size=size,
            digest=digest,
        )
    )
    brief_pk = ids.pk_of(tx, made, BriefRow)
    for item_pk in dict.fromkeys(ids.pk_of(tx, item_id, ItemRow) for item_id in item_ids):
        tx.change(insert(BriefItemRow).values(brief_pk=brief_pk, item_pk=item_pk))
    return made


def holds(tx: Transaction, item_id: str) -> bool:
    """Whether the item was in any brief that left; NotFound."""
    item_pk = ids.pk_of(tx, item_id, ItemRow)
    found = select(BriefItemRow.brief_pk).where(BriefItemRow.item_pk == item_pk).limit(1)
    return tx.value(found) is not None


def of_meeting(tx: Transaction, meeting_id: str) -> tuple[BriefLeft, ...]:
    """What left for this meeting, the last first; NotFound."""
    meeting_pk = ids.pk_of(tx, meeting_id, MeetingRow)
    row = BriefRow
    found = tx.all(
        select(row.pk, row.id, row.left_at, row.form, row.place, row.size, row.digest)
        .where(row.meeting_pk == meeting_pk)
        .order_by(row.left_at.desc(), row.pk.desc())
    )
    items = defaultdict(list)
    for brief_pk, item_id in tx.all(
        select(BriefItemRow.brief_pk, ItemRow.id)
        .join(ItemRow, ItemRow.pk == BriefItemRow.item_pk)
        .where(BriefItemRow.brief_pk.in_([each.pk for each in found]))
        .order_by(ItemRow.position, ItemRow.pk)
    ):
        items[brief_pk].append(item_id)
    meeting = tx.one(select(MeetingRow.id).where(MeetingRow.pk == meeting_pk))[0]
    return tuple(
        BriefLeft(
            id=each.id,
            meeting_id=meeting,
            left_at=each.left_at,
            form=BriefForm(each.form),
            place=each.place,
            size=each.size,
            digest=each.digest,
            item_ids=tuple(items[each.pk]),
        )
        for each in found
    )
