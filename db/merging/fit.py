"""Whether what the other journal holds could have been written by this program.

It opens with the key, but somebody else may have changed it, and what is taken in stays for ever.
"""

# ruff: noqa: S608 - the statements are made of names that stand in the models

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeAlias

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Boolean, Column, Date, Integer, Table

from db.engine import RawConnection, kind_of
from db.errors import JournalError
from db.ids import ALPHABET, LENGTH
from db.models import Base, Moment, SettingRow, Written
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

BRIEFS = "brief/"
"""The settings that belong to a meeting, and not to this computer, begin with it."""

LONGEST_NAME = 1000
LONGEST_TEXT = 1 << 24
_GREATEST = 2**31
FIRST_YEAR, LAST_YEAR = 2, 9998
"""Between them no time zone and no week before or after leads out of what a date can be."""

_ONE_OF: dict[tuple[str, str], type[StrEnum]] = {
    ("reflection", "kind"): Kind,
    ("reflection", "state"): State,
    ("meeting", "kind"): MeetingKind,
    ("meeting", "state"): MeetingState,
    ("agenda_item", "kind"): ItemKind,
    ("agenda_item", "state"): ItemState,
    ("agenda_item", "wants"): Wants,
    ("agenda_item", "view"): Eye,
    ("held_back", "state"): HeldBackState,
    ("brief_left", "form"): BriefForm,
}
_FROM_ZERO = {"cursor_row", "cursor_column", "scroll", "start_line", "start_column", "revision"}
_NOT_TAKEN = ("day_tally", "month_tally", "anchor_tally", "place_tally", "place_within", "setting")
"""What this journal counts by itself, and settings, of which few are taken."""

_KEPT_OTHERWISE = """\
SELECT 1 FROM {schema}.reflection AS r
LEFT JOIN {schema}.reflection_body AS b ON b.reflection_pk = r.pk
WHERE (b.body IS NULL) <> (r.kept_at IS NULL)
OR b.body IS NOT (SELECT body FROM {schema}.reflection_version WHERE reflection_pk = r.pk
    ORDER BY pk DESC LIMIT 1)
LIMIT 1"""
"""A kept text is the last of the texts it was kept with."""

Fits: TypeAlias = Callable[[Any], object]


class Unfit(JournalError):
    """The other journal opens, and is not what this program writes."""

    sentence = (
        "The other file opens, but holds something that this program never writes, so nothing of "
        "it was taken over. Merge another copy, or a backup."
    )


def look_through(raw: RawConnection, schema: str = "main") -> None:
    """Reads all that would be taken over; Unfit if this journal could be harmed by any of it."""
    try:
        fits = all(_is_built_alike(raw, schema, table) for table in taken()) and (
            all(_holds_what_fits(raw, schema, table) for table in taken())
            and raw.execute(f"PRAGMA {schema}.foreign_key_check").fetchone() is None
            and raw.execute(_KEPT_OTHERWISE.format(schema=schema)).fetchone() is None
            and _settings_fit(raw, schema)
        )
    except sqlcipher.Error as error:
        # That a text is none, or a statement finds other tables, nobody can mend but who made them.
        said_of = kind_of(error)
        raise Unfit() if said_of is None else said_of() from None
    if not fits:
        raise Unfit


def taken() -> Iterator[Table]:
    """The tables that are taken over, and settings, of which those of briefs are."""
    for name, table in Base.metadata.tables.items():
        if name not in _NOT_TAKEN:
            yield table
    yield Base.metadata.tables[SettingRow.__tablename__]


def _is_built_alike(raw: RawConnection, schema: str, table: Table) -> bool:
    """Whether there is such a table, with these columns and no others."""
    kinds = raw.execute(
        "SELECT type FROM pragma_table_list WHERE schema = ? AND name = ?", (schema, table.name)
    ).fetchall()
    columns = raw.execute(
        "SELECT name FROM pragma_table_info(?, ?)", (table.name, schema)
    ).fetchall()
    return kinds == [("table",)] and {name for (name,) in columns} == set(table.columns.keys())


def _holds_what_fits(raw: RawConnection, schema: str, table: Table) -> bool:
    if table.name == SettingRow.__tablename__:
        return True
    checks = [_check_of(table, column) for column in table.columns]
    names = ", ".join(table.columns.keys())
    for row in raw.execute(f"SELECT {names} FROM {schema}.{table.name}"):
        for fits, value in zip(checks, row, strict=True):
            if not fits(value):
                return False
    return True


def _check_of(table: Table, column: "Column[Any]") -> Fits:
    fits = _fits(table.name, column)
    if column.nullable:
        return lambda value: value is None or fits(value)
    if not column.unique:
        return fits
    seen: set[Any] = set()

    def is_new(value: Any) -> bool:
        # An index that would forbid it may be missing there.
        if not fits(value) or value in seen:
            return False
        seen.add(value)
        return True

    return is_new


def _fits(table: str, column: "Column[Any]") -> Fits:
    kind = column.type
    if values := _ONE_OF.get((table, column.name)):
        return {str(value) for value in values}.__contains__
    if isinstance(kind, Boolean):
        return lambda value: value in (0, 1) and type(value) is int
    if isinstance(kind, Integer):
        if column.primary_key or column.foreign_keys:
            return lambda value: type(value) is int
        least = 0 if column.name in _FROM_ZERO else -_GREATEST
        return lambda value: type(value) is int and least <= value < _GREATEST
    if isinstance(kind, Moment):
        return _is_moment
    if isinstance(kind, Date):
        return _is_date
    if isinstance(kind, Written):
        return _is_written
    if column.name == "id":
        return _is_id
    return lambda value: type(value) is str and len(value) <= LONGEST_NAME


def _is_moment(value: Any) -> bool:
    try:
        found = datetime.fromisoformat(value)
        return (
            found.isoformat(timespec="microseconds") == value
            and value.endswith("+00:00")
            and FIRST_YEAR <= found.year <= LAST_YEAR
        )
    except (TypeError, ValueError):
        return False


def _is_date(value: Any) -> bool:
    try:
        found = date.fromisoformat(value)
        return found.isoformat() == value and FIRST_YEAR <= found.year <= LAST_YEAR
    except (TypeError, ValueError):
        return False


def _is_written(value: Any) -> bool:
    """Text, or the blob of one that UTF-8 can't hold."""
    if type(value) is bytes:
        try:
            text = value.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return False
        return len(value) <= LONGEST_TEXT and not text.isascii()
    return type(value) is str and len(value) <= LONGEST_TEXT


def _is_id(value: Any) -> bool:
    return type(value) is str and len(value) == LENGTH and set(value) <= set(ALPHABET)


def _settings_fit(raw: RawConnection, schema: str) -> bool:
    for key, value in raw.execute(
        f"SELECT key, value FROM {schema}.setting WHERE key LIKE ?", (f"{BRIEFS}%",)
    ).fetchall():
        if type(key) is not str or type(value) is not str or len(key) > LONGEST_NAME:
            return False
        if not is_json(value):
            return False
    return True


def is_json(text: str) -> bool:
    """Whether a setting could be read from it."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
