"""The shape of an exported file, which docs/taking-it-along.md tells in full.

Its names are for ever: what is added, renamed or left out is another VERSION.
"""

from datetime import date, datetime
from typing import Annotated, Final, Literal, TypeAlias

from msgspec import Meta, Struct

from db.ids import ALPHABET, LENGTH
from db.merging.fit import LONGEST_NAME
from db.records import Kind, State
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

FORMAT: Final = "journal-app export"
VERSION: Final = 1

_GREATEST = 2**31 - 1
_NO_CONTROL = "[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"


class Part(Struct, kw_only=True, forbid_unknown_fields=True):
    """A part of the file; a key it doesn't know would be lost, and so is refused."""


class Halves(Part):
    """A text that JSON can't hold, for half of a character is in it: as UTF-8 that keeps halves."""

    surrogates: bytes


Text: TypeAlias = str | Halves
Id: TypeAlias = Annotated[str, Meta(pattern=rf"\A[{ALPHABET}]{{{LENGTH}}}\Z")]
Name: TypeAlias = Annotated[
    str, Meta(min_length=1, max_length=LONGEST_NAME, pattern=rf"\A{_NO_CONTROL}+\Z")
]
MaybeName: TypeAlias = Annotated[str, Meta(max_length=LONGEST_NAME, pattern=rf"\A{_NO_CONTROL}*\Z")]
Moment: TypeAlias = Annotated[datetime, Meta(tz=True)]
Number: TypeAlias = Annotated[int, Meta(ge=0, le=_GREATEST)]
AnyNumber: TypeAlias = Annotated[int, Meta(ge=-_GREATEST, le=_GREATEST)]
Minutes: TypeAlias = Annotated[int, Meta(ge=5, le=480)]


class Link(Part):
    """A place in a topic, as it was when it was linked."""

    anchor: Name
    label: Text
    wording: Text
    digest: MaybeName


class KeptText(Part):
    """A text it was once kept with."""

    body: Text
    kept_at: Moment


class LaterThought(Part):
    """A later thought; `kept_at` is null while it is being written."""

    id: Id
    body: Text
    kept_at: Moment | None
    saved_at: Moment
    revision: Number


class Draft(Part):
    """Where the cursor stood in the unfinished text, and when that was saved."""

    cursor_row: Number
    cursor_column: Number
    scroll: Number
    saved_at: Moment


class Excerpt(Part):
    """A passage of it that was brought to supervision."""

    id: Id
    text: Text
    start_line: Number
    start_column: Number
    brought_at: Moment


class Reflection(Part):
    """One reflection; the first keys are those that `journal show --json` prints."""

    id: Id
    kind: Kind
    written_on: date
    state: State
    body: Text
    links: list[Link]
    tags: list[Name]
    brought: bool
    case: Name | None
    own_state: Annotated[int, Meta(ge=-2, le=2)] | None
    frame: MaybeName | None
    review_by: date | None
    later: list[LaterThought]
    versions: Number
    unfinished: Text | None
    number: Annotated[int, Meta(ge=1, le=_GREATEST)]
    texts: list[KeptText]
    draft: Draft | None
    shedding: bool
    excerpts: list[Excerpt]
    revision: Number
    brought_at: Moment | None
    kept_at: Moment | None
    created_at: Moment
    changed_at: Moment


class Meeting(Part):
    """One supervision; `prepared` is what was decided about its brief, as JSON in a text."""

    id: Id
    day: date
    supervisor: Name
    kind: MeetingKind
    state: MeetingState
    minutes: Minutes
    held_minutes: Minutes | None
    held_at: Moment | None
    note: Text
    risk: Text
    risk_answered_at: Moment | None
    prepared: str | None
    created_at: Moment
    changed_at: Moment


class Behind(Part):
    """A reflection behind a question, whole or by a passage of it."""

    reflection: Id
    excerpt: Id | None
    brought_at: Moment
    put_at: Moment


class BorneAnchor(Link):
    """A place in a topic that a question bears."""

    brought_at: Moment | None
    put_at: Moment


class Item(Part):
    """A question for supervision."""

    id: Id
    meeting: Id | None
    position: AnyNumber
    state: ItemState
    question: Text
    kind: ItemKind | None
    surfaces: Text
    moment: Text
    reaction: Text
    wants: Wants | None
    case: MaybeName | None
    context: Text
    minutes: Annotated[int, Meta(ge=1, le=480)] | None
    went_well: Text
    view: Eye | None
    heard: Text
    heard_at: Moment | None
    carried_from_item: Id | None
    behind: list[Behind]
    anchors: list[BorneAnchor]
    created_at: Moment
    changed_at: Moment


class Action(Part):
    """What was said that would be done."""

    id: Id
    meeting: Id
    item: Id | None
    text: Text
    due_on: date | None
    done_at: Moment | None
    what_changed: Text
    what_changed_at: Moment | None
    ask_on: date | None
    dropped_at: Moment | None
    created_at: Moment
    changed_at: Moment


class BroughtAnchor(Link):
    """A place in a topic that was itself brought."""

    brought_at: Moment


class HeldBack(Part):
    """That something is held back."""

    id: Id
    text: Text
    noted_at: Moment
    supervisor: Name | None
    ask_after: Annotated[int, Meta(ge=1, le=24)] | None
    since: date
    asked_at: Moment | None
    state: HeldBackState
    changed_at: Moment


class SetAside(Part):
    """A reflection that was set aside while preparing for this supervisor."""

    supervisor: Name
    reflection: Id
    set_aside_at: Moment


class Brief(Part):
    """That a brief left, and which questions were in it."""

    id: Id
    meeting: Id
    left_at: Moment
    form: BriefForm
    place: Text | None
    size: Number
    digest: MaybeName
    items: list[Id]


class Exported(Part):
    """The whole file. `held_back` is null where it was not to come along."""

    format: Literal["journal-app export"]
    version: Literal[1]
    exported_at: Moment
    reflections: list[Reflection]
    supervisors: list[Name]
    meetings: list[Meeting]
    agenda_items: list[Item]
    actions: list[Action]
    brought_anchors: list[BroughtAnchor]
    set_aside: list[SetAside]
    briefs: list[Brief]
    held_back: list[HeldBack] | None


def as_text(written: str) -> Text:
    """What a person wrote, as it stands in the file."""
    try:
        written.encode()
    except UnicodeEncodeError:
        return Halves(surrogates=written.encode("utf-8", "surrogatepass"))
    return written


def written(text: Text) -> str:
    """What a person wrote; UnicodeDecodeError for halves that are none."""
    return text if isinstance(text, str) else text.surrogates.decode("utf-8", "surrogatepass")
