"""What comes out of the journal about supervision: frozen values, never mapped classes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from db.records import Link, Row


class MeetingKind(StrEnum):
    """Who sits in it."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    PEER = "peer"


class MeetingState(StrEnum):
    """Where a meeting is in its life; a cancelled one stays for what is tied to it."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class ItemState(StrEnum):
    """Where an agenda item is in its life.

    It is carried once another item continues it, and parked while it waits for no meeting.
    """

    OPEN = "open"
    HELD = "held"
    CARRIED = "carried"
    PARKED = "parked"
    DROPPED = "dropped"


class ItemKind(StrEnum):
    """What an agenda item is about."""

    RISK = "risk"
    ETHICS = "ethics"
    FORMULATION = "formulation"
    TECHNIQUE = "technique"
    PROCESS = "process"
    PARALLEL_PROCESS = "parallel process"
    ME = "me"
    THE_WORK = "the work itself"


class Wants(StrEnum):
    """What I want back."""

    TEACHING = "teaching"
    THINKING_TOGETHER = "thinking together"
    CHALLENGE = "challenge"
    SUPPORT = "support"
    JUST_LISTEN = "just listen"


class Eye(StrEnum):
    """One of the seven eyes through which a question can be found."""

    CLIENT = "client"
    INTERVENTIONS = "interventions"
    RELATIONSHIP = "relationship"
    THERAPIST = "therapist"
    SUPERVISORY_RELATIONSHIP = "supervisory relationship"
    PARALLEL_PROCESS = "parallel process"
    CONTEXT = "context"


class HeldBackState(StrEnum):
    """Whether a note of something held back still waits."""

    WAITING = "waiting"
    READY = "ready"
    LET_GO = "let go"


class BriefForm(StrEnum):
    """How a brief left the journal."""

    PDF = "pdf"
    MARKDOWN = "md"
    TEXT = "txt"
    SCREEN = "screen"


class Field(StrEnum):
    """A text about supervision that a person types, by its table and column."""

    QUESTION = "agenda_item.question"
    SURFACES = "agenda_item.surfaces"
    MOMENT = "agenda_item.moment"
    REACTION = "agenda_item.reaction"
    CONTEXT = "agenda_item.context"
    WENT_WELL = "agenda_item.went_well"
    HEARD = "agenda_item.heard"
    MEETING_NOTE = "meeting.note"
    RISK = "meeting.risk"
    ACTION = "action.text"
    WHAT_CHANGED = "action.what_changed"
    HELD_BACK = "held_back.text"


class EntryKind(StrEnum):
    """What can be brought: a reflection, a marked passage of one, or a place in a topic."""

    REFLECTION = "reflection"
    EXCERPT = "excerpt"
    ANCHOR = "anchor"


@dataclass(frozen=True, slots=True)
class EntryKey:
    """Which entry: by the id of the reflection or the excerpt, or by the anchor itself."""

    kind: EntryKind
    id: str


@dataclass(frozen=True, slots=True)
class BroughtReflection:
    """A reflection that was brought whole, and when."""

    row: Row
    at: datetime

    @property
    def key(self) -> EntryKey:
        """Which entry it is."""
        return EntryKey(EntryKind.REFLECTION, self.row.id)


@dataclass(frozen=True, slots=True)
class BroughtExcerpt:
    """A marked passage of a reflection, as it was when it was brought.

    `start` is (line, column) in the text of then, both from 0.
    """

    id: str
    row: Row
    text: str
    start: tuple[int, int]
    at: datetime

    @property
    def key(self) -> EntryKey:
        """Which entry it is."""
        return EntryKey(EntryKind.EXCERPT, self.id)


@dataclass(frozen=True, slots=True)
class BroughtAnchor:
    """A question, misconception or other place of a topic that was itself brought."""

    link: Link
    at: datetime

    @property
    def key(self) -> EntryKey:
        """Which entry it is."""
        return EntryKey(EntryKind.ANCHOR, self.link.anchor)


Brought: TypeAlias = BroughtReflection | BroughtExcerpt | BroughtAnchor


@dataclass(frozen=True, slots=True)
class Meeting:
    """One supervision. `items` counts what is on its agenda, dropped items left out.

    `minutes` is how long it is planned to be, `held_minutes` how long it was. `risk` answers what
    is always asked, in words or with NONE; it is empty while `risk_answered_at` is None.
    """

    id: str
    day: date
    supervisor: str
    kind: MeetingKind
    state: MeetingState
    minutes: int
    held_minutes: int | None
    held_at: datetime | None
    note: str
    risk: str
    risk_answered_at: datetime | None
    items: int

    @property
    def length(self) -> int:
        """Its minutes: as it was held, else as it is planned."""
        return self.minutes if self.held_minutes is None else self.held_minutes


NONE = "none"
"""The answer that there is nothing of risk or ethics."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What an agenda item was made from; nothing that is in the trash."""

    reflections: tuple[Row, ...] = ()
    excerpts: tuple[BroughtExcerpt, ...] = ()
    anchors: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item, whole. Its `question` is empty until one has formed.

    `carried_from` is the day of the meeting that did not reach it.
    """

    id: str
    meeting_id: str | None
    state: ItemState
    question: str
    kind: ItemKind | None
    surfaces: str
    moment: str
    reaction: str
    wants: Wants | None
    case_code: str | None
    context: str
    minutes: int | None
    went_well: str
    view: Eye | None
    heard: str
    heard_at: datetime | None
    carried_from: date | None
    created_at: datetime
    changed_at: datetime
    behind: Behind


@dataclass(frozen=True, slots=True)
class Action:
    """What I said in a meeting that I would do; `what_changed` is asked for once it is done.

    It is asked for on `ask_on`, or not again while that is None.
    """

    id: str
    text: str
    meeting_id: str
    meeting_day: date
    supervisor: str
    item_id: str | None
    due_on: date | None
    done_at: datetime | None
    what_changed: str
    what_changed_at: datetime | None
    ask_on: date | None
    dropped_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class HeldBack:
    """That something is held back: the feeling, not the thing.

    `ask_after` is after how many meetings it may ask whether it is ready, None for never.
    """

    id: str
    text: str
    noted_at: datetime
    supervisor: str | None
    ask_after: int | None
    asked_at: datetime | None
    state: HeldBackState


@dataclass(frozen=True, slots=True)
class BriefLeft:
    """A brief that left the journal: when, where to, and a digest of just what it was.

    `place` is the file's path, None if it was shown on screen; `size` is in bytes.
    """

    id: str
    meeting_id: str
    left_at: datetime
    form: BriefForm
    place: str | None
    size: int
    digest: str
    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A reflection looked at before a meeting and put aside, and when."""

    row: Row
    at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """What came of an agenda item: what was heard in its meeting, and what I said I would do."""

    item_id: str
    question: str
    heard: str
    meeting_id: str
    day: date
    supervisor: str
    actions: tuple[Action, ...]
