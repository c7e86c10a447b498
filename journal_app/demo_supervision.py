"""The supervision of the demo: meetings, agendas and what came of them, all of it made up."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources

import msgspec

from content.library import Library
from db import reflections
from db.supervision_records import (
    NONE,
    EntryKey,
    EntryKind,
    Eye,
    Field,
    ItemKind,
    MeetingKind,
    Wants,
)
from db.transaction import Transaction
from journal_app.services import afterwards, agenda, held_back, meeting, supervision, typed

_TOPIC = "co-regulation"


class Action(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was said to be done; `due` and `done` count days from the meeting."""

    text: str
    due: int | None = None
    done: int | None = None
    changed: str = ""


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question; `behind` names reflections by the days they count back, `bears` local ids."""

    question: str
    kind: ItemKind | None = None
    wants: Wants | None = None
    view: Eye | None = None
    minutes: int | None = None
    case_code: str = ""
    context: str = ""
    surfaces: str = ""
    moment: str = ""
    reaction: str = ""
    went_well: str = ""
    heard: str = ""
    behind: tuple[int, ...] = ()
    bears: tuple[str, ...] = ()
    carried: bool = False
    actions: tuple[Action, ...] = ()


class Meeting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A meeting so many days ago, or to come."""

    days: int
    supervisor: str
    minutes: int
    kind: MeetingKind = MeetingKind.INDIVIDUAL
    held_minutes: int | None = None
    risk: str = ""
    items: tuple[Item, ...] = ()


class Excerpt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A passage of the reflection of so many days ago that was brought."""

    of: int
    text: str


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place in the text that was brought so many days ago."""

    on: str
    days: int


class HeldBack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A note of what is held back, so many days old."""

    days: int
    text: str
    supervisor: str
    ask_after: int


class Supervision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of it; meetings in order of time."""

    meetings: tuple[Meeting, ...]
    parked: tuple[Item, ...]
    excerpts: tuple[Excerpt, ...]
    places: tuple[Place, ...]
    held_back: tuple[HeldBack, ...]


def told() -> Supervision:
    """The made-up supervision."""
    text = (resources.files("journal_app") / "demo_supervision.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Supervision)


class Seeding:
    """Writes it into the journal, each thing as on the day it happened.

    `reflections` are the ids of the demo's reflections by the days they count back; `made_up`
    stands before each text.
    """

    def __init__(
        self,
        tx: Transaction,
        library: Library,
        reflections: Mapping[int, str],
        *,
        made_up: str,
        today: date,
        now: datetime,
    ) -> None:
        self._tx = tx
        self._library = library
        self._reflections = reflections
        self._made_up = made_up
        self._today = today
        self._now = now

    def seed(self, whole: Supervision) -> None:
        """Writes all of it."""
        for one in whole.meetings:
            self._meeting(one)
        for item in whole.parked:
            agenda.park(self._tx, self._item(item, None, 30), now=self._moment(30))
        for excerpt in whole.excerpts:
            self._excerpt(excerpt)
        for place in whole.places:
            anchor, now = f"{_TOPIC}/{place.on}", self._moment(place.days)
            supervision.bring_anchor(self._tx, self._library, anchor, now=now)
        for note in whole.held_back:
            held_back.note(
                self._tx,
                self._text(note.text),
                supervisor=note.supervisor,
                ask_after=note.ask_after,
                today=self._day(note.days),
                now=self._moment(note.days),
            )

    def _meeting(self, one: Meeting) -> None:
        day, moment = self._day(one.days), self._moment(one.days)
        plan = meeting.Plan(day, one.supervisor, one.kind, one.minutes)
        made = meeting.make(self._tx, plan, today=min(day, self._today), now=moment).meeting.id
        if one.risk:
            risk = one.risk if one.risk == NONE else self._text(one.risk)
            typed.save(self._tx, Field.RISK, made, risk, was="", now=moment)
        missed = []
        for item in one.items:
            item_id = self._item(item, made, one.days)
            for action in item.actions:
                self._action(action, made, item_id, one.days)
            if item.carried:
                missed.append(item_id)
        if one.days < 0:
            return
        length = one.held_minutes or one.minutes
        meeting.hold(self._tx, made, minutes=length, today=day, now=moment)
        for item_id in missed:
            agenda.carry(self._tx, item_id, today=day, now=moment)

    def _item(self, one: Item, meeting_id: str | None, days: int) -> str:
        tx, now = self._tx, self._moment(days)
        entries = [EntryKey(EntryKind.REFLECTION, self._reflections[each]) for each in one.behind]
        item_id = agenda.add(tx, meeting_id, self._text(one.question), entries, now=now).id
        for local in one.bears:
            agenda.bear(tx, self._library, item_id, f"{_TOPIC}/{local}", now=now)
        for field, text in (
            (Field.CONTEXT, one.context),
            (Field.SURFACES, one.surfaces),
            (Field.MOMENT, one.moment),
            (Field.REACTION, one.reaction),
            (Field.WENT_WELL, one.went_well),
            (Field.HEARD, one.heard),
        ):
            if text:
                typed.save(tx, field, item_id, self._text(text), was="", now=now)
        agenda.set_kind(tx, item_id, one.kind, now=now)
        agenda.set_wants(tx, item_id, one.wants, now=now)
        agenda.set_view(tx, item_id, one.view, now=now)
        agenda.set_minutes(tx, item_id, one.minutes, now=now)
        agenda.set_case_code(tx, item_id, one.case_code, now=now)
        return item_id

    def _action(self, one: Action, meeting_id: str, item_id: str, days: int) -> None:
        tx = self._tx
        due_on = None if one.due is None else self._day(days - one.due)
        made = afterwards.add(
            tx,
            meeting_id,
            self._text(one.text),
            item_id=item_id,
            due_on=due_on,
            now=self._moment(days),
        ).id
        if one.done is None:
            return
        day, moment = self._day(days - one.done), self._moment(days - one.done)
        afterwards.do(tx, made, today=day, now=moment)
        if one.changed:
            changed = self._text(one.changed)
            typed.save(tx, Field.WHAT_CHANGED, made, changed, was="", now=moment)

    def _excerpt(self, one: Excerpt) -> None:
        made = self._reflections[one.of]
        before, _, _ = reflections.get(self._tx, made).text.partition(one.text)
        start = before.count("\n"), len(before) - before.rfind("\n") - 1
        now = self._moment(one.of)
        supervision.bring_excerpt(self._tx, made, one.text, start=start, now=now)

    def _day(self, days: int) -> date:
        return self._today - timedelta(days=days)

    def _moment(self, days: int) -> datetime:
        """In the evening of that day, but never later than now."""
        return min(self._now, datetime.combine(self._day(days), time(19, 30), UTC))

    def _text(self, text: str) -> str:
        return self._made_up + " ".join(text.split())
