"""All that people wrote and chose, out of the journal."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Row, select

from db.exported import shape
from db.exported.shape import FORMAT, VERSION, Exported, Part, as_text
from db.merging.fit import BRIEFS
from db.models import (
    Base,
    BodyRow,
    CaseCodeRow,
    DraftRow,
    LaterThoughtRow,
    LinkRow,
    ReflectionCaseRow,
    ReflectionRow,
    ReflectionTagRow,
    ReviewRow,
    SettingRow,
    TagRow,
    VersionRow,
)
from db.names import joined
from db.records import Kind, State
from db.supervision_models import (
    ActionRow,
    BriefItemRow,
    BriefRow,
    BroughtAnchorRow,
    ExcerptRow,
    HeldBackRow,
    ItemAnchorRow,
    ItemReflectionRow,
    ItemRow,
    MeetingRow,
    SetAsideRow,
    SupervisorRow,
)
from db.supervision_records import (
    BriefForm,
    Eye,
    HeldBackState,
    ItemKind,
    ItemState,
    MeetingKind,
    MeetingState,
    Wants,
)
from db.transaction import Transaction

P = TypeVar("P", bound=Part)
Found = Row[*tuple[Any, ...]]


def take_out(tx: Transaction, *, now: datetime, with_held_back: bool) -> Exported:
    """The whole journal but for settings of this computer; held back only where it is asked for."""
    supervisors = {row.pk: row.name for row in _rows(tx, SupervisorRow, SupervisorRow.pk)}
    reflections = _ids(tx, ReflectionRow)
    meetings, items = _ids(tx, MeetingRow), _ids(tx, ItemRow)
    return Exported(
        format=FORMAT,
        version=VERSION,
        exported_at=now,
        reflections=_reflections(tx),
        supervisors=list(supervisors.values()),
        meetings=_meetings(tx, supervisors),
        agenda_items=_items(tx, meetings, items, reflections),
        actions=[
            _made(
                shape.Action,
                row,
                meeting=meetings[row.meeting_pk],
                item=items.get(row.item_pk),
            )
            for row in _rows(tx, ActionRow, ActionRow.pk)
        ],
        brought_anchors=[
            _linked(shape.BroughtAnchor, row)
            for row in _rows(tx, BroughtAnchorRow, BroughtAnchorRow.topic, BroughtAnchorRow.local)
        ],
        set_aside=[
            _made(
                shape.SetAside,
                row,
                supervisor=supervisors[row.supervisor_pk],
                reflection=reflections[row.reflection_pk],
            )
            for row in _rows(tx, SetAsideRow, SetAsideRow.supervisor_pk, SetAsideRow.reflection_pk)
        ],
        briefs=_briefs(tx, meetings, items),
        held_back=_held_back(tx, supervisors) if with_held_back else None,
    )


def _reflections(tx: Transaction) -> list[shape.Reflection]:
    bodies = {row.reflection_pk: row.body for row in _rows(tx, BodyRow)}
    drafts = {row.reflection_pk: row for row in _rows(tx, DraftRow)}
    reviews = {row.reflection_pk: row for row in _rows(tx, ReviewRow)}
    links = _grouped(
        tx, LinkRow, lambda row: _linked(shape.Link, row), LinkRow.position, LinkRow.topic
    )
    texts = _grouped(tx, VersionRow, lambda row: _made(shape.KeptText, row), VersionRow.pk)
    later = _grouped(
        tx, LaterThoughtRow, lambda row: _made(shape.LaterThought, row), LaterThoughtRow.pk
    )
    excerpts = _grouped(tx, ExcerptRow, lambda row: _made(shape.Excerpt, row), ExcerptRow.pk)
    tags: dict[int, list[str]] = defaultdict(list)
    for pk, name in tx.all(
        select(ReflectionTagRow.reflection_pk, TagRow.name)
        .join(TagRow, TagRow.pk == ReflectionTagRow.tag_pk)
        .order_by(TagRow.folded)
    ):
        tags[pk].append(name)
    cases = {
        row.reflection_pk: row.name
        for row in tx.all(
            select(ReflectionCaseRow.reflection_pk, CaseCodeRow.name).join(
                CaseCodeRow, CaseCodeRow.pk == ReflectionCaseRow.case_pk
            )
        )
    }

    def one(row: Found) -> shape.Reflection:
        draft, review = drafts.get(row.pk), reviews.get(row.pk)
        unfinished = None if draft is None else draft.body
        return _made(
            shape.Reflection,
            row,
            kind=Kind(row.kind),
            state=State(row.state),
            body=as_text(bodies.get(row.pk) or unfinished or ""),
            links=links[row.pk],
            tags=tags[row.pk],
            brought=row.brought_at is not None,
            case=cases.get(row.pk),
            review_by=None if review is None else review.review_by,
            later=later[row.pk],
            versions=len(texts[row.pk]),
            unfinished=None if unfinished is None else as_text(unfinished),
            number=row.pk,
            texts=texts[row.pk],
            draft=None if draft is None else _made(shape.Draft, draft),
            shedding=review is not None and review.shedding,
            excerpts=excerpts[row.pk],
        )

    return [one(row) for row in _rows(tx, ReflectionRow, ReflectionRow.pk)]


def _meetings(tx: Transaction, supervisors: dict[int, str]) -> list[shape.Meeting]:
    prepared = {
        key.removeprefix(BRIEFS): value
        for key, value in tx.all(
            select(SettingRow.key, SettingRow.value).where(SettingRow.key.startswith(BRIEFS))
        )
    }
    return [
        _made(
            shape.Meeting,
            row,
            kind=MeetingKind(row.kind),
            state=MeetingState(row.state),
            supervisor=supervisors[row.supervisor_pk],
            prepared=prepared.get(row.id),
        )
        for row in _rows(tx, MeetingRow, MeetingRow.pk)
    ]


def _items(
    tx: Transaction, meetings: dict[int, str], items: dict[int, str], reflections: dict[int, str]
) -> list[shape.Item]:
    excerpts = _ids(tx, ExcerptRow)
    behind = _grouped(
        tx,
        ItemReflectionRow,
        lambda row: _made(
            shape.Behind,
            row,
            reflection=reflections[row.reflection_pk],
            excerpt=excerpts.get(row.excerpt_pk),
        ),
        ItemReflectionRow.pk,
        by="item_pk",
    )
    anchors = _grouped(
        tx,
        ItemAnchorRow,
        lambda row: _linked(shape.BorneAnchor, row),
        ItemAnchorRow.topic,
        ItemAnchorRow.local,
        by="item_pk",
    )
    return [
        _made(
            shape.Item,
            row,
            meeting=meetings.get(row.meeting_pk),
            state=ItemState(row.state),
            kind=_word(ItemKind, row.kind),
            wants=_word(Wants, row.wants),
            view=_word(Eye, row.view),
            case=row.case_code,
            carried_from_item=items.get(row.carried_from_pk),
            behind=behind[row.pk],
            anchors=anchors[row.pk],
        )
        for row in _rows(tx, ItemRow, ItemRow.pk)
    ]


def _briefs(tx: Transaction, meetings: dict[int, str], items: dict[int, str]) -> list[shape.Brief]:
    within = _grouped(
        tx, BriefItemRow, lambda row: items[row.item_pk], BriefItemRow.item_pk, by="brief_pk"
    )
    return [
        _made(
            shape.Brief,
            row,
            meeting=meetings[row.meeting_pk],
            form=BriefForm(row.form),
            items=within[row.pk],
        )
        for row in _rows(tx, BriefRow, BriefRow.pk)
    ]


def _held_back(tx: Transaction, supervisors: dict[int, str]) -> list[shape.HeldBack]:
    return [
        _made(
            shape.HeldBack,
            row,
            supervisor=supervisors.get(row.supervisor_pk),
            state=HeldBackState(row.state),
        )
        for row in _rows(tx, HeldBackRow, HeldBackRow.pk)
    ]


def _word(words: type[StrEnum], value: str | None) -> StrEnum | None:
    return None if value is None else words(value)


def _rows(tx: Transaction, table: type[Base], *order: Any) -> list[Found]:
    return tx.all(select(*table.__table__.columns).order_by(*order))


def _grouped(
    tx: Transaction,
    table: type[Base],
    make: Callable[[Found], Any],
    *order: Any,
    by: str = "reflection_pk",
) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in _rows(tx, table, *order):
        found[getattr(row, by)].append(make(row))
    return found


def _ids(tx: Transaction, table: Any) -> dict[Any, str]:
    return {row.pk: row.id for row in tx.all(select(table.pk, table.id))}


def _linked(part: type[P], row: Found) -> P:
    return _made(part, row, anchor=joined(row.topic, row.local))


def _made(part: type[P], row: Found, **more: object) -> P:
    """The part with the row's columns of the same names; `more` goes before them."""
    values = {}
    for name in part.__struct_fields__:
        if name in more:
            values[name] = more[name]
        else:
            value = getattr(row, name)
            values[name] = as_text(value) if isinstance(value, str) else value
    return part(**values)
