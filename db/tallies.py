"""What triggers count, for counting each time is slow; and what is counted together."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models import Base


class AnchorTallyRow(Base):
    """How many links of one state an anchor has; triggers count, for counting each time is slow."""

    __tablename__ = "anchor_tally"

    topic: Mapped[str] = mapped_column(primary_key=True)
    local: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]

    __table_args__ = (CheckConstraint("number > 0", name="number"),)


class DayTallyRow(Base):
    """How many reflections of one state were written on a day."""

    __tablename__ = "day_tally"

    written_on: Mapped[date] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]

    __table_args__ = (CheckConstraint("number > 0", name="number"),)


class MonthTallyRow(Base):
    """The same for a month, as `2026-11`."""

    __tablename__ = "month_tally"

    month: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]

    __table_args__ = (CheckConstraint("number > 0", name="number"),)


class PlaceWithinRow(Base):
    """That a part stands in a place, or is the place itself, as the topic's text has it."""

    __tablename__ = "place_within"

    topic: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)


class PlaceTallyRow(Base):
    """How many reflections of one state stand on a place or inside it, each counted once."""

    __tablename__ = "place_tally"

    topic: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]

    __table_args__ = (CheckConstraint("number > 0", name="number"),)
