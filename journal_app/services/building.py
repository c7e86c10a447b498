"""Building a question: an agenda item, what can be read behind it, its texts as they are typed."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from db import agenda, behind, meetings, reflections
from db.errors import NotFound
from db.supervision_records import Behind, EntryKey, EntryKind, Field, Item, Meeting
from db.transaction import Transaction
from journal_app.domain.to_read import text_to_read
from journal_app.services import typed
from journal_app.services.agenda import begin
from journal_app.services.typed import Saved


@dataclass(frozen=True, slots=True)
class Building:
    """An item with its meeting, if it has one; `bodies` are the reflections behind it, by id."""

    item: Item
    meeting: Meeting | None
    bodies: Mapping[str, str]


def building(tx: Transaction, item_id: str) -> Building:
    """The item and all that can be read while its question is built; NotFound."""
    item = agenda.get(tx, item_id)
    meeting = None if item.meeting_id is None else meetings.get(tx, item.meeting_id)
    bodies = {row.id: text_to_read(reflections.get(tx, row.id)) for row in item.behind.reflections}
    return Building(item, meeting, bodies)


def save(
    tx: Transaction, item: Item, field: Field, text: str, *, was: str, now: datetime
) -> tuple[str, Saved]:
    """Makes a text of the item safe as typed.save() does; the id of the item it now stands in.

    Where another window has cleared the item away, because nothing was written in it yet, it is
    begun anew.
    """
    try:
        return item.id, typed.save(tx, field, item.id, text, was=was, now=now)
    except NotFound:
        anew = _begin_anew(tx, item, now)
        return anew, typed.save(tx, field, anew, text, was="", now=now)


def _begin_anew(tx: Transaction, item: Item, now: datetime) -> str:
    made = begin(tx, item.meeting_id, now=now).id
    for key in _keys(item.behind):
        # What was taken back or removed meanwhile is not brought by going on typing.
        with suppress(NotFound):
            if key.kind is EntryKind.EXCERPT or reflections.get(tx, key.id).brought_at is not None:
                behind.put(tx, made, key, now)
    for link in item.behind.anchors:
        behind.put_link(tx, made, link, now)
    return made


def _keys(behind_it: Behind) -> tuple[EntryKey, ...]:
    return (
        *(EntryKey(EntryKind.REFLECTION, row.id) for row in behind_it.reflections),
        *(excerpt.key for excerpt in behind_it.excerpts),
    )
