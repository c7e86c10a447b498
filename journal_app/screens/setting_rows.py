"""What can be set: a row for each setting, with what it means and how it is changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from db.errors import JournalError

MOST_MINUTES = 240


class NotASetting(JournalError):
    """What was typed can't be set; the sentence says what can."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few values, each with the word it is shown by; changing it takes the next."""

    words: dict[Any, str]

    def word(self, value: object) -> str:
        """How the value is shown."""
        return self.words.get(value, "")

    def after(self, value: object) -> object:
        """The next value, after the last the first."""
        values = list(self.words)
        return values[(values.index(value) + 1) % len(values)]


@dataclass(frozen=True, slots=True)
class Typed:
    """A value that is typed. `read` raises a JournalError that says what can be."""

    word: Callable[[Any], str]
    read: Callable[[str], object]
    asks: str


Kind: TypeAlias = OneOf | Typed


@dataclass(frozen=True, slots=True)
class Told:
    """What the program knows and a row may say: whether the terminal tells of its focus."""

    of_focus: bool = False


@dataclass(frozen=True, slots=True)
class SettingRow:
    """The setting of this name; `says` is what stands beside it."""

    name: str
    label: str
    kind: Kind
    says: Callable[[Told], str]


def _minutes(value: int) -> str:
    return "never" if not value else "1 minute" if value == 1 else f"{value} minutes"


def read_minutes(typed: str) -> int:
    """The minutes that are typed; NotASetting if they can't be."""
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= MOST_MINUTES):
        raise NotASetting(f"Type a number of minutes from 1 to {MOST_MINUTES}, or 0 for never.")
    return int(text)


MINUTES = Typed(_minutes, read_minutes, f"Minutes, up to {MOST_MINUTES}; 0 is never.")
ON_OFF = OneOf({True: "on", False: "off"})

_FOCUS_TOLD = "This terminal tells when that happens."
_FOCUS_NOT_TOLD = (
    "Not every terminal tells when that happens, and this one has not so far: go to another "
    "window and back, then look here again. Where it never tells, the curtain can't be drawn."
)


def _curtain(told: Told) -> str:
    known = _FOCUS_TOLD if told.of_focus else _FOCUS_NOT_TOLD
    return f"Hides everything while another window is in front of this one. {known}"


ROWS: tuple[SettingRow, ...] = (
    SettingRow(
        "theme",
        "Look",
        OneOf({"dark": "dark", "light": "light"}),
        lambda _: "f9 changes it from anywhere.",
    ),
    SettingRow(
        "looking_back",
        "Looking back",
        ON_OFF,
        lambda _: "Lets Today show something of what you wrote before.",
    ),
    SettingRow(
        "lock_after",
        "Lock when left alone",
        MINUTES,
        lambda _: (
            "Counted from the last key, click, paste or move of the mouse in this window. The "
            "last minute is shown at the foot. A computer or program that slept was left alone."
        ),
    ),
    SettingRow("curtain", "Curtain", ON_OFF, _curtain),
    SettingRow(
        "curtain_lock_after",
        "Lock behind the curtain",
        MINUTES,
        lambda _: "Counted from when the curtain was drawn.",
    ),
)
"""The rows in the order in which they stand. A new setting is a field of Settings and a row."""
