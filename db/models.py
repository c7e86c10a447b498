"""The tables of the journal."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Date,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Moment(TypeDecorator[datetime]):
    """A moment as UTC text of one width, so that it sorts; ValueError for a naive one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The text that is stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The moment, aware, in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Written(TypeDecorator[str]):
    """Text exactly as given; the few texts UTF-8 can't hold (lone surrogates) become a blob."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """Text, or bytes if there is a lone surrogate in it."""
        if value is None:
            return None
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-8", "surrogatepass")
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """The text that was given."""
        if isinstance(value, bytes):
            return value.decode("utf-8", "surrogatepass")
        return None if value is None else str(value)


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can find it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment, date: Date, str: Text}  # noqa: RUF012


class ReflectionRow(Base):
    """What lists sort and show; slim, for the text is elsewhere.

    `opening` is the start of what was last written, on one line; `revision` counts every save of
    the text and never falls; `kept_at` is when it was last kept, NULL while it never has been.
    """

    __tablename__ = "reflection"

    pk: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    state: Mapped[str]
    written_on: Mapped[date]
    opening: Mapped[str]
    frame: Mapped[str | None]
    own_state: Mapped[int | None]
    revision: Mapped[int]
    brought_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    kept_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("state IN ('draft', 'kept', 'trashed')", name="state"),
        CheckConstraint("own_state BETWEEN -2 AND 2", name="own_state"),
        CheckConstraint("state <> 'kept' OR kept_at IS NOT NULL", name="kept_at"),
        Index("ix_reflection_newest", "written_on", "pk", "state", "kind", "brought_at"),
        Index(
            "ix_reflection_brought",
            "written_on",
            "pk",
            "state",
            "kind",
            "brought_at",
            sqlite_where=text("brought_at IS NOT NULL"),
        ),
        Index("ix_reflection_day", text("substr(written_on, 6)"), "written_on", "pk", "state"),
        Index(
            "ix_reflection_own_state",
            "own_state",
            "written_on",
            "pk",
            "state",
            sqlite_where=text("own_state IS NOT NULL"),
        ),
    )


class BodyRow(Base):
    """The kept text of a reflection; there is no row while it has never been kept."""

    __tablename__ = "reflection_body"

    reflection_pk: Mapped[int] = mapped_column(
        ForeignKey("reflection.pk", ondelete="CASCADE"), primary_key=True
    )
    body: Mapped[str] = mapped_column(Written)


class VersionRow(Base):
    """A text as it was once kept."""

    __tablename__ = "reflection_version"

    pk: Mapped[int] = mapped_column(primary_key=True)
    reflection_pk: Mapped[int] = mapped_column(
        ForeignKey("reflection.pk", ondelete="CASCADE"), index=True
    )
    body: Mapped[str] = mapped_column(Written)
    kept_at: Mapped[datetime]


class DraftRow(Base):
    """Unfinished text and where its cursor stood."""

    __tablename__ = "draft"

    reflection_pk: Mapped[int] = mapped_column(
        ForeignKey("reflection.pk", ondelete="CASCADE"), primary_key=True
    )
    body: Mapped[str] = mapped_column(Written)
    cursor_row: Mapped[int]
    cursor_column: Mapped[int]
    scroll: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(index=True)


class LinkRow(Base):
    """A reflection's link to an anchor, `local` being empty for a whole topic.

    `written_on` and `state` are the reflection's; triggers hold them so.
    """

    __tablename__ = "reflection_link"

    reflection_pk: Mapped[int] = mapped_column(
        ForeignKey("reflection.pk", ondelete="CASCADE"), primary_key=True
    )
    topic: Mapped[str] = mapped_column(primary_key=True)
    local: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    label: Mapped[str] = mapped_column(Written)
    wording: Mapped[str] = mapped_column(Written)
    digest: Mapped[str]
    written_on: Mapped[date]
    state: Mapped[str]

    __table_args__ = (
        Index(
            "ix_reflection_link_newest", "topic", "local", "written_on", "reflection_pk", "state"
        ),
    )


class TagRow(Base):
    """A tag as it was first spelled; `folded` is what makes two spellings the same tag."""

    __tablename__ = "tag"

    pk: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)


class ReflectionTagRow(Base):
    """A tag on a reflection; `written_on` and `state` are the reflection's, as in a link."""

    __tablename__ = "reflection_tag"

    reflection_pk: Mapped[int] = mapped_column(
        ForeignKey("reflection.pk", ondelete="CASCADE"), primary_key=True
    )
    tag_pk: Mapped[int] = mapped_column(ForeignKey("tag.pk", ondelete="CASCADE"), primary_key=True)
    written_on: Mapped[date]
    state: Mapped[str]

    __table_args__ = (
        Index("ix_reflection_tag_newest", "tag_pk", "written_on", "reflection_pk", "state"),
    )


class CaseCodeRow(Base):
    """A case code as it was first spelled; `folded` is what two spellings have in common."""

    __tablename__ = "case_code"

    pk: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)


class ReflectionCaseRow(Base):
    """The one case code of a reflection; `written_on` and `state` are the reflection's."""

    __tablename__ = "reflection_case"

    reflection_pk: Mapped[int] = mapped_column(
        ForeignKey("reflection.pk", ondelete="CASCADE"), primary_key=True
    )
    case_pk: Mapped[int] = mapped_column(ForeignKey("case_code.pk", ondelete="CASCADE"))
    written_on: Mapped[date]
    state: Mapped[str]

    __table_args__ = (
        Index("ix_reflection_case_newest", "case_pk", "written_on", "reflection_pk", "state"),
    )


class LaterThoughtRow(Base):
    """A comment on an old reflection; `kept_at` is NULL while it is being written."""

    __tablename__ = "later_thought"

    pk: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    reflection_pk: Mapped[int] = mapped_column(
        ForeignKey("reflection.pk", ondelete="CASCADE"), index=True
    )
    body: Mapped[str] = mapped_column(Written)
    revision: Mapped[int]
    saved_at: Mapped[datetime]
    kept_at: Mapped[datetime | None]


class ReviewRow(Base):
    """When a reflection is to be looked at again, and whether it is being cut to its learning."""

    __tablename__ = "review"

    reflection_pk: Mapped[int] = mapped_column(
        ForeignKey("reflection.pk", ondelete="CASCADE"), primary_key=True
    )
    review_by: Mapped[date] = mapped_column(index=True)
    shedding: Mapped[bool]


class SettingRow(Base):
    """A small value the journal itself remembers, as JSON."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
