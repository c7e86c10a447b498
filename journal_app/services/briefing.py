"""The brief of a meeting: made of its agenda, with what was decided about it so far."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from db import agenda, meetings, reflections, settings
from db.records import Row
from db.supervision_records import BriefForm, BriefLeft, Item, ItemState, Meeting
from db.transaction import Transaction
from journal_app.domain.brief import Brief, BriefItem, Excerpt, paragraphs, parts
from journal_app.domain.dates import day_and_date, long_date
from journal_app.domain.prepared import Prepared, fingerprint, page, with_ticks
from journal_app.services import left
from journal_app.services.sheets import BRIEF_ENDINGS, Sheet, brief_sheet


@dataclass(frozen=True, slots=True)
class Door:
    """A meeting's page on the way: all that could be on it, what was decided, what left before.

    `unasked` counts the items of its agenda that have no question yet and so can't be on it.
    """

    meeting: Meeting
    brief: Brief
    prepared: Prepared
    left: tuple[BriefLeft, ...]
    unasked: int


def open_brief(tx: Transaction, meeting_id: str) -> Door:
    """What the door shows of this meeting; NotFound."""
    meeting = meetings.get(tx, meeting_id)
    return Door(
        meeting=meeting,
        brief=brief_of(tx, meeting.id),
        prepared=prepared_for(tx, meeting.id),
        left=left.left(tx, meeting.id),
        unasked=sum(not item.question.strip() for item in _standing(tx, meeting.id)),
    )


def brief_of(tx: Transaction, meeting_id: str) -> Brief:
    """All that could be on the page of this meeting, nothing of it ticked yet; NotFound."""
    meeting = meetings.get(tx, meeting_id)
    return Brief(
        meeting=day_and_date(meeting.day),
        supervisor=meeting.supervisor,
        minutes=_minutes(meeting.length),
        risk=meeting.risk,
        items=tuple(_item(tx, item) for item in _standing(tx, meeting.id) if item.question.strip()),
    )


def prepared_for(tx: Transaction, meeting_id: str) -> Prepared:
    """What was decided about the page of this meeting."""
    stored = settings.get(tx, _name(meeting_id))
    try:
        return Prepared() if stored is None else msgspec.convert(stored, Prepared)
    except msgspec.ValidationError:
        # It may have come with another copy of the journal; nothing is ticked then.
        return Prepared()


def prepare(tx: Transaction, meeting_id: str, prepared: Prepared) -> None:
    """Remembers what was decided about the page of this meeting."""
    settings.put(tx, _name(meeting_id), msgspec.to_builtins(prepared))


def page_of(tx: Transaction, meeting_id: str, also: Collection[str] = ()) -> Brief:
    """The page of this meeting as it was prepared, with these fields ticked besides; NotFound."""
    brief = brief_of(tx, meeting_id)
    prepared = prepared_for(tx, meetings.get(tx, meeting_id).id)
    keys = [part.key for part in parts(brief) if part.field in also]
    return page(brief, with_ticks(prepared, keys, on=True))


def show_to_read(tx: Transaction, meeting_id: str, *, now: datetime) -> Brief:
    """The page to read from, and notes that it was shown; NothingChosen, NotFound."""
    shown = page_of(tx, meeting_id)
    note_left(tx, meeting_id, shown, brief_sheet(shown, BriefForm.SCREEN, "a4"), None, now=now)
    return shown


def note_left(
    tx: Transaction,
    meeting_id: str,
    brief: Brief,
    sheet: Sheet,
    place: Path | None,
    *,
    now: datetime,
) -> None:
    """Notes that this page left as this sheet, to a file or, None, on screen; NotFound."""
    left.record(
        tx,
        meeting_id,
        sheet.content,
        form=BriefForm.SCREEN if place is None else BRIEF_ENDINGS[place.suffix.lower()],
        place=None if place is None else str(place),
        item_ids=[item.key for item in brief.items],
        now=now,
    )


def _name(meeting_id: str) -> str:
    return f"brief/{meeting_id}"


def _standing(tx: Transaction, meeting_id: str) -> Iterator[Item]:
    return (
        item for item in agenda.on_meeting(tx, meeting_id) if item.state is not ItemState.CARRIED
    )


def _item(tx: Transaction, item: Item) -> BriefItem:
    return BriefItem(
        key=item.id,
        question=item.question,
        kind=item.kind or "",
        minutes="" if item.minutes is None else _minutes(item.minutes),
        case_code=item.case_code or "",
        context=item.context,
        surfaces_first=item.surfaces,
        moment=item.moment,
        reaction=item.reaction,
        wants=item.wants or "",
        went_well=item.went_well,
        excerpts=_excerpts(tx, item),
    )


def _excerpts(tx: Transaction, item: Item) -> tuple[Excerpt, ...]:
    """What is behind the item by paragraphs; a passage that is one of them is offered once."""
    offered: dict[str, Excerpt] = {}
    for row in item.behind.reflections:
        reflection = reflections.get(tx, row.id)
        # Of what is being written anew only what was kept is offered.
        offered |= _paragraphs(row, reflection.body or reflection.text)
    for passage in item.behind.excerpts:
        offered |= _paragraphs(passage.row, passage.text)
    return tuple(offered.values())


def _paragraphs(row: Row, text: str) -> dict[str, Excerpt]:
    """By their words, so that a tick never goes over to another paragraph."""
    said: Counter[str] = Counter()
    found = {}
    for paragraph in paragraphs(text):
        words = fingerprint(paragraph)
        said[words] += 1
        key = f"{row.id}-{words}-{said[words]}"
        found[key] = Excerpt(key, paragraph, long_date(row.written_on))
    return found


def _minutes(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"
