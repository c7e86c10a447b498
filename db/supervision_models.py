"""The tables of supervision: meetings, what is on their agendas, and what came of them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from db.models import Base, Written
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


def _one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Identified(Base):
    """A table whose rows are known outside by a short id."""

    __abstract__ = True

    pk: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)
    id: Mapped[str] = mapped_column(unique=True, sort_order=-1)


class SupervisorRow(Base):
    """A supervisor or group, by a label; `folded` is what makes two spellings the same."""

    __tablename__ = "supervisor"

    pk: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)


class MeetingRow(Identified):
    """One supervision, planned or held."""

    __tablename__ = "meeting"

    supervisor_pk: Mapped[int] = mapped_column(ForeignKey("supervisor.pk"))
    day: Mapped[date]
    kind: Mapped[str]
    state: Mapped[str]
    minutes: Mapped[int]
    held_minutes: Mapped[int | None]
    held_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(Written)
    risk: Mapped[str] = mapped_column(Written)
    risk_answered_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    __table_args__ = (
        _one_of("kind", MeetingKind),
        _one_of("state", MeetingState),
        CheckConstraint("minutes BETWEEN 5 AND 480", name="minutes"),
        CheckConstraint("held_minutes BETWEEN 5 AND 480", name="held_minutes"),
        CheckConstraint("(state = 'held') = (held_at IS NOT NULL)", name="held_at"),
        Index("ix_meeting_newest", "day", "pk", "state", "supervisor_pk"),
        Index("ix_meeting_with", "supervisor_pk", "day", "pk", "state"),
        Index("ix_meeting_planned", "day", "pk", sqlite_where=sql("state = 'planned'")),
    )


class ItemRow(Identified):
    """A question for supervision; it has no meeting while it is parked or none is made yet."""

    __tablename__ = "agenda_item"

    meeting_pk: Mapped[int | None] = mapped_column(ForeignKey("meeting.pk"))
    position: Mapped[int]
    state: Mapped[str]
    question: Mapped[str] = mapped_column(Written)
    kind: Mapped[str | None]
    surfaces: Mapped[str] = mapped_column(Written)
    moment: Mapped[str] = mapped_column(Written)
    reaction: Mapped[str] = mapped_column(Written)
    wants: Mapped[str | None]
    case_code: Mapped[str | None]
    context: Mapped[str] = mapped_column(Written)
    minutes: Mapped[int | None]
    went_well: Mapped[str] = mapped_column(Written)
    view: Mapped[str | None]
    heard: Mapped[str] = mapped_column(Written)
    heard_at: Mapped[datetime | None]
    carried_from_pk: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_item.pk", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    __table_args__ = (
        _one_of("state", ItemState),
        CheckConstraint(
            "CASE state WHEN 'parked' THEN meeting_pk IS NULL "
            "WHEN 'held' THEN meeting_pk IS NOT NULL "
            "WHEN 'carried' THEN meeting_pk IS NOT NULL ELSE 1 END",
            name="meeting_pk",
        ),
        _one_of("kind", ItemKind),
        _one_of("wants", Wants),
        _one_of("view", Eye),
        CheckConstraint("minutes BETWEEN 1 AND 480", name="minutes"),
        Index("ix_agenda_item_order", "meeting_pk", "position", "pk"),
        Index("ix_agenda_item_loose", "state", "pk", sqlite_where=sql("meeting_pk IS NULL")),
    )


class ExcerptRow(Identified):
    """A marked passage of a reflection as it was when it was brought, and where it began then."""

    __tablename__ = "excerpt"

    reflection_pk: Mapped[int] = mapped_column(
        ForeignKey("reflection.pk", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(Written)
    start_line: Mapped[int]
    start_column: Mapped[int]
    brought_at: Mapped[datetime] = mapped_column(index=True)


class BroughtAnchorRow(Base):
    """A place in a topic that was itself brought, with its wording as it was then."""

    __tablename__ = "brought_anchor"

    topic: Mapped[str] = mapped_column(primary_key=True)
    local: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(Written)
    wording: Mapped[str] = mapped_column(Written)
    digest: Mapped[str]
    brought_at: Mapped[datetime] = mapped_column(index=True)


class ItemReflectionRow(Base):
    """A reflection behind an agenda item, whole or by a marked passage; `put_at` is since when.

    `brought_at` is when it had been brought: brought at another moment, it waits anew.
    """

    __tablename__ = "agenda_reflection"

    pk: Mapped[int] = mapped_column(primary_key=True)
    item_pk: Mapped[int] = mapped_column(ForeignKey("agenda_item.pk", ondelete="CASCADE"))
    reflection_pk: Mapped[int] = mapped_column(ForeignKey("reflection.pk", ondelete="CASCADE"))
    excerpt_pk: Mapped[int | None] = mapped_column(
        ForeignKey("excerpt.pk", ondelete="CASCADE"), index=True
    )
    brought_at: Mapped[datetime]
    put_at: Mapped[datetime]

    __table_args__ = (
        Index(
            "uq_agenda_reflection_item_pk",
            "item_pk",
            "reflection_pk",
            sql("coalesce(excerpt_pk, 0)"),
            unique=True,
        ),
        Index(
            "ix_agenda_reflection_behind", "reflection_pk", "excerpt_pk", "brought_at", "item_pk"
        ),
    )


class ItemAnchorRow(Base):
    """A place in a topic that an agenda item bears, with its wording as it was then.

    `brought_at` is as behind a reflection, and NULL if it was not brought but linked.
    """

    __tablename__ = "agenda_anchor"

    item_pk: Mapped[int] = mapped_column(
        ForeignKey("agenda_item.pk", ondelete="CASCADE"), primary_key=True
    )
    topic: Mapped[str] = mapped_column(primary_key=True)
    local: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(Written)
    wording: Mapped[str] = mapped_column(Written)
    digest: Mapped[str]
    brought_at: Mapped[datetime | None]
    put_at: Mapped[datetime]

    __table_args__ = (Index("ix_agenda_anchor_borne", "topic", "local", "brought_at", "item_pk"),)


class ActionRow(Identified):
    """What was said in a meeting that would be done, and what it changed."""

    __tablename__ = "action"

    meeting_pk: Mapped[int] = mapped_column(ForeignKey("meeting.pk"), index=True)
    item_pk: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_item.pk", ondelete="SET NULL"), index=True
    )
    text: Mapped[str] = mapped_column(Written)
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    what_changed: Mapped[str] = mapped_column(Written)
    what_changed_at: Mapped[datetime | None]
    ask_on: Mapped[date | None]
    dropped_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    __table_args__ = (
        Index(
            "ix_action_open",
            sql("due_on IS NULL"),
            "due_on",
            "pk",
            sqlite_where=sql("done_at IS NULL AND dropped_at IS NULL"),
        ),
        Index("ix_action_done", "done_at", "pk", sqlite_where=sql("done_at IS NOT NULL")),
        Index(
            "ix_action_ask",
            "ask_on",
            "pk",
            sqlite_where=sql("ask_on IS NOT NULL AND what_changed_at IS NULL"),
        ),
    )


class HeldBackRow(Identified):
    """That something is held back. Meetings count from `since` on towards asking about it."""

    __tablename__ = "held_back"

    text: Mapped[str] = mapped_column(Written)
    noted_at: Mapped[datetime]
    supervisor_pk: Mapped[int | None] = mapped_column(ForeignKey("supervisor.pk"))
    ask_after: Mapped[int | None]
    since: Mapped[date]
    asked_at: Mapped[datetime | None]
    state: Mapped[str]
    changed_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("ask_after BETWEEN 1 AND 24", name="ask_after"),
        _one_of("state", HeldBackState),
        Index("ix_held_back_newest", "state", "noted_at", "pk"),
    )


class SetAsideRow(Base):
    """A reflection put aside while preparing for this supervisor."""

    __tablename__ = "set_aside"

    supervisor_pk: Mapped[int] = mapped_column(ForeignKey("supervisor.pk"), primary_key=True)
    reflection_pk: Mapped[int] = mapped_column(
        ForeignKey("reflection.pk", ondelete="CASCADE"), primary_key=True, index=True
    )
    set_aside_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_set_aside_newest", "supervisor_pk", "set_aside_at", "reflection_pk"),
    )


class BriefRow(Identified):
    """A brief that left the journal; `place` is the file it went to, NULL for the screen."""

    __tablename__ = "brief_left"

    meeting_pk: Mapped[int] = mapped_column(ForeignKey("meeting.pk"))
    left_at: Mapped[datetime]
    form: Mapped[str]
    place: Mapped[str | None] = mapped_column(Written)
    size: Mapped[int]
    digest: Mapped[str]

    __table_args__ = (
        _one_of("form", BriefForm),
        CheckConstraint("(form = 'screen') = (place IS NULL)", name="place"),
        Index("ix_brief_left_newest", "meeting_pk", "left_at", "pk"),
    )


class BriefItemRow(Base):
    """An agenda item that was in a brief."""

    __tablename__ = "brief_item"

    brief_pk: Mapped[int] = mapped_column(
        ForeignKey("brief_left.pk", ondelete="CASCADE"), primary_key=True
    )
    item_pk: Mapped[int] = mapped_column(
        ForeignKey("agenda_item.pk", ondelete="CASCADE"), primary_key=True, index=True
    )
