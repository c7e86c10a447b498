"""What comes out of the journal: frozen values, never mapped classes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal


class State(StrEnum):
    """Where a reflection is in its life."""

    DRAFT = "draft"
    KEPT = "kept"
    TRASHED = "trashed"


class Kind(StrEnum):
    """A reflection written at length, or one line: "I caught myself in this"."""

    REFLECTION = "reflection"
    CAUGHT = "caught"


@dataclass(frozen=True, slots=True)
class Link:
    """Reflection -> anchor, with the label and the wording as they were when it was made."""

    anchor: str
    label: str
    wording: str
    digest: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Unfinished text of a reflection, new or kept before.

    `cursor` is (row, column), both from 0; `scroll` is the first visible line; `revision` grows by
    one with every save and tells two windows apart.
    """

    body: str
    cursor: tuple[int, int]
    scroll: int
    revision: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class LaterThought:
    """A comment on an old reflection; `kept_at` is None while it is being written."""

    id: str
    body: str
    revision: int
    saved_at: datetime
    kept_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reflection:
    """One reflection, whole. `body` is the kept text, empty while it has never been kept.

    `own_state` runs from -2 (far under the window of tolerance) to 2 (far over), 0 is within.
    `shedding` says that its draft is cutting it down to what was learned; `later` are the later
    thoughts that were kept, the oldest first.
    """

    id: str
    kind: Kind
    state: State
    written_on: date
    body: str
    links: tuple[Link, ...]
    tags: tuple[str, ...]
    brought_at: datetime | None
    frame: str | None
    own_state: int | None
    created_at: datetime
    changed_at: datetime
    draft: Draft | None
    case_code: str | None
    review_by: date | None
    shedding: bool
    later: tuple[LaterThought, ...]

    @property
    def text(self) -> str:
        """What the clinician last wrote: the unfinished text if there is one, else the kept."""
        return self.body if self.draft is None else self.draft.body


@dataclass(frozen=True, slots=True)
class Row:
    """A reflection as a list shows it; `opening` is the start of its text, on one line."""

    id: str
    kind: Kind
    state: State
    written_on: date
    opening: str
    anchors: tuple[str, ...]
    labels: tuple[str, ...]
    tags: tuple[str, ...]
    brought: bool
    unfinished: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """What is searched for: all `words`, `phrases` and what is `begun`, but nothing of `without`.

    Words fit by their stem, whatever their case and accents; `begun` is the last word as far as
    it is typed, and fits by how words begin, with those typed in a row before it, if any; phrases
    (and what of `without` holds a space) fit word for word.
    """

    words: tuple[str, ...] = ()
    begun: str = ""
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and where in it the hits stand, as (start, end) in order; none overlap."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A reflection that fits a search, and where: in `body`, a `later` thought, or the `wording`
    of a passage it stands on. `unfinished` says that it is its unfinished text that fits.
    """

    id: str
    kind: Kind
    state: State
    written_on: date
    brought: bool
    unfinished: bool
    where: Literal["body", "later", "wording"]
    snippet: Marked


@dataclass(frozen=True, slots=True)
class Version:
    """A text as it was once kept; `number` counts from 1, the oldest."""

    number: int
    body: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many reflections a month holds; `month` is its first day."""

    month: date
    count: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many reflections were written on a day."""

    day: date
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many reflections stand on an anchor, and when the latest was written."""

    count: int
    latest: date | None
